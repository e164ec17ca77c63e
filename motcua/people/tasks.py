"""What the passing of days does to accounts: departures take effect, unused accounts close."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.people import actions

RETRY = RetryStrategy(max_attempts=6, exponential_wait=5)


@app.periodic(cron="5 * * * *")
@app.task(name="people.close", queue="people", queueing_lock="people.close", retry=RETRY)
def close(timestamp: int) -> None:
    """Every hour, so that a departure is told soon after midnight, Vietnam's time, and nothing waits for a worker."""
    actions.close_due(by=SYSTEM, at=clock.now())


@app.periodic(cron="15 * * * *")
@app.task(name="people.forget", queue="people", queueing_lock="people.forget", retry=RETRY)
def forget(timestamp: int) -> None:
    """Every hour: answers kept for clients of the API are not kept for ever."""
    actions.forget_answers(by=SYSTEM, at=clock.now())
