"""The tables of units, of calendars, and of what the province decided for itself."""

from motcua.org.models.calendars import CalendarRow, ExceptionalDay, SessionPattern, UnitCalendar
from motcua.org.models.decisions import LocalDecision, LocalDecisionQuerySet
from motcua.org.models.successions import Reorganisation, Succession
from motcua.org.models.units import Unit, UnitVersion, UnitVersionQuerySet

__all__ = [
    "CalendarRow",
    "ExceptionalDay",
    "LocalDecision",
    "LocalDecisionQuerySet",
    "Reorganisation",
    "SessionPattern",
    "Succession",
    "Unit",
    "UnitCalendar",
    "UnitVersion",
    "UnitVersionQuerySet",
]
