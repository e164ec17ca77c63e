"""What the one-stop shop puts into the navigation."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from motcua.access.doors import StaffRequest
from motcua.kernel import clock
from motcua.onestop import policy, queries
from motcua.ui import slots


def _waiting(request: HttpRequest) -> int | None:
    actor = getattr(cast(StaffRequest, request), "actor", None)
    return queries.inbox_of(actor, on=clock.today()).count() if actor else None


for link in (
    slots.Link(
        "receive",
        "Tiếp nhận hồ sơ",
        "onestop:choose",
        icon="plus",
        right=policy.RECEIVE.code,
        order=10,
        group="Một cửa",
    ),
    slots.Link(
        "inbox",
        "Việc chờ tôi",
        "onestop:inbox",
        icon="inbox",
        right=policy.WORK.code,
        order=20,
        group="Một cửa",
        count=_waiting,
    ),
    slots.Link(
        "dossiers",
        "Hồ sơ",
        "onestop:index",
        icon="files",
        right=policy.READ.code,
        order=30,
        group="Một cửa",
    ),
):
    slots.fill("nav.staff", link)
slots.fill(
    "search", slots.Link("dossiers", "Tìm hồ sơ: mã, số định danh, họ tên", "onestop:index", right=policy.READ.code)
)
