"""The inbox: what waits for me, nearest due first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.onestop import policy, queries
from motcua.onestop.web.story import left_at_step
from motcua.org import queries as org

PAGE = 20


@require_GET
@for_staff(right=policy.WORK.code)
def inbox(request: StaffRequest) -> HttpResponse:
    """Every step that waits for the actor, with the working time that remains."""
    now = clock.now()
    runs = queries.inbox_of(request.actor, on=now.date())
    page = Paginator(runs, PAGE).get_page(request.GET.get("trang"))
    calendars = org.calendars()
    queries.with_remaining(page.object_list, now, calendars)
    for run in page:
        run.step_remaining = left_at_step(run.dossier, run, now, calendars)
    return render(request, "onestop/inbox.html", {"page": page, "now": now})
