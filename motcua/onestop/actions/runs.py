"""Runs of steps: find the open one, open the next, close one with the working minutes it took."""

from __future__ import annotations

from datetime import datetime

from motcua.access.types import Actor
from motcua.kernel.worktime import Calendar
from motcua.onestop import rules
from motcua.onestop.models import Dossier, StepRun
from motcua.onestop.places import place_of
from motcua.onestop.types import Outcome
from motcua.org import queries as org
from motcua.procedures.queries import Step


def open_run(dossier: Dossier) -> StepRun:
    """The run that is open now; a dossier whose handling has ended has none and is refused by name."""
    run = dossier.runs.filter(closed_at=None).select_related("step__process").first()
    if run is None:
        raise rules.WrongMove(
            f"Hồ sơ {dossier.code} đã kết thúc xử lý ({dossier.get_status_display()}); không còn bước nào đang mở."
        )
    return run


def open_step(
    dossier: Dossier, step: Step, *, at: datetime, calendar: Calendar, holder: Actor | None = None
) -> StepRun:
    """Open a run of a step where its process places it, with its own due moment from the step's budget."""
    unit_id = place_of(step, dossier, at.date())
    return StepRun.objects.create(
        dossier=dossier,
        step=step,
        unit_id=unit_id,
        role=step.role,
        opened_at=at,
        due_at=calendar.add(at, step.budget_minutes) if step.budget_minutes else None,
        holder_id=holder.user_id if holder else None,
        holder_name=holder.name if holder else "",
        taken_at=at if holder else None,
    )


def calendar_of(dossier: Dossier) -> Calendar:
    """The calendar a dossier was received by, with the days of its intake unit."""
    return org.calendar(dossier.calendar, dossier.intake_unit_id)


def close_run(run: StepRun, outcome: Outcome, note: str, *, by: Actor, at: datetime, calendar: Calendar) -> int:
    """Close a run: who held it, how it ended, and the working minutes it took."""
    if run.holder_id != by.user_id:  # nobody's, or theirs for whom the actor stands in
        run.holder_id, run.holder_name, run.taken_at = by.user_id, by.name, at
    run.closed_at, run.outcome, run.note = at, outcome, note
    run.minutes_used = calendar.between(run.opened_at, at)
    run.save()
    return run.minutes_used
