"""One's own account: what one is and may do, being away, and who does one's work meanwhile."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.refusal import NotFound
from motcua.people import actions, queries
from motcua.people.models import Absence, Account, Delegation
from motcua.people.types import AbsenceKind
from motcua.people.web import sheet
from motcua.people.web.forms import AbsenceForm, DelegateForm, EndForm
from motcua.ui.days import asked_day, status_of_day


def _me(request: StaffRequest) -> Account:
    return cast(Account, request.user)


@require_GET
@for_staff
def me(request: StaffRequest) -> HttpResponse:
    """My account."""
    return sheet.show_own(request, _me(request))


@require_GET
@for_staff
def rights(request: StaffRequest) -> HttpResponse:
    """What may I do, and why?"""
    return show_rights(request, _me(request), "people/my_rights.html")


def show_rights(request: StaffRequest, account: Account, template: str) -> HttpResponse:
    """Every right of an account on the day asked for (`ngay`), unit by unit."""
    day, refusal = asked_day(request)
    context = {
        "account": account,
        "day": day,
        "typed": request.GET.get("ngay", "").strip(),
        "fault": refusal.says if refusal else "",
        "is_today": day == clock.today(),
        "units": queries.rights_of(account, day),
        "all_rights": queries.rights_nowhere(),
    }
    return render(request, template, context, status=status_of_day(refusal))


@require_POST
@for_staff
def be_absent(request: StaffRequest) -> HttpResponse:
    """Say that I am away."""
    return announce(request, _me(request), sheet.show_own)


def announce(request: StaffRequest, account: Account, show: sheet.Show) -> HttpResponse:
    """Say that somebody is away."""
    form = AbsenceForm(request.POST)

    def verb() -> object:
        data, until = form.cleaned_data, form.until()
        assert until is not None, "the form asks for the last day"
        days = {"since": data["since"], "until": until}
        kind = AbsenceKind(data["kind"])
        return actions.announce_absence(
            account=account, kind=kind, **days, basis=data["basis"], by=request.actor, at=clock.now()
        )

    return sheet.do(request, account, "absence_form", form, verb, "Đã ghi thời gian vắng mặt.", show=show)


@require_POST
@for_staff
def come_back(request: StaffRequest, absence: int) -> HttpResponse:
    """I am back, or do not go."""
    return end_absence(request, _me(request), absence, sheet.show_own)


def end_absence(request: StaffRequest, account: Account, absence: int, show: sheet.Show) -> HttpResponse:
    """Somebody is back, or does not go."""
    if not Absence.objects.filter(pk=absence, account=account).exists():
        raise NotFound("Không có lần vắng mặt này; hãy tải lại trang.")
    form = EndForm(request.POST)

    def verb() -> object:
        on = form.cleaned_data["on"]
        return actions.end_absence(absence_id=absence, on=on, by=request.actor, at=clock.now())

    return sheet.do(request, account, "end_form", form, verb, "Đã ghi ngày làm việc trở lại.", show=show)


@require_POST
@for_staff
def delegate(request: StaffRequest) -> HttpResponse:
    """Let a colleague do my work for some days."""
    day = clock.today()
    takers = queries.colleagues(_me(request), day)
    form = DelegateForm(request.POST, giver=_me(request), day=day, takers=takers)
    return hand_on(request, _me(request), form, sheet.show_own)


def hand_on(request: StaffRequest, giver: Account, form: DelegateForm, show: sheet.Show) -> HttpResponse:
    """Let somebody do another's work for some days."""

    def verb() -> object:
        return actions.delegate(giver=giver, **form.chosen(), by=request.actor, at=clock.now())

    return sheet.do(request, giver, "delegate_form", form, verb, "Đã ghi ủy quyền.", show=show)


@require_POST
@for_staff
def take_back(request: StaffRequest, delegation: int) -> HttpResponse:
    """End a delegation of mine."""
    return end_delegation(request, _me(request), delegation, sheet.show_own)


def end_delegation(request: StaffRequest, giver: Account, delegation: int, show: sheet.Show) -> HttpResponse:
    """End a delegation before its time."""
    if not Delegation.objects.filter(pk=delegation, giver=giver).exists():
        raise NotFound("Không có ủy quyền này; hãy tải lại trang.")
    form = EndForm(request.POST)

    def verb() -> object:
        on = form.cleaned_data["on"]
        return actions.end_delegation(delegation_id=delegation, on=on, by=request.actor, at=clock.now())

    return sheet.do(request, giver, "end_form", form, verb, "Đã kết thúc ủy quyền.", show=show)
