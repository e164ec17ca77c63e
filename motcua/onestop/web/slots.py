"""What the one-stop shop puts into the navigation, and on the page of a procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from motcua.access import rights
from motcua.access.doors import StaffRequest
from motcua.kernel import clock
from motcua.onestop import deadlines, policy, queries
from motcua.org import queries as org
from motcua.org.types import CalendarChange
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


def _foreseen(request: HttpRequest, change: CalendarChange) -> dict[str, Any]:
    """How many open dossiers a change of working time would move."""
    return {"foreseen": deadlines.foresee(change)}


slots.fill("calendar.change", slots.Piece("dossiers", "onestop/slots/foreseen.html", context=_foreseen))
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
FIRST = 8


def _dossiers(request: HttpRequest, words: str) -> Iterator[Mapping[str, Any]]:
    actor = cast(StaffRequest, request).actor
    visible = policy.visible_to(actor, on=clock.today())
    found = queries.search(visible, words).select_related("procedure_version__procedure")
    for dossier in found.order_by("-received_at")[:FIRST]:
        yield {
            "url": reverse("onestop:dossier", args=[dossier.code]),
            "title": f"{dossier.code} · {dossier.applicant_name}",
            "says": f"{dossier.procedure_version.procedure.name} · {dossier.get_status_display()}",
        }


slots.fill("search.sources", slots.Source("dossiers", "Hồ sơ", _dossiers, right=policy.READ.code, order=10))
