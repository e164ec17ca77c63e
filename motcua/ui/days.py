"""The day of «Xem vào ngày…»: what a page is asked to show, today where nobody says."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from motcua.kernel.printed import parse_day, print_day
from motcua.kernel.refusal import Malformed
from motcua.ui.context import page_of
from motcua.ui.middleware import status_of


def asked_day(request: HttpRequest) -> tuple[date, Malformed | None]:
    """The day asked for by `ngay`; where it cannot be read, today and the refusal to show."""
    typed = request.GET.get("ngay", "").strip()
    today = page_of(request).today
    try:
        return (parse_day(typed) if typed else today), None
    except Malformed as refusal:
        return today, refusal


def status_of_day(refusal: Malformed | None) -> int:
    """The HTTP status of a page that shows today because the day asked for cannot be read."""
    return status_of(refusal) if refusal else 200


def as_of(request: HttpRequest, day: date) -> str:
    """The end of an address that keeps the day: `?ngay=30/06/2025`, or nothing today."""
    return "" if day == page_of(request).today else f"?ngay={print_day(day)}"
