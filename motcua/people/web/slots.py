"""What people puts into the navigation and the one search, and the lock that lies over every page of officials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from motcua.access.doors import StaffRequest
from motcua.kernel import clock
from motcua.people import policy, queries
from motcua.people.web import screen
from motcua.ui import slots

FIRST = 8

for link in (
    slots.Link(
        "accounts",
        "Tài khoản",
        "people:accounts",
        icon="users",
        right=policy.ADMINISTER.code,
        order=90,
        group="Quản trị",
    ),
    slots.Link(
        "clients",
        "Phần mềm kết nối",
        "people:clients",
        icon="apps",
        right=policy.ADMINISTER.code,
        order=91,
        group="Quản trị",
    ),
    slots.Link("me", "Tài khoản của tôi", "people:me", icon="user-circle", order=200, group="Cá nhân"),
    slots.Link("my-rights", "Tôi được làm gì?", "people:my_rights", icon="help-circle", order=210, group="Cá nhân"),
):
    slots.fill("nav.staff", link)


def _lock(request: HttpRequest, **given: Any) -> dict[str, Any] | None:
    minutes = screen.minutes(request)
    return {"minutes": minutes} if minutes is not None else None


def _accounts(request: HttpRequest, words: str) -> Iterator[Mapping[str, Any]]:
    now = clock.now()
    found = list(queries.accounts(cast(StaffRequest, request).actor, now, words=words)[:FIRST])
    places = queries.places_of(found, now.date())
    for account in found:
        says = "; ".join(places[account.pk]) or "không giữ chức vụ"
        page = reverse("people:account", args=[account.username])
        yield {"url": page, "title": f"{account.name} · {account.username}", "says": says}


slots.fill("search.sources", slots.Source("accounts", "Tài khoản", _accounts, right=policy.ADMINISTER.code, order=60))

slots.fill("staff.end", slots.Piece("lock", "people/_lock.html", context=_lock))
