"""Periods are half-open `[start, end)`: the day a period ends is the first day it no longer covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Malformed


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, not including, `end`; `end` is `None` where no end is known yet."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise Malformed(f"Ngày kết thúc phải sau ngày bắt đầu {print_day(self.start)}; hãy sửa lại hai ngày.")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """True where the two share at least one day."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    @property
    def last(self) -> date | None:
        """The last day covered, as people name it; `None` while the period is open."""
        return self.end - timedelta(days=1) if self.end else None

    def __str__(self) -> str:
        since = f"từ ngày {print_day(self.start)}"
        return f"{since} đến hết ngày {print_day(self.last)}" if self.last else since


def month(year: int, number: int) -> Period:
    """The calendar month."""
    return Period(_first(year, number), _first(year, number + 1))


def quarter(year: int, number: int) -> Period:
    """The calendar quarter 1 to 4."""
    return Period(_first(year, 3 * number - 2), _first(year, 3 * number + 1))


def year(number: int) -> Period:
    """The calendar year."""
    return Period(date(number, 1, 1), date(number + 1, 1, 1))


def administrative_month(year: int, number: int) -> Period:
    """The reporting month: the 15th of the month before to the 14th (Nghị định 09/2019/NĐ-CP, Điều 12)."""
    return _shifted(month(year, number))


def administrative_quarter(year: int, number: int) -> Period:
    """The reporting quarter, e.g. the first: 15 December to 14 March (Nghị định 09/2019/NĐ-CP, Điều 12)."""
    return _shifted(quarter(year, number))


def administrative_year(number: int) -> Period:
    """The reporting year: 15 December to 14 December (Nghị định 09/2019/NĐ-CP, Điều 12)."""
    return _shifted(year(number))


def _first(year: int, number: int) -> date:
    """The first day of a month; month 13 is January of the next year, month 0 December of the one before."""
    years, index = divmod(number - 1, 12)
    return date(year + years, index + 1, 1)


def _shifted(period: Period) -> Period:
    """The same period closed on the 14th, as reports are."""
    assert period.end is not None
    return Period(*(_first(day.year, day.month - 1).replace(day=15) for day in (period.start, period.end)))
