"""The jobs of the one-stop shop: dossiers are computed anew when time changes, let go of when roles end."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.refusal import Refusal
from motcua.ledger.queries import FactRow
from motcua.ledger.subscriptions import on
from motcua.onestop import deadlines
from motcua.onestop.actions import recompute_due, release
from motcua.onestop.queries import holders
from motcua.org.facts import CalendarChanged, DayConfirmed, DayOrdered, DayWithdrawn, HoursChanged


@on(DayOrdered, mode="later")
@on(DayConfirmed, mode="later")
@on(DayWithdrawn, mode="later")
@on(HoursChanged, mode="later")
def follow_the_calendar(fact: CalendarChanged, row: FactRow) -> None:
    """Compute each open dossier that the change touches anew, one transaction each; run twice, it changes nothing.

    A dossier that cannot be computed (its time leaves the calendar) does not stop the others; the job then fails
    by name, so that it is seen and tried again.
    """
    refused = []
    for dossier_id in deadlines.touched_by(fact.code, fact.unit_id, fact.first, fact.last).values_list("pk", flat=True):
        try:
            recompute_due(dossier_id=dossier_id, because=fact.says(), by=SYSTEM, at=clock.now())
        except Refusal as refusal:
            refused.append(refusal)
    if refused:
        raise ExceptionGroup(f"{len(refused)} dossiers could not be computed anew", refused)


@app.periodic(cron="10 * * * *")
@app.task(name="onestop.release", queue="onestop", queueing_lock="onestop.release")
def release_steps(timestamp: int) -> None:
    """Every hour: release the open steps whose holder may no longer do them, since their day has come."""
    for account_id in holders():
        release(account_id=account_id, by=SYSTEM, at=clock.now())
