"""The numbers: what each figure is in a period, whether the sums agree, its parts, and the rows behind every one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.period import Period, month
from motcua.kernel.printed import parse_day
from motcua.kernel.refusal import Refusal
from motcua.ledger import figures
from motcua.ledger.figures import Number, Scope
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.ui.middleware import status_of

PAGE = 20
APPS = {"onestop": "Một cửa", "procedures": "Thủ tục hành chính"}


def _period(typed: QueryDict) -> Period:
    """The period as typed, both days included; this month up to today where nothing was typed."""
    today = clock.today()
    this_month = month(today.year, today.month)
    first, last = typed.get("tu"), typed.get("den")
    return figures.days(parse_day(first) if first else this_month.start, parse_day(last) if last else today)


def _query(typed: QueryDict, *left_out: str, **more: str) -> str:
    """What was asked as an address goes on with it, without the page and what is left out."""
    kept = typed.copy()
    for name in ("trang", *left_out):
        kept.pop(name, None)
    for name, value in more.items():
        kept[name] = value
    return kept.urlencode()


def _told_apart(units: list[UnitOn]) -> list[tuple[UnitOn, str]]:
    """The units with their names; with those of the units above them where several are called the same."""
    above, many = {unit.id: unit for unit in units}, Counter(unit.short_name for unit in units)
    return [
        (unit, f"{unit.short_name}, {above[unit.parent_id].short_name}")
        if many[unit.short_name] > 1 and unit.parent_id in above
        else (unit, unit.short_name)
        for unit in units
    ]


def _asked(request: HttpRequest) -> tuple[Scope | None, dict[str, Any]]:
    """The scope that was asked for, or the refusal that stands in its place, with what the form shows."""
    now, typed = clock.now(), request.GET
    slug, boundary = typed.get("don-vi", ""), typed.get("ranh-gioi", "then")
    narrowed = {each.name: typed[each.name] for each in figures.dimensions() if typed.get(each.name)}
    context: dict[str, Any] = {
        "units": _told_apart(org.units_on(clock.today())),
        "unit_slug": slug,
        "boundary": "now" if boundary == "now" else "then",
        "from_typed": typed.get("tu", ""),
        "to_typed": typed.get("den", ""),
        "query": _query(typed, "theo"),
        "kept": narrowed | ({"theo": typed["theo"]} if typed.get("theo") else {}),
    }
    try:
        unit = org.unit_by_slug(slug, clock.today()) if slug else None
        scope = figures.scope(
            _period(typed),
            as_of=now,
            unit_id=unit.id if unit else None,
            boundary=context["boundary"],
            narrowed=narrowed,
        )
        context["narrowed"] = _narrowed(scope, typed)
    except Refusal as refusal:
        return None, context | {"refusal": refusal}
    context["from_typed"] = context["from_typed"] or scope.period.start.strftime("%d/%m/%Y")
    assert scope.period.last is not None
    context["to_typed"] = context["to_typed"] or scope.period.last.strftime("%d/%m/%Y")
    return scope, context | {"scope": scope, "unit": unit}


def _narrowed(scope: Scope, typed: QueryDict) -> list[dict[str, str]]:
    """What the scope was narrowed to, in words, each with the address without it."""
    known = {each.name: each for each in figures.dimensions()}
    return [
        {"title": known[name].title, "words": known[name].said(value, scope), "without": _query(typed, name)}
        for name, value in scope.narrowed
    ]


@require_GET
@for_staff
def index(request: StaffRequest) -> HttpResponse:
    """All figures of a scope, by the app that answers for them, and every identity with its outcome."""
    scope, context = _asked(request)
    if scope is None:
        return render(request, "desk/figures.html", context, status=status_of(context["refusal"]))
    known: dict[str, Number] = {}
    groups = []
    for app, title in APPS.items():
        told = [each for each in figures.figures(app) if figures.is_told(each.name, scope)]
        found = [figures.Value(each, figures.count(each.name, scope)) for each in told]
        known |= {value.figure.name: value.count for value in found}
        groups.append({"title": title, "values": found})
    context |= {
        "groups": groups,
        "left_out": len(figures.figures()) - len(known),
        "checked": figures.checked(None, scope, known),
        "rated": figures.rated(None, scope, known),
    }
    return render(request, "desk/figures.html", context)


@require_GET
@for_staff
def one(request: StaffRequest, name: str) -> HttpResponse:
    """One figure: its formula in words, its identities and ratios, and its rows or, asked for, its parts.

    Rows one may not read are counted, not shown.
    """
    figure, subject = figures.named(name), figures.subject_of(name)
    scope, context = _asked(request)
    context |= {"figure": figure, "subject": subject, "unit_words": figure.unit or subject.noun}
    if scope is None:
        return render(request, "desk/figure.html", context, status=status_of(context["refusal"]))
    by, number = request.GET.get("theo", ""), request.GET.get("trang")
    try:
        drilled = figures.drill(name, scope, by=request.actor, on=clock.today())
        broken = figures.breakdown(name, by, scope) if by else None
    except Refusal as refusal:
        return render(
            request, "desk/figure.html", context | {"scope": None, "refusal": refusal}, status=status_of(refusal)
        )
    if broken:
        context["page"] = page = Paginator(broken.parts, PAGE).get_page(number)
        context["parts"] = [(part, _query(request.GET, "theo", **{by: part.key})) for part in page]
    else:
        context["page"] = page = Paginator(drilled.visible.order_by("-pk"), PAGE).get_page(number)
        context["rows"] = [(row, figure.amount(row) if figure.amount else None) for row in page]
    known: dict[str, Number] = {name: drilled.total}
    context |= {
        "drilled": drilled,
        "broken": broken,
        "ways": [(each, _query(request.GET, theo=each.name)) for each in subject.dimensions.values()],
        "checked": figures.checked(name, scope, known),
        "rated": figures.rated(name, scope, known),
    }
    return render(request, "desk/figure.html", context)
