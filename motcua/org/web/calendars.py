"""A year of a working calendar: twelve months, its exceptional days with their documents, its weekly hours."""

from __future__ import annotations

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access import rights
from motcua.access.doors import open_to_all
from motcua.kernel import clock
from motcua.kernel.printed import WEEKDAYS, weekday_words
from motcua.kernel.refusal import Malformed, NotFound, Refusal
from motcua.kernel.worktime import Calendar, DayKind, sessions_words
from motcua.ledger import queries as ledger
from motcua.org import policy, queries
from motcua.org.types import DAY_KINDS, DEFAULT_CALENDAR, CalendarOn, DayTold, UnitOn
from motcua.ui.context import page_of
from motcua.ui.middleware import status_of

WHY_OPEN = "Giờ làm việc và ngày nghỉ của cơ quan nhà nước phải được niêm yết công khai"
SIGNS = {
    DayKind.HOLIDAY: ("L", "day-off"),
    DayKind.SUBSTITUTE: ("B", "day-off"),
    DayKind.SWAP_OFF: ("H", "day-off"),
    DayKind.MAKE_UP: ("+", "day-worked"),
    DayKind.HALF_DAY: ("½", "day-half"),
}
LEGEND = [
    *((sign, look, DAY_KINDS[kind]) for kind, (sign, look) in SIGNS.items()),
    ("–", "day-rest", "nghỉ hằng tuần"),
    ("L?", "day-off day-expected", "dự kiến, chưa có thông báo chính thức"),
]
"""Letter, look and words of each kind of day; the letters are what tells them apart."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month as the page shows it; `says` is what a letter stands for, in words."""

    day: date
    sign: str
    look: str
    says: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; days of other months are empty."""

    name: str
    weeks: tuple[tuple[Cell | None, ...], ...]


def months_of(year: int, calendar: Calendar, today: date) -> list[Month]:
    """The twelve months of a year; days the calendar says nothing about carry no sign."""
    return [
        Month(
            f"Tháng {number}",
            tuple(
                tuple(cell_of(day, calendar, today) if day.month == number else None for day in week)
                for week in Weeks().monthdatescalendar(year, number)
            ),
        )
        for number in range(1, 13)
    ]


def cell_of(day: date, calendar: Calendar, today: date) -> Cell:
    """One day: its letter, its look, and what it is in words."""
    now = " day-today" if day == today else ""
    if not calendar.first <= day <= calendar.last:
        return Cell(day, "", now.strip(), "")
    told = calendar.exception_on(day)
    if told is None:
        sessions = calendar.sessions_on(day)
        return Cell(day, "", now.strip(), "") if sessions else Cell(day, "–", f"day-rest{now}", "nghỉ hằng tuần")
    sign, look = SIGNS[told.kind]
    words = DAY_KINDS[told.kind] + ("" if told.confirmed else ", dự kiến")
    doubt = "" if told.confirmed else " day-expected"
    return Cell(day, sign + ("" if told.confirmed else "?"), f"{look}{doubt}{now}", f"{told.name} ({words})")


@require_GET
@open_to_all(WHY_OPEN)
def year(request: HttpRequest) -> HttpResponse:
    """A year of one calendar, or of the calendar one unit keeps."""
    today = clock.today()
    refusal: Refusal | None = None
    kept = queries.calendars_kept()
    unit, refusal = _unit(request, today)
    code = request.GET.get("lich") or (unit.calendar if unit else DEFAULT_CALENDAR)
    shown = next((each for each in kept if each.code == code), None)
    calendar = queries.calendar(code, unit.id if unit else None)
    assert shown is not None  # queries.calendar() refuses what is not kept
    number, no_year = _year(request, shown, today)
    refusal = refusal or no_year
    days = queries.days_told(code, unit.id if unit else None, date(number, 1, 1), date(number, 12, 31))
    actor = page_of(request).actor
    context: dict[str, Any] = {
        "refusal": refusal,
        "kept": kept,
        "shown": shown,
        "unit": unit,
        "year": str(number),
        "before": str(number - 1) if number > shown.first.year else "",
        "after": str(number + 1) if number < shown.last.year else "",
        "months": months_of(number, calendar, today),
        "legend": LEGEND,
        "weekdays": [
            (WEEKDAYS[index], short) for index, short in enumerate(("T2", "T3", "T4", "T5", "T6", "T7", "CN"))
        ],
        "days": [_row(each) for each in days],
        "hours": [_hours(each) for each in queries.hours_told(code)],
        "facts": ledger.story_of("org.calendar", queries.calendar_id(code)).reverse()[:20],
        "is_staff": actor is not None,
        "may_change": actor is not None and bool(rights.units_where(actor, policy.CALENDAR.code, today)),
    }
    return render(request, "org/year.html", context, status=status_of(refusal) if refusal else 200)


def _unit(request: HttpRequest, day: date) -> tuple[UnitOn | None, Refusal | None]:
    """The unit asked for, as it is today or last was; an unknown one is told on the page."""
    slug = request.GET.get("don-vi", "").strip()
    if not slug:
        return None, None
    try:
        (unit,) = queries.as_on([(queries.unit_named(slug).pk, day)])
    except NotFound as refusal:
        return None, refusal
    return unit, None


def _year(request: HttpRequest, shown: CalendarOn, today: date) -> tuple[int, Malformed | None]:
    """The year asked for, this one where nobody says; of one the calendar does not cover the nearest, and why."""
    typed = request.GET.get("nam", "").strip()
    first, last = shown.first.year, shown.last.year
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else today.year
    shown_year = min(max(wanted, first), last)
    if typed and str(shown_year) != typed:
        says = f"Lịch này có các năm từ {first} đến {last}, không có năm «{typed[:20]}»; hãy chọn năm khác."
        return shown_year, Malformed(says, field="nam")
    return shown_year, None


def _row(told: DayTold) -> dict[str, Any]:
    sign, look = SIGNS[told.day.kind]
    worked = sessions_words(told.day.sessions) if told.day.sessions else ""
    return {"told": told, "sign": sign, "look": look, "weekday": weekday_words(told.day.day), "worked": worked}


def _hours(told: Any) -> dict[str, Any]:
    return {
        "told": told,
        "days": ", ".join(WEEKDAYS[weekday] for weekday in told.weekdays),
        "sessions": sessions_words(told.sessions) if told.sessions else "không làm việc",
    }
