"""Working calendars, built from rows once for each change and then kept by each process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from motcua.kernel.period import Period
from motcua.kernel.refusal import NotFound
from motcua.kernel.worktime import (
    Calendar,
    DayException,
    DayKind,
    Pattern,
    Sessions,
    parse_sessions,
    unknown_calendar,
)
from motcua.org.models import CalendarRow, ExceptionalDay, SessionPattern, UnitCalendar
from motcua.org.rules.days import with_days
from motcua.org.types import DEFAULT_CALENDAR, CalendarOn, DayTold, HoursTold

SHIPPED = Path(__file__).parents[1] / "data" / "calendars"


@dataclass(frozen=True, slots=True)
class _Built:
    """A calendar as of one revision, with what single units add to it, and theirs as far as asked for."""

    revision: UUID
    common: Calendar
    own: Mapping[int, tuple[DayException, ...]]
    units: dict[int, Calendar] = field(default_factory=dict)

    def of(self, unit_id: int | None) -> Calendar:
        if unit_id is None or unit_id not in self.own:
            return self.common
        if unit_id not in self.units:
            self.units[unit_id] = with_days(self.common, self.own[unit_id])
        return self.units[unit_id]


_kept: dict[str, _Built] = {}


class Calendars:
    """The calendars as they are now, for a page or a verb that asks for several; made by `calendars()`."""

    def __init__(self, rows: Iterable[CalendarRow]) -> None:
        self._rows = {row.code: row for row in rows}

    def of(self, code: str, unit_id: int | None = None) -> Calendar:
        """The calendar of that code, with the days of one unit; refuses by name a code nobody keeps."""
        row = self._rows.get(code)
        if row is None:
            raise _unknown(code)
        built = _kept.get(code)
        if built is None or built.revision != row.revision:
            built = _kept[code] = _build(row)
        return built.of(unit_id)


def calendars() -> Calendars:
    """All calendars in one statement: what a list of rows with different calendars asks once."""
    return Calendars(CalendarRow.objects.all())


def calendar(code: str, unit_id: int | None = None, *, hold: bool = False) -> Calendar:
    """The calendar of that code, with the exceptional days of one unit where one is named; one statement.

    `hold`, inside a verb's transaction, keeps the calendar as it is until that ends: a change waits, and a change
    under way is waited for and then seen. So nothing that is due by a calendar is missed when the calendar changes.
    """
    found: Iterable[CalendarRow] = (
        CalendarRow.objects.raw("SELECT * FROM org_calendar WHERE code = %s FOR SHARE", [code])
        if hold
        else CalendarRow.objects.filter(code=code)
    )
    return Calendars(found).of(code, unit_id)


def calendar_by_code(code: str) -> Calendar | None:
    """The calendar of that code as kept in the database; none where nobody keeps it."""
    row = CalendarRow.objects.filter(code=code).first()
    return Calendars([row]).of(code) if row else None


def calendar_for(unit_id: int, day: date) -> Calendar:
    """The calendar a unit keeps on a day, with the unit's own exceptional days."""
    kept = UnitCalendar.objects.filter(unit=unit_id, valid__contains=day).values_list("calendar__code", flat=True)
    return calendar(kept.first() or DEFAULT_CALENDAR, unit_id)


def _unknown(code: str) -> NotFound:
    known = list(CalendarRow.objects.order_by("code").values_list("code", flat=True))
    if known:
        return unknown_calendar(code, known)
    return NotFound("Chưa có lịch làm việc nào; hãy nạp các lịch kèm theo bằng lệnh bin/motcua calendars --load.")


def _build(row: CalendarRow) -> _Built:
    """The kernel's calendar from rows: two statements, then nothing until the next change."""
    common: list[DayException] = []
    own: dict[int, list[DayException]] = {}
    for day in row.days.filter(withdrawn_by=""):
        (common if day.unit_id is None else own.setdefault(day.unit_id, [])).append(_exception(day))
    built = Calendar(
        code=row.code,
        name=row.name,
        first=row.covers.lower,
        last=row.covers.upper - timedelta(days=1),
        patterns=tuple(_pattern(each) for each in row.patterns.all()),
        exceptions=tuple(common),
    )
    return _Built(row.revision, built, {unit: tuple(days) for unit, days in own.items()})


def _pattern(row: SessionPattern) -> Pattern:
    return Pattern(
        weekdays=frozenset({row.weekday}),
        sessions=_sessions(row.sessions) or (),
        start=row.valid.lower,
        end=row.valid.upper,
        source=row.source,
        assumed=row.is_assumed,
    )


def _exception(row: ExceptionalDay) -> DayException:
    return DayException(
        day=row.day,
        kind=DayKind(row.kind),
        name=row.name,
        source=row.source,
        confirmed=row.is_confirmed,
        sessions=_sessions(row.sessions),
        pair=row.pair,
    )


def _sessions(written: str) -> Sessions | None:
    return parse_sessions(written) if written else None


# What pages show ---------------------------------------------------------------------------------


def calendars_kept() -> list[CalendarOn]:
    """The calendars there are, by name, each with the days it covers."""
    return [
        CalendarOn(row.code, row.name, row.covers.lower, row.covers.upper - timedelta(days=1))
        for row in CalendarRow.objects.order_by("pk")
    ]


def calendar_id(code: str) -> int:
    """The subject of a calendar's story in the ledger (`org.calendar`)."""
    row = CalendarRow.objects.filter(code=code).first()
    if row is None:
        raise _unknown(code)
    return row.pk


def days_told(code: str, unit_id: int | None, first: date, last: date) -> list[DayTold]:
    """The exceptional days of a calendar from `first` to `last`, and of one unit, as rows; withdrawn ones too."""
    rows = ExceptionalDay.objects.filter(calendar__code=code, day__range=(first, last)).select_related("unit")
    return [
        DayTold(row.pk, _exception(row), row.unit_id, row.withdrawn_by)
        for row in rows.order_by("day", "pk")
        if row.unit_id in (None, unit_id)
    ]


def day_told(day_id: int) -> tuple[str, DayTold]:
    """One exceptional day with the code of its calendar."""
    row = ExceptionalDay.objects.filter(pk=day_id).select_related("calendar").first()
    if row is None:
        raise NotFound("Không có ngày này trong lịch; hãy tải lại trang lịch.")
    return row.calendar.code, DayTold(row.pk, _exception(row), row.unit_id, row.withdrawn_by)


def hours_told(code: str) -> list[HoursTold]:
    """The weekly hours of a calendar in time: weekdays that keep the same hours by the same source go together."""
    together: dict[tuple[object, ...], list[int]] = {}
    for row in SessionPattern.objects.filter(calendar__code=code).order_by("valid", "weekday"):
        key = (Period(row.valid.lower, row.valid.upper), _sessions(row.sessions) or (), row.source, row.is_assumed)
        together.setdefault(key, []).append(row.weekday)
    return [HoursTold(tuple(days), *key) for key, days in together.items()]  # type: ignore[arg-type]


def units_keeping(code: str, day: date) -> list[int]:
    """The ids of units that keep a calendar by a row of their own on a day; the default one needs no row."""
    rows = UnitCalendar.objects.filter(calendar__code=code, valid__contains=day)
    return list(rows.values_list("unit_id", flat=True))
