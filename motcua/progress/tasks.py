"""The one job of auditing: a long report is read and checked by a worker."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.refusal import NotFound, Refusal
from motcua.ledger import jobs
from motcua.progress import actions

jobs.name("progress.audit", "Soát số liệu một báo cáo dài")


@app.task(name="progress.audit", queue="progress", retry=jobs.RETRY)
def audit(report_id: int) -> None:
    """Audit a waiting report; one that cannot be read says so on its page, and is not tried again."""
    try:
        actions.audit(report_id=report_id, by=SYSTEM, at=clock.now())
    except NotFound:
        raise  # the store lost its bytes: somebody must look after that
    except Refusal as refusal:
        actions.refuse(report_id=report_id, because=str(refusal), by=SYSTEM, at=clock.now())
