"""`GET /healthz`: is the database there, are the migrations done, does a worker live?"""

from __future__ import annotations

from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from motcua.access.doors import open_to_all
from motcua.ledger import queries

WORKER_SILENCE_SECONDS = 60
"""A worker beats every ten seconds; after this long without a beat it counts as gone."""


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} waiting" if waiting else "ok"


def _worker() -> str:
    return "ok" if queries.workers_alive(timedelta(seconds=WORKER_SILENCE_SECONDS)) else "no worker alive"


def _jobs() -> dict[str, int] | str:
    try:
        return {state.value: many for state, many in queries.job_counts().items()}
    except DatabaseError as error:
        return f"down: {type(error).__name__}"


@never_cache
@require_GET
@open_to_all("Máy giám sát hỏi, không có dữ liệu")
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database, migrations and worker are well, 503 naming what is not; the jobs' states are only told."""
    state = {}
    for name, check in (("database", _database), ("migrations", _migrations), ("worker", _worker)):
        try:
            state[name] = check()
        except DatabaseError as error:
            state[name] = f"down: {type(error).__name__}"
    is_well = all(value == "ok" for value in state.values())
    told = {"status": "ok" if is_well else "down", **state, "jobs": _jobs()}
    return JsonResponse(told, status=200 if is_well else 503)
