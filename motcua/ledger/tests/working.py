"""Tasks that fail, linger or record, and a worker that runs them: in this process, or as a program of its own.

Run as a program: DATABASE_URL set, `python -m motcua.ledger.tests.working`.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

BEAT_SECONDS = 0.2
FOLDER = "MOTCUA_LINGER"


def register() -> None:
    """Give the queue our tasks, once."""
    from motcua.ledger import actions, jobs
    from motcua.ledger.tests.happened import CLERK, NIGHT, ParcelWeighed

    if "ledger_tests.fail" in app.tasks:
        return

    @app.task(name="ledger_tests.fail", retry=jobs.RETRY)
    def fail(number: int) -> None:
        raise ValueError(f"số {number} không chia được")

    @app.task(name="ledger_tests.weigh")
    def weigh(parcel: int, breaks: bool) -> None:
        with transaction.atomic():
            actions.record(ParcelWeighed(parcel, 1), by=CLERK, at=NIGHT)
            fail.defer(number=parcel)
            if breaks:
                raise ValueError("hỏng sau khi ghi")

    @app.task(name="ledger_tests.linger")
    def linger() -> None:
        folder = Path(os.environ[FOLDER])
        runs = len(list(folder.iterdir())) + 1
        (folder / f"{runs}.{os.getpid()}").touch()
        while runs == 1:  # the first run never ends
            time.sleep(0.05)


def work(**options: Any) -> None:
    """Run what waits in the queue, as a worker does, and return when nothing is left."""
    with app.replace_connector(app.connector.get_worker_connector()), without_periodic_tasks():  # type: ignore[attr-defined]
        asyncio.run(_work(**({"wait": False, "concurrency": 1, "install_signal_handlers": False} | options)))


@contextmanager
def without_periodic_tasks() -> Iterator[None]:
    """Or the minute at which a test runs would matter."""
    registry = app.periodic_registry
    before, registry.periodic_tasks = registry.periodic_tasks, {}
    try:
        yield
    finally:
        registry.periodic_tasks = before


async def _work(**options: Any) -> None:
    async with app.open_async():
        await app.run_worker_async(listen_notify=False, **options)


if __name__ == "__main__":
    import django

    django.setup()
    register()
    work(wait=True, update_heartbeat_interval=BEAT_SECONDS, fetch_job_polling_interval=BEAT_SECONDS)
