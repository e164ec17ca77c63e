"""When working time changes, the open dossiers it touches are due anew, and their stories say from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction

from motcua.access.types import SYSTEM, Actor
from motcua.kernel import clock
from motcua.kernel.refusal import NotAllowed
from motcua.kernel.worktime import DayException, DayKind, parse_sessions
from motcua.kernel.zone import VIETNAM
from motcua.ledger import subscriptions
from motcua.ledger.models import FactRow
from motcua.ledger.queries import story_of
from motcua.onestop import actions, deadlines
from motcua.onestop.models import Dossier
from motcua.org import actions as org
from motcua.org import queries
from motcua.org.rules.days import with_days
from motcua.org.types import CalendarChange
from tests import world
from tests.calendars import jobs
from tests.world import MONDAY, at_specialist, finished, moment, ward

pytestmark = pytest.mark.django_db
LISTENER = "motcua.onestop.tasks.follow_the_calendar"
ONE_DAY = "1.010041"
"""A procedure with a term of one working day."""
TUESDAY = date(2024, 9, 10)
SOURCE = "Công điện 01/CĐ-UBND ngày 09/09/2024"
STORM = DayException(TUESDAY, DayKind.HOLIDAY, "Nghỉ tránh bão", SOURCE)


@pytest.fixture(autouse=True)
def monday_afternoon() -> Iterator[None]:
    with clock.at(moment(15)):
        yield


def receive(at: datetime = MONDAY) -> Dossier:
    return world.receive(at, code=ONE_DAY)


def order(day: DayException = STORM, **more: Any) -> int:
    """Order a day and let the worker follow; the id of the row."""
    made = org.order_day(code="hanh-chinh", day=day, by=SYSTEM, at=moment(14), **more)
    jobs.run(LISTENER)
    return made[0].pk


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def told(dossier: Dossier) -> list[str]:
    return [row.says for row in story_of("onestop.dossier", dossier.pk) if row.kind == "onestop.due_recomputed"]


def due(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 9, day, hour, minute, tzinfo=VIETNAM)


def test_a_day_off_moves_what_is_due_across_it_and_the_story_says_so() -> None:
    dossier = receive()
    assert again(dossier).due_at == due(10, 10)
    order()
    kept = again(dossier)
    assert kept.due_at == due(11, 10)
    assert kept.early_until == due(9, 10)
    assert any("Nghỉ tránh bão" in sentence for sentence in kept.due_trace)
    assert told(dossier) == [
        "Ngày hẹn trả chuyển từ 10:00 ngày 10/09/2024 sang 10:00 ngày 11/09/2024. Lý do: "
        f"Ghi thứ Ba 10/09/2024 là «Nghỉ tránh bão» (nghỉ lễ, tết), theo {SOURCE}."
    ]


def test_the_open_step_is_due_anew_too() -> None:
    dossier = at_specialist(moment(16, 30))
    run = dossier.runs.get(closed_at=None)
    before = run.due_at
    order()
    run.refresh_from_db()
    assert before is not None
    assert run.due_at == before.replace(day=before.day + 1)
    assert f"Hạn bước «{run.step.name}» chuyển từ" in told(dossier)[0]


def test_told_twice_it_changes_nothing_the_second_time() -> None:
    dossier = receive()
    order()
    subscriptions.run(LISTENER, FactRow.objects.filter(kind="org.day_ordered").latest("pk"))
    assert len(told(dossier)) == 1


def test_a_half_day_of_one_unit_moves_only_its_own_dossiers() -> None:
    mine = receive(moment(16))
    order(replace(STORM, kind=DayKind.HALF_DAY, sessions=parse_sessions("07:00-11:30")), unit_id=ward().id)
    assert again(mine).due_at == due(11, 9, 30)
    order(
        replace(STORM, day=date(2024, 9, 11)),
        unit_id=queries.unit_by_slug("xa-phuoc-son-22873", MONDAY.date()).id,
    )
    assert len(told(mine)) == 1


def test_a_day_of_one_unit_is_not_even_looked_at_elsewhere() -> None:
    dossier, elsewhere = receive(), queries.unit_by_slug("xa-phuoc-son-22873", MONDAY.date()).id
    touched = {
        unit: list(deadlines.touched_by("hanh-chinh", unit, TUESDAY, TUESDAY)) for unit in (ward().id, elsewhere)
    }
    assert touched == {ward().id: [dossier], elsewhere: []}


def test_a_dossier_received_after_the_order_counts_the_unit_s_own_days() -> None:
    order(unit_id=ward().id)
    assert again(receive()).due_at == due(11, 10)


def test_a_finished_dossier_keeps_the_due_moment_it_ended_under() -> None:
    dossier = finished(moment(11))
    before = again(dossier).due_at
    assert before == due(9, 17)
    order(replace(STORM, day=MONDAY.date(), kind=DayKind.HALF_DAY, sessions=parse_sessions("07:00-11:30")))
    assert again(dossier).due_at == before
    assert told(dossier) == []
    assert actions.recompute_due(dossier_id=dossier.pk, because="thử", by=SYSTEM, at=moment(15)) is False


def test_days_before_the_receipt_and_after_the_due_moment_touch_nothing() -> None:
    dossier = receive()
    order(replace(STORM, day=date(2024, 9, 12)))
    order(replace(STORM, day=date(2024, 9, 6)))
    assert again(dossier).due_at == due(10, 10)
    assert told(dossier) == []


def test_an_expected_day_that_is_announced_is_proposed_anew_and_recorded() -> None:
    dossier = receive()
    row = order(replace(STORM, confirmed=False))
    assert any("dự kiến" in sentence for sentence in again(dossier).due_trace)
    org.confirm_day(day_id=row, source="Thông báo 9/TB-UBND", by=SYSTEM, at=moment(15))
    jobs.run(LISTENER)
    assert again(dossier).due_at == due(11, 10)
    assert not any("dự kiến" in sentence for sentence in again(dossier).due_trace)
    assert told(dossier)[-1] == (
        "Ngày hẹn trả 10:00 ngày 11/09/2024 được tính lại và giữ nguyên. Lý do: "
        "Xác nhận thứ Ba 10/09/2024 «Nghỉ tránh bão», theo Thông báo 9/TB-UBND."
    )


def test_a_day_that_is_taken_back_moves_the_due_moment_back() -> None:
    dossier = receive()
    row = order()
    org.withdraw_day(day_id=row, source="Công văn 2", by=SYSTEM, at=moment(15))
    jobs.run(LISTENER)
    assert again(dossier).due_at == due(10, 10)
    assert len(told(dossier)) == 2


def test_a_change_of_hours_moves_what_is_open_from_that_day_on() -> None:
    dossier = receive(moment(16))
    assert again(dossier).due_at == due(10, 16)
    org.change_hours(
        code="hanh-chinh",
        weekdays=range(5),
        sessions=parse_sessions("07:30-11:30 13:00-17:00"),
        since=TUESDAY,
        source="Quyết định 5",
        by=SYSTEM,
        at=moment(15),
    )
    jobs.run(LISTENER)
    assert again(dossier).due_at == due(10, 16)
    assert told(dossier) == []
    order(replace(STORM, kind=DayKind.HALF_DAY, sessions=parse_sessions("07:30-11:30")))
    assert again(dossier).due_at == due(11, 10, 30)


def test_another_calendar_touches_nothing() -> None:
    dossier = receive()
    org.order_day(code="hanh-chinh-t7", day=STORM, by=SYSTEM, at=moment(14))
    assert jobs.run(LISTENER) == 1
    assert told(dossier) == []


def test_an_order_that_is_rolled_back_leaves_no_job() -> None:
    before = jobs.waiting(LISTENER)
    with transaction.atomic():
        org.order_day(code="hanh-chinh", day=STORM, by=SYSTEM, at=moment(14))
        assert len(jobs.waiting(LISTENER)) == len(before) + 1
        transaction.set_rollback(True)
    assert jobs.waiting(LISTENER) == before


def test_what_is_foreseen_before_saving_is_what_happens() -> None:
    moved, kept = receive(), receive(moment(8))
    calendar = queries.calendar("hanh-chinh")
    change = CalendarChange("hanh-chinh", None, calendar, with_days(calendar, [STORM]), TUESDAY, TUESDAY)
    seen = deadlines.foresee(change)
    assert (seen.touched, seen.later, seen.earlier, seen.unknown) == (2, 2, 0, 0)
    assert seen.latest == due(11, 10)
    order()
    assert [again(each).due_at for each in (moved, kept)] == [due(11, 10), due(11, 8)]


def test_only_the_system_and_who_sets_calendars_recompute() -> None:
    dossier = receive()
    with pytest.raises(NotAllowed):
        actions.recompute_due(dossier_id=dossier.pk, because="thử", by=Actor(-1, "Ai đó"), at=moment(15))
