"""Changes of working time before they are saved: refused as the verb would, and shown to who counts what moves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from motcua.kernel.worktime import DayException, Pattern, Sessions
from motcua.org.queries.calendars import calendar, day_told
from motcua.org.rules import days as rules
from motcua.org.types import CalendarChange


def propose_day(code: str, day: DayException, unit_id: int | None) -> CalendarChange:
    """What `actions.order_day` would change; refuses what contradicts the calendar."""
    before = calendar(code, unit_id)
    rules.must_fit(before, day)
    days = rules.days_of(day)
    touched = [each.day for each in days]
    return CalendarChange(code, unit_id, before, rules.with_days(before, days), min(touched), max(touched))


def propose_withdrawal(day_id: int) -> CalendarChange:
    """What `actions.withdraw_day` would change: the day, and the other one of its exchange, are as their week is."""
    code, told = day_told(day_id)
    before = calendar(code, told.unit_id)
    touched = [each for each in (told.day.day, told.day.pair) if each is not None]
    after = rules.without_days(before, touched)
    return CalendarChange(code, told.unit_id, before, after, min(touched), max(touched))


def propose_hours(code: str, weekdays: Collection[int], sessions: Sessions, since: date, source: str) -> CalendarChange:
    """What `actions.change_hours` would change."""
    before = calendar(code)
    rules.must_change_hours(before, weekdays, sessions, since, source)
    changed = frozenset(weekdays)
    kept = (
        replace(each, end=since) if each.weekdays & changed and (each.end is None or each.end > since) else each
        for each in before.patterns
    )
    new = Pattern(changed, sessions, since, None, source)
    return CalendarChange(code, None, before, replace(before, patterns=(*kept, new)), since, None)
