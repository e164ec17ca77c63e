"""What people puts into the navigation, and the lock that lies over every page of officials."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from motcua.people import policy
from motcua.people.web import screen
from motcua.ui import slots

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
    slots.Link("me", "Tài khoản của tôi", "people:me", icon="user-circle", order=200, group="Cá nhân"),
    slots.Link("my-rights", "Tôi được làm gì?", "people:my_rights", icon="help-circle", order=210, group="Cá nhân"),
):
    slots.fill("nav.staff", link)


def _lock(request: HttpRequest, **given: Any) -> dict[str, Any] | None:
    minutes = screen.minutes(request)
    return {"minutes": minutes} if minutes is not None else None


slots.fill("staff.end", slots.Piece("lock", "people/_lock.html", context=_lock))
