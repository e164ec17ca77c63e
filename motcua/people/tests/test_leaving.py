"""Leaving and coming back: what ends that day, what stays, and accounts that nobody uses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.types import SYSTEM
from motcua.kernel.refusal import Conflict, Malformed, NotAllowed
from motcua.ledger.queries import story_of
from motcua.people import actions, policy, queries
from motcua.people.models import Account, Closure
from motcua.people.rules import Closed
from motcua.people.tests.conftest import AT, COMMUNE, DAY, WARD, actor, unit
from motcua.people.types import AccountState, ClosureKind

pytestmark = pytest.mark.django_db
Make = Callable[..., Account]
LATER = DAY + timedelta(days=10)


def leave(account: Account, on: date = DAY, **more: Any) -> Closure:
    given: dict[str, Any] = {
        "kind": ClosureKind.RESIGNED,
        "basis": "QĐ 9/QĐ-UBND",
        "by": actor("quantri"),
        "at": AT,
    } | more
    return actions.leave(account_id=account.pk, on=on, **given)


def reopen(account: Account, on: date = DAY, **more: Any) -> None:
    given: dict[str, Any] = {"basis": "QĐ 10/QĐ-UBND", "by": actor("quantri"), "at": AT} | more
    actions.reopen(account_id=account.pk, on=on, **given)


def states(by: str = "quantri", **asked: Any) -> dict[str, str]:
    found = queries.accounts(actor(by), AT, **asked)
    return {account.username: account.state for account in found}


def test_leaving_ends_posts_roles_and_delegations_from_that_day_on(make: Make) -> None:
    account, other = make("di", "Lê Đi", leader=WARD, specialist=COMMUNE), make("o", one_stop_clerk=WARD)
    lent: dict[str, Any] = {
        "role": "",
        "unit": unit(),
        "since": DAY,
        "until": LATER,
        "basis": "x",
        "by": SYSTEM,
        "at": AT,
    }
    actions.delegate(giver=account, taker=other, **lent)
    actions.delegate(giver=other, taker=account, **lent)
    leave(account, DAY + timedelta(3))
    for days, holds in ((2, True), (3, False), (400, False)):
        day = DAY + timedelta(days)
        assert bool(queries.roles_held(account.pk, day)) is holds
        assert bool(queries.actor_of(account, day).post) is holds
    assert [held.stands_in_for for held in queries.roles_held(other.pk, DAY + timedelta(2))] == ["", "Lê Đi"]
    assert [held.stands_in_for for held in queries.roles_held(other.pk, DAY + timedelta(3))] == [""]


def test_what_was_to_begin_after_leaving_never_begins(make: Make) -> None:
    account = make("di")
    begins: dict[str, Any] = {"unit": unit(), "since": LATER, "until": None, "by": SYSTEM, "at": AT}
    role = actions.grant_role(account=account, role="leader", **begins)
    leave(account)
    role.refresh_from_db()
    assert role.valid.isempty
    assert queries.roles_held(account.pk, LATER) == ()


def test_a_departure_entered_before_its_day_is_told_when_the_day_comes(make: Make) -> None:
    account = make("di", leader=WARD)
    leave(account, LATER)
    assert queries.open_account(account.pk, LATER - timedelta(1)) == account
    assert queries.open_account(account.pk, LATER) is None
    for at, closed in ((AT, 0), (AT + timedelta(days=10), 1), (AT + timedelta(days=10, hours=1), 0)):
        assert actions.close_due(by=SYSTEM, at=at) == closed
    told = [row.says for row in story_of("people.account", account.pk)][-2:]
    assert told == [
        "di thôi việc từ ngày 19/09/2024 (QĐ 9/QĐ-UBND): kết thúc 1 chức vụ, 1 vai trò, 0 ủy quyền; "
        "tài khoản khóa từ ngày đó.",
        "Khóa tài khoản từ ngày 19/09/2024: thôi việc.",
    ]


def test_who_left_is_told_so_and_what_to_do(make: Make) -> None:
    account = make("di")
    policy.must_be_open(account, on=DAY)
    leave(account)
    with pytest.raises(
        Closed, match=r"đã khóa từ ngày 09/09/2024 vì bạn đã thôi việc; nếu bạn vẫn làm việc"
    ) as refused:
        policy.must_be_open(account, on=DAY)
    assert refused.value.citation == "QĐ 9/QĐ-UBND"


def test_one_leaves_once_and_only_an_administrator_enters_it(make: Make) -> None:
    account = make("di")
    with pytest.raises(NotAllowed):
        leave(account, by=actor(account))
    with pytest.raises(Malformed, match="Hãy chọn thôi việc"):
        leave(account, kind=ClosureKind.IDLE)
    leave(account, LATER)
    with pytest.raises(Conflict, match="đã khóa từ ngày 19/09/2024 \\(thôi việc\\)"):
        leave(account)
    with pytest.raises(Malformed, match="mới mở ngày 09/09/2024"):
        leave(make("moi"), DAY - timedelta(1))


def test_who_comes_back_keeps_the_story_and_gets_nothing_by_itself(make: Make) -> None:
    account = make("di", leader=WARD)
    leave(account)
    before = story_of("people.account", account.pk).count()
    reopen(account, DAY + timedelta(5), at=AT + timedelta(days=5))
    assert [queries.open_account(account.pk, DAY + timedelta(days)) is not None for days in (4, 5)] == [False, True]
    assert queries.roles_held(account.pk, DAY + timedelta(5)) == ()
    assert story_of("people.account", account.pk).count() == before + 1
    again: dict[str, Any] = {"account": account, "unit": unit(), "until": None, "by": SYSTEM, "at": AT}
    with pytest.raises(Malformed, match="hãy mở lại tài khoản trước"):
        actions.grant_role(role="leader", since=DAY, **again)
    actions.grant_role(role="leader", since=DAY + timedelta(5), **again)
    assert queries.roles_held(account.pk, DAY + timedelta(5))
    with pytest.raises(Malformed, match="không khóa vào ngày"):
        reopen(account, DAY + timedelta(6))


def test_a_departure_that_is_called_off_never_closes(make: Make) -> None:
    account = make("di")
    leave(account, LATER)
    reopen(account)
    assert queries.open_account(account.pk, LATER) == account
    assert actions.close_due(by=SYSTEM, at=AT + timedelta(days=11)) == 0


@pytest.mark.parametrize(("days", "idle"), [(44, False), (45, False), (46, True)])
def test_an_account_closes_after_forty_five_days_without_a_sign_in(make: Make, days: int, idle: bool) -> None:
    account = make("nam")
    actions.sign_in(account=account, with_factor=False, by=actor(account), at=AT + timedelta(days=3))
    at = AT + timedelta(days=3 + days)
    assert actions.close_if_idle(account_id=account.pk, by=SYSTEM, at=at) is idle
    assert (queries.open_account(account.pk, at.date()) is None) is idle


def test_idle_days_count_from_the_opening_and_anew_from_a_reopening(make: Make) -> None:
    account, at = make("nam"), AT + timedelta(days=46)
    assert account in queries.idle_accounts(at.date())
    actions.close_due(by=SYSTEM, at=at)
    reopen(account, at.date(), at=at, by=SYSTEM)
    assert account not in queries.idle_accounts(at.date() + timedelta(45))
    assert account in queries.idle_accounts(at.date() + timedelta(46))
    assert [row.says for row in story_of("people.account", account.pk)][-2:] == [
        "Khóa tài khoản từ ngày 25/10/2024: lâu không đăng nhập.",
        "Mở lại tài khoản từ ngày 25/10/2024 (QĐ 10/QĐ-UBND).",
    ]


def test_an_idle_account_whose_owner_leaves_later_is_closed_twice_in_a_row_not_at_once(make: Make) -> None:
    account, at = make("nam"), AT + timedelta(days=46)
    leave(account, at.date() + timedelta(7), at=at)
    assert actions.close_if_idle(account_id=account.pk, by=SYSTEM, at=at)
    assert [str(row.period) for row in account.closures.order_by("valid")] == [
        "từ ngày 25/10/2024 đến hết ngày 31/10/2024",
        "từ ngày 01/11/2024",
    ]


def test_only_the_passing_of_days_closes_an_idle_account(make: Make) -> None:
    with pytest.raises(NotAllowed, match="hệ thống tự làm theo ngày"):
        actions.close_due(by=actor("quantri"), at=AT)
    with pytest.raises(NotAllowed):
        actions.close_if_idle(account_id=make("nam").pk, by=actor("quantri"), at=AT)


def test_the_list_shows_each_account_in_its_state(make: Make) -> None:
    gone, going, away, locked, there = (make(f"zz{name}") for name in ("a", "b", "c", "d", "e"))
    leave(gone)
    leave(going, LATER)
    away.absences.create(kind="leave", valid=DateRange(DAY, LATER))
    for _ in range(5):
        actions.knock(username=locked.username, by=SYSTEM, at=AT)
    assert states(words="zz") == {
        "zza": AccountState.CLOSED,
        "zzb": AccountState.LEAVING,
        "zzc": AccountState.AWAY,
        "zzd": AccountState.LOCKED,
        "zze": AccountState.OPEN,
    }
    assert there.username in states(unit_id=unit().id)
    assert there.username not in states(unit_id=unit(COMMUNE).id)
    assert list(states(words="zz", state=AccountState.AWAY)) == ["zzc"]


@pytest.mark.parametrize("words", ["ngoc diem", "Ngọc Diễm", "canbo.mot", "diem tran", "CANBO"])
def test_an_account_is_found_by_its_name_with_or_without_marks_and_by_its_user_name(words: str) -> None:
    assert "canbo.motcua" in states(words=words)


def test_names_are_listed_by_given_name() -> None:
    names = [account.name for account in queries.accounts(actor("quantri"), AT)]
    assert names.index("Trần Thị Ngọc Diễm") < names.index("Đàng Xuân Hiếu") < names.index("Phạm Ngọc Thiện")


def test_everybody_but_administrators_sees_their_own_account_only() -> None:
    assert list(states(by="canbo.motcua")) == ["canbo.motcua"]
    assert len(states()) > 30
