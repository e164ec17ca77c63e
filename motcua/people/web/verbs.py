"""What administrators do with an account: each verb is one address; a refusal shows the page with what was typed."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.refusal import NotFound
from motcua.people import actions, policy
from motcua.people.models import Account, PostHeld, RoleHeld
from motcua.people.types import ClosureKind
from motcua.people.web import own, sheet
from motcua.people.web.forms import DelegateForm, EndForm, LeaveForm, PostForm, ReopenForm, RoleForm

RIGHT = policy.ADMINISTER.code


@require_POST
@for_staff(right=RIGHT)
def begin_post(request: StaffRequest, username: str) -> HttpResponse:
    """Begin a post."""
    account, form = sheet.get(request, username), PostForm(request.POST, day=clock.today())

    def verb() -> object:
        title = form.cleaned_data["title"]
        return actions.begin_post(account=account, title=title, **form.chosen(), by=request.actor, at=clock.now())

    return sheet.do(request, account, "post_form", form, verb, "Đã ghi chức vụ.", show=sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def end_post(request: StaffRequest, username: str, post: int) -> HttpResponse:
    """End a post."""
    account, form = _owner(request, username, PostHeld, post), EndForm(request.POST)

    def verb() -> object:
        return actions.end_post(post_id=post, **form.cleaned_data, by=request.actor, at=clock.now())

    return sheet.do(request, account, "end_form", form, verb, "Đã kết thúc chức vụ.", show=sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def grant_role(request: StaffRequest, username: str) -> HttpResponse:
    """Grant a role."""
    account, form = sheet.get(request, username), RoleForm(request.POST, day=clock.today())

    def verb() -> object:
        role = form.cleaned_data["role"]
        return actions.grant_role(account=account, role=role, **form.chosen(), by=request.actor, at=clock.now())

    return sheet.do(request, account, "role_form", form, verb, "Đã giao vai trò.", show=sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def end_role(request: StaffRequest, username: str, role: int) -> HttpResponse:
    """End a role."""
    account, form = _owner(request, username, RoleHeld, role), EndForm(request.POST)

    def verb() -> object:
        return actions.end_role(role_id=role, **form.cleaned_data, by=request.actor, at=clock.now())

    return sheet.do(request, account, "end_form", form, verb, "Đã kết thúc vai trò.", show=sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def delegate(request: StaffRequest, username: str) -> HttpResponse:
    """Let somebody do an official's work for some days."""
    account = sheet.get(request, username)
    form = DelegateForm(request.POST, giver=account, day=clock.today(), takers=None)
    return own.hand_on(request, account, form, sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def end_delegation(request: StaffRequest, username: str, delegation: int) -> HttpResponse:
    """End a delegation before its time."""
    return own.end_delegation(request, sheet.get(request, username), delegation, sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def be_absent(request: StaffRequest, username: str) -> HttpResponse:
    """Say that an official is away."""
    return own.announce(request, sheet.get(request, username), sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def come_back(request: StaffRequest, username: str, absence: int) -> HttpResponse:
    """An official is back, or does not go."""
    return own.end_absence(request, sheet.get(request, username), absence, sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def leave(request: StaffRequest, username: str) -> HttpResponse:
    """Let an official leave on a day."""
    account, form = sheet.get(request, username), LeaveForm(request.POST)

    def verb() -> object:
        data = form.cleaned_data
        return actions.leave(
            account_id=account.pk,
            kind=ClosureKind(data["kind"]),
            on=data["on"],
            basis=data["basis"],
            by=request.actor,
            at=clock.now(),
        )

    return sheet.do(request, account, "leave_form", form, verb, "Đã ghi thôi giữ việc.", show=sheet.show_any)


@require_POST
@for_staff(right=RIGHT)
def reopen(request: StaffRequest, username: str) -> HttpResponse:
    """Open a closed account again."""
    account, form = sheet.get(request, username), ReopenForm(request.POST)

    def verb() -> object:
        return actions.reopen(account_id=account.pk, **form.cleaned_data, by=request.actor, at=clock.now())

    said = "Đã mở lại tài khoản; hãy giao lại chức vụ và vai trò nếu cần."
    return sheet.do(request, account, "reopen_form", form, verb, said, show=sheet.show_any)


def _owner(request: StaffRequest, username: str, model: type[Model], row: int) -> Account:
    """The account of that name, whose row it must be."""
    account = sheet.get(request, username)
    if not model._default_manager.filter(pk=row, account=account).exists():
        raise NotFound("Không có dòng này ở tài khoản đang xem; hãy tải lại trang.")
    return account
