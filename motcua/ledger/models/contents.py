"""Facts as the seal reads them: byte for byte (`rules.seals`), a page at a time, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from motcua.ledger.rules import PAGE, fact_content

_UTC = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_COLUMNS = ", ".join(
    [
        *("f.id::text", "f.xid::text", "f.kind", "f.subject", "f.subject_id::text"),
        *(_UTC.format("f.at"), _UTC.format("f.recorded_at"), 'f."by"::text', "f.data::text"),
    ]
)
_SELECT = f"SELECT {_COLUMNS} FROM ledger_fact f WHERE "  # noqa: S608 - constants

NOT_SEALED = "NOT EXISTS (SELECT FROM (SELECT unnest(ids) AS id FROM ledger_seal_page) sealed WHERE sealed.id = f.id)"
"""No seal's index names the fact."""


def contents(where: str, given: Sequence[Any]) -> Iterator[list[tuple[int, bytes]]]:
    """Ids and contents of facts in the order of sealing (transaction, id), by pages; needs a transaction."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"{_SELECT}{where} ORDER BY f.xid, f.id", given)
        while rows := cursor.fetchmany(PAGE):
            yield [(int(row[0]), fact_content(row)) for row in rows]


def contents_of(ids: Sequence[int]) -> dict[int, bytes]:
    """The contents of facts by id; those that are gone are not in it."""
    return {int(row[0]): fact_content(row) for row in texts_of(ids)}


def texts_of(ids: Sequence[int]) -> list[tuple[str, ...]]:
    """The texts of facts as they are hashed, in the order of `FACT_FIELDS`."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_SELECT}f.id = ANY(%s)", [list(ids)])
        return list(cursor.fetchall())
