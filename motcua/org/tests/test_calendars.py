"""Calendars as rows: they say what the files said, and every change is a decision that fits what was there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.access.types import SYSTEM, Actor
from motcua.kernel.refusal import Conflict, Malformed, NotAllowed, NotFound
from motcua.kernel.worktime import (
    Calendar,
    DayException,
    DayKind,
    OutsideCalendar,
    Sessions,
    calendar_codes,
    parse_sessions,
    read_calendar,
)
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import story_of
from motcua.org import actions, queries
from motcua.org.models import CalendarRow, ExceptionalDay, SessionPattern
from motcua.org.rules import days as rules
from motcua.org.types import DEFAULT_CALENDAR

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
MONDAY, TUESDAY, SATURDAY = date(2024, 9, 9), date(2024, 9, 10), date(2024, 9, 14)
MORNING = parse_sessions("07:00-11:30")
SOURCE = "Công điện 01/CĐ-UBND ngày 09/09/2024"
STORM = DayException(TUESDAY, DayKind.HOLIDAY, "Nghỉ tránh bão", SOURCE)
ELSEWHERE = "xa-phuoc-son-22873"


def ward(slug: str = "phuong-dong-hai-22768") -> int:
    return queries.unit_by_slug(slug, MONDAY).id


def order(day: DayException, **more: Any) -> list[ExceptionalDay]:
    given: dict[str, Any] = {"code": DEFAULT_CALENDAR, "day": day, "by": SYSTEM, "at": AT}
    return actions.order_day(**given | more)


def worked(day: date, unit_id: int | None = None, code: str = DEFAULT_CALENDAR) -> Sessions:
    return queries.calendar(code, unit_id).sessions_on(day)


def all_sessions(calendar: Calendar) -> list[Sessions]:
    days = (calendar.last - calendar.first).days + 1
    return [calendar.sessions_on(calendar.first + timedelta(days=n)) for n in range(days)]


@pytest.mark.parametrize("code", calendar_codes(queries.SHIPPED))
def test_rows_say_day_by_day_what_the_shipped_file_says(code: str) -> None:
    shipped, kept = read_calendar(queries.SHIPPED, code), queries.calendar(code)
    assert (kept.first, kept.last, kept.name) == (shipped.first, shipped.last, shipped.name)
    assert all_sessions(kept) == all_sessions(shipped)
    assert sorted(kept.exceptions, key=lambda each: each.day) == sorted(shipped.exceptions, key=lambda each: each.day)


def test_a_calendar_is_taken_in_once() -> None:
    with pytest.raises(Conflict, match="không nạp lại"):
        actions.take_in_calendar(calendar=read_calendar(queries.SHIPPED, "hanh-chinh"), by=SYSTEM, at=AT)


def test_without_any_calendar_the_refusal_names_the_command_that_loads_them() -> None:
    ExceptionalDay.objects.all().delete()
    SessionPattern.objects.all().delete()
    CalendarRow.objects.all().delete()
    with pytest.raises(NotFound, match="bin/motcua calendars --load"):
        queries.calendar("hanh-chinh")


def test_an_unknown_code_is_refused_with_those_that_are_kept_and_by_code_is_just_nothing() -> None:
    with pytest.raises(NotFound, match="hanh-chinh, hanh-chinh-t7"):
        queries.calendar("mat-trang")
    assert queries.calendar_by_code("mat-trang") is None
    found = queries.calendar_by_code("hanh-chinh")
    assert found is not None
    assert found.name == "Lịch hành chính"


def test_a_calendar_costs_one_statement_once_it_is_built() -> None:
    queries.calendar(DEFAULT_CALENDAR)
    with CaptureQueriesContext(connection) as asked:
        first, again = queries.calendar(DEFAULT_CALENDAR), queries.calendar(DEFAULT_CALENDAR, hold=True)
    assert len(asked) == 2
    assert first is again
    assert "FOR SHARE" in asked[1]["sql"]


def test_a_day_off_is_ordered_by_a_document_and_told() -> None:
    assert worked(TUESDAY)
    order(STORM)
    assert worked(TUESDAY) == ()
    assert worked(TUESDAY, code="hanh-chinh-t7")
    row = CalendarRow.objects.get(code=DEFAULT_CALENDAR)
    assert [fact.says for fact in story_of("org.calendar", row.pk)][-1] == (
        f"Ghi thứ Ba 10/09/2024 là «Nghỉ tránh bão» (nghỉ lễ, tết), theo {SOURCE}."
    )


def test_a_day_of_one_unit_changes_no_other_unit() -> None:
    order(replace(STORM, kind=DayKind.HALF_DAY, sessions=MORNING), unit_id=ward())
    assert worked(TUESDAY, ward()) == MORNING
    assert worked(TUESDAY, ward(ELSEWHERE)) == worked(MONDAY)
    assert worked(TUESDAY) == worked(MONDAY)
    assert queries.calendar_for(ward(), TUESDAY).sessions_on(TUESDAY) == MORNING


def test_an_exchange_brings_the_saturday_on_which_it_is_made_up_and_goes_with_it() -> None:
    made = order(DayException(TUESDAY, DayKind.SWAP_OFF, "Nghỉ hoán đổi", SOURCE, pair=SATURDAY))
    assert [(each.day, each.kind) for each in made] == [(TUESDAY, "swap_off"), (SATURDAY, "make_up")]
    assert (worked(TUESDAY), worked(SATURDAY)) == ((), worked(MONDAY))
    actions.withdraw_day(day_id=made[1].pk, source="Công văn 2", by=SYSTEM, at=AT)
    assert (worked(TUESDAY), worked(SATURDAY)) == (worked(MONDAY), ())


def test_an_expected_day_is_confirmed_once_by_its_announcement() -> None:
    (day,) = order(replace(STORM, confirmed=False))
    assert not next(each for each in queries.calendar(DEFAULT_CALENDAR).exceptions if each.day == TUESDAY).confirmed
    actions.confirm_day(day_id=day.pk, source="Thông báo 9", by=SYSTEM, at=AT)
    told = queries.calendar(DEFAULT_CALENDAR).exception_on(TUESDAY)
    assert told is not None
    assert (told.confirmed, told.source) == (True, "Thông báo 9")
    with pytest.raises(Conflict, match="đã được xác nhận theo Thông báo 9"):
        actions.confirm_day(day_id=day.pk, source="Thông báo 10", by=SYSTEM, at=AT)


def test_a_withdrawn_day_stays_as_a_row_and_makes_room() -> None:
    (day,) = order(STORM)
    actions.withdraw_day(day_id=day.pk, source="Công văn 2", by=SYSTEM, at=AT)
    assert worked(TUESDAY)
    assert ExceptionalDay.objects.get(pk=day.pk).withdrawn_by == "Công văn 2"
    order(STORM)
    with pytest.raises(Conflict, match="đã được hủy"):
        actions.withdraw_day(day_id=day.pk, source="Công văn 3", by=SYSTEM, at=AT)


def change(**more: Any) -> None:
    given: dict[str, Any] = {"weekdays": range(5), "sessions": parse_sessions("07:30-11:30 13:00-17:00")}
    given |= {"code": DEFAULT_CALENDAR, "since": date(2024, 10, 15), "source": SOURCE, "by": SYSTEM, "at": AT}
    actions.change_hours(**given | more)


def test_hours_change_from_a_day_on_and_not_before() -> None:
    change()
    assert worked(date(2024, 10, 14)) == worked(MONDAY)
    assert worked(date(2024, 10, 15)) == parse_sessions("07:30-11:30 13:00-17:00")
    told = queries.hours_told(DEFAULT_CALENDAR)
    assert [(each.weekdays, each.period.start) for each in told] == [
        ((0, 1, 2, 3, 4), date(2019, 1, 1)),
        ((0, 1, 2, 3, 4), date(2024, 10, 15)),
    ]


def test_a_weekday_may_be_taken_off_and_brought_in() -> None:
    change(weekdays=[4], sessions=())
    change(weekdays=[5], sessions=MORNING)
    assert worked(date(2024, 10, 18)) == ()
    assert worked(date(2024, 10, 19)) == MORNING


REFUSED_HOURS: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "no weekday": ({"weekdays": []}, Malformed, "ít nhất một thứ"),
    "no document": ({"source": " "}, Malformed, "văn bản quyết định"),
    "outside the coverage": ({"since": date(2030, 1, 1)}, OutsideCalendar, "31/12/2027"),
    "nothing changes": ({"sessions": parse_sessions("07:00-11:30 13:30-17:00")}, rules.NothingChanges, "vốn làm việc"),
}


@pytest.mark.parametrize("case", REFUSED_HOURS)
def test_a_change_of_hours_that_cannot_be_is_refused_by_name(case: str) -> None:
    given, kind, words = REFUSED_HOURS[case]
    with pytest.raises(kind, match=words):
        change(**given)


def test_a_change_before_another_that_was_ordered_is_refused() -> None:
    change(since=date(2024, 12, 1))
    with pytest.raises(rules.AlreadyExceptional, match="01/12/2024"):
        change()


REFUSED = {
    "no name": (replace(STORM, name=" "), Malformed, "tên của ngày"),
    "no document": (replace(STORM, source=""), Malformed, "văn bản quyết định"),
    "outside the coverage": (replace(STORM, day=date(2030, 1, 1)), OutsideCalendar, "31/12/2027"),
    "already a holiday": (replace(STORM, day=date(2024, 9, 2)), rules.AlreadyExceptional, "Quốc khánh"),
    "a substitute on a saturday": (
        replace(STORM, kind=DayKind.SUBSTITUTE, day=SATURDAY),
        rules.NoWorkThere,
        "vốn không làm việc",
    ),
    "an exchange without its day": (replace(STORM, kind=DayKind.SWAP_OFF), Malformed, "phải có ngày làm bù"),
    "an exchange with itself": (replace(STORM, kind=DayKind.SWAP_OFF, pair=TUESDAY), Malformed, "hai ngày khác nhau"),
    "an exchange with a working day": (
        replace(STORM, kind=DayKind.SWAP_OFF, pair=MONDAY),
        rules.AlreadyWorked,
        "vốn đã làm việc 07:00",
    ),
    "an exchange with a made-up day": (
        replace(STORM, kind=DayKind.SWAP_OFF, pair=date(2024, 5, 4)),
        rules.AlreadyExceptional,
        "Làm bù",
    ),
    "made up on a working day": (replace(STORM, kind=DayKind.MAKE_UP), rules.AlreadyWorked, "ngày nghỉ hằng tuần"),
    "a day off with sessions": (replace(STORM, sessions=MORNING), Malformed, "bỏ giờ làm việc"),
    "a half day without sessions": (replace(STORM, kind=DayKind.HALF_DAY), Malformed, "buổi vẫn làm việc"),
    "a half day that is whole": (
        replace(STORM, kind=DayKind.HALF_DAY, sessions=parse_sessions("07:00-11:30 13:30-17:00")),
        rules.NotHalf,
        "ít hơn",
    ),
    "a half day out of hours": (
        replace(STORM, kind=DayKind.HALF_DAY, sessions=parse_sessions("18:00-20:00")),
        rules.NotHalf,
        "phải nằm trong giờ",
    ),
    "a half day at rest": (
        replace(STORM, kind=DayKind.HALF_DAY, sessions=MORNING, day=SATURDAY),
        rules.NoWorkThere,
        "vốn không làm việc",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_day_that_contradicts_the_calendar_is_refused_by_name_and_leaves_nothing(case: str) -> None:
    day, kind, words = REFUSED[case]
    before = ExceptionalDay.objects.count(), queries.calendar(DEFAULT_CALENDAR)
    with pytest.raises(kind, match=words):
        order(day)
    assert (ExceptionalDay.objects.count(), queries.calendar(DEFAULT_CALENDAR)) == before


def test_a_day_for_all_waits_until_no_unit_was_told_something_else_of_it() -> None:
    order(replace(STORM, kind=DayKind.HALF_DAY, sessions=MORNING), unit_id=ward())
    with pytest.raises(Conflict, match="ghi riêng cho phường Đông Hải"):
        order(STORM)


def test_the_database_holds_one_day_of_a_calendar_once() -> None:
    (day,) = order(STORM)
    twin = ExceptionalDay(calendar_id=day.calendar_id, day=TUESDAY, kind="holiday", name="Nữa", source="x")
    with pytest.raises(IntegrityError, match="org_a_day_is_told_once"), transaction.atomic():
        twin.save()


def test_the_database_holds_one_pattern_of_a_weekday_at_a_time() -> None:
    pattern = SessionPattern.objects.filter(calendar__code=DEFAULT_CALENDAR).first()
    assert pattern is not None
    pattern.pk = None
    with pytest.raises(IntegrityError, match="org_a_weekday_has_one_pattern"), transaction.atomic():
        pattern.save()


def test_a_change_that_was_rolled_back_is_never_seen_again() -> None:
    """What a verb built from its own uncommitted rows is kept under a token that dies with them."""
    for name in ("Bão số 1", "Bão số 2"):
        with transaction.atomic():
            order(replace(STORM, name=name))
            told = queries.calendar(DEFAULT_CALENDAR).exception_on(TUESDAY)
            transaction.set_rollback(True)
        assert told is not None
        assert told.name == name
        assert worked(TUESDAY) == worked(MONDAY)


def test_a_unit_chooses_another_calendar_from_a_day_on() -> None:
    since = date(2024, 10, 1)
    choose: dict[str, Any] = {"unit_id": ward(), "code": "hanh-chinh-t7", "source": SOURCE, "by": SYSTEM, "at": AT}
    actions.choose_calendar(since=since, **choose)
    assert queries.unit_on(ward(), since - timedelta(days=1)).calendar == "hanh-chinh"
    assert queries.unit_on(ward(), since).calendar == "hanh-chinh-t7"
    assert queries.calendar_for(ward(), since).code == "hanh-chinh-t7"
    assert queries.units_keeping("hanh-chinh-t7", since) == [ward()]
    assert [row.says for row in story_of("org.unit", ward())][-1] == (
        f"Theo lịch «Lịch hành chính có trực sáng thứ Bảy» (hanh-chinh-t7) từ ngày 01/10/2024, theo {SOURCE}."
    )
    with pytest.raises(rules.NothingChanges, match="vốn theo lịch"):
        actions.choose_calendar(since=date(2024, 11, 1), **choose)
    with pytest.raises(Conflict, match="từ ngày 01/10/2024"):
        actions.choose_calendar(since=MONDAY, **choose)


def test_only_administrators_set_calendars() -> None:
    somebody = Actor(user_id=-1, name="Ai đó")
    attempts: list[Any] = [
        lambda: order(STORM, by=somebody),
        lambda: change(by=somebody),
        lambda: actions.confirm_day(day_id=1, source="x", by=somebody, at=AT),
        lambda: actions.withdraw_day(day_id=1, source="x", by=somebody, at=AT),
        lambda: actions.choose_calendar(
            unit_id=ward(), code="hanh-chinh-t7", since=MONDAY, source="x", by=somebody, at=AT
        ),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed, match="ghi ngày nghỉ, ngày làm bù và giờ làm việc"):
            attempt()
