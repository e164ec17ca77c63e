"""What an account was, is and will be, as a page tells it; and who works together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.access.rights import ROLE_NAMES
from motcua.org import queries as org
from motcua.people.models import Absence, Account, Closure, Delegation, PostHeld, RoleHeld
from motcua.people.rules import NOT_DELEGATED
from motcua.people.types import AccountKind, Sheet, SpanRow, Stage


def sheet_of(account: Account, on: date) -> Sheet:
    """An account's posts, roles, delegations, absences and closures; units are called as on that day."""
    posts = list(PostHeld.objects.real().filter(account=account).order_by("-valid"))
    roles = list(RoleHeld.objects.real().filter(account=account).order_by("-valid"))
    lent = Delegation.objects.real().filter(Q(giver=account) | Q(taker=account))
    delegations = list(lent.select_related("giver", "taker").order_by("-valid"))
    names = _names([*posts, *roles, *delegations], on)
    given = [row for row in delegations if row.giver_id == account.pk]
    taken = [row for row in delegations if row.taker_id == account.pk]
    away = Absence.objects.real().filter(account=account).order_by("-valid")
    shut = Closure.objects.real().filter(account=account).order_by("-valid")
    return Sheet(
        posts=[_row(row, row.title, names, on) for row in posts],
        roles=[_row(row, ROLE_NAMES[row.role], names, on) for row in roles],
        given=[_row(row, row.words, names, on, other=row.taker.name) for row in given],
        taken=[_row(row, row.words, names, on, other=row.giver.name) for row in taken],
        absences=[_row(row, str(row), {}, on) for row in away],
        closures=[_row(row, str(row), {}, on) for row in shut],
    )


Held = PostHeld | RoleHeld | Delegation
Shown = Held | Absence | Closure


def _row(row: Shown, what: str, names: Mapping[int, str], on: date, other: str = "") -> SpanRow:
    period = row.period
    assert period is not None, "ended before it began: left out above"
    stage = Stage.NOW if on in period else Stage.AHEAD if on < period.start else Stage.PAST
    where = "" if isinstance(row, Absence | Closure) else names.get(row.unit_id, "")
    return SpanRow(row.pk, what, where, period.start, period.last, stage, row.basis, other)


def _names(rows: Iterable[Held], on: date) -> dict[int, str]:
    """The units of rows by id, as on that day or, for one that is no more, as when its row began."""
    rows = list(rows)
    names = {unit.id: unit.name for unit in org.units_on(on, ids={row.unit_id for row in rows})}
    for row in rows:
        if row.unit_id not in names:
            names |= {unit.id: unit.name for unit in org.units_on(row.since, ids=[row.unit_id])}
    return names


def lendable(account: Account, on: date) -> list[tuple[str, int]]:
    """The roles an account may delegate, with the units: held on that day or from a later one, latest first."""
    rows = RoleHeld.objects.real().filter(account=account).exclude(role__in=NOT_DELEGATED)
    rows = rows.filter(Q(valid__endswith=None) | Q(valid__endswith__gt=on)).order_by("unit", "role")
    return list(dict.fromkeys(rows.values_list("role", "unit_id")))


def colleagues(account: Account, on: date) -> QuerySet[Account]:
    """Who holds a post or a role that day at a unit where the account holds a role, by name."""
    mine = RoleHeld.objects.on(on).filter(account=account).values("unit")
    here = {"account": OuterRef("pk"), "unit__in": mine}
    found = Account.objects.filter(kind=AccountKind.PERSON).exclude(pk=account.pk)
    found = found.exclude(Exists(Closure.objects.on(on).filter(account=OuterRef("pk"))))
    works = Exists(PostHeld.objects.on(on).filter(**here)) | Exists(RoleHeld.objects.on(on).filter(**here))
    return found.filter(works).order_by("sort_key", "username")


def places_of(accounts: Iterable[Account], on: date) -> dict[int, list[str]]:
    """For accounts of a list: the posts held that day, as `title, unit`, by account."""
    ids = [account.pk for account in accounts]
    posts = list(PostHeld.objects.on(on).filter(account__in=ids).order_by("account", "-valid"))
    names = _names(posts, on)
    found: dict[int, list[str]] = {pk: [] for pk in ids}
    for post in posts:
        found[post.account_id].append(f"{post.title}, {names.get(post.unit_id, '')}".rstrip(", "))
    return found


def roles_of_each(accounts: Iterable[Account], on: date) -> dict[int, list[SpanRow]]:
    """For accounts of a list: the roles they hold that day or will, the latest first, by account."""
    ids = [account.pk for account in accounts]
    rows = RoleHeld.objects.real().filter(Q(valid__endswith=None) | Q(valid__endswith__gt=on), account__in=ids)
    roles = list(rows.order_by("account", "-valid", "role"))
    names = _names(roles, on)
    found: dict[int, list[SpanRow]] = {pk: [] for pk in ids}
    for role in roles:
        found[role.account_id].append(_row(role, ROLE_NAMES[role.role], names, on))
    return found
