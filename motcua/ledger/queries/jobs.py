"""The queue of jobs as administrators see it; procrastinate keeps it, and the reasons of failures are kept here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any, Literal, get_args

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from motcua.ledger.jobs import SILENCE_SECONDS
from motcua.ledger.models import JobFailure

JobState = Literal["failed", "stalled", "running", "waiting"]
STATES: tuple[JobState, ...] = get_args(JobState)


def jobs(*states: JobState, silence: timedelta = timedelta(seconds=SILENCE_SECONDS)) -> QuerySet[Any]:
    """Jobs in any of these states (by default all), newest first, each with its `state` and `since` when it is so.

    A job runs while its worker beats; it is stalled when the worker is gone or was silent for so long.
    """
    gone = Q(worker=None) | Q(worker__last_heartbeat__lt=Now() - silence)
    state = Case(
        When(status="failed", then=Value("failed")),
        When(Q(status="doing") & gone, then=Value("stalled")),
        When(status="doing", then=Value("running")),
        When(status="todo", then=Value("waiting")),
    )
    events = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("-id")
    found: QuerySet[Any] = ProcrastinateJob.objects.annotate(state=state, since=Subquery(events.values("at")[:1]))
    return found.filter(state__in=states or STATES).order_by("-pk")


def job_counts() -> dict[JobState, int]:
    """How many jobs are in each state."""
    counted = jobs().order_by().values_list("state").annotate(many=Count(F("pk")))
    return dict.fromkeys(STATES, 0) | dict(counted)


def failures_of(job_ids: Collection[int]) -> dict[int, JobFailure]:
    """The newest failure of each of these jobs, where one was kept."""
    return {failure.job_id: failure for failure in JobFailure.objects.filter(job_id__in=job_ids).order_by("id")}
