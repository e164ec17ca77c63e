"""The jobs of the ledger: tell a listener of a fact, after the deed is committed."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy

from motcua.ledger import subscriptions
from motcua.ledger.models import FactRow


@app.task(name="ledger.tell", queue="ledger", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def tell(fact_id: int, listener: str) -> None:
    """Hand a committed fact to one *later* listener."""
    subscriptions.run(listener, FactRow.objects.get(pk=fact_id))
