"""Decisions of publication with their deadlines, and the end of a procedure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.procedures import actions, policy, queries
from motcua.procedures.queries import PublicationDecision
from motcua.procedures.types import ChangeKind
from motcua.procedures.web.control.forms import AbolishForm, EntryForm
from motcua.procedures.web.control.plans import may_control

PAGE = 25


def _with_deadlines(decision: PublicationDecision) -> dict[str, Any]:
    today = clock.today()
    publication, entry = queries.publication_deadline(decision), queries.entry_deadline(decision)
    return {
        "decision": decision,
        "publication": publication,
        "publication_late": publication.days_late(today) if publication else 0,
        "entry": entry,
        "entry_late": entry.days_late(today),
    }


@require_GET
@for_staff
def index(request: StaffRequest) -> HttpResponse:
    """All decisions, newest first, each with its two deadlines."""
    page = Paginator(queries.decisions(), PAGE).get_page(request.GET.get("trang"))
    rows = [{**_with_deadlines(decision), "procedures": decision.lines.count()} for decision in page]
    return render(request, "procedures/control/decisions.html", {"page": page, "rows": rows})


@require_GET
@for_staff
def page(request: StaffRequest, decision_id: int) -> HttpResponse:
    """A decision: its days, what it does to which procedures, the reviews that rest on it."""
    decision = queries.decision(decision_id)
    lines = Paginator(queries.lines_of(decision), PAGE).get_page(request.GET.get("trang"))
    context = {
        **_with_deadlines(decision),
        "page": lines,
        "counts": queries.counts_of(decision),
        "form": EntryForm(initial={"entered_on": clock.today()}),
        "may_control": may_control(request),
    }
    return render(request, "procedures/control/decision.html", context)


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.CONTROL.code)
def enter(request: StaffRequest, decision_id: int) -> HttpResponse:
    """Say when what a decision publishes stood in the national database."""
    decision = queries.decision(decision_id)
    form = EntryForm(request.POST or None, initial={"entered_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            actions.enter_decision(decision_id=decision_id, by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi ngày nhập dữ liệu của Quyết định {decision.number}.")
            return redirect("control:decision", decision_id=decision_id)
    context = {
        "form": form,
        "heading": f"Ngày nhập dữ liệu của Quyết định {decision.number}",
        "save": "Ghi ngày nhập",
        "crumb": "Quyết định công bố",
        "back": "control:decisions",
    }
    return render(request, "procedures/control/form.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.PUBLISH.code)
def abolish(request: StaffRequest, code: str) -> HttpResponse:
    """End a procedure by a decision."""
    procedure = queries.versions_of(code)[0].procedure
    form = AbolishForm(request.POST or None, initial={"signed_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with form.refusing():
            actions.end_version(
                code=code,
                until=data["until"],
                kind=ChangeKind(data["kind"]),
                decision=form.decision(effective_on=data["until"]),
                by=request.actor,
                at=clock.now(),
            )
            messages.success(request, f"Thủ tục {code} sẽ hết hiệu lực từ ngày {data['until']:%d/%m/%Y}.")
            return redirect("procedures:procedure", code=code)
    context = {
        "form": form,
        "heading": f"Bãi bỏ, hủy bỏ thủ tục {code}",
        "lead": procedure.name,
        "save": "Công bố",
        "crumb": "Quyết định công bố",
        "back": "control:decisions",
    }
    return render(request, "procedures/control/form.html", context, status=422 if request.method == "POST" else 200)
