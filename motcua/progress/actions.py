"""The verbs of auditing: hand a report in, audit it or say why not, put it away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.access.types import Actor
from motcua.files import queries as stored
from motcua.files.queries import StoredFile
from motcua.ledger.actions import record
from motcua.progress import declared, policy, queries, rules, telling
from motcua.progress.facts import ReportAudited, ReportFoundUnreadable, ReportHandedIn, ReportPutAway
from motcua.progress.models import AuditedReport, ReportFinding, kept_block, kept_finding
from motcua.progress.types import BadRules


@transaction.atomic
def hand_in(
    *,
    file: StoredFile,
    name: str,
    by: Actor,
    at: datetime,
    rule_file: StoredFile | None = None,
    rules_name: str = "",
) -> AuditedReport:
    """Hand a stored report in to be audited, with the rules it must keep where there are such."""
    owner = policy.must_hand_in(by, on=at.date())
    report = AuditedReport.objects.create(
        account_id=owner, file=file, name=name, rules=rule_file, rules_name=rules_name, handed_in_at=at
    )
    record(ReportHandedIn(report.pk, name, rules_name), by=by, at=at)
    return report


@transaction.atomic
def audit(*, report_id: int, by: Actor, at: datetime) -> AuditedReport:
    """Read a report, check its numbers and keep what was found; one that was audited stays as it is.

    Raises `Unreadable` or `BadRules`, and then keeps nothing: it is the caller's to tell, or to keep by `refuse`.
    """
    report = _locked(report_id)
    policy.must_audit(by, report, on=at.date())
    if not report.is_waiting:
        return report
    declaration = declared.read(_rules_text(report)) if report.rules_id else None
    opened = queries.opened(report)
    found = rules.audit(opened.document)
    if declaration is not None:
        found = declared.check(opened.document, found, declaration)
    report.finished_at = at
    report.tokens, report.quantities, report.ties = len(found.tokens), len(found.quantities), found.ties
    report.missing = list(found.missing)
    report.text = opened.document.text
    report.page_starts = list(opened.page_starts)
    report.blocks = [kept_block(block) for block in opened.document.blocks]
    report.save()
    ReportFinding.objects.bulk_create(
        kept_finding(report, number, finding) for number, finding in enumerate(telling.in_order(found.findings), 1)
    )
    many = telling.counts_of(found.findings)
    told = ReportAudited(report.pk, report.quantities, many.errors, many.warnings, many.questions)
    record(told, by=by, at=at)
    return report


@transaction.atomic
def refuse(*, report_id: int, because: str, by: Actor, at: datetime) -> AuditedReport:
    """Keep why a waiting report could not be read, in the sentence its owner will find on its page."""
    report = _locked(report_id)
    policy.must_audit(by, report, on=at.date())
    if report.is_waiting:
        report.finished_at, report.refusal = at, because[:1000]
        report.save(update_fields=["finished_at", "refusal"])
        record(ReportFoundUnreadable(report.pk, report.refusal), by=by, at=at)
    return report


@transaction.atomic
def put_away(*, report_id: int, by: Actor, at: datetime) -> AuditedReport:
    """Take one's report out of one's list; it and its file stay, for what was done stays told."""
    report = _locked(report_id)
    policy.must_own(by, report, on=at.date())
    if report.put_away_at is None:
        report.put_away_at = at
        report.save(update_fields=["put_away_at"])
        record(ReportPutAway(report.pk, report.name), by=by, at=at)
    return report


def _locked(report_id: int) -> AuditedReport:
    report = AuditedReport.objects.select_for_update().filter(pk=report_id).first()
    if report is None:
        raise policy.no_such_report(report_id)
    return report


def _rules_text(report: AuditedReport) -> str:
    assert report.rules is not None
    with stored.open_bytes(report.rules) as content:
        try:
            return content.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            says = f"Tệp quy tắc “{report.rules_name}” không phải chữ UTF-8; hãy lưu lại bằng UTF-8 rồi chọn lại."
            raise BadRules(says, field="rules") from None
