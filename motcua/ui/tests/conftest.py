"""Renders small templates as a page would, for the public or for an official, without a database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from motcua.access.types import Actor, HeldRole
from motcua.ui import slots

CLERK = Actor(7, "Nguyễn Thị Hạnh", "Công chức tiếp nhận", 3, "UBND xã Phước Nam")


class Official:
    """Somebody signed in, with no account behind."""

    is_authenticated = True
    is_active = True
    pk = 7


@pytest.fixture
def request_of() -> Callable[..., HttpRequest]:
    def make(path: str = "/", *, official: bool = False, **query: str) -> HttpRequest:
        request: Any = RequestFactory().get(path, query)
        request.user = Official() if official else AnonymousUser()
        request.htmx = False
        if official:
            request.actor = CLERK
        return request

    return make


@pytest.fixture
def shown(request_of: Callable[..., HttpRequest]) -> Callable[..., str]:
    def render(source: str, request: HttpRequest | None = None, **context: Any) -> str:
        return str(engines["django"].from_string(source).render(context, request or request_of()))

    return render


@pytest.fixture
def empty_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """No app has filled anything yet."""
    monkeypatch.setattr(slots, "_slots", {})


@pytest.fixture
def clerk_holds_a_role(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clerk is a one-stop clerk at unit 3 on every day."""
    held = (HeldRole("one_stop_clerk", 3, date(2024, 1, 1), None),)
    monkeypatch.setattr("motcua.access.rights.roles_of", lambda by, on: held if by.user_id == 7 else ())
