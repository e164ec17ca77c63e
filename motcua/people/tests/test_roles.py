"""Who was what on which day: roles and posts by day, accounts that no longer count, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access import rights
from motcua.access.types import SYSTEM
from motcua.kernel.refusal import Conflict, NotAllowed, NotFound
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import story_of
from motcua.org.queries import unit_by_slug
from motcua.org.types import UnitOn
from motcua.people import actions, queries
from motcua.people.models import Account, Closure

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
DAY = AT.date()
SINCE, UNTIL = date(2024, 3, 1), date(2024, 9, 1)
WARD, COMMUNE = "phuong-dong-hai-22768", "xa-phuoc-son-22873"


def unit(slug: str = WARD) -> UnitOn:
    return unit_by_slug(slug, DAY)


@pytest.fixture
def account() -> Account:
    return actions.open_account(username="moi", name="Nguyễn Thị Mới", password=None, by=SYSTEM, at=AT)


def grant(account: Account, role: str = "specialist", slug: str = WARD, since: date = SINCE, **more: Any) -> Any:
    more = {"until": UNTIL, "by": SYSTEM, "at": AT, **more}
    return actions.grant_role(account=account, role=role, unit=unit(slug), since=since, **more)


def appoint(account: Account, title: str, since: date, until: date | None = None) -> Any:
    return actions.begin_post(account=account, title=title, unit=unit(), since=since, until=until, by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (SINCE - timedelta(days=1), False),
        (SINCE, True),
        (UNTIL - timedelta(days=1), True),
        (UNTIL, False),
    ],
)
def test_a_role_holds_from_its_first_day_up_to_but_not_on_its_end(account: Account, day: date, holds: bool) -> None:
    grant(account, basis="QĐ 15/QĐ-UBND")
    held = queries.roles_held(account.pk, day)
    assert bool(held) is holds
    for role in held:
        assert (role.role, role.unit_id, role.since, role.until) == ("specialist", unit().id, SINCE, UNTIL)
        assert role.basis == "QĐ 15/QĐ-UBND"


def test_an_account_may_do_nothing_until_a_role_is_granted(account: Account) -> None:
    assert queries.roles_held(account.pk, DAY) == ()
    assert not account.has_usable_password()


def test_a_closed_account_holds_no_role_and_is_nobodys_holder(account: Account) -> None:
    grant(account, until=None)
    assert account in queries.holders_of("specialist", unit().id, DAY)
    Closure.objects.create(account=account, kind="idle", valid=DateRange(DAY, None))
    assert queries.roles_held(account.pk, DAY) == ()
    assert account not in queries.holders_of("specialist", unit().id, DAY)


def test_a_role_at_one_unit_is_none_at_another(account: Account) -> None:
    grant(account, until=None)
    grant(account, "leader", COMMUNE, until=None)
    held = {(role.role, role.unit_id) for role in queries.roles_held(account.pk, DAY)}
    assert held == {("specialist", unit().id), ("leader", unit(COMMUNE).id)}
    assert account not in queries.holders_of("leader", unit().id, DAY)


def test_the_port_answers_the_rights_of_the_house(account: Account) -> None:
    grant(account, until=None)
    actor = queries.actor_of(account, DAY)
    assert {role.role for role in rights.roles_of(actor, DAY)} == {"specialist"}


def test_one_role_ends_as_the_next_begins_on_the_same_day() -> None:
    supervisor = queries.account_named("donghai.vanphong")
    for day, role in ((date(2021, 12, 31), "one_stop_clerk"), (date(2022, 1, 1), "counter_supervisor")):
        assert [held.role for held in queries.roles_held(supervisor.pk, day)] == [role]


def test_the_same_role_twice_at_once_is_refused_also_by_the_database(account: Account) -> None:
    held = grant(account)
    with pytest.raises(Conflict, match="đã giữ vai trò công chức chuyên môn thụ lý tại phường Đông Hải"):
        grant(account, since=UNTIL - timedelta(days=1), until=None)
    held.pk = None
    with pytest.raises(IntegrityError, match="people_a_role_is_held_once_at_a_time"), transaction.atomic():
        held.save(force_insert=True)
    assert grant(account, since=UNTIL, until=None).pk


def test_an_actor_carries_name_post_and_unit_of_that_day(account: Account) -> None:
    appoint(account, "Công chức", date(2021, 1, 1), date(2024, 1, 1))
    appoint(account, "Phó Chủ tịch", date(2024, 1, 1))
    before, now = (queries.actor_of(account, day) for day in (date(2023, 12, 31), date(2024, 1, 1)))
    assert (before.name, before.post, before.unit) == ("Nguyễn Thị Mới", "Công chức", "phường Đông Hải")
    assert (now.post, now.unit_id, now.user_id) == ("Phó Chủ tịch", unit().id, account.pk)
    assert now.capacity == "official"


def test_of_two_posts_at_once_the_newer_is_printed(account: Account) -> None:
    appoint(account, "Công chức Tư pháp", date(2023, 1, 1))
    appoint(account, "Phụ trách một cửa", date(2024, 6, 1))
    assert queries.actor_of(account, DAY).post == "Phụ trách một cửa"


def test_a_person_without_a_post_that_day_acts_under_the_name_alone(account: Account) -> None:
    appoint(account, "Công chức", date(2024, 10, 1))
    actor = queries.actor_of(account, DAY)
    assert (actor.name, actor.post, actor.unit_id, actor.unit) == ("Nguyễn Thị Mới", "", None, "")


def test_an_unknown_user_name_is_refused_by_name() -> None:
    with pytest.raises(NotFound, match=r"«ai\.do»"):
        queries.account_named("ai.do")


DEEDS: dict[str, Callable[[Account, Any], Any]] = {
    "open": lambda account, by: actions.open_account(username="x", name="X", password=None, by=by, at=AT),
    "grant": lambda account, by: grant(account, by=by),
    "begin": lambda account, by: actions.begin_post(
        account=account, title="X", unit=unit(), since=SINCE, until=None, by=by, at=AT
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_only_administrators_administer(account: Account, deed: str) -> None:
    clerk = queries.actor_of(queries.account_named("canbo.motcua"), DAY)
    with pytest.raises(NotAllowed, match="quản trị tài khoản và vai trò"):
        DEEDS[deed](account, clerk)
    administrator = queries.actor_of(queries.account_named("quantri"), DAY)
    assert DEEDS[deed](account, administrator).pk


def test_each_deed_is_told_in_the_story_of_the_account(account: Account) -> None:
    grant(account)
    appoint(account, "Công chức", SINCE)
    told = [row.says for row in story_of("people.account", account.pk)]
    assert told == [
        "Mở tài khoản moi cho Nguyễn Thị Mới.",
        "Được giao vai trò công chức chuyên môn thụ lý tại phường Đông Hải từ ngày 01/03/2024.",
        "Giữ chức vụ Công chức tại phường Đông Hải từ ngày 01/03/2024.",
    ]


def test_a_password_is_kept_hashed_and_checks(account: Account) -> None:
    with_one = actions.open_account(username="co.mk", name="Có", password="bi-mat-2024", by=SYSTEM, at=AT)
    assert "bi-mat-2024" not in with_one.password
    assert with_one.check_password("bi-mat-2024")
    assert not account.check_password("")


def test_a_right_at_a_unit_that_has_ended_is_told_with_its_successors(account: Account) -> None:
    for slug in (WARD, "thanh-pho-phan-rang-thap-cham-582", "tinh-ninh-thuan-58"):
        grant(account, slug=slug, until=None)
    last, first = date(2025, 6, 30), date(2025, 7, 1)
    assert [each.ended for each in queries.rights_of(account, last)] == [None, None, None]
    told = {each.unit: each for each in queries.rights_of(account, first)}
    assert {name: each.ended and list(each.ended.successors) for name, each in told.items()} == {
        "Ủy ban nhân dân tỉnh Ninh Thuận": ["Ủy ban nhân dân tỉnh Khánh Hòa"],
        "Ủy ban nhân dân thành phố Phan Rang-Tháp Chàm": ["Ủy ban nhân dân tỉnh Khánh Hòa"],
        "Ủy ban nhân dân phường Đông Hải": ["Ủy ban nhân dân phường Đông Hải", "Ủy ban nhân dân xã Phước Dinh"],
    }
    for each in told.values():
        assert each.ended is not None
        assert each.ended.since == first
        assert each.roles == ["Giữ vai trò công chức chuyên môn thụ lý từ ngày 01/03/2024."]
        for right in each.rights:
            verdict = rights.verdict(queries.actor_of(account, first), right.code, unit_id=each.unit_id, on=first)
            assert bool(right.verdict) == bool(verdict), right.code


def test_a_unit_in_force_stands_before_one_that_has_ended(account: Account) -> None:
    grant(account, until=None)
    new = unit_by_slug("phuong-dong-hai-22780-2025", date(2025, 7, 1))
    first = date(2025, 7, 1)
    actions.grant_role(account=account, role="leader", unit=new, since=first, until=None, by=SYSTEM, at=AT)
    assert [bool(each.ended) for each in queries.rights_of(account, first)] == [False, True]
