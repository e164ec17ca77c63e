"""Who may have a report audited, and whose audits are whose."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from motcua.access import rights
from motcua.access.types import SYSTEM, Actor
from motcua.kernel.refusal import NotAllowed, NotFound
from motcua.progress.models import AuditedReport

AUDIT = rights.declare("progress.audit", "soát số liệu báo cáo", roles=set(rights.ROLE_NAMES))


def must_hand_in(by: Actor, *, on: date) -> int:
    """Any official, and any program with an official's role, may; whose account the report belongs to."""
    if by.user_id is None:
        raise NotAllowed("Báo cáo được soát cho một tài khoản; hãy đăng nhập rồi đưa báo cáo vào.")
    rights.must_somewhere(by, AUDIT.code, on=on)
    return by.user_id


def must_audit(by: Actor, report: AuditedReport, *, on: date) -> None:
    """The system audits what waits; people have their own report audited at once."""
    if by.capacity != SYSTEM.capacity:
        must_own(by, report, on=on)


def must_own(by: Actor, report: AuditedReport, *, on: date) -> None:
    """Only who handed a report in; to anybody else it is not there."""
    if report.account_id != by.user_id:
        raise no_such_report(report.pk)
    rights.must_somewhere(by, AUDIT.code, on=on)


def no_such_report(report_id: int) -> NotFound:
    """The refusal for a report that is not there, or that is another's."""
    return NotFound(f"Bạn không có báo cáo đã soát số {report_id}; hãy xem lại danh sách báo cáo của mình.")


def visible_to(by: Actor) -> QuerySet[AuditedReport]:
    """One's own reports that were not put away; drafts of reports are nobody else's business."""
    if by.user_id is None:
        return AuditedReport.objects.none()
    return AuditedReport.objects.filter(account_id=by.user_id, put_away_at=None)
