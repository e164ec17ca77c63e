"""The verbs of units, calendars, and of what the province decides for itself."""

from motcua.org.actions.calendars import (
    change_hours,
    choose_calendar,
    confirm_day,
    order_day,
    take_in_calendar,
    withdraw_day,
)
from motcua.org.actions.decisions import decide, repeal
from motcua.org.actions.reorganisation import reorganise
from motcua.org.actions.units import found, open_version

__all__ = [
    "change_hours",
    "choose_calendar",
    "confirm_day",
    "decide",
    "found",
    "open_version",
    "order_day",
    "reorganise",
    "repeal",
    "take_in_calendar",
    "withdraw_day",
]
