"""One's notices: what happened that waits for me, and that I have seen it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.notices import actions, queries

PAGE = 20


@require_GET
@for_staff
def index(request: StaffRequest) -> HttpResponse:
    """My notices, newest first."""
    page = Paginator(queries.notices_of(request.actor), PAGE).get_page(request.GET.get("trang"))
    return render(request, "desk/notices.html", {"page": page, "unread": queries.unread_of(request.actor)})


@require_POST
@for_staff
def read(request: StaffRequest) -> HttpResponse:
    """Mark as read: one, and go where it leads; or all."""
    typed = request.POST.get("thong-bao", "")
    ids = [int(typed)] if typed.isdigit() else None
    actions.mark_read(notice_ids=ids, by=request.actor, at=clock.now())
    notice = queries.notices_of(request.actor).filter(pk__in=ids).first() if ids else None
    return redirect(notice.url if notice and notice.url.startswith("/") else "desk:notices")


def unread(request: HttpRequest) -> int | None:
    """How many notices wait, for the navigation."""
    actor = getattr(request, "actor", None)
    return queries.unread_of(actor) if actor else None
