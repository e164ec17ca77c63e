"""The page of one account, for its owner or for administrators: what holds when, and the forms to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.access.doors import StaffRequest
from motcua.kernel import clock
from motcua.kernel.refusal import NotFound, Refusal
from motcua.ledger import queries as ledger
from motcua.people import policy, queries
from motcua.people.models import Account, SignInTries
from motcua.people.types import Stage
from motcua.people.web.forms import (
    AbsenceForm,
    DelegateForm,
    EndForm,
    LeaveForm,
    PostForm,
    ReopenForm,
    RoleForm,
)
from motcua.ui import forms

STORY = 20
Bound = Mapping[str, forms.Form]
NOTHING: Bound = MappingProxyType({})
Show = Callable[..., HttpResponse]


def get(request: StaffRequest, username: str) -> Account:
    """The account of that name, if the actor may look into it; otherwise it does not exist for them."""
    found = policy.visible_to(request.actor, on=clock.today()).filter(username=username).first()
    if found is None:
        raise NotFound(f"Không có tài khoản «{username}» trong danh sách bạn được xem; hãy tìm lại theo họ tên.")
    return found


def _context(request: StaffRequest, account: Account, bound: Bound) -> dict[str, Any]:
    now = clock.now()
    day, sheet = now.date(), queries.sheet_of(account, now.date())
    story = ledger.story_of("people.account", account.pk).reverse()
    ended = {"on": day}
    return {
        "account": account,
        "sheet": sheet,
        "shut": next((row for row in sheet.closures if row.stage == Stage.NOW), None),
        "leaves": next((row for row in sheet.closures if row.stage == Stage.AHEAD), None),
        "stands_in_for": queries.stands_in_for(account, day),
        "has_factor": queries.has_factor(account),
        "locked_until": SignInTries.objects.filter(account=account, locked_until__gt=now)
        .values_list("locked_until", flat=True)
        .first(),
        "page": Paginator(story, STORY).get_page(request.GET.get("trang")),
        "absence_form": bound.get("absence_form") or AbsenceForm(initial={"since": day}),
        "end_form": bound.get("end_form") or EndForm(initial=ended),
        "day": day,
    }


def show_own(request: StaffRequest, account: Account, *, bound: Bound = NOTHING, status: int = 200) -> HttpResponse:
    """The page of one's own account."""
    context = _context(request, account, bound)
    day = context["day"]
    takers = queries.colleagues(account, day)
    context["delegate_form"] = bound.get("delegate_form") or DelegateForm(
        giver=account, day=day, takers=takers, initial={"since": day}
    )
    context["may_delegate"] = bool(queries.lendable(account, day))
    return render(request, "people/me.html", context, status=status)


def show_any(request: StaffRequest, account: Account, *, bound: Bound = NOTHING, status: int = 200) -> HttpResponse:
    """The page of an account as administrators see it."""
    context = _context(request, account, bound)
    day = context["day"]
    if account.is_software:
        context |= {
            "role_form": bound.get("role_form") or RoleForm(day=day, initial={"since": day}),
            "reopen_form": bound.get("reopen_form") or ReopenForm(initial={"on": day}),
            "secrets": queries.secrets_of(account),
        }
        return render(request, "people/client.html", context, status=status)
    begins = {"since": day}
    context |= {
        "post_form": bound.get("post_form") or PostForm(day=day, initial=begins),
        "role_form": bound.get("role_form") or RoleForm(day=day, initial=begins),
        "delegate_form": bound.get("delegate_form")
        or DelegateForm(giver=account, day=day, takers=None, initial=begins),
        "may_delegate": bool(queries.lendable(account, day)),
        "leave_form": bound.get("leave_form") or LeaveForm(initial={"on": day}),
        "reopen_form": bound.get("reopen_form") or ReopenForm(initial={"on": day}),
    }
    return render(request, "people/account.html", context, status=status)


def do(
    request: StaffRequest,
    account: Account,
    key: str,
    form: forms.Form,
    verb: Callable[[], object],
    said: str,
    *,
    show: Show,
) -> HttpResponse:
    """Run a verb for a valid form; else, or when refused, show the page again with the form as typed."""
    if form.is_valid():
        try:
            verb()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, said)
            if show is show_own:
                return redirect("people:me")
            return redirect("people:account", username=account.username)
    return show(request, account, bound={key: form}, status=422)
