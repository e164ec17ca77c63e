"""Working time and deadlines: the face of the deadline engine. Pure: no Django, no clock, integer minutes.

calendar = read_calendar(folder, "hanh-chinh")
result = due(received, Term.parse("16h"), calendar)
result.due, result.early_until, result.trace
"""

from motcua.kernel.term import WORKING_DAY, Term, Unit
from motcua.kernel.worktime.calendar import (
    Calendar,
    DayException,
    DayKind,
    OutsideCalendar,
    Pattern,
    Sessions,
    parse_sessions,
)
from motcua.kernel.worktime.engine import Due, State, due
from motcua.kernel.worktime.files import (
    UnknownCalendar,
    calendar_codes,
    read_calendar,
    read_exceptions,
    unknown_calendar,
)
from motcua.kernel.worktime.terms import (
    AlreadySuspended,
    Event,
    EventAfterStop,
    EventBeforeReceipt,
    EventKind,
    EventOutOfOrder,
    ImpossibleEvent,
    NotSuspended,
    parse_cutoff,
    parse_events,
)
from motcua.kernel.worktime.trace import duration_words, remaining_words, sessions_words

__all__ = [
    "WORKING_DAY",
    "AlreadySuspended",
    "Calendar",
    "DayException",
    "DayKind",
    "Due",
    "Event",
    "EventAfterStop",
    "EventBeforeReceipt",
    "EventKind",
    "EventOutOfOrder",
    "ImpossibleEvent",
    "NotSuspended",
    "OutsideCalendar",
    "Pattern",
    "Sessions",
    "State",
    "Term",
    "Unit",
    "UnknownCalendar",
    "calendar_codes",
    "due",
    "duration_words",
    "parse_cutoff",
    "parse_events",
    "parse_sessions",
    "read_calendar",
    "read_exceptions",
    "remaining_words",
    "sessions_words",
    "unknown_calendar",
]
