"""Which roles an account holds on a day, by itself or for somebody else, and who holds a role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from motcua.access import rights
from motcua.access.rights import ROLE_NAMES
from motcua.access.types import Actor, HeldRole, Verdict
from motcua.kernel.printed import print_day
from motcua.org import queries as org
from motcua.org.types import NotSeparable, UnitOn, WithoutSuccessor
from motcua.people.models import Account, Closure, Delegation, PostHeld, RoleHeld
from motcua.people.queries.clients import actor_of_client
from motcua.people.rules import NOT_DELEGATED
from motcua.people.types import AccountKind, Explained, RightsHere, StandIn, UnitEnded


def _closed(account: str, on: date) -> Exists:
    return Exists(Closure.objects.on(on).filter(account=OuterRef(account)))


def _holding(on: date) -> QuerySet[RoleHeld]:
    """The roles that a person holds themselves on a day, closed accounts left out; no work waits for a program."""
    return RoleHeld.objects.on(on).filter(account__kind=AccountKind.PERSON).exclude(_closed("account", on))


_HELD = """
SELECT held.id, held.role, held.unit_id, lower(held.valid), upper(held.valid), held.basis, '', NULL::bigint
FROM people_role_held AS held
WHERE held.account_id = %(account)s AND held.valid @> %(on)s
  AND NOT EXISTS (SELECT FROM people_closure WHERE account_id = %(account)s AND valid @> %(on)s)
UNION ALL
SELECT held.id, held.role, held.unit_id, greatest(lower(held.valid), lower(lent.valid)),
       least(upper(held.valid), upper(lent.valid)), lent.basis, giver.name, giver.id
FROM people_delegation AS lent
JOIN people_account AS giver ON giver.id = lent.giver_id
JOIN people_role_held AS held ON held.account_id = lent.giver_id AND held.unit_id = lent.unit_id
  AND lent.role IN ('', held.role) AND held.role <> ALL (%(kept)s) AND held.valid @> %(on)s
WHERE lent.taker_id = %(account)s AND lent.valid @> %(on)s
  AND NOT EXISTS (SELECT FROM people_closure WHERE account_id IN (lent.giver_id, %(account)s) AND valid @> %(on)s)
ORDER BY 8 NULLS FIRST, 1
"""
"""Asked by every verb and every page: so in plain SQL, which costs a tenth of what it takes Django to write it."""


def roles_held(user_id: int, on: date) -> tuple[HeldRole, ...]:
    """The roles of an account on a day, its own first, then those delegated to it (the port `settings.ROLES_HELD`).

    A delegated role counts while its giver holds it themselves, at an account that is not closed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"account": user_id, "on": on, "kept": sorted(NOT_DELEGATED)})
        once = {(row[0], row[7]): HeldRole(*row[1:]) for row in cursor.fetchall()}
    return tuple(once.values())


def actor_of(account: Account, on: date) -> Actor:
    """An account as an actor on a day (the port `settings.ACTOR_OF`): its post is the newest that holds that day."""
    if account.is_software:
        return actor_of_client(account)
    post = PostHeld.objects.on(on).filter(account=account).order_by("-valid").first()
    if post is None:
        return Actor(user_id=account.pk, name=account.name)
    units = org.units_on(on, ids=[post.unit_id])
    unit_id, unit = (units[0].id, units[0].short_name) if units else (None, "")
    return Actor(user_id=account.pk, name=account.name, post=post.title, unit_id=unit_id, unit=unit)


def administrators(on: date) -> list[Account]:
    """Who administers the system on a day at any unit, by account name; closed accounts do not."""
    held = _holding(on).filter(role="administrator").values("account")
    return list(Account.objects.filter(pk__in=held).order_by("username"))


def units_with(role: str, on: date) -> frozenset[int]:
    """The ids of the units at which somebody holds a role on a day."""
    return frozenset(_holding(on).filter(role=role).values_list("unit_id", flat=True))


def holders_of(role: str, unit_id: int, on: date) -> list[Account]:
    """Who holds a role at a unit on a day, by account name."""
    rows = _holding(on).filter(role=role, unit=unit_id)
    return [row.account for row in rows.select_related("account").order_by("account__username")]


def doers_of(role: str, unit_id: int, on: date, *, held_by: int | None = None) -> list[Account]:
    """Who may do on a day what a role at a unit allows: its holders by account name, then who stands in for them.

    `held_by` narrows it to that account and those who stand in for it.
    """
    holders = holders_of(role, unit_id, on)
    lent = Delegation.objects.on(on).exclude(_closed("taker", on))
    lent = lent.filter(unit=unit_id, role__in=["", role], giver__in=holders if role not in NOT_DELEGATED else [])
    pairs = [(each.pk, each) for each in holders]
    pairs += [(row.giver_id, row.taker) for row in lent.select_related("taker").order_by("taker__username", "pk")]
    if held_by is not None:
        pairs = [(giver, each) for giver, each in pairs if held_by in (giver, each.pk)]
    return list(dict.fromkeys(each for _, each in pairs))


def stands_in_for(account: Account, on: date) -> list[StandIn]:
    """Whom an account stands in for on a day."""
    return [
        StandIn(held.stands_in_for, held.role, held.unit_id, held.until - timedelta(days=1) if held.until else None)
        for held in roles_held(account.pk, on)
        if held.stands_in_for_id is not None
    ]


def rights_of(account: Account, on: date) -> list[RightsHere]:
    """What an account may do on a day, unit by unit: every right of the house with its answer and why, the yeses first.

    Each answer is that of `rights.verdict()`; a no says whose the right is. Units that are no more come last: what was
    theirs may still be handled with the roles held there.
    """
    by = actor_of(account, on)
    roles = roles_held(account.pk, on)
    ids = {held.unit_id for held in roles}
    units = org.units_on(on, ids=ids)
    gone = ids - {unit.id for unit in units}
    units += org.as_on((unit_id, on) for unit_id in sorted(gone))
    return [
        RightsHere(
            unit.id,
            unit.name,
            [rights.reason_of(held) for held in roles if held.unit_id == unit.id],
            sorted(
                (Explained(right.code, right.words, _verdict(by, right, unit.id, on)) for right in rights.rights()),
                key=lambda each: not each.verdict,
            ),
            _ended(unit, on),
        )
        for unit in units
    ]


def _ended(unit: UnitOn, on: date) -> UnitEnded | None:
    """Since when a unit is no more, and who has its work on that day; none where it is in force, or was not yet."""
    end = unit.period.end
    if end is None or on < end:
        return None
    found = org.roll_up([unit.id], on, of_day=unit.period.last)[unit.id]
    if isinstance(found, WithoutSuccessor):
        return UnitEnded(end, [])
    ids = found.among_ids if isinstance(found, NotSeparable) else {found}
    return UnitEnded(end, [each.name for each in org.units_on(on, ids=ids)])


def _verdict(by: Actor, right: rights.Right, unit_id: int, on: date) -> Verdict:
    answer = rights.verdict(by, right.code, unit_id=unit_id, on=on)
    if answer:
        return answer
    return replace(answer, reason=f"Dành cho {wanted(right)}; vào ngày {print_day(on)} không giữ vai trò đó ở đây.")


def wanted(right: rights.Right) -> str:
    """Whose a right is, in words."""
    return " hoặc ".join(ROLE_NAMES[role] for role in sorted(right.roles))


def rights_nowhere() -> Sequence[tuple[str, str]]:
    """Every right with the roles it asks for, for an account that holds none: words and whose it is."""
    return [(right.words, wanted(right)) for right in rights.rights()]
