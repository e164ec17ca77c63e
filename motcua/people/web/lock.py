"""The lock page: the password again, and then on where one was."""

from __future__ import annotations

import json
from typing import Any, cast

from allauth.account.adapter import get_adapter
from django import forms as django
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.people.models import Account
from motcua.people.rules import Closed, Locked
from motcua.people.web import screen
from motcua.ui import forms

FOR_SCRIPT = "X-Lock"
"""Header of requests by `lock.js`, which covers the page instead of leaving it."""


class UnlockForm(forms.Form):
    """The password of who is signed in, with what waits behind the lock."""

    password = forms.TextField(
        label="Mật khẩu",
        strip=False,
        widget=django.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    next = forms.TextField(required=False, widget=forms.HiddenInput())
    carried = forms.TextField(required=False, widget=forms.HiddenInput())


def ask(request: HttpRequest, *, carried: str) -> HttpResponse:
    """The lock page in place of an answer to a form: what was being sent waits in it."""
    return _show(request, UnlockForm(initial={"carried": carried}), status=403)


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters("password")
@for_staff
def lock(request: StaffRequest) -> HttpResponse:
    """Ask for the password; lock at once where asked to; tell a script whether the screen is locked."""
    state = request.session.get(screen.SCREEN) or {}
    if FOR_SCRIPT in request.headers and request.method == "GET":
        return HttpResponse(status=423 if state.get("locked") else 204)
    if request.method == "POST" and "do" in request.POST:
        if state:
            screen.note(request, locked=True)
        return HttpResponse(status=204) if FOR_SCRIPT in request.headers else _show(request, UnlockForm())
    if request.method == "GET":
        if not state.get("locked"):
            return redirect(_way(request, request.GET.get("next", "")))
        return _show(request, UnlockForm(initial={"next": request.GET.get("next", "")}))
    return _unlock(request)


def _unlock(request: StaffRequest) -> HttpResponse:
    form = UnlockForm(request.POST)
    if screen.SCREEN not in request.session:
        return redirect("desk:home")
    if form.is_valid():
        try:
            is_right = _knows(request, form.cleaned_data["password"])
        except ValidationError as error:
            if error.code in (Locked.code, Closed.code):
                return _throw_out(request, error)
            form.add_error("password", error)
        else:
            if is_right:
                screen.note(request, locked=False, seen=clock.now().timestamp())
                return _go_on(request, form)
            form.add_error("password", "Mật khẩu chưa đúng; hãy nhập lại.")
    if FOR_SCRIPT in request.headers:
        says = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return HttpResponse(says, status=422, content_type="text/plain; charset=utf-8")
    return _show(request, form, status=422)


def _knows(request: StaffRequest, password: str) -> bool:
    """Whether it is the password of who is signed in; each try counts as one to sign in."""
    account = cast(Account, request.user)
    found = get_adapter().authenticate(request, username=account.username, password=password)
    return found is not None and found.pk == account.pk


def _throw_out(request: StaffRequest, error: ValidationError) -> HttpResponse:
    """Nobody may sit any longer before a screen whose password was guessed at too often."""
    logout(request)
    messages.error(request, " ".join(error.messages))
    if FOR_SCRIPT in request.headers:
        return HttpResponse(" ".join(error.messages), status=403, content_type="text/plain; charset=utf-8")
    return redirect("account_login")


def _go_on(request: StaffRequest, form: UnlockForm) -> HttpResponse:
    if FOR_SCRIPT in request.headers:
        return HttpResponse(status=204)
    waiting = _waiting(request, form.cleaned_data["carried"])
    if waiting is None:
        return redirect(_way(request, form.cleaned_data["next"]))
    return render(request, "people/send_again.html", waiting)


def _waiting(request: HttpRequest, carried: str) -> dict[str, Any] | None:
    """What the lock page kept of a form, if it is one of ours."""
    try:
        kept = json.loads(carried)
        fields = [(str(name), str(value)) for name, value in kept["fields"]]
        to, files = str(kept["to"]), [str(name) for name in kept["files"]]
    except (ValueError, TypeError, KeyError):
        return None
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()):
        return None
    return {"to": to, "fields": fields, "files": files}


def _way(request: HttpRequest, wanted: str) -> str:
    """The page to return to, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and ours else "desk:home"


def _show(request: HttpRequest, form: UnlockForm, *, status: int = 200) -> HttpResponse:
    waits = bool(form["carried"].value())
    return render(request, "people/lock.html", {"form": form, "waits": waits}, status=status)
