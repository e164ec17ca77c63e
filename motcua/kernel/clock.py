"""One clock, read only at doors (pages, API, jobs, commands); domain code receives `at=` or `on=`.

The demonstration and the tests travel in time: `MOTCUA_CLOCK_OFFSET` (seconds) shifts a whole process and ticks on;
`with clock.at(moment)` stops the clock for one context.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from motcua.kernel.zone import VIETNAM

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def offset() -> timedelta:
    """How far this process's clock runs from the machine's; zero in production."""
    return timedelta(seconds=float(os.environ.get("MOTCUA_CLOCK_OFFSET", "0")))


def is_shifted() -> bool:
    """True where pages must carry the banner that says the clock is a demonstration's."""
    return bool(offset()) or _stopped.get() is not None


def now() -> datetime:
    """This moment, aware, in Vietnam's time."""
    stopped = _stopped.get()
    return (stopped or datetime.now(UTC) + offset()).astimezone(VIETNAM)


def today() -> date:
    """This day in Vietnam."""
    return now().date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stop the clock at an aware moment inside the block."""
    if moment.tzinfo is None:
        raise ValueError("clock.at needs an aware moment")
    token = _stopped.set(moment)
    try:
        yield
    finally:
        _stopped.reset(token)
