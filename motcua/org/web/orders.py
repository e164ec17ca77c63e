"""What administrators order about working time: each order shows first how many open dossiers it moves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.printed import print_day
from motcua.org import actions, policy, queries
from motcua.org.types import CalendarChange, CalendarOn
from motcua.org.web.forms import DayForm, HoursForm, SourceForm
from motcua.ui.forms import Form

SAVE = "luu"


def _shown(code: str) -> CalendarOn:
    queries.calendar(code)  # refuses a code nobody keeps
    return next(each for each in queries.calendars_kept() if each.code == code)


def _year(code: str, year: int) -> str:
    return f"{reverse('org:calendar')}?{urlencode([('lich', code), ('nam', year)])}"


def _page(request: StaffRequest, template: str, form: Form, code: str, **more: Any) -> HttpResponse:
    context = {"form": form, "shown": _shown(code), "back": f"{reverse('org:calendar')}?{urlencode({'lich': code})}"}
    return render(request, template, context | more, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.CALENDAR.code)
def order_day(request: StaffRequest, code: str) -> HttpResponse:
    """Order an exceptional day: first looked at, then saved."""
    now, change = clock.now(), None
    form = DayForm(request.POST or None, on=now.date())
    if form.is_valid():
        with form.refusing():
            day = form.ordered()
            if request.POST.get("do") == SAVE:
                actions.order_day(code=code, day=day, unit_id=form.unit_id, by=request.actor, at=now)
                messages.success(request, f"Đã ghi ngày {print_day(day.day)}. Hồ sơ đang mở được tính lại hạn.")
                return redirect(_year(code, day.day.year))
            change = queries.propose_day(code, day, form.unit_id)
    return _page(request, "org/order_day.html", form, code, change=change)


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.CALENDAR.code)
def change_hours(request: StaffRequest, code: str) -> HttpResponse:
    """Change weekly hours: first looked at, then saved."""
    now, change = clock.now(), None
    form = HoursForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            data: dict[str, Any] = {
                "code": code,
                "weekdays": form.cleaned_data["weekdays"],
                "sessions": form.hours(),
                "since": form.cleaned_data["since"],
                "source": form.cleaned_data["source"],
            }
            if request.POST.get("do") == SAVE:
                actions.change_hours(**data, by=request.actor, at=now)
                messages.success(request, f"Đã ghi giờ làm việc từ ngày {print_day(data['since'])}.")
                return redirect(_year(code, data["since"].year))
            change = queries.propose_hours(**data)
    return _page(request, "org/change_hours.html", form, code, change=change)


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.CALENDAR.code)
def confirm(request: StaffRequest, day_id: int) -> HttpResponse:
    """Confirm a day that was only expected."""
    now = clock.now()
    code, told = queries.day_told(day_id)
    form = SourceForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.confirm_day(day_id=day_id, source=form.cleaned_data["source"], by=request.actor, at=now)
            messages.success(request, f"Đã xác nhận ngày {print_day(told.day.day)}.")
            return redirect(_year(code, told.day.day.year))
    return _page(request, "org/settle_day.html", form, code, told=told, heading="Xác nhận ngày", deed="Xác nhận")


@require_http_methods(["GET", "POST"])
@for_staff(right=policy.CALENDAR.code)
def withdraw(request: StaffRequest, day_id: int) -> HttpResponse:
    """Take a day back."""
    now = clock.now()
    code, told = queries.day_told(day_id)
    form = SourceForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.withdraw_day(day_id=day_id, source=form.cleaned_data["source"], by=request.actor, at=now)
            messages.success(request, f"Đã hủy ngày {print_day(told.day.day)}. Hồ sơ đang mở được tính lại hạn.")
            return redirect(_year(code, told.day.day.year))
    change: CalendarChange | None = None if told.withdrawn_by else queries.propose_withdrawal(day_id)
    words = {"heading": "Hủy ngày đã ghi", "deed": "Hủy ngày"}
    return _page(request, "org/settle_day.html", form, code, told=told, change=change, **words)
