"""`GET /healthz`: 200 while database, migrations and worker are well, 503 naming what is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from motcua.desk.web import health

pytestmark = pytest.mark.django_db
IDLE = {"failed": 0, "stalled": 0, "running": 0, "waiting": 0}
WELL = {"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok", "jobs": IDLE}


def beat(seconds_ago: int) -> None:
    """A worker's last sign of life."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
            [timezone.now() - timedelta(seconds=seconds_ago)],
        )


def asked() -> tuple[int, Any]:
    answer = Client().get("/healthz")
    return answer.status_code, answer.json()


def test_all_is_well() -> None:
    beat(5)
    assert asked() == (200, WELL)


@pytest.mark.parametrize("last_beat", [None, health.WORKER_SILENCE_SECONDS + 30])
def test_no_worker_or_a_silent_one_is_down(last_beat: int | None) -> None:
    if last_beat:
        beat(last_beat)
    assert asked() == (503, WELL | {"status": "down", "worker": "no worker alive"})


def test_a_database_that_is_gone_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any, **__: Any) -> Any:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health.connection, "cursor", gone)
    status, state = asked()
    assert status == 503
    assert state["status"] == "down"
    assert state["database"] == state["worker"] == state["jobs"] == "down: OperationalError"


def test_a_migration_that_waits_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    beat(5)
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: [("a migration", False)])
    assert asked() == (503, WELL | {"status": "down", "migrations": "1 waiting"})


def test_jobs_that_failed_or_stalled_are_told_and_do_not_turn_it_down() -> None:
    beat(5)
    with connection.cursor() as cursor:
        for state in ("failed", "doing", "todo", "todo"):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('ledger', 'ledger.seal', %s)",
                [state],
            )
    jobs = {"failed": 1, "stalled": 1, "running": 0, "waiting": 2}
    assert asked() == (200, WELL | {"jobs": jobs})


def test_the_answer_is_never_kept_and_needs_nobody_signed_in() -> None:
    answer = Client().get("/healthz")
    assert "no-store" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer
    assert Client().post("/healthz").status_code == 405
