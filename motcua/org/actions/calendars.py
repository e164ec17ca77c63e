"""The verbs of working time: take a calendar in, order a day, confirm or withdraw it, change hours, choose one."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.types import Actor
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Conflict, Malformed, NotFound
from motcua.kernel.text import normalise
from motcua.kernel.worktime import Calendar, DayException, Sessions
from motcua.ledger.actions import record
from motcua.org import policy, queries
from motcua.org.facts import CalendarChosen, CalendarTakenIn, DayConfirmed, DayOrdered, DayWithdrawn, HoursChanged
from motcua.org.models import CalendarRow, ExceptionalDay, SessionPattern, UnitCalendar
from motcua.org.rules import days as rules


@transaction.atomic
def take_in_calendar(*, calendar: Calendar, by: Actor, at: datetime) -> None:
    """Keep a calendar read from a file as rows (nạp lịch); from then on the rows count. Refuses a code already kept."""
    policy.must_set_calendars(by, on=at.date())
    if CalendarRow.objects.filter(code=calendar.code).exists():
        raise Conflict(f"Lịch «{calendar.code}» đã có; các thay đổi được ghi từng ngày, không nạp lại cả lịch.")
    covers = DateRange(calendar.first, calendar.last + timedelta(days=1))
    row = CalendarRow.objects.create(code=calendar.code, name=calendar.name, covers=covers)
    SessionPattern.objects.bulk_create(
        SessionPattern(
            calendar=row,
            weekday=weekday,
            valid=DateRange(pattern.start, pattern.end),
            sessions=written(pattern.sessions),
            source=pattern.source,
            is_assumed=pattern.assumed,
        )
        for pattern in calendar.patterns
        for weekday in sorted(pattern.weekdays)
    )
    ExceptionalDay.objects.bulk_create(_row(row, day, None) for day in calendar.exceptions)
    record(
        CalendarTakenIn(row.pk, row.code, row.name, calendar.first, calendar.last, len(calendar.exceptions)),
        by=by,
        at=at,
    )


@transaction.atomic
def order_day(
    *, code: str, day: DayException, unit_id: int | None = None, by: Actor, at: datetime
) -> list[ExceptionalDay]:
    """Order an exceptional day (ghi ngày nghỉ, làm bù, làm một buổi) for a calendar, or for one unit that keeps it.

    A swapped day off brings its made-up day (`pair`) with it. Refuses what contradicts the calendar: a day off where
    nobody works, a made-up day where everybody does, a half day that is none, a day already exceptional.
    """
    policy.must_set_calendars(by, on=at.date())
    day = replace(day, name=normalise(day.name).strip(), source=normalise(day.source).strip())
    row = _locked(code)
    rules.must_fit(queries.calendar(code, unit_id), day)
    days = rules.days_of(day)
    if unit_id is None:
        _must_have_no_unit_of_its_own(row, [each.day for each in days])
    unit = queries.unit_on(unit_id, day.day).short_name if unit_id is not None else ""
    made = ExceptionalDay.objects.bulk_create(_row(row, each, unit_id) for each in days)
    _renew(row)
    for each in made:
        record(
            DayOrdered(
                row.pk,
                code,
                unit_id,
                unit,
                each.source,
                each.day,
                each.day,
                day_kind=each.kind,
                name=each.name,
                sessions=each.sessions,
                is_confirmed=each.is_confirmed,
            ),
            by=by,
            at=at,
        )
    return made


@transaction.atomic
def confirm_day(*, day_id: int, source: str, by: Actor, at: datetime) -> None:
    """Confirm a day that was only expected (xác nhận ngày dự kiến), by the document that announced it."""
    policy.must_set_calendars(by, on=at.date())
    day, source = _day(day_id), _document(source)
    if day.is_confirmed:
        raise Conflict(f"Ngày {print_day(day.day)} đã được xác nhận theo {day.source}; không cần xác nhận lại.")
    day.is_confirmed, day.source = True, source
    day.save(update_fields=["is_confirmed", "source"])
    _renew(day.calendar)
    unit = queries.unit_on(day.unit_id, day.day).short_name if day.unit_id else ""
    row = day.calendar
    record(DayConfirmed(row.pk, row.code, day.unit_id, unit, source, day.day, day.day, name=day.name), by=by, at=at)


@transaction.atomic
def withdraw_day(*, day_id: int, source: str, by: Actor, at: datetime) -> None:
    """Take an exceptional day back (hủy ngày đã ghi), and with it the other day of its exchange; the rows stay."""
    policy.must_set_calendars(by, on=at.date())
    day, source = _day(day_id), _document(source)
    others = day.calendar.days.filter(unit=day.unit_id, pair=day.day, withdrawn_by="")
    partners = [each for each in others if each.day == day.pair]
    unit = queries.unit_on(day.unit_id, day.day).short_name if day.unit_id else ""
    row = day.calendar
    for each in [day, *partners]:
        each.withdrawn_by = source
        each.save(update_fields=["withdrawn_by"])
    _renew(row)
    for each in [day, *partners]:
        record(
            DayWithdrawn(row.pk, row.code, each.unit_id, unit, source, each.day, each.day, name=each.name),
            by=by,
            at=at,
        )


@transaction.atomic
def change_hours(
    *,
    code: str,
    weekdays: Collection[int],
    sessions: Sessions,
    since: date,
    source: str,
    is_assumed: bool = False,
    by: Actor,
    at: datetime,
) -> None:
    """Change the weekly hours of a calendar (đổi giờ làm việc) from a day on; no sessions means no work that weekday.

    Refuses a change that changes nothing, and one before another that was ordered already.
    """
    policy.must_set_calendars(by, on=at.date())
    source = normalise(source).strip()
    row = _locked(code)
    rules.must_change_hours(queries.calendar(code), weekdays, sessions, since, source)
    for pattern in row.patterns.filter(weekday__in=list(weekdays), valid__contains=since):
        pattern.valid = DateRange(pattern.valid.lower, since)
        pattern.save(update_fields=["valid"])
    SessionPattern.objects.bulk_create(
        SessionPattern(
            calendar=row,
            weekday=weekday,
            valid=DateRange(since, None),
            sessions=written(sessions),
            source=source,
            is_assumed=is_assumed,
        )
        for weekday in sorted(set(weekdays))
    )
    _renew(row)
    days = tuple(sorted(set(weekdays)))
    record(
        HoursChanged(row.pk, code, None, "", source, since, None, weekdays=days, sessions=written(sessions)),
        by=by,
        at=at,
    )


@transaction.atomic
def choose_calendar(*, unit_id: int, code: str, since: date, source: str, by: Actor, at: datetime) -> None:
    """Let a unit keep another calendar from a day on (chọn lịch cho đơn vị).

    Dossiers received before keep the calendar they were received by.
    """
    policy.must_set_calendars(by, on=at.date())
    unit, source = queries.unit_on(unit_id, since), _document(source)
    queries.calendar(code)
    if unit.calendar == code:
        raise rules.NothingChanges(
            f"{unit.short_name} vốn theo lịch «{code}» vào ngày {print_day(since)}; hãy chọn lịch khác.", field="code"
        )
    later = UnitCalendar.objects.filter(unit=unit_id, valid__startswith__gte=since).first()
    if later is not None:
        raise Conflict(
            f"{unit.short_name} đã được chọn lịch khác từ ngày {print_day(later.valid.lower)}; hãy chọn ngày sau đó."
        )
    for kept in UnitCalendar.objects.select_for_update().filter(unit=unit_id, valid__contains=since):
        kept.valid = DateRange(kept.valid.lower, since)
        kept.save(update_fields=["valid"])
    row = CalendarRow.objects.get(code=code)
    UnitCalendar.objects.create(unit_id=unit_id, calendar=row, valid=DateRange(since, None), source=source)
    record(CalendarChosen(unit_id, code, row.name, since, source), by=by, at=at)


def written(sessions: Sessions) -> str:
    """Sessions as they are kept and typed: `07:00-11:30 13:30-17:00`."""
    return " ".join(f"{_hour(start)}-{_hour(end)}" for start, end in sessions)


def _hour(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _document(source: str) -> str:
    source = normalise(source).strip()
    if not source:
        raise Malformed("Hãy ghi số, ký hiệu và ngày của văn bản.", field="source")
    return source


def _locked(code: str) -> CalendarRow:
    """The calendar, locked against other changes and against who is counting by it."""
    row = CalendarRow.objects.select_for_update().filter(code=code).first()
    if row is None:
        queries.calendar(code)  # refuses with the codes there are
        raise NotFound(f"Không có lịch «{code}»; hãy tải lại trang.")
    return row


def _renew(row: CalendarRow) -> None:
    """Give a changed calendar its new token; last of all, so that nobody builds from half a change."""
    row.revision = uuid.uuid4()
    row.save(update_fields=["revision"])


def _day(day_id: int) -> ExceptionalDay:
    """A day that still holds, with its calendar locked."""
    code, _ = queries.day_told(day_id)
    row = _locked(code)
    day = ExceptionalDay.objects.filter(pk=day_id, withdrawn_by="").first()
    if day is None:
        raise Conflict("Ngày này đã được hủy trước đó; hãy tải lại trang lịch.")
    day.calendar = row
    return day


def _must_have_no_unit_of_its_own(row: CalendarRow, days: Collection[date]) -> None:
    """Refuse a day for all where a unit was told something else of it: that would go on to hold there."""
    other = row.days.filter(unit__isnull=False, day__in=days, withdrawn_by="").first()
    if other is not None and other.unit_id is not None:
        unit = queries.unit_on(other.unit_id, other.day).short_name
        raise Conflict(
            f"Ngày {print_day(other.day)} đã ghi riêng cho {unit} là «{other.name}» theo {other.source}; "
            "hãy hủy dòng đó trước.",
            field="day",
        )


def _row(calendar: CalendarRow, day: DayException, unit_id: int | None) -> ExceptionalDay:
    return ExceptionalDay(
        calendar=calendar,
        unit_id=unit_id,
        day=day.day,
        kind=day.kind,
        name=day.name,
        sessions=written(day.sessions or ()),
        pair=day.pair,
        source=day.source,
        is_confirmed=day.confirmed,
    )
