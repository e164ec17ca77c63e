"""The due moment of a dossier once more, from what its clock keeps; and which dossiers a change of calendar touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from motcua.kernel import worktime
from motcua.kernel.refusal import Refusal
from motcua.kernel.zone import VIETNAM
from motcua.onestop.models import Dossier, StepRun
from motcua.onestop.types import ClockKind, Status
from motcua.org.types import CalendarChange

RUNNING = (Status.REGISTERED, Status.RECEIVED, Status.SUPPLEMENT, Status.IN_PROGRESS, Status.FINANCIAL_DUTY)
"""States in which a dossier's time may still run; one that has ended keeps the due moment it ended under."""


def due_again(dossier: Dossier, calendar: worktime.Calendar) -> worktime.Due | None:
    """What the clock events say by this calendar; None where the dossier has no term."""
    if not dossier.term:
        return None
    events = [
        worktime.Event(each.at, worktime.EventKind(each.kind), worktime.Term.parse(each.term) if each.term else None)
        for each in dossier.clock_events.all()
        if each.kind != ClockKind.START
    ]
    term, cutoff = worktime.Term.parse(dossier.term), dossier.procedure_version.cutoff_time
    return worktime.due(dossier.received_at, term, calendar, events, cutoff=cutoff)


def step_due_again(run: StepRun, calendar: worktime.Calendar) -> datetime | None:
    """When a step should be done by this calendar; None where the process grants it no time of its own."""
    budget = run.step.budget_minutes
    return calendar.add(run.opened_at, budget) if budget else None


def touched_by(code: str, unit_id: int | None, first: date, last: date | None) -> QuerySet[Dossier]:
    """The open dossiers whose time crosses changed days: of a calendar, at all its units or one, by number.

    A day after a dossier's and its step's due moment, or before its receipt, cannot move either.
    """
    since = datetime.combine(first, time(), VIETNAM)
    crossing = Q(due_at__gte=since) | Q(runs__closed_at=None, runs__due_at__gte=since)
    found = Dossier.objects.filter(crossing, calendar=code, status__in=RUNNING, finished_at=None)
    if last is not None:
        found = found.filter(received_at__lt=datetime.combine(last + timedelta(days=1), time(), VIETNAM))
    if unit_id is not None:
        found = found.filter(intake_unit=unit_id)
    return found.distinct().order_by("pk")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change of calendar would do to open dossiers: how many become due later, earlier, or cannot be told."""

    touched: int = 0
    later: int = 0
    earlier: int = 0
    unknown: int = 0
    latest: datetime | None = None
    """The latest new due moment among those that move."""

    @property
    def moved(self) -> int:
        """How many due moments move."""
        return self.later + self.earlier


def foresee(change: CalendarChange) -> Foreseen:
    """Count what a change would move, before it is saved; the calendar of other units' own days is not looked at."""
    rows = touched_by(change.code, change.unit_id, change.first, change.last)
    rows = rows.select_related("procedure_version").prefetch_related("clock_events")
    touched = later = earlier = unknown = 0
    latest: datetime | None = None
    for before, after in _both(rows, change):
        touched += 1
        if isinstance(after, Refusal):
            unknown += 1
        elif before is not None and after is not None and before != after:
            later, earlier = later + (after > before), earlier + (after < before)
            latest = max(latest or after, after)
    return Foreseen(touched, later, earlier, unknown, latest)


def _both(
    rows: QuerySet[Dossier], change: CalendarChange
) -> Iterator[tuple[datetime | None, datetime | Refusal | None]]:
    """Each dossier's due moment as it is, and as it would be or why it cannot be told."""
    for dossier in rows:
        try:
            again = due_again(dossier, change.after)
        except Refusal as refusal:
            yield dossier.due_at, refusal
        else:
            yield dossier.due_at, again.due if again else None
