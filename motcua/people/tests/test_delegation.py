"""Who stands in for whom: it lends what the giver holds that day, no more, no longer, and says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access import rights
from motcua.access.types import SYSTEM
from motcua.kernel.refusal import Conflict, Malformed, NotAllowed
from motcua.ledger.queries import story_of
from motcua.people import actions, queries
from motcua.people.models import Account, Delegation
from motcua.people.rules import NotHeld
from motcua.people.tests.conftest import AT, COMMUNE, DAY, WARD, actor, unit
from motcua.people.types import AbsenceKind

pytestmark = pytest.mark.django_db
Make = Callable[..., Account]
END = date(2024, 9, 14)
RIGHT = "people.test"


@pytest.fixture(autouse=True)
def right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "_rights", dict(rights._rights))
    rights.declare(RIGHT, "ký", roles={"leader"})


def lend(giver: Account, taker: Account, role: str = "leader", slug: str = WARD, **more: Any) -> Delegation:
    given: dict[str, Any] = {"since": DAY, "until": END, "basis": "Nghỉ phép", "by": SYSTEM, "at": AT} | more
    return actions.delegate(giver=giver, taker=taker, role=role, unit=unit(slug), **given)


def borrowed(account: Account, on: date) -> list[tuple[str, int, str]]:
    return [(held.role, held.unit_id, held.stands_in_for) for held in queries.roles_held(account.pk, on)]


@pytest.mark.parametrize(
    ("day", "holds"), [(DAY - timedelta(1), False), (DAY, True), (END - timedelta(1), True), (END, False)]
)
def test_a_delegated_role_is_held_from_its_first_day_up_to_but_not_on_its_end(
    make: Make, day: date, holds: bool
) -> None:
    giver, taker = make("giao", "Phạm Giao", leader=WARD), make("nhan")
    lend(giver, taker)
    assert borrowed(taker, day) == ([("leader", unit().id, "Phạm Giao")] if holds else [])


def test_the_verdict_and_the_deed_say_whose_role_it_was(make: Make) -> None:
    giver, taker = make("giao", "Phạm Giao", leader=WARD), make("nhan")
    lend(giver, taker)
    verdict = rights.verdict(actor(taker), RIGHT, unit_id=unit().id, on=DAY)
    assert verdict.reason == (
        "Thay Phạm Giao giữ vai trò lãnh đạo phê duyệt theo ủy quyền từ ngày 09/09/2024 đến hết ngày 13/09/2024."
    )
    assert (verdict.citation, verdict.stands_in_for) == ("Nghỉ phép", "Phạm Giao")
    acting = rights.must(actor(taker), RIGHT, unit_id=unit().id, on=DAY)
    assert (acting.name, acting.stands_in_for) == ("nhan", "Phạm Giao")
    assert rights.must(actor(giver), RIGHT, unit_id=unit().id, on=DAY).stands_in_for == ""


def test_who_holds_the_role_themselves_acts_for_nobody(make: Make) -> None:
    giver, taker = make("giao", leader=WARD), make("nhan", leader=WARD)
    lend(giver, taker)
    assert rights.must(actor(taker), RIGHT, unit_id=unit().id, on=DAY).stands_in_for == ""
    assert [held.stands_in_for for held in queries.roles_held(taker.pk, DAY)] == ["", "giao"]


def test_a_delegation_of_all_roles_lends_those_of_that_unit_only(make: Make) -> None:
    giver, taker = make("giao", leader=WARD, specialist=WARD, one_stop_clerk=COMMUNE), make("nhan")
    lend(giver, taker, role="")
    assert {(role, place) for role, place, _ in borrowed(taker, DAY)} == {
        ("leader", unit().id),
        ("specialist", unit().id),
    }


def test_a_delegation_ends_with_the_role_it_lends(make: Make) -> None:
    giver, taker = make("giao", leader=WARD), make("nhan")
    lend(giver, taker)
    role = giver.roles.get()
    actions.end_role(role_id=role.pk, on=DAY + timedelta(2), by=SYSTEM, at=AT)
    assert [held.until for held in queries.roles_held(taker.pk, DAY)] == [DAY + timedelta(2)]
    assert borrowed(taker, DAY + timedelta(2)) == []


def test_a_delegation_makes_no_chain(make: Make) -> None:
    giver, taker, third = make("giao", leader=WARD), make("nhan"), make("ba")
    lend(giver, taker)
    with pytest.raises(NotHeld, match="không ủy quyền lại vai trò đang làm thay"):
        lend(taker, third)
    Delegation.objects.create(
        giver=taker, taker=third, role="leader", unit_id=unit().id, valid=DateRange(DAY, END), basis="?"
    )
    assert borrowed(third, DAY) == []


def test_a_closed_giver_lends_nothing_and_a_closed_taker_holds_nothing(make: Make) -> None:
    giver, taker = make("giao", leader=WARD), make("nhan", specialist=WARD)
    lend(giver, taker)
    giver.closures.create(kind="idle", valid=DateRange(DAY, None))
    assert [held.role for held in queries.roles_held(taker.pk, DAY)] == ["specialist"]
    taker.closures.create(kind="idle", valid=DateRange(DAY, None))
    assert queries.roles_held(taker.pk, DAY) == ()


@pytest.mark.parametrize(
    ("changed", "refusal", "says"),
    [
        ({"role": "specialist"}, NotHeld, "không được giao vai trò công chức chuyên môn thụ lý tại phường Đông Hải"),
        ({"slug": COMMUNE}, NotHeld, "tại xã Phước Sơn vào ngày 09/09/2024"),
        ({"since": date(2024, 9, 8)}, Malformed, "Không ủy quyền lùi ngày"),
        ({"until": DAY}, Malformed, "Ngày kết thúc phải sau ngày bắt đầu"),
        ({"basis": "  "}, Malformed, "Hãy ghi lý do hoặc văn bản ủy quyền"),
        ({"role": "administrator"}, NotHeld, "Vai trò quản trị hệ thống không ủy quyền được"),
    ],
)
def test_what_may_not_be_delegated_is_refused_in_words(
    make: Make, changed: dict[str, Any], refusal: type[Exception], says: str
) -> None:
    giver, taker = make("giao", leader=WARD), make("nhan")
    with pytest.raises(refusal, match=says):
        lend(giver, taker, **changed)
    assert not Delegation.objects.exists()


def test_nobody_stands_in_for_themselves(make: Make) -> None:
    giver = make("giao", leader=WARD)
    with pytest.raises(Malformed, match="phải là người khác"):
        lend(giver, giver)
    with pytest.raises(IntegrityError, match="people_nobody_stands_in_for_themselves"), transaction.atomic():
        giver.delegations_given.create(taker=giver, unit_id=unit().id, valid=DateRange(DAY, END), basis="?")


def test_an_administrators_role_is_never_lent_even_with_all_roles(make: Make) -> None:
    giver, taker = make("giao", administrator=WARD, leader=WARD), make("nhan")
    lend(giver, taker, role="")
    assert [role for role, _, _ in borrowed(taker, DAY)] == ["leader"]


def test_one_delegates_ones_own_role_to_a_colleague_but_not_to_a_stranger(make: Make) -> None:
    giver, colleague = make("giao", leader=WARD), make("nhan")
    stranger = queries.account_named("phuocson.tuphap")
    assert lend(giver, colleague, by=actor(giver)).pk
    with pytest.raises(Malformed, match="không làm việc tại phường Đông Hải"):
        lend(giver, stranger, by=actor(giver))
    assert lend(giver, stranger, by=actor("quantri")).pk


def test_nobody_delegates_the_role_of_another(make: Make) -> None:
    giver, taker = make("giao", leader=WARD), make("nhan")
    with pytest.raises(NotAllowed, match="quản trị tài khoản và vai trò"):
        lend(giver, taker, by=actor(taker))
    made = lend(giver, taker)
    with pytest.raises(NotAllowed):
        actions.end_delegation(delegation_id=made.pk, on=DAY, by=actor(taker), at=AT)


def test_the_same_delegation_twice_at_once_is_refused(make: Make) -> None:
    giver, taker = make("giao", leader=WARD), make("nhan")
    lend(giver, taker)
    with pytest.raises(Conflict, match="Đã ủy quyền cho nhan trong thời gian này"):
        lend(giver, taker, until=END + timedelta(3))


def test_a_delegation_ended_early_ends_that_day_and_one_not_begun_never_holds(make: Make) -> None:
    giver, taker = make("giao", leader=WARD), make("nhan")
    now, later = lend(giver, taker), lend(giver, taker, since=END, until=END + timedelta(7))
    actions.end_delegation(delegation_id=now.pk, on=DAY + timedelta(1), by=actor(giver), at=AT)
    actions.end_delegation(delegation_id=later.pk, on=DAY, by=actor(giver), at=AT)
    assert [bool(borrowed(taker, DAY + timedelta(days))) for days in (0, 1, 5)] == [True, False, False]
    with pytest.raises(Malformed, match="hãy tải lại trang"):
        actions.end_delegation(delegation_id=now.pk, on=DAY + timedelta(1), by=actor(giver), at=AT)


def test_delegations_and_absences_are_told_in_the_givers_story(make: Make) -> None:
    giver, taker = make("giao", leader=WARD), make("nhan", "Lê Nhận")
    own: dict[str, Any] = {"by": actor(giver), "at": AT}
    away = actions.announce_absence(account=giver, kind=AbsenceKind.LEAVE, since=DAY, until=END, **own)
    made = lend(giver, taker, by=actor(giver))
    actions.end_absence(absence_id=away.pk, on=DAY + timedelta(2), **own)
    actions.end_delegation(delegation_id=made.pk, on=DAY + timedelta(2), **own)
    assert [row.says for row in story_of("people.account", giver.pk)][3:] == [
        "Báo nghỉ phép từ ngày 09/09/2024 đến hết ngày 13/09/2024.",
        "Ủy quyền cho Lê Nhận vai trò lãnh đạo phê duyệt tại phường Đông Hải từ ngày 09/09/2024 đến hết ngày "
        "13/09/2024 (Nghỉ phép).",
        "Kết thúc nghỉ phép, làm việc trở lại từ ngày 11/09/2024.",
        "Kết thúc ủy quyền cho Lê Nhận vai trò lãnh đạo phê duyệt tại phường Đông Hải từ ngày 11/09/2024.",
    ]


def test_one_is_away_once_at_a_time_and_only_by_ones_own_word_or_an_administrators(make: Make) -> None:
    account, other = make("mot"), make("hai")
    days: dict[str, Any] = {"account": account, "kind": AbsenceKind.SICK, "since": DAY, "until": END, "at": AT}
    with pytest.raises(NotAllowed):
        actions.announce_absence(**days, by=actor(other))
    actions.announce_absence(**days, by=actor(account))
    with pytest.raises(Conflict, match="đã báo vắng mặt"):
        actions.announce_absence(**days | {"since": END - timedelta(1), "until": END + timedelta(1)}, by=SYSTEM)


def test_whom_one_stands_in_for_can_be_asked(make: Make) -> None:
    giver, taker = make("giao", "Phạm Giao", leader=WARD), make("nhan")
    lend(giver, taker)
    (found,) = queries.stands_in_for(taker, DAY)
    assert (found.name, found.role, found.last) == ("Phạm Giao", "leader", END - timedelta(1))
    assert queries.stands_in_for(giver, DAY) == []


def test_every_right_is_explained_as_the_verdict_has_it(make: Make) -> None:
    giver, taker = make("giao", "Phạm Giao", leader=WARD), make("nhan", one_stop_clerk=COMMUNE)
    lend(giver, taker)
    here = {each.unit_id: each for each in queries.rights_of(taker, DAY)}
    assert here.keys() == {unit().id, unit(COMMUNE).id}
    for unit_id, told in here.items():
        assert sorted(each.code for each in told.rights) == [right.code for right in rights.rights()]
        answers = [bool(each.verdict) for each in told.rights]
        assert answers == sorted(answers, reverse=True), "what may be done comes first"
        for each in told.rights:
            verdict = rights.verdict(actor(taker), each.code, unit_id=unit_id, on=DAY)
            assert bool(each.verdict) == bool(verdict), each.code
            if verdict:
                assert each.verdict == verdict
    signing = next(each for each in here[unit().id].rights if each.code == RIGHT)
    assert signing.verdict.stands_in_for == "Phạm Giao"
    refused = next(each for each in here[unit(COMMUNE).id].rights if each.code == RIGHT)
    assert refused.verdict.reason == ("Dành cho lãnh đạo phê duyệt; vào ngày 09/09/2024 không giữ vai trò đó ở đây.")
    assert queries.rights_of(taker, date(2020, 1, 1)) == []


def test_moments_of_a_delegation_are_days_in_vietnam(make: Make) -> None:
    """At half past midnight in Vietnam it is still the day before in Greenwich."""
    giver, taker = make("giao", leader=WARD), make("nhan")
    early = datetime.combine(DAY, datetime.min.time(), AT.tzinfo) + timedelta(minutes=30)
    assert lend(giver, taker, at=early).since == DAY
