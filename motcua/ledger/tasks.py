"""The jobs of the ledger: tell a listener of a fact, seal the day, rescue the jobs of dead workers."""

from __future__ import annotations

from django.conf import settings
from procrastinate.contrib.django import app

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.ledger import actions, jobs, queries, rules, signing, subscriptions

jobs.name("ledger.tell", "Báo một sự kiện cho phân hệ đăng ký nhận")
jobs.name("ledger.seal", "Niêm phong sổ cái hằng ngày")
jobs.name("ledger.rescue", "Đưa việc bị kẹt trở lại hàng chờ")


@app.task(name="ledger.tell", queue="ledger", retry=jobs.RETRY)
def tell(fact_id: int, listener: str) -> None:
    """Hand a committed fact to one *later* listener."""
    subscriptions.run(listener, queries.FactRow.objects.get(pk=fact_id))


@app.periodic(cron="0 * * * *")
@app.task(name="ledger.seal", queue="ledger", queueing_lock="ledger.seal", retry=jobs.RETRY)
def seal(timestamp: int) -> None:
    """Seal the day at one in the morning, Vietnam's time, or in the first hour after it in which a worker lives."""
    newest, now = queries.newest_seal(), clock.now()
    if rules.is_due(newest.sealed_at if newest else None, now):
        actions.seal(signer=signing.signer(settings.LEDGER_KEY), by=SYSTEM, at=now)


@app.periodic(cron="* * * * *")
@app.task(name="ledger.rescue", queue="ledger", queueing_lock="ledger.rescue")
def rescue(timestamp: int) -> None:
    """Every minute: let no job wait for a worker that is dead."""
    actions.rescue_jobs(by=SYSTEM, at=clock.now())
