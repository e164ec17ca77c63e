"""Jobs that fail or stall do not get lost: they run again, and in the end somebody sees them, with the reason."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg.conninfo import make_conninfo

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.refusal import Conflict, Malformed, NotAllowed
from motcua.ledger import actions, jobs, queries, subscriptions, tasks
from motcua.ledger.models import FactRow, JobFailure, Seal
from motcua.ledger.tests import working
from motcua.ledger.tests.happened import CLERK, NIGHT, ParcelWeighed, happen

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("own_ledger", "our_tasks")]


@pytest.fixture
def our_tasks() -> None:
    working.register()


def sql(statement: str, *given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def taken(job_id: int, *, beat_ago: float | None, attempts: int = 0) -> None:
    """A worker took the job and last gave a sign of life so many seconds ago; None: it is gone from the list."""
    sql("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", attempts, job_id)
    if beat_ago is not None:
        sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s)", timedelta(seconds=beat_ago))
        sql("UPDATE procrastinate_jobs SET worker_id = (SELECT max(id) FROM procrastinate_workers)")


def state(job_id: int) -> str | None:
    job = queries.jobs().filter(pk=job_id).first()
    return job.state if job else None


def rescue() -> int:
    return actions.rescue_jobs(by=SYSTEM, at=NIGHT)


def test_a_job_that_fails_eight_times_ends_failed_and_keeps_its_last_reason() -> None:
    job = jobs.defer("ledger_tests.fail", number=7)
    for run in range(1, jobs.MOST_RUNS + 1):
        assert state(job) == "waiting"
        sql("UPDATE procrastinate_jobs SET scheduled_at = now()")
        working.work()
        assert JobFailure.objects.filter(job_id=job).count() == run
    assert state(job) == "failed"
    assert queries.job_counts() == {"failed": 1, "stalled": 0, "running": 0, "waiting": 0}
    failure = queries.failures_of([job])[job]
    assert (failure.run, failure.says) == (8, "Chương trình gặp lỗi; hãy gửi phần chi tiết cho người phát triển.")
    assert failure.detail.endswith("ValueError: số 7 không chia được\n")


def test_a_refusal_is_kept_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise Malformed("Thiếu mã định danh; hãy bổ sung rồi chạy lại.", citation="Điều 3")

    monkeypatch.setattr(subscriptions, "run", refuse)
    (row,) = happen(1)
    job = jobs.defer("ledger.tell", fact_id=row.pk, listener="x")
    working.work()
    assert queries.failures_of([job])[job].says == "Thiếu mã định danh; hãy bổ sung rồi chạy lại. (Điều 3)"


def test_of_several_refusals_the_first_is_told() -> None:
    refusals = [Malformed("Hồ sơ vượt lịch; hãy bổ sung lịch."), Malformed("x"), Malformed("y")]
    assert jobs.error_words(ExceptionGroup("three", refusals)) == (
        "Hồ sơ vượt lịch; hãy bổ sung lịch. (cùng 2 lỗi khác)"
    )
    assert jobs.error_words(ConnectionRefusedError()) == (
        "Không đọc được tệp hoặc không kết nối được với hệ thống khác."
    )


def test_a_job_that_succeeded_leaves_the_queue() -> None:
    jobs.defer("ledger_tests.weigh", parcel=3, breaks=False)
    working.work()
    assert [job.task_name for job in queries.jobs()] == ["ledger_tests.fail"], "the one it deferred"
    assert FactRow.objects.get().subject_id == 3


@pytest.mark.parametrize("breaks", [False, True])
def test_what_a_job_defers_lives_and_dies_with_the_jobs_own_transaction(
    breaks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    monkeypatch.setattr(subscriptions, "_by_kind", {})
    monkeypatch.setattr(subscriptions, "_by_name", {})
    subscriptions.on(ParcelWeighed, mode="later")(lambda fact, row: heard.append(fact.parcel_id))
    jobs.defer("ledger_tests.weigh", parcel=9, breaks=breaks)
    working.work()
    assert heard == ([] if breaks else [9])
    assert [job.task_name for job in queries.jobs()] == ["ledger_tests.weigh" if breaks else "ledger_tests.fail"]


@pytest.mark.parametrize("beat_ago", [None, jobs.SILENCE_SECONDS + 5])
def test_the_job_of_a_dead_worker_waits_again_and_the_ledger_says_so(beat_ago: float | None) -> None:
    job = jobs.defer("ledger_tests.fail", number=1)
    taken(job, beat_ago=beat_ago)
    assert state(job) == "stalled"
    assert rescue() == 1
    assert state(job) == "waiting"
    fact = FactRow.objects.get(kind="ledger.job_rescued", subject="ledger.job", subject_id=job)
    assert fact.says == (
        f"Đưa việc nền số {job} (ledger_tests.fail) trở lại hàng chờ vì tiến trình chạy nó đã dừng đột ngột."
    )
    assert rescue() == 0


def test_the_job_of_a_worker_that_lives_is_left_alone() -> None:
    job = jobs.defer("ledger_tests.fail", number=1)
    taken(job, beat_ago=5)
    assert rescue() == 0
    assert state(job) == "running"
    with pytest.raises(Conflict, match="tải lại trang"):
        actions.retry_job(job_id=job, by=SYSTEM, at=NIGHT)


def test_a_job_that_keeps_killing_its_worker_is_given_up() -> None:
    job = jobs.defer("ledger_tests.fail", number=1)
    taken(job, beat_ago=None, attempts=jobs.MOST_RUNS - 1)
    assert rescue() == 1
    assert state(job) == "failed"
    assert "đã chạy 8 lần mà không xong" in queries.failures_of([job])[job].says
    assert FactRow.objects.get(kind="ledger.job_given_up").subject_id == job


def test_a_failed_job_is_run_once_more_at_an_administrators_wish() -> None:
    job = jobs.defer("ledger_tests.fail", number=1)
    sql("UPDATE procrastinate_jobs SET status = 'failed', attempts = 8")
    actions.retry_job(job_id=job, by=SYSTEM, at=NIGHT)
    assert state(job) == "waiting"
    working.work()
    assert state(job) == "failed"
    told = FactRow.objects.get(kind="ledger.job_retried")
    assert told.says == f"Cho chạy lại việc nền số {job} (ledger_tests.fail) sau 8 lần chạy."


def test_nobody_else_has_jobs_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    job = jobs.defer("ledger_tests.fail", number=1)
    sql("UPDATE procrastinate_jobs SET status = 'failed'")
    monkeypatch.setattr("motcua.access.rights.roles_of", lambda *_: ())
    with pytest.raises(NotAllowed):
        actions.retry_job(job_id=job, by=CLERK, at=NIGHT)
    assert state(job) == "failed"


def test_a_failure_that_cannot_be_kept_does_not_hide_the_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(**_: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(JobFailure.objects, "create", gone)
    job = jobs.defer("ledger_tests.fail", number=1)
    working.work()
    assert state(job) == "waiting"
    assert ProcrastinateJob.objects.get(pk=job).attempts == 1


def test_the_nightly_seal_is_made_once_a_day_by_the_clock_of_the_product() -> None:
    happen(2)
    for moment, seals in (
        (NIGHT - timedelta(minutes=1), 1),
        (NIGHT, 2),
        (NIGHT + timedelta(hours=12), 2),
        (NIGHT + timedelta(hours=23), 2),
        (NIGHT + timedelta(days=1), 3),
        (NIGHT + timedelta(days=5, hours=7), 4),
    ):
        with clock.at(moment):
            tasks.seal(0)
        assert Seal.objects.count() == seals, moment


def test_seal_and_rescue_run_by_the_clock() -> None:
    crons = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}
    assert crons["ledger.seal"] == "0 * * * *"
    assert crons["ledger.rescue"] == "* * * * *"


def test_a_rescue_that_died_itself_does_not_keep_the_next_from_running() -> None:
    with transaction.atomic():
        dead = jobs.defer("ledger.rescue", timestamp=0)
    taken(dead, beat_ago=None)
    jobs.defer("ledger.rescue", timestamp=1)
    working.work()
    working.work()
    assert not ProcrastinateJob.objects.exists()


def until(question: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.mark.slow
def test_the_job_of_a_worker_killed_at_once_is_run_by_another(own_ledger: str, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    runs.mkdir()
    params = connection.get_connection_params()
    where = {name: params[name] for name in ("host", "port", "user", "password") if params.get(name)}
    env = os.environ | {"DATABASE_URL": make_conninfo("", dbname=own_ledger, **where), working.FOLDER: str(runs)}

    def worker() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "motcua.ledger.tests.working"], env=env)

    job = jobs.defer("ledger_tests.linger")
    first = worker()
    second = None
    try:
        until(lambda: len(list(runs.iterdir())) == 1)
        assert state(job) == "running"
        first.send_signal(signal.SIGKILL)
        first.wait()
        second = worker()
        silence = timedelta(seconds=10 * working.BEAT_SECONDS)
        until(lambda: actions.rescue_jobs(by=SYSTEM, at=NIGHT, silence=silence) == 1)
        until(lambda: state(job) is None)
        assert sorted(each.name.split(".")[1] for each in runs.iterdir()) == sorted(
            str(each.pid) for each in (first, second)
        )
    finally:
        for each in (first, second):
            if each is not None and each.poll() is None:
                each.kill()
                each.wait()
    assert FactRow.objects.filter(kind="ledger.job_rescued", subject_id=job).count() == 1
