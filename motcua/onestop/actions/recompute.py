"""The verb that follows a change of calendar: compute a dossier's due moment anew, and record the old and the new."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.access.types import Actor
from motcua.ledger.actions import record
from motcua.onestop import deadlines, policy
from motcua.onestop.actions import status
from motcua.onestop.actions.runs import calendar_of
from motcua.onestop.facts import DueRecomputed
from motcua.onestop.models import Dossier, StepRun


@transaction.atomic
def recompute_due(*, dossier_id: int, because: str, by: Actor, at: datetime) -> bool:
    """Compute the due moment of a dossier and of its open step anew (tính lại hạn), by the calendar as it is now.

    `because` is the sentence that tells what changed. True where something changed: a moment, or only the reasons,
    as when a day that was expected is announced; then old and new are in the dossier's story. A dossier that has
    ended is left alone. The number of changes is not counted up: what an official has before them stays valid.
    """
    policy.must_recompute(by, on=at.date())
    dossier = status.lock(dossier_id, seen=None)
    if dossier.status not in deadlines.RUNNING or dossier.finished_at is not None:
        return False
    calendar = calendar_of(dossier)
    due = deadlines.due_again(dossier, calendar)
    run = dossier.runs.filter(closed_at=None).select_related("step").first()
    before, step_before = dossier.due_at, run.due_at if run else None
    step_after = deadlines.step_due_again(run, calendar) if run else None
    told = list(due.trace) if due else []
    if (before, dossier.due_trace, step_before) == (due.due if due else None, told, step_after):
        return False
    _keep(dossier, run, due.due if due else None, due.early_until if due else None, told, step_after)
    record(
        DueRecomputed(
            dossier.pk,
            dossier.code,
            because,
            before,
            dossier.due_at,
            run.step.name if run and step_before != step_after else "",
            step_before,
            step_after,
        ),
        by=by,
        at=at,
    )
    return True


def _keep(
    dossier: Dossier,
    run: StepRun | None,
    due_at: datetime | None,
    early_until: datetime | None,
    trace: list[str],
    step_due_at: datetime | None,
) -> None:
    dossier.due_at, dossier.early_until, dossier.due_trace = due_at, early_until, trace
    dossier.save(update_fields=["due_at", "early_until", "due_trace"])
    if run is not None and run.due_at != step_due_at:
        run.due_at = step_due_at
        run.save(update_fields=["due_at"])
