"""What a unit is on a day, where it stands in the tree, and what it was before and after."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery

from motcua.kernel.period import Period
from motcua.kernel.refusal import NotFound
from motcua.kernel.text import fold, syllables
from motcua.org.models import Unit, UnitCalendar, UnitVersion
from motcua.org.types import DEFAULT_CALENDAR, UnitOn


def _as_of_day(version: UnitVersion) -> UnitOn:
    return UnitOn(
        id=version.unit_id,
        slug=version.unit.slug,
        code=version.code,
        name=version.name,
        short_name=version.short_name,
        kind=version.kind,
        level=version.level,
        parent_id=version.parent_id,
        identifier=version.identifier,
        identifier_fictional=version.identifier_fictional,
        calendar=getattr(version, "calendar", None) or DEFAULT_CALENDAR,
        period=Period(version.valid.lower, version.valid.upper),
        basis=version.basis,
        note=version.note,
        is_verified=version.is_verified,
    )


def _versions(day: date) -> QuerySet[UnitVersion]:
    kept = UnitCalendar.objects.filter(unit=OuterRef("unit"), valid__contains=day).values("calendar__code")
    return UnitVersion.objects.on(day).select_related("unit").annotate(calendar=Subquery(kept[:1]))


_ONE = """
SELECT v.unit_id, u.slug, v.code, v.name, v.short_name, v.kind, v.level, v.parent_id, v.identifier,
       v.identifier_fictional, coalesce(c.code, %(calendar)s), lower(v.valid), upper(v.valid),
       v.basis, v.note, v.is_verified
FROM org_unit_version AS v
JOIN org_unit AS u ON u.id = v.unit_id
LEFT JOIN org_unit_calendar AS kept ON kept.unit_id = v.unit_id AND kept.valid @> %(day)s
LEFT JOIN org_calendar AS c ON c.id = kept.calendar_id
WHERE v.valid @> %(day)s AND (u.id = %(id)s OR u.slug = %(slug)s)
"""
"""Asked by every verb: so in plain SQL, which costs a tenth of what it takes Django to write it."""


def _one(day: date, *, unit_id: int | None = None, slug: str | None = None) -> UnitOn | None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE, {"day": day, "id": unit_id, "slug": slug, "calendar": DEFAULT_CALENDAR})
        row = cursor.fetchone()
    if row is None:
        return None
    told = [*row[:11], Period(*row[11:13]), *row[13:]]
    return UnitOn(*told)


def unit_on(unit_id: int, day: date) -> UnitOn:
    """One unit as it is on a day; `NotFound` names the day on which there is no such unit."""
    found = _one(day, unit_id=unit_id)
    if found is None:
        raise NotFound(f"Không có đơn vị số {unit_id} vào ngày {day:%d/%m/%Y}; hãy chọn đơn vị đang hoạt động.")
    return found


def unit_by_slug(slug: str, day: date) -> UnitOn:
    """One unit by its lasting slug."""
    found = _one(day, slug=slug)
    if found is None:
        raise NotFound(f"Không có đơn vị «{slug}» vào ngày {day:%d/%m/%Y}; hãy chọn đơn vị đang hoạt động.")
    return found


def units_on(day: date, *, ids: Iterable[int] | None = None, level: str | None = None) -> list[UnitOn]:
    """The units of a day in Vietnamese order of their short names."""
    versions = _versions(day)
    if ids is not None:
        versions = versions.filter(unit__in=list(ids))
    if level is not None:
        versions = versions.filter(level=level)
    return [_as_of_day(version) for version in versions.order_by("sort_key")]


def as_on(asked: Iterable[tuple[int, date]]) -> list[UnitOn]:
    """Several units, each as on a day of its own, in the order asked; one statement.

    A unit that is not in force on its day is told as it last was before, or else as it first is.
    """
    wanted = list(asked)
    told: dict[int, list[UnitOn]] = defaultdict(list)
    for version in _all_versions().filter(unit__in={unit_id for unit_id, _ in wanted}).order_by("valid"):
        told[version.unit_id].append(_as_of_day(version))
    return [
        next((unit for unit in reversed(told[unit_id]) if unit.period.start <= day), told[unit_id][0])
        for unit_id, day in wanted
    ]


def district_of(unit: UnitOn, day: date) -> UnitOn | None:
    """The district above a unit on a day (the unit itself if it is one); none once districts are gone."""
    while unit.level != "district" or unit.kind == "phong":
        if unit.parent_id is None:
            return None
        unit = unit_on(unit.parent_id, day)
    return unit


# The tree and the history ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit of a day with the units right below it, in Vietnamese order (một nhánh của cây đơn vị)."""

    unit: UnitOn
    below: tuple[Branch, ...]

    @property
    def size(self) -> int:
        """How many units hang on it, itself included."""
        return 1 + sum(branch.size for branch in self.below)


def tree_on(day: date) -> tuple[Branch, ...]:
    """The tree of a day from its roots (cây đơn vị); one statement. A unit whose parent is not in force is a root."""
    units = units_on(day)
    known = {unit.id for unit in units}
    below: dict[int | None, list[UnitOn]] = defaultdict(list)
    for unit in units:
        below[unit.parent_id if unit.parent_id in known else None].append(unit)

    def grow(parent: int | None) -> tuple[Branch, ...]:
        return tuple(Branch(unit, grow(unit.id)) for unit in below[parent])

    return grow(None)


def counts(branches: Iterable[Branch]) -> Counter[tuple[str, str]]:
    """How many units of each level and kind hang on these branches."""
    found: Counter[tuple[str, str]] = Counter()
    for branch in branches:
        found[branch.unit.level, branch.unit.kind] += 1
        found += counts(branch.below)
    return found


def children_of(unit_id: int, day: date) -> list[UnitOn]:
    """The units right below one on a day."""
    return [_as_of_day(version) for version in _versions(day).filter(parent=unit_id).order_by("sort_key")]


def chain_of(unit: UnitOn, day: date) -> list[UnitOn]:
    """The units above one on a day, from the root down to its parent."""
    chain: list[UnitOn] = []
    while unit.parent_id is not None:
        unit = unit_on(unit.parent_id, day)
        chain.insert(0, unit)
    return chain


def unit_named(slug: str) -> Unit:
    """The lasting identity behind a slug, whether or not it is in force."""
    unit = Unit.objects.filter(slug=slug).first()
    if unit is None:
        raise NotFound(f"Không có đơn vị «{slug}»; hãy tìm trong danh mục đơn vị.")
    return unit


def history_of(unit_id: int) -> list[UnitOn]:
    """All versions of a unit in order of time, each with its period (lịch sử đơn vị)."""
    return [_as_of_day(version) for version in _all_versions().filter(unit=unit_id).order_by("valid")]


def _all_versions() -> QuerySet[UnitVersion]:
    """Every version, with the calendar the unit kept when it began."""
    kept = UnitCalendar.objects.filter(unit=OuterRef("unit"), valid__contains=OuterRef("begins"))
    versions = UnitVersion.objects.select_related("unit").annotate(begins=F("valid__startswith"))
    return versions.annotate(calendar=Subquery(kept.values("calendar__code")[:1]))


def find_units(words: str, day: date) -> tuple[list[UnitOn], list[UnitOn]]:
    """Units by words of the name, code or identifier: those of the day, and those only of other days, as last called.

    A word typed with marks matches exactly, a bare one folded.
    """
    wanted, typed = syllables(words), words.strip().upper()
    found = [
        _as_of_day(version)
        for version in _all_versions().order_by("sort_key", "valid")
        if typed in (version.code, version.identifier) or (wanted and _names(wanted, syllables(version.name)))
    ]
    today = [unit for unit in found if day in unit.period]
    ids = {unit.id for unit in today}
    elsewhere = {unit.id: unit for unit in found if unit.id not in ids}
    return today, list(elsewhere.values())


def _names(wanted: list[str], name: list[str]) -> bool:
    """True where the name holds the words one after the other, the last perhaps only begun."""
    *whole, begun = wanted
    words = [(word, fold(word)) for word in name]
    return any(
        all(word in pair for word, pair in zip(whole, words[start:], strict=False))
        and any(each.startswith(begun) for each in words[start + len(whole)])
        for start in range(len(words) - len(whole))
    )


def names_held(code: str) -> list[UnitOn]:
    """Every unit that ever held a code of the statistics office, in order of time."""
    return [_as_of_day(version) for version in _all_versions().filter(code=code).order_by("valid")]
