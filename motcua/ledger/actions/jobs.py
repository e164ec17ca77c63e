"""Having a job run again: at an administrator's wish, or because its worker died."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from motcua.access.types import Actor
from motcua.kernel.refusal import Conflict
from motcua.ledger import policy, queries
from motcua.ledger.actions.facts import record
from motcua.ledger.facts import JobGivenUp, JobRescued, JobRetried
from motcua.ledger.jobs import MOST_RUNS, SILENCE_SECONDS
from motcua.ledger.models import JobFailure
from motcua.ledger.types import JobState


@transaction.atomic
def retry_job(*, job_id: int, by: Actor, at: datetime) -> None:
    """Put a failed or stalled job back into the queue for one run; `Conflict` where it is neither any more."""
    policy.must_run_jobs(by, on=at.date())
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM procrastinate_jobs WHERE id = %s FOR UPDATE", [job_id])
    job = queries.jobs(JobState.FAILED, JobState.STALLED).filter(pk=job_id).first()
    if job is None:
        raise Conflict(
            f"Việc nền số {job_id} không còn ở trạng thái thất bại hay bị kẹt; hãy tải lại trang để xem trạng thái mới."
        )
    _run_again(job_id)
    record(JobRetried(job_id, job.task_name, job.attempts), by=by, at=at)


@transaction.atomic
def rescue_jobs(*, by: Actor, at: datetime, silence: timedelta = timedelta(seconds=SILENCE_SECONDS)) -> int:
    """Put the jobs of dead workers back into the queue; how many. One that keeps killing its worker is given up."""
    policy.must_run_jobs(by, on=at.date())
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs WHERE status = 'doing' FOR UPDATE SKIP LOCKED")
        held = [row[0] for row in cursor.fetchall()]
    stalled = list(queries.jobs(JobState.STALLED, silence=silence).filter(pk__in=held))
    for job in stalled:
        runs = job.attempts + 1
        if runs < MOST_RUNS:
            _run_again(job.pk)
            record(JobRescued(job.pk, job.task_name, runs), by=by, at=at)
        else:
            _give_up(job.pk, runs)
            record(JobGivenUp(job.pk, job.task_name, runs), by=by, at=at)
    return len(stalled)


def _run_again(job_id: int) -> None:
    with connection.cursor() as cursor:  # the queue goes by the database's clock, whatever ours says
        cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job_id])


def _give_up(job_id: int, runs: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job_id])
    JobFailure.objects.create(
        job_id=job_id, run=runs, says=f"Tiến trình chạy việc này đã dừng đột ngột; đã chạy {runs} lần mà không xong."
    )
