"""The dossier's page, which tells its whole story, and the list of dossiers one may see."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access import rights
from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.printed import local
from motcua.kernel.refusal import Malformed, Refusal
from motcua.onestop import policy, queries
from motcua.onestop.models import Dossier, StepRun
from motcua.onestop.types import Status
from motcua.onestop.web.forms import HandOutForm, PassOnForm, ResultForm, SendBackForm, Stamped
from motcua.onestop.web.story import happenings_of, left_at_step, way_of
from motcua.org import queries as org
from motcua.org.types import UnitOn

PAGE = 20


def get(request: StaffRequest, code: str) -> Dossier:
    """The dossier of that code, if the actor may see it; otherwise it does not exist for them."""
    return queries.visible_dossier(code, request.actor, on=clock.today())


@require_GET
@for_staff(right=policy.READ.code)
def index(request: StaffRequest) -> HttpResponse:
    """The dossiers I may see, newest first, found by code, number, telephone or words."""
    now = clock.now()
    words = request.GET.get("q", "")
    state = request.GET.get("trang-thai", "")
    visible = policy.visible_to(request.actor, on=now.date())
    if state in map(str, Status.values):
        visible = visible.filter(status=int(state))
    is_overdue = request.GET.get("qua-han") == "1"
    if is_overdue:
        visible = visible.filter(finished_at=None, due_at__lt=now)
    found = queries.search(visible, words)
    found = found.select_related("procedure_version__procedure").order_by("-received_at", "-id")
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    queries.with_remaining(page.object_list, now)
    context = {"page": page, "words": words, "state": state, "states": Status.choices, "is_overdue": is_overdue}
    return render(request, "onestop/index.html", context)


@require_GET
@for_staff(right=policy.READ.code)
def page(request: StaffRequest, code: str) -> HttpResponse:
    """The whole story of a dossier, and what the actor may do next."""
    return show(request, get(request, code))


def show(
    request: StaffRequest,
    dossier: Dossier,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    bound: Mapping[str, Stamped] = MappingProxyType({}),
) -> HttpResponse:
    """Render the page; `bound` are forms that were refused and must keep what was typed.

    One that has no place on the page any more leaves its words there, and says itself why it was refused.
    """
    now = clock.now()
    runs = list(dossier.runs.select_related("step__process").prefetch_related("attachments__file"))
    units = {unit.id: unit for unit in _units(dossier, runs)}
    calendars = org.calendars()
    current = next((run for run in runs if run.closed_at is None), None)
    offered = _next_forms(request, dossier, current, bound)
    lost = [form for key, form in bound.items() if key not in offered]
    errors = [str(error) for form in lost for errors in form.errors.values() for error in errors]
    context = {
        "dossier": dossier,
        "version": dossier.procedure_version,
        "procedure": dossier.procedure_version.procedure,
        "unit": units[dossier.intake_unit_id],
        "resolving_unit": units[dossier.resolving_unit_id],
        "papers": dossier.papers.prefetch_related("scans__file"),
        "steps": way_of(dossier, runs, units, now),
        "current": current,
        "remaining": queries.remaining_minutes(dossier, now, calendars),
        "step_remaining": left_at_step(dossier, current, now, calendars),
        "facts": happenings_of(dossier),
        "refusal": refusal or (Malformed(" ".join(errors)) if errors else None),
        "unsent": [pair for form in lost for pair in form.typed()],
        "now": now,
        **offered,
    }
    return render(request, "onestop/dossier.html", context, status=status)


def _units(dossier: Dossier, runs: list[StepRun]) -> list[UnitOn]:
    """The units of the page as on the day of receipt; one that came later, as on the day its step opened."""
    found = org.units_on(
        local(dossier.received_at).date(),
        ids={dossier.intake_unit_id, dossier.resolving_unit_id, *(run.unit_id for run in runs)},
    )
    known = {unit.id for unit in found}
    return found + [org.unit_on(run.unit_id, local(run.opened_at).date()) for run in runs if run.unit_id not in known]


def _next_forms(
    request: StaffRequest, dossier: Dossier, run: StepRun | None, bound: Mapping[str, Stamped]
) -> dict[str, Any]:
    """The forms of what this actor may do now; none where the step is not theirs, with the reason."""
    nothing = {"may_work": False, "why_not": ""}
    if run is None:
        return nothing
    verdict = policy.work_verdict(request.actor, run, on=clock.today())
    if not verdict:
        return nothing | {"why_not": verdict.reason}
    seen = {"seen": dossier.version}
    steps = list(run.step.process.steps.all())
    is_last = run.step == steps[-1]
    following = None if is_last else next(s for s in steps if s.order > run.step.order)
    back = [(s.code, s.name) for s in steps if s.code in run.step.may_send_back_to]
    if dossier.finished_at and not rights.units_where(request.actor, policy.REOPEN.code, clock.today()):
        back = []
    finishes = following == steps[-1] and len(steps) > 1
    found: dict[str, Any] = {
        "may_work": True,
        "may_take": run.holder_id is None,
        "following": following,
        "finishes": finishes,
        "is_fresh": dossier.status == Status.RECEIVED and run.step == steps[0],
    }
    if is_last:
        taker = {
            "receiver_name": dossier.applicant_name,
            "receiver_id": dossier.applicant_id_number,
            "relation": "chính chủ",
        }
        found["hand_out_form"] = bound.get("hand_out_form") or HandOutForm(initial=seen | taker)
    else:
        found["pass_on_form"] = bound.get("pass_on_form") or PassOnForm(initial=seen)
    if back:
        form = bound.get("send_back_form") or SendBackForm(initial=seen | {"to": back[-1][0]}, steps=back)
        cast(SendBackForm, form).offer(back)
        found["send_back_form"] = form
    if not is_last and run.step.order > 1:
        entered = getattr(dossier, "result", None)
        known = (
            {
                "number": entered.number,
                "signed_on": entered.signed_on,
                "result_note": entered.note,
            }
            if entered
            else {"signed_on": clock.today()}
        )
        found["result_form"] = bound.get("result_form") or ResultForm(initial=seen | known)
    return found
