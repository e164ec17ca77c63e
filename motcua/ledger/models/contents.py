"""Facts as the seal reads them: byte for byte (`rules.seals`), a page at a time, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from motcua.ledger.rules import PAGE, fact_content

_UTC = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_TEXTS = (
    *("f.id::text", "f.xid::text", "f.kind", "f.subject", "f.subject_id::text"),
    *(_UTC.format("f.at"), _UTC.format("f.recorded_at"), 'f."by"::text', "f.data::text"),
)
_NETSTRING = "coalesce(octet_length({0}) || ':' || {0} || ',', '-,')"
_CONTENT = " || ".join([f"'{fact_content([]).decode()}'", *(_NETSTRING.format(text) for text in _TEXTS)])
"""`rules.fact_content`, written by the server: a third of the time."""

NOT_SEALED = "NOT EXISTS (SELECT FROM (SELECT unnest(ids) AS id FROM ledger_seal_page) sealed WHERE sealed.id = f.id)"
"""No seal's index names the fact."""


def contents(where: str, given: Sequence[Any]) -> Iterator[list[tuple[int, bytes]]]:
    """Ids and contents of facts in the order of sealing (transaction, id), by pages; needs a transaction."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT f.id, {_CONTENT} FROM ledger_fact f WHERE {where} ORDER BY f.xid, f.id",  # noqa: S608 - ours
            given,
        )
        while rows := cursor.fetchmany(PAGE):
            yield [(fact_id, content.encode()) for fact_id, content in rows]


def contents_of_page(page_id: int) -> dict[int, bytes]:
    """The contents, by id, of the facts that a page of a seal's index names; those that are gone are not in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.id, {_CONTENT} FROM ledger_seal_page p "  # noqa: S608 - ours
            "JOIN ledger_fact f ON f.id = ANY(p.ids) WHERE p.id = %s",
            [page_id],
        )
        return {fact_id: content.encode() for fact_id, content in cursor.fetchall()}


def texts_of(fact_id: int) -> tuple[str, ...] | None:
    """The texts of a fact as they are hashed, in the order of `FACT_FIELDS`; None where it does not exist."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_TEXTS)} FROM ledger_fact f WHERE f.id = %s", [fact_id])  # noqa: S608 - ours
        row: tuple[str, ...] | None = cursor.fetchone()
        return row
