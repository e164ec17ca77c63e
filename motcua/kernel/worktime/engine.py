"""The deadline engine: when a result is due, from receipt, term, calendar and what befell the clock.

The conventions, each held by a test:

* A receipt outside hours counts from the next opening; so does a clock resumed or reset outside hours.
* Where there is a cut-off (15:00), a receipt or reset on a working day, at that hour or after it, counts from the
  opening of the next working day. Seconds are dropped, so what comes within the minute of the cut-off is after it.
* Within the day: due when the working day on which the clock begins closes.
* Days and months of the calendar follow the Civil Code: the first day, whatever its hour, is excluded
  (Điều 147 khoản 2); a month ends on the corresponding day or, lacking it, on its last (Điều 148 khoản 3); a
  last day of rest rolls to the next working day (khoản 5); due at the end of that day's last session.
* A suspension keeps the working minutes left, exactly. For days and months of the calendar the last day moves
  by the days suspended, and is not before the day of resuming.
* A deadline that was past when the clock was suspended stays where it was: what is overdue stays overdue.
* An extension counts from the deadline in force, also while suspended and also when it is past.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache, partial

from motcua.kernel.dated import national
from motcua.kernel.printed import local, moment_words
from motcua.kernel.term import Term, Unit
from motcua.kernel.worktime import trace
from motcua.kernel.worktime.calendar import Calendar, OutsideCalendar
from motcua.kernel.worktime.terms import (
    AlreadySuspended,
    Event,
    EventAfterStop,
    EventBeforeReceipt,
    EventKind,
    EventOutOfOrder,
    NotSuspended,
)

Note = Callable[[], Iterator[str]]


class State(StrEnum):
    """Whether a clock runs."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Due:
    """Where a clock stands after all its events.

    `due`: the last moment that is on time; `None` while suspended, and when stopped while suspended in time.
    `early_until`: as much working time before `due` as the rule `deadline.early_by` of the day of receipt says, at
    the end of its interval; a result up to that moment is early (of a short term it lies before the receipt: nothing
    is). `None` where there is no `due` or the calendar
    does not reach so far back.
    `remaining`: working minutes left at the suspension or stop, negative if overdue; `None` while running.
    """

    due: datetime | None
    early_until: datetime | None
    state: State
    remaining: int | None
    _notes: tuple[Note, ...] = field(repr=False, compare=False)
    _provisional: Callable[[], list[date]] = field(repr=False, compare=False)

    @cached_property
    def trace(self) -> tuple[str, ...]:
        """Why, in Vietnamese sentences, from the receipt to the conclusion."""
        return tuple(sentence for note in self._notes for sentence in note())

    @cached_property
    def provisional(self) -> tuple[date, ...]:
        """The days this deadline rests on that are only expected: compute it anew when they are confirmed."""
        return tuple(self._provisional())


def due(
    received: datetime,
    term: Term,
    calendar: Calendar,
    events: Iterable[Event] = (),
    *,
    cutoff: time | None = None,
) -> Due:
    """When the result is due, and why.

    `received` and the events may be aware or, naive, Vietnamese; seconds are dropped. Events come in order of
    time. `cutoff` is the hour from which a receipt counts as the next working day's. Raises `OutsideCalendar`
    where the calendar says nothing, and a subclass of `ImpossibleEvent` for an event that cannot befall the
    clock where it stands.
    """
    return _due(_minute(received), term, calendar, tuple(events), cutoff)


@lru_cache(maxsize=8192)
def _due(received: datetime, term: Term, calendar: Calendar, events: tuple[Event, ...], cutoff: time | None) -> Due:
    clock = _Clock(calendar, received, term, cutoff)
    for event in events:
        clock.befall(event, _minute(event.at))
    return clock.result()


def _minute(moment: datetime) -> datetime:
    return local(moment).replace(second=0, microsecond=0, fold=0)


class _Clock:
    """A clock while its events are replayed.

    `due` and, for days and months of the calendar, `last_day` before rolling are the deadline in force; while
    suspended, the one kept. `begins` is from where time counts: the receipt, or later by the cut-off. `since`
    is from where days crossed are still to be told.
    """

    def __init__(self, calendar: Calendar, received: datetime, term: Term, cutoff: time | None) -> None:
        self.calendar = calendar
        self.cutoff = cutoff
        self.received = self.latest = received
        self.term = term
        self.suspended_at: datetime | None = None
        self.stopped_at: datetime | None = None
        self.notes: list[Note] = []
        self.spans: list[trace.Span] = []
        self.told = date.min
        self._begin(received, term, trace.received)

    def befall(self, event: Event, at: datetime) -> None:
        self._must_be_in_order(event, at)
        self.latest = at
        match event.kind:
            case EventKind.SUSPEND:
                self._suspend(at)
            case EventKind.RESUME:
                self._resume(at)
            case EventKind.EXTEND:
                assert event.term is not None  # Event sees to it
                self._extend(at, event.term)
            case EventKind.RESET:
                self._run_until(at)
                self.suspended_at = None
                self.told = min(self.told, at.date())  # the old deadline may have told of days to come
                self._begin(at, event.term or self.term, trace.reset)
            case EventKind.STOP:
                self._run_until(at)
                self.stopped_at = at
                self.notes.append(partial(trace.stopped, at))

    def result(self) -> Due:
        state = State.STOPPED if self.stopped_at else State.SUSPENDED if self.suspended_at else State.RUNNING
        if state is State.RUNNING:
            self._run_until(self.due)
        frozen_at = self.suspended_at or self.stopped_at
        shown: datetime | None = self.due
        if self.suspended_at and not (self.stopped_at and self._overdue):
            shown = None
        spans = tuple(self.spans)
        relied_on = spans if self.last_day is None else (*spans, (self.last_day, self.due.date()))
        self.notes.append(partial(trace.counted, self.calendar, spans))
        self.notes.append(partial(trace.warned, self.calendar, relied_on))
        self.notes.append(self._conclusion(shown))
        return Due(
            due=shown,
            early_until=self._early_until(shown),
            state=state,
            remaining=self._working_left(frozen_at) if frozen_at else None,
            _notes=tuple(self.notes),
            _provisional=partial(trace.provisional_days, self.calendar, relied_on),
        )

    # The events ----------------------------------------------------------------------------------

    def _must_be_in_order(self, event: Event, at: datetime) -> None:
        what = f"Sự kiện {event.kind} lúc {moment_words(at)}"
        if at < self.received:
            raise EventBeforeReceipt(
                f"{what} có trước khi tiếp nhận ({moment_words(self.received)}); hãy sửa thời điểm.",
                field="events",
            )
        if at < self.latest:
            raise EventOutOfOrder(
                f"{what} có trước sự kiện liền trên ({moment_words(self.latest)}); hãy xếp các sự kiện theo thời gian.",
                field="events",
            )
        if self.stopped_at:
            raise EventAfterStop(
                f"{what} có sau khi đã kết thúc ({moment_words(self.stopped_at)}); hãy bỏ sự kiện này.",
                field="events",
            )

    def _begin(self, at: datetime, term: Term, note: Callable[..., Iterator[str]]) -> None:
        start = self.begins = self._counted_from(at)
        opening = None if term.is_by_calendar or term.working_minutes == 0 else self.calendar.opening(start)
        missed = self.cutoff if start != at else None
        self.notes.append(partial(note, self.calendar, at, term, start if missed else opening, missed))
        self.since = at
        self.due, self.last_day = self._after(start, term)
        self._tell_last_day(term, start)

    def _counted_from(self, at: datetime) -> datetime:
        """The moment of receipt or, where it came too late on a working day, the next working day's opening."""
        if self.cutoff is None or at.time() < self.cutoff or not self.calendar.sessions_on(at.date()):
            return at
        return self.calendar.opening(max(at, self.calendar.closing_of(at.date())))

    def _suspend(self, at: datetime) -> None:
        if self.suspended_at:
            raise AlreadySuspended(
                f"Không tạm dừng được lúc {moment_words(at)}: đã tạm dừng từ "
                f"{moment_words(self.suspended_at)}; hãy ghi sự kiện resume trước.",
                field="events",
            )
        self._run_until(at)
        self.suspended_at = at
        self.notes.append(partial(trace.suspended, at, self._left(), self._overdue))

    def _resume(self, at: datetime) -> None:
        if not self.suspended_at:
            raise NotSuspended(
                f"Không tính tiếp được lúc {moment_words(at)} vì thời hạn không bị tạm dừng; "
                "hãy ghi sự kiện suspend trước.",
                field="events",
            )
        if self._overdue:
            self.notes.append(partial(trace.resumed_overdue, at, self.due))
        elif self.last_day is None:
            left, again = self._working_left(self.suspended_at), max(at, self.begins)
            opening = self.calendar.opening(again) if left else None
            self.due = self.calendar.add(again, left)
            self.notes.append(partial(trace.resumed, self.calendar, at, left, opening))
        else:
            begins = self.begins.date()
            before, days = self.due, (max(at.date(), begins) - max(self.suspended_at.date(), begins)).days
            moved = self._closing_of(self.last_day, days)
            self.due = max(moved, self.calendar.closing(at))
            self.last_day = self.last_day + timedelta(days=days) if self.due == moved else self.due.date()
            self.notes.append(partial(trace.resumed_by_days, at, days, self.last_day))
            if self.due != before:
                self._tell_roll()
        self.suspended_at = None
        self.since = at

    def _extend(self, at: datetime, term: Term) -> None:
        self._run_until(at)
        old, by_days = self.due, self.last_day is not None
        if term.is_by_calendar and not by_days:
            self._run_until(old)
        self.due, self.last_day = self._after(old, term)
        if by_days:
            self.since = old
        if self.suspended_at:
            self.notes.append(partial(trace.extended_while_suspended, at, term, self._left(), self._overdue))
        else:
            self.notes.append(partial(trace.extended, at, term, old))
            self._tell_last_day(term, old)

    # The arithmetic -----------------------------------------------------------------------------------------

    def _after(self, start: datetime, term: Term) -> tuple[datetime, date | None]:
        """The deadline a term after `start` and, for days and months, the last day before rolling."""
        if term.working_minutes is not None:
            return self.calendar.add(start, term.working_minutes), None
        if term.unit is Unit.WITHIN_DAY:
            return self.calendar.closing(self.calendar.opening(start), later=term.amount - 1), None
        if term.unit is Unit.CALENDAR_DAY:
            return self._closing_of(start.date(), term.amount), start.date() + timedelta(days=term.amount)
        years, index = divmod(start.month - 1 + term.amount, 12)
        year, month = start.year + years, index + 1
        if year > self.calendar.last.year:
            raise self.calendar.beyond()
        last_day = date(year, month, min(start.day, monthrange(year, month)[1]))
        return self._closing_of(last_day, 0), last_day

    def _closing_of(self, day: date, later: int) -> datetime:
        """The closing of the day so many days later, rolled past days of rest."""
        if later > (self.calendar.last - day).days:
            raise self.calendar.beyond()
        return self.calendar.closing_of(day + timedelta(days=later))

    @property
    def _overdue(self) -> bool:
        """Whether the deadline was already past when the clock was suspended."""
        return self.suspended_at is not None and self.suspended_at > self.due

    def _early_until(self, moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        early_by: Term = national("deadline.early_by").on(self.received.date())
        assert early_by.working_minutes is not None, "deadline.early_by counts working time"
        try:
            return self.calendar.add(moment, -early_by.working_minutes)
        except OutsideCalendar:
            return None

    # The story -----------------------------------------------------------------------------------

    def _run_until(self, at: datetime) -> None:
        """Remember and tell the days crossed up to a moment or, if that comes first, to the deadline."""
        if self.suspended_at:
            return
        end = min(at, self.due)
        if self.last_day is None and end > self.since:
            self.spans.append((self.since.date(), end.date()))
            self._tell_crossed(self.since.date(), end.date())
        self.since = end

    def _tell_crossed(self, first: date, last: date) -> None:
        self.notes.append(partial(trace.crossed, self.calendar, max(first, self.told + timedelta(days=1)), last))
        self.told = max(self.told, last)

    def _tell_last_day(self, term: Term, start: datetime) -> None:
        if self.last_day is not None:
            self.notes.append(partial(trace.last_day, term, start.date(), self.last_day))
            self._tell_roll()

    def _tell_roll(self) -> None:
        assert self.last_day is not None
        self.notes.append(partial(trace.rolled, self.calendar, self.last_day, self.due))
        self._tell_crossed(self.last_day, self.due.date())

    def _left(self) -> str:
        """What a suspension keeps, in words: days for a term in days or months, else working time."""
        assert self.suspended_at is not None
        if self.last_day is not None:
            return f"{max(0, (self.last_day - max(self.suspended_at, self.begins).date()).days)} ngày"
        return f"{trace.duration_words(self._working_left(self.suspended_at))} làm việc"

    def _working_left(self, at: datetime) -> int:
        """Working minutes from a moment to the deadline; before the clock begins, all of them."""
        return self.calendar.between(max(at, self.begins), self.due)

    def _conclusion(self, shown: datetime | None) -> Note:
        if shown and not self.stopped_at:
            return partial(trace.concluded, shown)
        left = self._left() if self.suspended_at else ""
        if self.stopped_at:
            return partial(trace.ended, shown, left)
        return partial(trace.pending, left, self._overdue)
