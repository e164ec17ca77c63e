"""The rows that one deed writes, found by their transaction, and the same rows inserted bare, again and again."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from ground import scene

NUMBERS = count(1)
FRESH: dict[str, Callable[[int], Any]] = {
    "code": lambda number: f"floor-{number:07}",
    "lookup_code": lambda number: f"F{number:09}",
    "intake_key": lambda number: uuid.uuid4(),
    "id_number": lambda number: f"9{number:011}",
    "key": lambda number: f"floor-{number:07}",
}
"""Columns that must be unlike those of any other row."""
LEFT_TO_DEFAULTS = {"id", "xid", "recorded_at"}
FIRST = ["population_applicant", "onestop_dossier"]
"""Tables whose new rows others point at, as `applicant_id` and `dossier_id`."""
SERIES = "ledger_number_series"
NO_PART_OF_A_DEED = {"people_client_calls"}


@dataclass
class Written:
    """Rows by table, as column and value, in an order in which they can be inserted."""

    rows: list[tuple[str, dict[str, Any]]]

    def says(self) -> str:
        """`9 dòng vào 8 bảng`."""
        tables = Counter(table for table, _ in self.rows)
        return f"{len(self.rows)} dòng vào {len(tables)} bảng ({', '.join(f'{t} {n}' for t, n in tables.items())})"

    @contextmanager
    def inserter(self) -> Iterator[Callable[[], object]]:
        """A connection that inserts them all, with keys of their own, in one transaction."""
        with scene.connect() as connection:

            def insert() -> None:
                number, made = next(NUMBERS), {}
                for table, row in self.rows:
                    given = {name: FRESH[name](number) if name in FRESH else value for name, value in row.items()}
                    given |= {name: made[name] for name in made.keys() & given.keys()}
                    self._insert(connection, table, given, made)
                connection.commit()

            yield insert

    def _insert(
        self, connection: psycopg.Connection[Any], table: str, row: dict[str, Any], made: dict[str, Any]
    ) -> None:
        if table == SERIES:
            connection.execute(
                "INSERT INTO ledger_number_series (key, last) VALUES ('floor', 1) "
                "ON CONFLICT (key) DO UPDATE SET last = ledger_number_series.last + 1 RETURNING last"
            )
            return
        values = [Jsonb(value) if isinstance(value, dict) else value for value in row.values()]
        back = " RETURNING id" if table in FIRST else ""
        names = ", ".join(f'"{name}"' for name in row)
        places = ", ".join(["%s"] * len(row))
        done = connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({places}){back}', values)
        if table in FIRST:
            found: Any = done.fetchone()
            made[table.rpartition("_")[2] + "_id"] = found[0]


def written_by(connection: psycopg.Connection[Any], deed: Callable[[], object]) -> Written:
    """Do it once, while nothing else writes, and find all rows of its transaction and the parts of it."""
    connection.autocommit = True
    since = _transaction(connection)
    deed()
    until = _transaction(connection)
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY oid"
        )
        if name not in NO_PART_OF_A_DEED
    ]
    found = [(table, row) for table in tables for row in _rows(connection, table, since, until)]
    connection.autocommit = False
    return Written(sorted(found, key=lambda pair: FIRST.index(pair[0]) if pair[0] in FIRST else len(FIRST)))


def _transaction(connection: psycopg.Connection[Any]) -> int:
    found: Any = connection.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
    return int(found[0])


def _rows(connection: psycopg.Connection[Any], table: str, since: int, until: int) -> Iterator[dict[str, Any]]:
    kept = scene.columns(connection, table, without=LEFT_TO_DEFAULTS)
    asked = sql.SQL("SELECT {} FROM {} WHERE xmin::text::bigint > %s AND xmin::text::bigint < %s").format(
        sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(name)) for name in kept),
        sql.Identifier(table),
    )
    for row in connection.execute(asked, [since, until]):
        yield dict(zip(kept, row, strict=True))
