"""The verb that lets go: what somebody holds open and may no longer do waits for the others again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.access.types import Actor
from motcua.ledger.actions import record
from motcua.onestop import policy
from motcua.onestop.actions import status
from motcua.onestop.facts import StepReleased
from motcua.onestop.models import StepRun


@transaction.atomic
def release(*, account_id: int, by: Actor, at: datetime) -> int:
    """Release the open steps that an account holds and may not do that day (trả về hàng chờ); how many there were.

    Somebody left, lost a role, or no longer stands in. A second call finds nothing more to do.
    """
    policy.must_release(by, on=at.date())
    held = StepRun.objects.filter(closed_at=None, holder=account_id).order_by("dossier_id")
    return sum(_release(dossier_id, account_id, by, at) for dossier_id in held.values_list("dossier_id", flat=True))


def _release(dossier_id: int, account_id: int, by: Actor, at: datetime) -> bool:
    dossier = status.lock(dossier_id, seen=None)
    run = dossier.runs.filter(closed_at=None, holder=account_id).select_related("step").first()
    if run is None or policy.may_hold(account_id, run, on=at.date()):
        return False
    holder, run.holder_id, run.holder_name, run.taken_at = run.holder_name, None, "", None
    run.save(update_fields=["holder", "holder_name", "taken_at"])
    status.save(dossier)
    record(StepReleased(dossier.pk, dossier.code, run.step.name, holder), by=by, at=at)
    return True
