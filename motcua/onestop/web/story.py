"""The way of a dossier as its page tells it: who held it at which step for how long, and what is still to come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from motcua.kernel import worktime
from motcua.ledger import queries as ledger
from motcua.onestop.models import Dossier, StepRun
from motcua.org import queries as org
from motcua.org.types import UnitOn

DRAWINGS = {
    "onestop.dossier_received": "inbox",
    "onestop.status_changed": "flag",
    "onestop.dossier_taken": "user-check",
    "onestop.dossier_passed_on": "send",
    "onestop.dossier_sent_back": "arrow-back-up",
    "onestop.result_entered": "certificate",
    "onestop.dossier_approved": "rubber-stamp",
    "onestop.result_handed_out": "checks",
}


def happenings_of(dossier: Dossier) -> list[Any]:
    """The facts of a dossier as `{% happenings %}` takes them, newest first."""
    facts: list[Any] = list(ledger.story_of("onestop.dossier", dossier.pk).reverse())
    for fact in facts:
        fact.icon = DRAWINGS.get(fact.kind, "history")
    return facts


def way_of(
    dossier: Dossier, runs: Iterable[StepRun], units: Mapping[int, UnitOn], now: datetime
) -> list[dict[str, Any]]:
    """The steps as `{% timeline %}` takes them: all runs so far, then the steps that an open run leads to.

    `spent` are working hours, until `now` at the open step; `allowed` is what the process grants the step.
    """
    lines, last = [], None
    for last in runs:
        lines.append(_run(dossier, last, units, now))
    if last is None or last.closed_at is not None:
        return lines
    return lines + [_ahead(step) for step in last.step.process.steps.all() if step.order > last.step.order]


def left_at_step(
    dossier: Dossier, run: StepRun | None, now: datetime, calendars: org.Calendars | None = None
) -> int | None:
    """Working minutes left of an open step's budget, below 0 when over it; None where no budget runs."""
    if run is None or run.due_at is None or dossier.finished_at is not None:
        return None
    return (calendars or org.calendars()).of(dossier.calendar, dossier.intake_unit_id).between(now, run.due_at)


def _run(dossier: Dossier, run: StepRun, units: Mapping[int, UnitOn], now: datetime) -> dict[str, Any]:
    minutes, budget = run.minutes_used, run.step.budget_minutes
    if minutes is None:
        minutes = org.calendar(dossier.calendar, dossier.intake_unit_id).between(run.opened_at, now)
    state = "returned" if run.outcome == "sent_back" else "done" if run.closed_at else "now"
    return {
        "title": run.step.name,
        "state": state,
        "who": run.holder_name or "chưa có người nhận",
        "unit": units[run.unit_id].short_name,
        "since": run.opened_at,
        "until": run.closed_at,
        "spent": worktime.duration_words(minutes),
        "allowed": worktime.duration_words(budget) if budget else "",
        "tone": "late" if budget and minutes > budget else "neutral",
        "note": run.note,
        "files": [
            {
                "name": each.name,
                "url": reverse("onestop:attachment", args=[dossier.code, each.pk]),
                "size": each.file.size,
            }
            for each in run.attachments.all()
        ],
    }


def _ahead(step: Any) -> dict[str, Any]:
    return {
        "title": step.name,
        "state": "todo",
        "who": step.get_role_display(),
        "allowed": worktime.duration_words(step.budget_minutes) if step.budget_minutes else "",
    }
