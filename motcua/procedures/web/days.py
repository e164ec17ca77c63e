"""The day of «Xem vào ngày…»: what a page is asked to show, today where nobody says."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from motcua.kernel import clock
from motcua.kernel.printed import parse_day, print_day
from motcua.kernel.refusal import Malformed


def asked_day(request: HttpRequest) -> tuple[date, Malformed | None]:
    """The day asked for by `ngay`; where it cannot be read, today and the refusal to show."""
    typed = request.GET.get("ngay", "").strip()
    try:
        return (parse_day(typed) if typed else clock.today()), None
    except Malformed as refusal:
        return clock.today(), refusal


def as_of(day: date) -> str:
    """The end of an address that keeps the day: `?ngay=30/06/2025`, or nothing today."""
    return "" if day == clock.today() else f"?ngay={print_day(day)}"
