"""What the one-stop shop puts into the navigation, and on the page of a procedure."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest

from motcua.access import rights
from motcua.access.doors import StaffRequest
from motcua.kernel import clock
from motcua.onestop import policy, queries
from motcua.org import queries as org
from motcua.procedures import queries as procedures
from motcua.procedures.queries import ProcedureVersion
from motcua.ui import slots
from motcua.ui.context import page_of


def _waiting(request: HttpRequest) -> int | None:
    actor = getattr(cast(StaffRequest, request), "actor", None)
    return queries.inbox_of(actor, on=clock.today()).count() if actor else None


def _receivable(request: HttpRequest, version: ProcedureVersion) -> dict[str, Any] | None:
    """The procedure, where one of the official's counters receives it today."""
    actor, day = page_of(request).actor, clock.today()
    ids = rights.units_where(actor, policy.RECEIVE.code, day) if actor else ()
    for unit in org.units_on(day, ids=ids):
        if procedures.offered_at(unit, day).filter(pk=version.procedure_id).exists():
            return {"code": version.procedure.code, "unit": unit}
    return None


slots.fill(
    "procedure.actions",
    slots.Piece("receive", "onestop/slots/receive.html", right=policy.RECEIVE.code, context=_receivable),
)
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
