"""Recording a fact, and taking the next number of a series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from motcua.access.types import Actor
from motcua.ledger import subscriptions, types
from motcua.ledger.models import FactRow


def record(fact: types.Fact, *, by: Actor, at: datetime) -> FactRow:
    """Put a fact into the ledger, in the caller's transaction, and tell its subscribers.

    Raises `TransactionManagementError` outside a transaction: a fact without its deed, or a deed without its
    fact, must be impossible.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() needs the transaction of its verb")
    row = _row(fact, by, at)
    row.save(force_insert=True)
    subscriptions.deliver(row, fact)
    return row


def record_many(facts: Sequence[types.Fact], *, by: Actor, at: datetime) -> int:
    """Put the facts of an import into the ledger in few statements, each as `record()` would; how many they were."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record_many() needs the transaction of its verb")
    rows = FactRow.objects.bulk_create((_row(fact, by, at) for fact in facts), batch_size=1000)
    for row, fact in zip(rows, facts, strict=True):
        subscriptions.deliver(row, fact)
    return len(rows)


def _row(fact: types.Fact, by: Actor, at: datetime) -> FactRow:
    return FactRow(
        kind=fact.kind,
        subject=fact.subject,
        subject_id=fact.subject_id,
        at=at,
        by=by.as_data(),
        data=types.dump(fact),
    )


def next_number(key: str) -> int:
    """The next number of a series, from 1; the row stays locked until the caller's transaction ends.

    So no number is given twice, however many processes ask, and none is lost when a transaction rolls back.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("next_number() needs the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_number_series (key, last) VALUES (%s, 1) "
            "ON CONFLICT (key) DO UPDATE SET last = ledger_number_series.last + 1 RETURNING last",
            [key],
        )
        return int(cursor.fetchone()[0])
