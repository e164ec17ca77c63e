"""What may be done on a dossier's page: each verb is one address; a refusal shows the page with all that was typed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.refusal import Conflict, NotAllowed, Refusal
from motcua.onestop import actions, policy
from motcua.onestop.models import Dossier
from motcua.onestop.types import ResultDetails
from motcua.onestop.web import dossier as pages
from motcua.onestop.web import uploads
from motcua.onestop.web.forms import HandOutForm, PassOnForm, ResultForm, SendBackForm, Stamped


def _do(
    request: StaffRequest,
    dossier: Dossier,
    key: str,
    form: Stamped,
    verb: Callable[[], object],
    said: str,
) -> HttpResponse:
    """Run a verb for a valid form; else, or when refused, show the page again with the form as typed."""
    if not form.is_valid():
        return pages.show(request, dossier, status=422, bound={key: form})
    try:
        verb()
    except (Conflict, NotAllowed) as refusal:
        fresh = pages.get(request, dossier.code)
        form.renew(fresh.version)
        status = 409 if isinstance(refusal, Conflict) else 403
        return pages.show(request, fresh, status=status, refusal=refusal, bound={key: form})
    except Refusal as refusal:
        form.refuse(refusal)
        return pages.show(request, dossier, status=422, bound={key: form})
    messages.success(request, said)
    return redirect("onestop:dossier", code=dossier.code)


@require_POST
@for_staff(right=policy.WORK.code)
def take(request: StaffRequest, code: str) -> HttpResponse:
    """Take the open step."""
    dossier, form = pages.get(request, code), Stamped(request.POST)

    def verb() -> object:
        return actions.take(
            dossier_id=dossier.pk,
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=clock.now(),
        )

    return _do(request, dossier, "take_form", form, verb, "Bạn đã nhận xử lý bước này.")


@require_POST
@for_staff(right=policy.WORK.code)
def pass_on(request: StaffRequest, code: str) -> HttpResponse:
    """Pass on to the next step; for the leader, approve."""
    dossier, form, now = pages.get(request, code), PassOnForm(request.POST, request.FILES), clock.now()
    form.attach(came := uploads.read(request, "enclosed", by=request.actor, at=now))

    def verb() -> object:
        return actions.pass_on(
            dossier_id=dossier.pk,
            seen=form.cleaned_data["seen"],
            note=form.cleaned_data["note"],
            files=came.pairs,
            by=request.actor,
            at=now,
        )

    return _do(request, dossier, "pass_on_form", form, verb, f"Đã chuyển hồ sơ {code} sang bước sau.")


@require_POST
@for_staff(right=policy.WORK.code)
def send_back(request: StaffRequest, code: str) -> HttpResponse:
    """Send back to an earlier step."""
    dossier = pages.get(request, code)
    form = SendBackForm(request.POST, steps=[(step.code, step.name) for step in dossier.process.steps.all()])

    def verb() -> object:
        return actions.send_back(
            dossier_id=dossier.pk,
            seen=form.cleaned_data["seen"],
            to=form.cleaned_data["to"],
            note=form.cleaned_data["reason"],
            by=request.actor,
            at=clock.now(),
        )

    return _do(request, dossier, "send_back_form", form, verb, f"Đã trả lại hồ sơ {code}.")


@require_POST
@for_staff(right=policy.WORK.code)
def enter_result(request: StaffRequest, code: str) -> HttpResponse:
    """Enter the result."""
    dossier, form, now = pages.get(request, code), ResultForm(request.POST, request.FILES), clock.now()
    form.attach(came := uploads.read(request, "result_file", by=request.actor, at=now, most=1))

    def verb() -> object:
        data = form.cleaned_data
        file, name = came.pairs[-1] if came else (None, "")
        details = ResultDetails(data["number"], data["signed_on"], data["result_note"], file, name)
        return actions.enter_result(dossier_id=dossier.pk, seen=data["seen"], details=details, by=request.actor, at=now)

    return _do(request, dossier, "result_form", form, verb, "Đã ghi kết quả; có thể trình phê duyệt.")


@require_POST
@for_staff(right=policy.WORK.code)
def hand_out(request: StaffRequest, code: str) -> HttpResponse:
    """Hand the result out, with proof of who took it."""
    dossier, form = pages.get(request, code), HandOutForm(request.POST)

    def verb() -> object:
        return actions.hand_out(
            dossier_id=dossier.pk,
            seen=form.cleaned_data["seen"],
            receiver=form.receiver(),
            by=request.actor,
            at=clock.now(),
        )

    return _do(request, dossier, "hand_out_form", form, verb, f"Đã trả kết quả hồ sơ {code}.")
