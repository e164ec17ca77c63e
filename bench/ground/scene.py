"""The province of the tests in a database of its own, with as many dossiers as a measurement asks for."""

from __future__ import annotations

import os
from typing import Any

import django
import psycopg


def build(dossiers: int = 0) -> None:
    """Tables, units, people, catalogue; then dossiers that wait for the ward's specialist.

    Twenty go through the verbs; the rest are copies of their rows, with codes, keys and hours of their own.
    """
    django.setup()
    from django.core.management import call_command

    from motcua.demo import province
    from tests.world import at_specialist, moment

    print("Dựng tỉnh để đo…", flush=True)
    call_command("migrate", verbosity=0)
    province.build_units()
    province.build_people()
    province.build_catalogue()
    if dossiers:
        for minute in range(20):
            at_specialist(moment(8, minute))
        with connect() as connection:
            _multiply(connection, dossiers - 20)
        with connect(autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


def connect(*, autocommit: bool = False) -> psycopg.Connection[Any]:
    """A connection past Django, to the same database."""
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=autocommit)


def columns(connection: psycopg.Connection[Any], table: str, *, without: set[str]) -> list[str]:
    """The columns of a table that an INSERT may give."""
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns "
        "WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in found if name not in without]


def _multiply(connection: psycopg.Connection[Any], number: int) -> None:
    changed = {
        "code": "original.code || '-' || n",
        "lookup_code": "upper(substr(md5(n::text), 1, 12))",
        "intake_key": "gen_random_uuid()",
        "received_at": "original.received_at - n * interval '7 minutes'",
        "due_at": "original.due_at + (n %% 4000) * interval '9 minutes'",
    }
    kept = columns(connection, "onestop_dossier", without={"id"})
    values = ", ".join(changed.get(name, f"original.{name}") for name in kept)
    runs = columns(connection, "onestop_step_run", without={"id", "dossier_id"})
    connection.execute(
        f"INSERT INTO onestop_dossier ({', '.join(kept)}) SELECT {values} FROM generate_series(1, %s) AS n "
        "JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place FROM onestop_dossier) AS original "
        "ON original.place = n %% 20 + 1",
        [number],
    )
    connection.execute(
        f"INSERT INTO onestop_step_run (dossier_id, {', '.join(runs)}) "
        f"SELECT copy.id, {', '.join(f'run.{name}' for name in runs)} FROM onestop_dossier AS copy "
        "JOIN onestop_dossier AS original ON copy.code LIKE original.code || '-%%' "
        "JOIN onestop_step_run AS run ON run.dossier_id = original.id",
        [],
    )
