"""Running what was deferred, as the worker would after the deed is committed."""

from __future__ import annotations

from django.db import connection

from motcua.ledger import subscriptions
from motcua.ledger.models import FactRow


def waiting(listener: str) -> list[int]:
    """The facts that wait to be told to a listener, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'fact_id')::bigint FROM procrastinate_jobs "
            "WHERE task_name = 'ledger.tell' AND status = 'todo' AND args->>'listener' = %s ORDER BY id",
            [listener],
        )
        return [row[0] for row in cursor.fetchall()]


def run(listener: str) -> int:
    """Tell a listener every fact that waits for it, and take the jobs off the queue; how many there were."""
    facts = waiting(listener)
    for fact in facts:
        subscriptions.run(listener, FactRow.objects.get(pk=fact))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'listener' = %s", [listener])
    return len(facts)
