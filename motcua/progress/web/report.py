"""One audited report: what was found, its text with the figures marked, and how far it is while it waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from motcua.access.doors import StaffRequest, for_staff
from motcua.files.types import DOCX
from motcua.kernel import clock
from motcua.progress import actions, policy, queries
from motcua.progress.queries import AuditedReport
from motcua.progress.telling import KINDS, LEVELS
from motcua.progress.types import Kind, Level
from motcua.progress.web.shown import LOOKS, grouped, pages_of, shown, text_parts

PAGE = 50
RIGHT = policy.AUDIT.code


@require_GET
@for_staff(right=RIGHT)
def page(request: StaffRequest, report_id: int) -> HttpResponse:
    """What was found, by level (`muc`) and kind of tie (`loai`) or all; or how far it is."""
    report = queries.report(report_id, request.actor)
    if report.is_waiting or report.refusal:
        return render(request, "progress/waiting.html", {"report": report, "waiting": queries.waiting(report)})
    level = next((each for each in Level if each == request.GET.get("muc")), None)
    kind = next((each for each in Kind if each == request.GET.get("loai")), None)
    rows = report.findings.order_by("number")
    rows = rows.filter(level=level.value) if level else rows
    kinds = _kinds(rows)
    rows = rows.filter(kind=kind.value) if kind else rows
    found = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "report": report,
        "counts": _counts(report),
        "level": level,
        "kind": kind,
        "kinds": kinds,
        "page": found,
        "groups": list(grouped(shown(found, report))),
        "is_word": report.file.kind == DOCX,
    }
    return render(request, "progress/report.html", context)


def _counts(report: AuditedReport) -> list[tuple[Level, str, int, str, str]]:
    """Each level with its words, how many findings it has, tone and drawing."""
    many = queries.counts_of(report)
    return [
        (level, LEVELS[level], count, *LOOKS[level])
        for level, count in zip(Level, (many.errors, many.warnings, many.questions), strict=True)
    ]


def _kinds(rows: Any) -> list[tuple[Kind, str, int]]:
    """The kinds of tie among these findings, in the order of the enumeration, with how many there are."""
    many = dict(rows.order_by().values_list("kind").annotate(many=Count("pk")))
    return [(kind, KINDS[kind], many[kind.value]) for kind in Kind if kind.value in many]


@require_GET
@for_staff(right=RIGHT)
def progress(request: StaffRequest, report_id: int) -> HttpResponse:
    """How far a waiting report is, for its page to ask again and again; once it is done the page loads anew."""
    report = queries.report(report_id, request.actor)
    response = render(request, "progress/_waiting.html", {"report": report, "waiting": queries.waiting(report)})
    if not report.is_waiting:
        response["HX-Refresh"] = "true"
    return response


@require_GET
@for_staff(right=RIGHT)
def text(request: StaffRequest, report_id: int) -> HttpResponse:
    """The text of a report, a page at a time, with the figures that findings are about; the findings beside it."""
    report = queries.report(report_id, request.actor)
    if report.is_waiting or report.refusal:
        return redirect("progress:report", report_id=report_id)
    document = report.document
    findings = shown(report.findings.order_by("number"), report)
    parts = Paginator(pages_of(document), 1).get_page(request.GET.get("trang"))
    context = {
        "report": report,
        "page": parts,
        "is_word": report.file.kind == DOCX,  # elsewhere a line ends where the paper does
        "parts": text_parts(document, [block for each in parts for block in each], findings),
        "findings": [each for each in findings if each.text_page == parts.number],
    }
    return render(request, "progress/text.html", context)


@require_POST
@for_staff(right=RIGHT)
def put_away(request: StaffRequest, report_id: int) -> HttpResponse:
    """Take a report out of one's list."""
    report = actions.put_away(report_id=report_id, by=request.actor, at=clock.now())
    messages.success(request, f"Đã cất báo cáo “{report.name}” khỏi danh sách.")
    return redirect("progress:index")
