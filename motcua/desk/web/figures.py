"""The numbers: what each figure is in a period, whether the sums agree, and the rows behind every one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.period import Period, month
from motcua.kernel.printed import parse_day
from motcua.kernel.refusal import Refusal
from motcua.ledger import figures
from motcua.ledger.figures import Scope
from motcua.org import queries as org
from motcua.ui.middleware import status_of

PAGE = 20
APPS = {"onestop": "Một cửa", "procedures": "Thủ tục hành chính"}


def _period(typed: QueryDict) -> Period:
    """The period as typed, both days included; this month up to today where nothing was typed."""
    today = clock.today()
    this_month = month(today.year, today.month)
    first, last = typed.get("tu"), typed.get("den")
    return figures.days(parse_day(first) if first else this_month.start, parse_day(last) if last else today)


def _asked(request: StaffRequest) -> tuple[Scope | None, dict[str, Any]]:
    """The scope that was asked for, or the refusal that stands in its place, with what the form shows."""
    now, typed = clock.now(), request.GET
    slug, boundary = typed.get("don-vi", ""), typed.get("ranh-gioi", "then")
    context: dict[str, Any] = {
        "units": org.units_on(clock.today()),
        "unit_slug": slug,
        "boundary": "now" if boundary == "now" else "then",
        "from_typed": typed.get("tu", ""),
        "to_typed": typed.get("den", ""),
        "query": typed.urlencode(),
    }
    try:
        unit = org.unit_by_slug(slug, clock.today()) if slug else None
        scope = figures.scope(
            _period(typed),
            as_of=now,
            unit_id=unit.id if unit else None,
            boundary=context["boundary"],
        )
    except Refusal as refusal:
        return None, context | {"refusal": refusal}
    context["from_typed"] = context["from_typed"] or scope.period.start.strftime("%d/%m/%Y")
    assert scope.period.last is not None
    context["to_typed"] = context["to_typed"] or scope.period.last.strftime("%d/%m/%Y")
    return scope, context | {"scope": scope, "unit": unit}


@require_GET
@for_staff
def index(request: StaffRequest) -> HttpResponse:
    """All figures of a scope, by the app that answers for them, and every identity with its outcome."""
    scope, context = _asked(request)
    if scope is None:
        return render(request, "desk/figures.html", context, status=status_of(context["refusal"]))
    known: dict[str, int] = {}
    groups = []
    for app, title in APPS.items():
        found = [figures.Value(each, figures.count(each.name, scope)) for each in figures.figures(app)]
        known |= {value.figure.name: value.count for value in found}
        groups.append({"title": title, "values": found})
    checked = [figures.check(each, scope, known) for each in figures.identities_of()]
    shares = {
        "Tỷ lệ giải quyết không quá hạn": figures.Share(
            known["onestop.resolved"] - known["onestop.late"], known["onestop.resolved"]
        ),
        "Tỷ lệ tiếp nhận trực tuyến": figures.Share(known["onestop.received_online"], known["onestop.received"]),
    }
    context |= {"groups": groups, "checked": checked, "shares": shares}
    return render(request, "desk/figures.html", context)


@require_GET
@for_staff
def one(request: StaffRequest, name: str) -> HttpResponse:
    """One figure: its formula in words, its identities, and its rows; those one may not read are counted, not shown."""
    figure = figures.named(name)
    scope, context = _asked(request)
    context["figure"] = figure
    if scope is None:
        return render(request, "desk/figure.html", context, status=status_of(context["refusal"]))
    drilled = figures.drill(name, scope, by=request.actor, on=clock.today())
    page = Paginator(drilled.visible.order_by("-pk"), PAGE).get_page(request.GET.get("trang"))
    context |= {
        "drilled": drilled,
        "page": page,
        "subject": figures.subject_of(name),
        "checked": [figures.check(each, scope) for each in figures.identities_of(name)],
    }
    return render(request, "desk/figure.html", context)
