"""The officials' first page: where they stand today, and what waits for them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access import rights
from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.zone import VIETNAM
from motcua.onestop import queries as onestop
from motcua.org import queries as org

FIRST = 5
ANSWERS = {"leader", "department_head", "counter_supervisor"}
"""Roles whose desk shows what turns late in the whole unit, not only what waits for them."""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def _waits(waiting: QuerySet[Any], now: datetime, tomorrow: datetime, after: datetime) -> dict[str, int]:
    """How many wait, and of those not finished yet how many are late, fall due today and tomorrow."""
    due = Q(dossier__finished_at=None)
    found: dict[str, int] = waiting.order_by().aggregate(
        waiting=Count("pk"),
        overdue=Count("pk", filter=due & Q(dossier__due_at__lt=now)),
        due_today=Count("pk", filter=due & Q(dossier__due_at__gte=now, dossier__due_at__lt=tomorrow)),
        due_tomorrow=Count("pk", filter=due & Q(dossier__due_at__gte=tomorrow, dossier__due_at__lt=after)),
    )
    return found


@require_GET
@for_staff
def home(request: StaffRequest) -> HttpResponse:
    """What waits, nearest due first, and the roles one holds today."""
    now = clock.now()
    day = now.date()
    waiting = onestop.inbox_of(request.actor, on=day)
    first = list(waiting[:FIRST])
    onestop.with_remaining(first, now)
    held = rights.roles_of(request.actor, day)
    units = {unit.id: unit for unit in org.units_on(day, ids={role.unit_id for role in held})}
    visible = onestop.visible_to(request.actor, on=day)
    tomorrow, after = (_midnight(day + timedelta(days=each)) for each in (1, 2))
    late_today = list(onestop.turning_late(visible, after=now, until=tomorrow)[:FIRST])
    late_tomorrow = list(onestop.turning_late(visible, after=tomorrow, until=after)[:FIRST])
    onestop.with_remaining([*late_today, *late_tomorrow], now)
    context = {
        "answers_for_unit": any(role.role in ANSWERS for role in held),
        "late_today": late_today,
        "late_tomorrow": late_tomorrow,
        "overdue_in_unit": visible.filter(finished_at=None, due_at__lt=now).count(),
        "first": first,
        **_waits(waiting, now, tomorrow, after),
        "roles": [(rights.ROLE_NAMES[role.role], units[role.unit_id].name) for role in held if role.unit_id in units],
        "may_receive": bool(rights.units_where(request.actor, "onestop.receive", day)),
        "may_work": bool(rights.units_where(request.actor, "onestop.work", day)),
        "now": now,
    }
    return render(request, "desk/home.html", context)
