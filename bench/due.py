"""The deadline engine over terms of one day to one year, against walking minute by minute."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

from ground.measure import compare

from motcua.kernel import worktime
from motcua.kernel.zone import VIETNAM

NEEDS_DATABASE = False
CALENDARS = Path(__file__).parents[1] / "motcua/org/data/calendars"
RECEIVED = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
TERMS = {"1d": 100, "5d": 60, "15d": 40, "30d": 20, "60d": 12, "125d": 8, "250d": 5}
"""Working days, and how often they are measured: walking a year takes its time."""


def walk(calendar: worktime.Calendar, received: datetime, minutes: int) -> datetime:
    """The plain way: look at every minute, count those that are worked."""
    day, minute, left = received.date(), received.hour * 60 + received.minute, minutes
    while True:
        sessions = calendar.sessions_on(day)
        while minute < 24 * 60:
            if left == 0:
                return datetime.combine(day, time(minute // 60, minute % 60), VIETNAM)
            left -= any(start <= minute < end for start, end in sessions)
            minute += 1
        day, minute = day + timedelta(days=1), 0


def main() -> None:
    """Every term both ways; the answers must be the same moment."""
    calendar = worktime.read_calendar(CALENDARS, "hanh-chinh")
    for term, repeats in TERMS.items():
        parsed = worktime.Term.parse(term)
        minutes = int(term[:-1]) * worktime.WORKING_DAY
        assert worktime.due(RECEIVED, parsed, calendar).due == walk(calendar, RECEIVED, minutes), term
        compare(
            f"due() {parsed.words}",
            lambda parsed=parsed: worktime.due(RECEIVED, parsed, calendar),  # type: ignore[misc]
            "đi từng phút",
            lambda minutes=minutes: walk(calendar, RECEIVED, minutes),  # type: ignore[misc]
            repeats=repeats,
            warm_up=1,
        )


if __name__ == "__main__":
    main()
