"""A second opinion on deadlines, written to be obviously right and slow: it walks the clock minute by minute.

It shares nothing with the engine but the table of exceptional days, which it reads by itself.
"""

import csv
from datetime import date, datetime, time, timedelta

from motcua.kernel.tests.shipped import FOLDER
from motcua.kernel.worktime import Term, Unit

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
with (FOLDER / "ngay-nghi.csv").open(encoding="utf-8") as table:
    KIND = {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(table)}


def is_working_day(day: date) -> bool:
    if day in KIND:
        return KIND[day] == "make_up"
    return day.weekday() < 5


def is_worked(minute: datetime) -> bool:
    """Whether the minute that begins now is worked."""
    clock = minute.time()
    in_session = time(7) <= clock < time(11, 30) or time(13, 30) <= clock < time(17)
    return in_session and is_working_day(minute.date())


def end_of_working_day(day: date) -> datetime:
    while not is_working_day(day):
        day += DAY
    return datetime.combine(day, time(17))


def reference_due(received: datetime, term: Term, pauses: list[datetime], cutoff: time | None = None) -> datetime:
    """When the term ends; `pauses` are moments of suspending and resuming in turn, ending with a resuming."""
    if cutoff and is_working_day(received.date()) and received.time() >= cutoff:
        begins = _next_opening(received)
        moved = [max(each, begins) for each in pauses]
        return reference_due(begins, term, moved)
    if term.unit is Unit.WITHIN_DAY:
        return _by_minutes(received, _minutes_until_close(received, term.amount), pauses)
    if term.unit is Unit.CALENDAR_DAY:
        return _by_days(received.date() + term.amount * DAY, pauses)
    if term.unit is Unit.MONTH:
        return _by_days(_months_later(received.date(), term.amount), pauses)
    per_unit = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.WORKING_DAY: 480}[term.unit]
    return _by_minutes(received, term.amount * per_unit, pauses)


def _next_opening(now: datetime) -> datetime:
    day = now.date() + DAY
    while not is_working_day(day):
        day += DAY
    return datetime.combine(day, time(7))


def _minutes_until_close(now: datetime, days: int) -> int:
    """Working minutes from now to the close of the working day so many days on, the first one counted."""
    minutes = 0
    while days:
        minutes += is_worked(now)
        now += MINUTE
        if now.time() == time(17) and is_working_day(now.date()):
            days -= bool(minutes)
    return minutes


def _by_minutes(now: datetime, left: int, pauses: list[datetime]) -> datetime:
    pauses = list(pauses)
    ended = None
    while ended is None or (pauses and pauses[0] <= ended):
        if pauses and now == pauses[0]:
            _, now = pauses.pop(0), pauses.pop(0)
            if ended is not None:  # suspended at the very deadline: nothing is left, and that is due at once
                while not (is_worked(now) or is_worked(now - MINUTE) or now in pauses[:1]):
                    now += MINUTE
                ended = now
            continue
        if left and is_worked(now):
            left -= 1
        now += MINUTE
        if left == 0 and ended is None:
            ended = now
    return ended


def _by_days(last: date, pauses: list[datetime]) -> datetime:
    due = end_of_working_day(last)
    for suspended, resumed in zip(pauses[::2], pauses[1::2], strict=True):
        if suspended <= due:
            last += resumed.date() - suspended.date()
            due = end_of_working_day(last)
            while due < resumed:
                last = due.date() + DAY
                due = end_of_working_day(last)
    return due


def _months_later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError
