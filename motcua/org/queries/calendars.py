"""Working calendars by code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from motcua.kernel.worktime import Calendar, read_calendar

CALENDARS = Path(__file__).parents[1] / "data" / "calendars"


@cache
def calendar(code: str) -> Calendar:
    """The working calendar of that code; refuses by name one that does not exist."""
    return read_calendar(CALENDARS, code)
