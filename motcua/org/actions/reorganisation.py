"""The verb of reorganisation: close what ends, open what begins, and say who took over from whom, in one stroke."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.types import Actor
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Conflict
from motcua.kernel.text import sort_key
from motcua.ledger.actions import record
from motcua.org import policy
from motcua.org.facts import Change, UnitReorganised
from motcua.org.models import Reorganisation, Succession, Unit, UnitVersion, UnitVersionQuerySet
from motcua.org.rules import acts as rules
from motcua.org.types import Act, UnitDetails


@transaction.atomic
def reorganise(*, on: date, acts: Sequence[Act], by: Actor, at: datetime) -> list[Reorganisation]:
    """Carry out all that documents order for one day (sắp xếp đơn vị), or nothing at all.

    Refuses what contradicts itself or the units of the day before (`rules.acts`), and a unit that already has a
    version from that day on. What lives on and is not named in `changes` keeps its version, also when it takes over.
    """
    policy.must_organise(by, on=at.date())
    old = {each.unit.slug: each for each in _standing(on - timedelta(days=1))}
    units = {unit.slug: unit for unit in Unit.objects.all()}
    slugs = {unit.pk: slug for slug, unit in units.items()}
    now = {slugs[each.unit_id]: each for each in UnitVersion.objects.on(on)}
    today = {slug: slugs.get(each.parent_id or 0, "") for slug, each in now.items()}
    rules.must_be_sound(acts, on, old, today, units)
    closing = {slug for act in acts for slug in (*act.ends, *(unit.unit for unit in act.changes))}
    _close([old[slug] for slug in sorted(closing)], on)
    made = Unit.objects.bulk_create(Unit(slug=unit.unit) for act in acts for unit in act.begins)
    units |= {unit.slug: unit for unit in made}
    UnitVersion.objects.bulk_create(
        _version(details, units, on) for act in acts for details in (*act.begins, *act.changes)
    )
    names = {slug: each.short_name for slug, each in [*now.items(), *old.items()]}
    names |= {details.unit: details.short_name for act in acts for details in (*act.begins, *act.changes)}
    done = []
    for act in acts:
        kept = Reorganisation.objects.create(
            on=on, kind=act.kind, basis=act.basis, is_verified=act.is_verified, note=act.note
        )
        Succession.objects.bulk_create(
            Succession(
                reorganisation=kept,
                predecessor=units[taking.predecessor],
                successor=units[taking.successor],
                takes=taking.takes,
                share_part=taking.share.numerator if taking.share else None,
                share_whole=taking.share.denominator if taking.share else None,
                clause=taking.clause,
                note=taking.note,
            )
            for taking in act.takings
        )
        for fact in _facts(act, on, units, names):
            record(fact, by=by, at=at)
        done.append(kept)
    return done


def _standing(eve: date) -> UnitVersionQuerySet:
    """The versions in force on the eve, locked: two reorganisations of the same units follow each other."""
    return UnitVersion.objects.on(eve).select_related("unit").select_for_update(of=("self",)).order_by("pk")


def _close(versions: Sequence[UnitVersion], on: date) -> None:
    """End versions on a day; a unit that has another from that day on was reorganised already."""
    units = [each.unit_id for each in versions]
    for other in UnitVersion.objects.filter(unit__in=units, valid__startswith__gte=on):
        raise Conflict(f"{other.name} đã có thay đổi từ ngày {print_day(other.valid.lower)}; hãy xem lại ngày sắp xếp.")
    for each in versions:
        each.valid = DateRange(each.valid.lower, on)
    UnitVersion.objects.bulk_update(versions, ["valid"])


def _version(details: UnitDetails, units: dict[str, Unit], on: date) -> UnitVersion:
    return UnitVersion(
        unit=units[details.unit],
        valid=DateRange(on, None),
        code=details.code,
        name=details.name,
        short_name=details.short_name,
        kind=details.kind,
        level=details.level,
        parent=units[details.parent] if details.parent else None,
        identifier=details.identifier,
        identifier_fictional=details.identifier_fictional,
        sort_key=sort_key(details.short_name),
        basis=details.basis,
        note=details.note,
        is_verified=details.is_verified,
    )


def _facts(act: Act, on: date, units: dict[str, Unit], names: dict[str, str]) -> Iterable[UnitReorganised]:
    """One fact for each unit that begins, changes, ends, or gives or takes over while it lives on."""
    from_: dict[str, list[str]] = {}
    to: dict[str, list[str]] = {}
    for taking in act.takings:
        from_.setdefault(taking.successor, []).append(names[taking.predecessor])
        to.setdefault(taking.predecessor, []).append(names[taking.successor])
    ended: Change = "ended"
    lived_on: Change = "lived_on"
    told: dict[str, Change] = {unit.unit: "began" for unit in act.begins}
    told |= {unit.unit: "changed" for unit in act.changes}
    told |= dict.fromkeys(act.ends, ended)
    told = dict.fromkeys([*from_, *to], lived_on) | told
    codes = {unit.unit: unit.code for unit in (*act.begins, *act.changes)}
    for slug, change in told.items():
        yield UnitReorganised(
            unit_id=units[slug].pk,
            change=change,
            name=names[slug],
            code=codes.get(slug, ""),
            on=on,
            basis=act.basis,
            took_from=tuple(from_.get(slug, ())),
            left_to=tuple(to.get(slug, ())),
        )
