"""Yearly plans of reviews: list, rows, a new plan, a row more, what a review ended in."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.access import rights
from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.refusal import NotFound
from motcua.org import queries as org
from motcua.procedures import actions, policy, queries
from motcua.procedures.web.control.forms import OutcomeForm, PlanForm, RowForm

PAGE = 25


def may_control(request: StaffRequest) -> bool:
    """Whether the official may write here; who may not still reads."""
    return bool(rights.units_where(request.actor, policy.CONTROL.code, clock.today()))


@require_GET
@for_staff
def index(request: StaffRequest) -> HttpResponse:
    """All plans, each with its deadline."""
    today = clock.today()
    plans = [
        {"plan": plan, "deadline": deadline, "late": deadline.days_late(today), **queries.progress_of(plan)}
        for plan in queries.plans()
        for deadline in [queries.plan_deadline(plan.year, plan.sent_on)]
    ]
    return render(request, "procedures/control/plans.html", {"plans": plans, "may_control": may_control(request)})


@require_GET
@for_staff
def page(request: StaffRequest, year: int) -> HttpResponse:
    """The procedures of a plan: by which agency until when, and what their reviews ended in."""
    plan, today = queries.plan(year), clock.today()
    rows = Paginator(queries.rows_of(plan), PAGE).get_page(request.GET.get("trang"))
    names = {unit.id: unit.short_name for unit in org.units_on(plan.approved_on, ids=[row.agency_id for row in rows])}
    deadline = queries.plan_deadline(plan.year, plan.sent_on)
    context = {
        "plan": plan,
        "page": rows,
        "rows": [(row, names.get(row.agency_id, ""), not row.outcome and row.due_on < today) for row in rows],
        "deadline": deadline,
        "late": deadline.days_late(today),
        "may_control": may_control(request),
        **queries.progress_of(plan),
    }
    return render(request, "procedures/control/plan.html", context)


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.CONTROL.code)
def approve(request: StaffRequest) -> HttpResponse:
    """Enter the plan of a year; its procedures follow."""
    today = clock.today()
    form = PlanForm(request.POST or None, initial={"year": today.year, "approved_on": today})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            plan = actions.approve_plan(rows=(), by=request.actor, at=clock.now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi kế hoạch rà soát năm {plan.year}. Hãy thêm thủ tục cần rà soát.")
            return redirect("control:plan", year=plan.year)
    return _form(request, form, "Lập kế hoạch rà soát", "Ghi kế hoạch")


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.CONTROL.code)
def add(request: StaffRequest, year: int) -> HttpResponse:
    """Add a procedure to a plan."""
    plan = queries.plan(year)
    form = RowForm(request.POST or None, on=clock.today())
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            actions.extend_plan(year=year, rows=(form.row(),), by=request.actor, at=clock.now())
            messages.success(request, f"Đã thêm thủ tục {form.cleaned_data['code']} vào kế hoạch.")
            return redirect("control:plan", year=year)
    return _form(request, form, f"Thêm thủ tục vào kế hoạch năm {plan.year}", "Thêm vào kế hoạch")


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.CONTROL.code)
def conclude(request: StaffRequest, year: int, code: str) -> HttpResponse:
    """Say what a review ended in."""
    item = queries.rows_of(queries.plan(year)).filter(procedure__code=code).first()
    if item is None:
        raise NotFound(f"Thủ tục {code} không có trong kế hoạch rà soát năm {year}; hãy chọn lại.")
    form = OutcomeForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            actions.conclude_reviews(year=year, outcomes=(form.details(code),), by=request.actor, at=clock.now())
            messages.success(request, f"Đã ghi kết quả rà soát thủ tục {code}.")
            return redirect("control:plan", year=year)
    return _form(request, form, f"Kết quả rà soát {item.procedure.name}", "Ghi kết quả")


def _form(request: StaffRequest, form: object, heading: str, save: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "save": save, "crumb": "Kế hoạch rà soát", "back": "control:plans"}
    status = 422 if request.method == "POST" else 200
    return render(request, "procedures/control/form.html", context, status=status)
