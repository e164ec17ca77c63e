"""What may be asked of audited reports."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO

from django.db.models import Count, Q, QuerySet

from motcua.access.types import Actor
from motcua.files import queries as stored
from motcua.files.queries import StoredFile
from motcua.files.types import DOCX, PDF
from motcua.ledger import queries as ledger
from motcua.ledger.types import JobState
from motcua.progress import documents, policy
from motcua.progress.documents import Opened, package, pdf
from motcua.progress.models import AuditedReport, ReportFinding
from motcua.progress.telling import Counts
from motcua.progress.types import Audit, Level, Quantity, Token, TokenKind

__all__ = [
    "AuditedReport",
    "ReportFinding",
    "audit_of",
    "counts_of",
    "is_short",
    "opened",
    "report",
    "reports_of",
    "waited_for",
    "waiting",
]


JOB = "progress.audit"
MAIN = "word/document.xml"
SHORT_PAGES = 25
SHORT_TEXT = 100 * 1024
"""So many bytes of text are some 30 pages."""
_WORDS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What became of the job of a report so far, and how many reports are before it."""

    state: JobState
    before: int = 0


def reports_of(by: Actor) -> QuerySet[AuditedReport]:
    """One's own audited reports, newest first, each with `errors`, `warnings` and `questions`; without their texts."""
    many = {
        f"{level.value}s": Count("findings", filter=Q(findings__level=level.value), distinct=True) for level in Level
    }
    return (
        policy.visible_to(by)
        .defer("text", "blocks", "page_starts")
        .annotate(**many)
        .select_related("file")
        .order_by("-id")
    )


def report(report_id: int, by: Actor) -> AuditedReport:
    """One of one's own reports; `NotFound` for any other."""
    found = policy.visible_to(by).select_related("file", "rules").filter(pk=report_id).first()
    if found is None:
        raise policy.no_such_report(report_id)
    return found


def waited_for(report_id: int) -> AuditedReport | None:
    """A report with its owner's account, for who tells the owner; None for one that was put away."""
    return AuditedReport.objects.filter(pk=report_id, put_away_at=None).select_related("account").first()


def counts_of(kept: AuditedReport) -> Counts:
    """How many findings of each level a report has."""
    many = dict(kept.findings.values_list("level").annotate(many=Count("pk")).order_by())
    return Counts(*(many.get(level.value, 0) for level in Level))


def waiting(kept: AuditedReport) -> Waiting | None:
    """How far the job of a waiting report is; None for one that has been audited or found unreadable."""
    if not kept.is_waiting:
        return None
    ours = ledger.jobs().filter(task_name=JOB)
    job = ours.filter(args__report_id=kept.pk).first()
    if job is None:
        return Waiting(JobState.FAILED)
    before = ours.filter(state=JobState.WAITING.value, pk__lt=job.pk).count()
    return Waiting(JobState(job.state), before)


def audit_of(kept: AuditedReport) -> Audit:
    """The audit as it was found then. Its tokens and quantities were only counted: here stand so many blank ones."""
    findings = tuple(row.finding for row in kept.findings.order_by("number"))
    tokens = (Token(0, 0, TokenKind.NUMBER),) * kept.tokens
    quantities = (Quantity(0, 0, "", Fraction(0), Fraction(1)),) * kept.quantities
    return Audit(tokens, quantities, findings, kept.ties, tuple(kept.missing))


def opened(kept: AuditedReport) -> Opened:
    """The report's file, read; raises `Unreadable`, or `BytesGone` where the store lost it."""
    with stored.open_bytes(kept.file) as content:
        return documents.read(kept.name, content.read())


def is_short(file: StoredFile) -> bool:
    """Whether a report is read and checked, or for its size or its state refused, in a moment."""
    with stored.open_bytes(file) as content:
        if file.kind == PDF:
            pages = _pages(content.read())
            return pages <= SHORT_PAGES or pages > documents.PAGES
        if file.kind == DOCX:
            return _letters(content.read()) <= SHORT_TEXT
    return file.size <= SHORT_TEXT


def _pages(content: bytes) -> int:
    try:
        with pdf.opened(content) as opened:
            return len(opened)
    except pdf.pdfium.PdfiumError:
        return 0


def _letters(content: bytes) -> int:
    """Bytes of text in the main part of a Word file; 0 for one that is refused anyway."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            if parts.getinfo(MAIN).file_size > package.XML:
                return 0
            return sum(len(found[1]) for found in _WORDS.finditer(parts.read(MAIN)))
    except package.BROKEN:
        return 0
