"""The screen locks when nobody works at it: the session stays, but asks for the password before it shows anything.

What a page was sending when the lock was noticed is not lost: it waits in the lock page, and is sent when unlocked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import sync_only_middleware

from motcua.kernel import clock
from motcua.people.web import lock, screen

NOTED_EVERY = 30
"""Seconds between two notes in the session that it was used; a screen may lock that much earlier, never later."""
ALWAYS = {"people:lock", "account_logout"}
WHEN_CHANGING = ALWAYS | {"account_change_password"}


@sync_only_middleware
def watch(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: lock a session that stood idle, and hold up one that must choose a new password first."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, *given: Any) -> HttpResponse | None:
        state = request.session.get(screen.SCREEN)
        if state is None:
            return None
        if not request.user.is_authenticated:
            request.session.flush()  # the account closed meanwhile: opened again, it is signed in to anew
            return None
        now = clock.now().timestamp()
        is_locked = state["locked"] or now - state["seen"] >= state["minutes"] * 60
        if is_locked and not state["locked"]:
            screen.note(request, locked=True)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if getattr(view, "door", ("", ""))[0] == "public":
            if is_locked:
                request.user = AnonymousUser()  # a passer-by may read what everybody may, and sees no name
            return None
        if is_locked:
            return None if name in ALWAYS else _ask_for_password(request)
        if not 0 <= now - state["seen"] < NOTED_EVERY:
            screen.note(request, seen=now)
        if state["change"] and name not in WHEN_CHANGING:
            messages.warning(request, state["change"])
            return redirect("account_change_password")
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _ask_for_password(request: HttpRequest) -> HttpResponse:
    """The lock page; an island of a page sends the whole page there, a form is kept in it."""
    where = request.get_full_path()
    if getattr(request, "htmx", False):
        parts = urlsplit(request.headers.get("HX-Current-URL", ""))
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = _lock_page(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return answer
    if request.method == "POST":
        return lock.ask(request, carried=screen.carried(request))
    return redirect(_lock_page(where))


def _lock_page(where: str) -> str:
    return f"{reverse('people:lock')}?{urlencode({'next': where})}"
