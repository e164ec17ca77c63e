"""What a report gives to take away: itself with Word comments, the findings as one HTML page, and as it came."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from motcua.access.doors import StaffRequest, for_staff
from motcua.files import queries as stored
from motcua.files.types import DOCX
from motcua.kernel.refusal import NotFound
from motcua.progress import documents, policy, queries
from motcua.progress.queries import AuditedReport

RIGHT = policy.AUDIT.code


@require_GET
@for_staff(right=RIGHT)
def word(request: StaffRequest, report_id: int) -> HttpResponse:
    """The same Word file with a comment at each finding; its text and formatting as they came."""
    report = _audited(request, report_id)
    if report.file.kind != DOCX:
        raise NotFound(f"“{report.name}” không phải tệp Word; hãy tải báo cáo soát dạng HTML.")
    content = documents.commented(queries.opened(report), queries.audit_of(report), at=report.finished_at)
    return _download(content, report, ".docx", DOCX.media_type)


@require_GET
@for_staff(right=RIGHT)
def html(request: StaffRequest, report_id: int) -> HttpResponse:
    """The findings beside the text, or beside pictures of the pages, as one file that needs nothing else."""
    report = _audited(request, report_id)
    told = documents.as_html(queries.opened(report), queries.audit_of(report), at=report.finished_at)
    return _download(told.encode(), report, ".html", "text/html; charset=utf-8")


@require_GET
@for_staff(right=RIGHT)
def source(request: StaffRequest, report_id: int) -> HttpResponseBase:
    """The report as it came."""
    report = queries.report(report_id, request.actor)
    return stored.as_response(report.file, report.name, inline=False)


def _audited(request: StaffRequest, report_id: int) -> AuditedReport:
    report = queries.report(report_id, request.actor)
    if report.is_waiting or report.refusal:
        raise NotFound(f"“{report.name}” chưa được soát nên chưa có bản đã soát; hãy xem trang của báo cáo.")
    return report


def _download(content: bytes, report: AuditedReport, ending: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    name = f"{PurePosixPath(report.name).stem}-da-soat{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
