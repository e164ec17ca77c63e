"""Where a report is handed in, above the list of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.progress import actions, policy, queries, tasks
from motcua.progress.queries import AuditedReport
from motcua.progress.types import BadRules, Unreadable
from motcua.progress.web.forms import HandInForm

PAGE = 20


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.AUDIT.code)
def index(request: StaffRequest) -> HttpResponse:
    """The form, and one's own audited reports; a short report is audited before the page answers."""
    form = HandInForm(request.POST, request.FILES) if request.method == "POST" else HandInForm()
    if form.is_bound and form.receive(request.actor, clock.now()):
        report = _hand_in(request, form)
        if report is not None:
            return redirect("progress:report", report_id=report.pk)
    page = Paginator(queries.reports_of(request.actor), PAGE).get_page(request.GET.get("trang"))
    return render(request, "progress/index.html", {"form": form, "page": page}, status=422 if form.is_bound else 200)


def _hand_in(request: StaffRequest, form: HandInForm) -> AuditedReport | None:
    """The report, audited where it is short; None where it cannot be read, and the form says why."""
    file, rules = form.uploads["report"], form.uploads.get("rules")
    now = clock.now()
    try:
        with transaction.atomic():
            report = actions.hand_in(
                file=file.file,
                name=file.name,
                rule_file=rules.file if rules else None,
                rules_name=rules.name if rules else "",
                by=request.actor,
                at=now,
            )
            if queries.is_short(file.file):
                return actions.audit(report_id=report.pk, by=request.actor, at=now)
            tasks.audit.defer(report_id=report.pk)
    except (Unreadable, BadRules) as refusal:
        where = "rules" if isinstance(refusal, BadRules) else "report"
        form.drop(where)
        form.add_error(where, str(refusal))
        return None
    messages.info(request, "Báo cáo dài nên được soát ở nền; trang này tự cập nhật khi soát xong.")
    return report
