"""Who holds what for whom on which day: delegated roles as the rights of the house see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.access import rights
from motcua.access.types import SYSTEM, HeldRole
from motcua.kernel.zone import VIETNAM
from motcua.org.queries import unit_by_slug
from motcua.people import actions, queries
from motcua.people.models import Account
from motcua.people.types import ClosureKind

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
DAY = AT.date()
FIRST, END = date(2024, 9, 10), date(2024, 9, 20)
WITHIN = date(2024, 9, 15)
DEED: dict[str, Any] = {"by": SYSTEM, "at": AT}
LEADER, CLERK, SPECIALIST = "lanhdao", "canbo.motcua", "chuyenvien"


def account(username: str) -> Account:
    return queries.account_named(username)


def ward() -> Any:
    return unit_by_slug("phuong-dong-hai-22768", DAY)


def lend(giver: str = LEADER, taker: str = CLERK, role: str = "leader", since: date = FIRST, until: date = END) -> Any:
    return actions.delegate(
        giver=account(giver),
        taker=account(taker),
        role=role,
        unit=ward(),
        since=since,
        until=until,
        basis="GUQ 7",
        **DEED,
    )


def held(username: str, on: date = WITHIN) -> list[HeldRole]:
    return list(queries.roles_held(account(username).pk, on))


def roles(username: str, on: date = WITHIN) -> list[tuple[str, str]]:
    return [(each.role, each.stands_in_for) for each in held(username, on)]


def test_a_delegated_role_stands_after_ones_own_and_names_its_giver() -> None:
    lend()
    own, lent = held(CLERK)
    assert (own.role, own.stands_in_for_id) == ("one_stop_clerk", None)
    assert (lent.role, lent.unit_id, lent.basis) == ("leader", ward().id, "GUQ 7")
    assert (lent.stands_in_for, lent.stands_in_for_id) == ("Phạm Ngọc Thiện", account(LEADER).pk)
    assert (lent.since, lent.until) == (FIRST, END)
    assert roles(LEADER) == [("leader", "")]


@pytest.mark.parametrize(
    ("on", "holds"),
    [(date(2024, 9, 9), False), (FIRST, True), (date(2024, 9, 19), True), (END, False)],
)
def test_it_holds_from_its_first_day_up_to_but_not_on_its_end(on: date, holds: bool) -> None:
    lend()
    assert (("leader", "Phạm Ngọc Thiện") in roles(CLERK, on)) is holds


def test_a_delegation_of_every_role_lends_them_all_but_never_that_of_an_administrator() -> None:
    for role in ("specialist", "administrator"):
        actions.grant_role(account=account(LEADER), role=role, unit=ward(), since=FIRST, until=None, **DEED)
    lend(role="")
    assert {role for role, giver in roles(CLERK) if giver} == {"leader", "specialist"}


def test_a_role_lent_by_name_and_with_all_others_counts_once() -> None:
    lend()
    lend(role="")
    assert [role for role, giver in roles(CLERK) if giver] == ["leader"]


def test_what_was_lent_ends_with_the_givers_own_role_and_makes_no_chain() -> None:
    lend()
    (mine,) = (each for each in account(LEADER).roles.all() if each.role == "leader")
    lend(giver=CLERK, taker=SPECIALIST, role="")
    assert {role for role, giver in roles(SPECIALIST) if giver} == {"one_stop_clerk"}
    actions.end_role(role_id=mine.pk, on=date(2024, 9, 12), **DEED)
    assert ("leader", "Phạm Ngọc Thiện") in roles(CLERK, date(2024, 9, 11))
    assert ("leader", "Phạm Ngọc Thiện") not in roles(CLERK, date(2024, 9, 12))


@pytest.mark.parametrize("who", [LEADER, CLERK])
def test_when_giver_or_taker_leaves_nothing_is_lent_any_more(who: str) -> None:
    lend()
    leaves = date(2024, 9, 14)
    actions.leave(account_id=account(who).pk, kind=ClosureKind.MOVED, on=leaves, basis="QĐ 1", **DEED)
    assert ("leader", "Phạm Ngọc Thiện") in roles(CLERK, date(2024, 9, 13))
    assert ("leader", "Phạm Ngọc Thiện") not in roles(CLERK, leaves)
    assert roles(who, leaves) == []


def test_the_verdict_says_for_whom_one_stands_in() -> None:
    lend()
    declared = next(right for right in rights.rights() if "leader" in right.roles)
    actor = queries.actor_of(account(CLERK), WITHIN)
    verdict = rights.verdict(actor, declared.code, unit_id=ward().id, on=WITHIN, roles={"leader"})
    assert verdict
    assert verdict.stands_in_for == "Phạm Ngọc Thiện"


def test_asking_costs_one_statement() -> None:
    lend()
    user_id = account(CLERK).pk
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.roles_held(user_id, WITHIN)) == 2
    assert len(asked) == 1
