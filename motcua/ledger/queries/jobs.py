"""The queue of jobs as administrators see it; procrastinate keeps it, and the reasons of failures are kept here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from motcua.kernel.printed import local, print_day, print_number
from motcua.ledger.jobs import SILENCE_SECONDS, words_of
from motcua.ledger.models import FactRow, JobFailure
from motcua.ledger.types import JobState, SeenJob

_ORDER = Case(*(When(state=state, then=Value(place)) for place, state in enumerate(JobState)))


def jobs(*states: JobState, silence: timedelta = timedelta(seconds=SILENCE_SECONDS)) -> QuerySet[Any]:
    """Jobs in any of these states (by default all) with their `state` and `since`; first those in need of somebody."""
    gone = Q(worker=None) | Q(worker__last_heartbeat__lt=Now() - silence)
    state = Case(
        When(status="failed", then=Value(JobState.FAILED.value)),
        When(Q(status="doing") & gone, then=Value(JobState.STALLED.value)),
        When(status="doing", then=Value(JobState.RUNNING.value)),
        When(status="todo", then=Value(JobState.WAITING.value)),
    )
    events = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("-id")
    found: QuerySet[Any] = ProcrastinateJob.objects.annotate(state=state, since=Subquery(events.values("at")[:1]))
    return found.filter(state__in=states or JobState.values).order_by(_ORDER, "-pk")


def job_counts() -> dict[JobState, int]:
    """How many jobs are in each state."""
    counted = dict(jobs().order_by().values_list("state").annotate(many=Count(F("pk"))))
    return {state: counted.get(state.value, 0) for state in JobState}


def workers_alive(silence: timedelta) -> int:
    """How many workers gave a sign of life within so long; one beats every ten seconds."""
    secs = silence.total_seconds()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [secs],
        )
        return int(cursor.fetchone()[0])


def failures_of(job_ids: Iterable[int]) -> dict[int, JobFailure]:
    """The newest failure of each of these jobs, where one was kept."""
    kept = JobFailure.objects.filter(job_id__in=list(job_ids)).order_by("job_id", "-id").distinct("job_id")
    return {failure.job_id: failure for failure in kept}


def seen(found: Iterable[Any]) -> list[SeenJob]:
    """Jobs as a page shows them, with what they are about and why they last failed."""
    rows = list(found)
    failures = failures_of(row.pk for row in rows)
    facts = FactRow.objects.in_bulk([row.args["fact_id"] for row in rows if "fact_id" in row.args])
    return [_seen(row, failures.get(row.pk), facts.get(row.args.get("fact_id", 0))) for row in rows]


def _seen(row: Any, failure: JobFailure | None, fact: FactRow | None) -> SeenJob:
    state = JobState(row.state)
    return SeenJob(
        id=row.pk,
        words=words_of(row.task_name),
        about=_about(fact) if fact else "",
        state=state,
        since=row.since,
        not_before=row.scheduled_at if state is JobState.WAITING else None,
        runs=row.attempts,
        says=failure.says if failure else "",
        detail=failure.detail if failure else "",
    )


def _about(fact: FactRow) -> str:
    """Which fact, by whom and when; not what it says: administrators of the system need not see people's dossiers."""
    at = local(fact.at)
    return f"Sự việc số {print_number(fact.pk)} do {fact.who} ghi lúc {at:%H:%M} ngày {print_day(at.date())}"
