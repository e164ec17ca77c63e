"""A ledger in a database of its own, in which transactions really end: a seal covers only what was committed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from motcua.ledger.tests.happened import meddle

TABLES = (
    "ledger_fact",
    "ledger_seal",
    "ledger_job_failure",
    "procrastinate_jobs",
    "procrastinate_workers",
)


@contextmanager
def _connected_to(database: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _on_server(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(scope="session")
def bare_ledger(django_db_modify_db_settings: None, django_db_blocker: Any) -> Iterator[str]:
    """A database with the tables of the ledger and of the queue, and nothing else."""
    name = f"motcua_ledger_{os.getpid()}"
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    with django_db_blocker.unblock():
        _on_server(drop, f'CREATE DATABASE "{name}"')
        with _connected_to(name):
            call_command("migrate", "ledger", verbosity=0)
            call_command("migrate", "procrastinate", verbosity=0)
        yield name
        _on_server(drop)


@pytest.fixture
def own_ledger(bare_ledger: str, django_db_blocker: Any, settings: Any, tmp_path: Path) -> Iterator[str]:
    """An empty ledger with its own key; the name of its database."""
    settings.LEDGER_KEY = tmp_path / "ledger-key"
    with django_db_blocker.unblock(), _connected_to(bare_ledger):
        meddle(f"TRUNCATE {', '.join(TABLES)} RESTART IDENTITY CASCADE")
        yield bare_ledger
