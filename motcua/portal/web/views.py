"""Look up a dossier by the code on its receipt: its state and remaining time, and nothing about anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from motcua.access.doors import open_to_all
from motcua.kernel import clock
from motcua.kernel.worktime import OutsideCalendar, sessions_words
from motcua.onestop import queries as onestop
from motcua.onestop.types import Status
from motcua.org import queries as org

WHY_OPEN = "Người dân tra cứu bằng mã in trên giấy tiếp nhận, không cần tài khoản; trang không có dữ liệu cá nhân"
CALENDAR = "hanh-chinh"
OFTEN = (
    "Khai sinh",
    "Kết hôn",
    "Tình trạng hôn nhân",
    "Chứng thực bản sao",
    "Khai tử",
    "Thường trú",
    "Hộ kinh doanh",
    "Khuyết tật",
    "Hộ nghèo",
)
"""What people come for most, as words that find it in the catalogue."""


@require_GET
@open_to_all("Trang đầu của cổng, không có dữ liệu")
def home(request: HttpRequest) -> HttpResponse:
    """The door of the province: look up, read procedures, sign in; and whether the counters are open today."""
    try:
        sessions = org.calendar(CALENDAR).sessions_on(clock.today())
    except OutsideCalendar:  # then the page says nothing of hours
        return render(request, "portal/home.html", {"often": OFTEN})
    context = {"often": OFTEN, "hours": sessions_words(sessions), "is_day_off": not sessions}
    return render(request, "portal/home.html", context)


@require_GET
@open_to_all(WHY_OPEN)
def look_up(request: HttpRequest) -> HttpResponse:
    """Take the typed code to the page of its dossier; an empty one shows the form."""
    typed = request.GET.get("ma", "").strip()
    if typed:
        compact = "".join(typed.split()).replace("-", "").upper()
        if compact.isalnum():
            return redirect("portal:state", lookup_code=compact[:20])
        return _not_found(request, typed)
    return render(request, "portal/look_up.html")


@require_GET
@open_to_all(WHY_OPEN)
def state(request: HttpRequest, lookup_code: str) -> HttpResponse:
    """The state of the dossier with that look-up code."""
    now = clock.now()
    found = onestop.public_state(lookup_code, now)
    if found is None:
        return _not_found(request, lookup_code)
    reached = {Status.RECEIVED: 1, Status.FINISHED: 3, Status.RETURNED: 5}.get(found.status, 2)
    context = {"found": found, "reached": reached}
    return render(request, "portal/state.html", context)


def _not_found(request: HttpRequest, typed: str) -> HttpResponse:
    return render(request, "portal/look_up.html", {"typed": typed, "not_found": True}, status=404)
