"""What a database holds, in numbers that can be compared: rows and one digest for each table, computed by SQL.

A row's text as PostgreSQL writes it is hashed, and the hashes of the rows in the order of the primary key, in pages of
65.536 so that no table is too large. The session fixes everything the text depends on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from psycopg import Connection, sql

from motcua.upkeep.types import TableState

FIXED = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "search_path": "pg_catalog",
    "statement_timeout": "0",
    "lock_timeout": "0",
}

_TABLES = """
SELECT n.nspname, c.relname,
       coalesce((SELECT array_agg(a.attname ORDER BY k.place)
                 FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place), pg_attribute a
                 WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number), '{}'),
       coalesce((SELECT array_agg(a.attname) FROM pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attcollation <> 0), '{}')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_t%'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2
"""
_THINGS = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_t%'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
_STATE = """
SELECT coalesce(sum(many), 0)::bigint, encode(sha256(coalesce(string_agg(page, ''::bytea ORDER BY number), '')), 'hex')
FROM (SELECT number, count(*) AS many, sha256(string_agg(hash, ''::bytea ORDER BY place)) AS page
      FROM (SELECT place, (place - 1) / 65536 AS number, hash
            FROM (SELECT row_number() OVER (ORDER BY {order}) AS place, {hash} AS hash
                  FROM (SELECT t.*, sha256(convert_to(t::text, 'UTF8')) AS {hash} FROM {table} AS t) AS hashed
                 ) AS numbered) AS paged
      GROUP BY number) AS pages
"""
HASH = "motcua_row_hash"


def fix(connection: Connection[Any]) -> None:
    """Make this session write rows the same way on every server."""
    for name, value in FIXED.items():
        connection.execute("SELECT pg_catalog.set_config(%s, %s, false)", [name, value])


def states(connection: Connection[Any], told: Callable[[str, int, int], None]) -> dict[str, TableState]:
    """Rows and digest of every table of ours, by `schema.table`, as the connection's transaction sees them."""
    tables = connection.execute(_TABLES).fetchall()
    found = {}
    for done, (schema, name, key, collated) in enumerate(tables):
        told(f"bảng {name}", done, len(tables))
        columns = key or [HASH]
        order = sql.SQL(", ").join(
            sql.Identifier(column) + (sql.SQL(' COLLATE "C"') if column in collated else sql.SQL(""))
            for column in columns
        )
        question = sql.SQL(_STATE).format(order=order, table=sql.Identifier(schema, name), hash=sql.Identifier(HASH))
        row = connection.execute(question).fetchone()
        assert row is not None
        found[f"{schema}.{name}"] = TableState(int(row[0]), str(row[1]))
    return found


def is_empty(connection: Connection[Any]) -> bool:
    """Whether the database holds no table, view or sequence of anybody's."""
    row = connection.execute(_THINGS).fetchone()
    assert row is not None
    return int(row[0]) == 0


def migrations(connection: Connection[Any], tables: Iterable[str]) -> tuple[str, ...]:
    """The migrations that were run, as `app.name`, from whichever schema keeps their table."""
    schema = next((name.partition(".")[0] for name in tables if name.endswith(".django_migrations")), None)
    if schema is None:
        return ()
    question = sql.SQL("SELECT app || '.' || name FROM {} ORDER BY id").format(
        sql.Identifier(schema, "django_migrations")
    )
    return tuple(str(name) for (name,) in connection.execute(question).fetchall())
