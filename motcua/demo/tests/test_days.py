"""The demonstration works on whatever day its clock starts: its people sign in, and work at the units of that day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.access.types import SYSTEM
from motcua.demo import days
from motcua.demo.province import DATA, PASSWORD, people_of_the_demo, read_yaml
from motcua.kernel import clock
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import story_of
from motcua.org.queries import units_on
from motcua.people import actions, queries
from motcua.people.types import ClosureKind

pytestmark = pytest.mark.django_db
DAYS = ["2024-09-09", "2024-10-25", "2025-06-30", "2025-07-01", "2026-11-24"]
HEADLINES = [each["username"] for each in people_of_the_demo() if each.get("headline")]


def opening(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=8), VIETNAM)


def a_worker_of(at: datetime) -> None:
    """What the hourly job does."""
    actions.close_due(by=SYSTEM, at=at)


@pytest.mark.parametrize("day", DAYS)
def test_everybody_signs_in_on_any_day_and_finds_their_desk(day: str) -> None:
    cache.clear()
    at = opening(day)
    days.catch_up(at)
    with clock.at(at):
        a_worker_of(at)
        for username in HEADLINES:
            client = Client()
            answer = client.post("/tai-khoan/login/", {"login": username, "password": PASSWORD})
            assert answer.status_code == 302, f"{username} on {day}: {answer.content.decode()[-2000:]}"
            assert client.get("/ban-lam-viec/").status_code == 200, "nobody is held up, by an old password for one"


@pytest.mark.parametrize("day", DAYS)
def test_everybody_holds_a_post_and_a_role_at_a_unit_of_that_day(day: str) -> None:
    at = opening(day)
    days.catch_up(at)
    there = {unit.id for unit in units_on(at.date())}
    for entry in people_of_the_demo():
        account = queries.account_named(entry["username"])
        held = {role.unit_id for role in queries.roles_held(account.pk, at.date())}
        assert bool(held & there) is not bool(entry.get("left")), entry["username"]
        if not entry.get("left"):
            assert queries.actor_of(account, at.date()).unit_id in there, entry["username"]


def test_after_the_reorganisation_the_ward_has_all_that_a_dossier_needs() -> None:
    at = opening("2025-07-01")
    days.catch_up(at)
    ward = next(unit for unit in units_on(at.date()) if unit.slug == "phuong-dong-hai-22780-2025")
    for role, username in (("one_stop_clerk", "canbo.motcua"), ("specialist", "chuyenvien"), ("leader", "lanhdao")):
        assert username in [account.username for account in queries.holders_of(role, ward.id, at.date())]
    told = [row.says for row in story_of("people.account", queries.account_named("lanhdao").pk)]
    basis = read_yaml(DATA / "people.yaml")["moves"]["basis"]
    assert f"Được giao vai trò lãnh đạo phê duyệt tại phường Đông Hải từ ngày 01/07/2025 ({basis})." in told, (
        "the story says from when, and by what"
    )


def test_to_catch_up_twice_is_to_catch_up_once() -> None:
    at = opening("2025-07-01")
    assert days.catch_up(at) > 30
    assert days.catch_up(at + timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    ("closed", "late"),
    [
        ("2024-12-02", "2024-12-02"),
        ("2024-12-02", "2025-07-01"),
        ("2024-12-02", "2025-09-15"),
        ("2025-07-01", "2025-07-01"),
        ("2025-07-01", "2025-09-15"),
        ("2025-08-20", "2025-09-15"),
    ],
)
def test_whom_the_running_demonstration_closed_as_unused_is_let_in_again_and_moves(closed: str, late: str) -> None:
    days.catch_up(opening("2024-09-09"))
    a_worker_of(opening(closed))
    account, on = queries.account_named("lanhdao"), opening(late).date()
    assert queries.open_account(account.pk, on) is None
    days.catch_up(opening(late))
    assert queries.open_account(account.pk, on) == account
    there = {unit.id for unit in units_on(on)}
    assert {role.unit_id for role in queries.roles_held(account.pk, on)} & there
    assert queries.actor_of(account, on).unit_id in there


def test_who_was_entered_as_having_left_stays_away() -> None:
    account, at = queries.account_named("lanhdao"), opening("2025-07-01")
    given: dict[str, Any] = {"kind": ClosureKind.RETIRED, "basis": "QĐ 4", "by": SYSTEM, "at": opening("2024-09-09")}
    actions.leave(account_id=account.pk, on=date(2024, 10, 1), **given)
    days.catch_up(at)
    assert queries.open_account(account.pk, at.date()) is None
    assert not queries.roles_held(account.pk, at.date())
