"""Whoever handed a long report in is told when the worker has audited it, or could not read it."""

from __future__ import annotations

from django.urls import reverse

from motcua.access.types import SYSTEM
from motcua.ledger.queries import FactRow
from motcua.ledger.subscriptions import on
from motcua.notices import actions as notices
from motcua.notices.types import Message, Recipient
from motcua.progress import queries
from motcua.progress.facts import ReportAudited, ReportFoundUnreadable


@on(ReportAudited, mode="now")
@on(ReportFoundUnreadable, mode="now")
def tell_the_owner(fact: ReportAudited | ReportFoundUnreadable, row: FactRow) -> None:
    """A report that was audited at once needs no notice: its page is the answer."""
    report = queries.waited_for(fact.report_id) if row.by["capacity"] == SYSTEM.capacity else None
    if report is None:
        return
    done = "Đã soát xong" if isinstance(fact, ReportAudited) else "Không soát được"
    message = Message(
        row.kind, f"{done} báo cáo “{report.name}”"[:300], fact.says(), reverse("progress:report", args=[report.pk])
    )
    owner = Recipient(report.account_id, report.account.name, report.account.email)
    notices.tell(message=message, to=[owner], by=SYSTEM, at=row.at, cause=row.pk)
