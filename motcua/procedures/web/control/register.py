"""The register of reviews: its counts, and the rows each of them opens to."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.printed import print_day, print_number
from motcua.kernel.refusal import Malformed
from motcua.ledger import figures
from motcua.ledger.figures import Number, Scope
from motcua.org import queries as org
from motcua.procedures import queries, rules
from motcua.ui.days import asked_day, status_of_day

PAGE = 25
LAND = "Đất đai"
EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "simplification_examples.csv"


def percent(share: Fraction | None) -> str:
    """`52,56%`, rounded half up; empty where there is no whole."""
    if share is None:
        return ""
    hundredths = int(share * 10_000 + Fraction(1, 2))
    return f"{print_number(Decimal(hundredths) / 100, 2)}%"


def share(part: int, whole: int) -> str:
    """A share of counts as a percentage."""
    return percent(Fraction(part, whole)) if whole else ""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure or a ratio as the overview shows it, with the address of the figure's own page."""

    count: str
    words: str
    url: str


TILES = ("abolished", "amended", "replaced", "listed", "standing", "shortened")
"""The figures on top of the overview; a zero of `replaced` is left out."""
KINDS = ("abolished", "amended", "replaced", "kept", "shortened", "deep")
"""The figures whose rows the register may be narrowed to."""


def _scope(day: date, **narrowed: str) -> Scope:
    """All that control knows up to a day."""
    first = min(queries.since() or day, day)
    return figures.scope(figures.days(first, day), as_of=clock.now(), narrowed=narrowed)


def _url(name: str, scope: Scope) -> str:
    days = {"tu": print_day(scope.period.start), "den": print_day(scope.until)}
    return f"{reverse('desk:figure', args=[name])}?{urlencode({**days, **dict(scope.narrowed)})}"


def _told(name: str, scope: Scope, known: dict[str, Number] | None = None, *, words: str = "") -> Told:
    found = figures.named(f"procedures.{name}")
    count = figures.count(found.name, scope)
    if known is not None:
        known[found.name] = count
    return Told(print_number(count), words or found.title.lower(), _url(found.name, scope))


def _asked(request: StaffRequest) -> tuple[date, Malformed | None]:
    """The day asked for; of one that is still to come nothing can be counted yet."""
    day, refusal = asked_day(request)
    today = clock.today()
    if day > today:
        return today, Malformed(f"Chưa có số liệu của ngày {print_day(day)}; hãy chọn ngày không sau hôm nay.")
    return day, refusal


@require_GET
@for_staff
def overview(request: StaffRequest) -> HttpResponse:
    """How many procedures were abolished and changed, of how many, by which decision; how much time was cut."""
    day, refusal = _asked(request)
    scope, land = _scope(day), _scope(day, **{"linh-vuc": LAND})
    known: dict[str, Number] = {}
    known_of_land: dict[str, Number] = {}
    tiles = {name: _told(name, scope, known) for name in TILES}
    if tiles["replaced"].count == "0":
        del tiles["replaced"]
    context = {
        "day": day,
        "refusal": refusal,
        "tiles": tiles.values(),
        "ratios": _ratios(scope, known, "simplified", "days_cut", "cost_cut"),
        "checked": [figures.check(each, scope, known) for each in figures.identities_of() if each.app == "procedures"],
        "land_tiles": [
            _told("shortened", land, known_of_land, words="thủ tục đất đai được cắt giảm thời hạn"),
            _told("deep", land, known_of_land),
            _told("listed", land, known_of_land, words="thủ tục đất đai trong danh mục, kể cả đã bãi bỏ"),
        ],
        "land_ratios": _ratios(land, known_of_land, "shortened", "deep"),
        "by_issuer": _by_issuer(scope),
        "by_decision": _by_decision(scope),
        "is_demonstration": any(plan.is_demonstration for plan in queries.plans()),
        "incomplete": _told("incomplete", scope),
        "drafts": queries.open_drafts(),
    }
    return render(request, "procedures/control/overview.html", context, status=status_of_day(refusal))


def _ratios(scope: Scope, known: dict[str, Number], *names: str) -> list[dict[str, Any]]:
    """Ratios with a base that is not nothing: each names its base, and both numbers lead to their figures."""
    by_name = {each.name: each for each in figures.ratios_of()}
    told = []
    for rated in (figures.rate(by_name[f"procedures.share_{name}"], scope, known) for name in names):
        if rated.share.whole:
            parts = [(figures.named(part).title.lower(), _url(part, scope)) for part in rated.ratio.part]
            told.append({"rated": rated, "parts": parts, "base": _url(rated.base.name, scope), "unit": rated.base.unit})
    return told


def _by_issuer(scope: Scope) -> list[dict[str, Any]]:
    """The share of time cut of each ministry whose procedures were made shorter."""
    columns = ("shortened", "days_before", "days_after", "days_cut")
    table = _table(scope, "bo", *columns)
    rows = [row for row in table if row["cells"][0].count != "0"]
    for row in rows:
        before, cut = row["numbers"][1], row["numbers"][3]
        row["share"] = figures.Share(cut, before)
    return sorted(rows, key=lambda row: str(row["words"]))


def _by_decision(scope: Scope) -> dict[str, Any]:
    """The outcomes by the decision they rest on, newest first, with sums that must be the figures."""
    names = ("abolished", "amended", "shortened")
    newest = {str(each.pk): number for number, each in enumerate(queries.decisions())}
    rows = sorted(_table(scope, "quyet-dinh", *names), key=lambda row: newest.get(row["key"], len(newest)))
    sums = [figures.breakdown(f"procedures.{name}", "quyet-dinh", scope) for name in names]
    return {"rows": rows, "sums": [each.total for each in sums], "broken": [each for each in sums if not each.holds]}


def _table(scope: Scope, by: str, *names: str) -> list[dict[str, Any]]:
    """Several figures broken down by one dimension: a row a value, a cell a figure, each with its address."""
    parts = [{part.key: part for part in figures.breakdown(f"procedures.{name}", by, scope).parts} for name in names]
    words = {key: part.words for column in parts for key, part in column.items()}
    rows = []
    for key, said in words.items():
        numbers = [column[key].count if key in column else 0 for column in parts]
        narrowed = replace(scope, narrowed=(*scope.narrowed, (by, key)))
        cells = [
            Told(print_number(number), said, _url(f"procedures.{name}", narrowed))
            for name, number in zip(names, numbers, strict=True)
        ]
        rows.append({"key": key, "words": said, "numbers": numbers, "cells": cells})
    return rows


FILTERS = ("linh-vuc", "bo", "quyet-dinh", "nam")


@require_GET
@for_staff
def reviews(request: StaffRequest) -> HttpResponse:
    """The reviews that ended, by outcome, agency, year, field, ministry and decision, with their counts."""
    day, refusal = _asked(request)
    given = request.GET
    which = given.get("loai", "") if given.get("loai") in KINDS else ""
    agencies = org.units_on(day, level="province")
    agency = next((unit for unit in agencies if unit.slug == given.get("co-quan")), None)
    narrowed = {name: given[name] for name in FILTERS if given.get(name)}
    narrowed = {name: typed for name, typed in narrowed.items() if name in ("linh-vuc", "bo") or _is_number(typed)}
    scope = _scope(day, **narrowed, **({"co-quan": str(agency.id)} if agency else {}))
    found = figures.rows(f"procedures.{which or 'reviewed'}", scope).order_by("procedure__field", "procedure__code")
    page = Paginator(found, PAGE).get_page(given.get("trang"))
    names = {unit.id: unit.short_name for unit in org.units_on(day, ids=[item.agency_id for item in page])}
    context = {
        "day": day,
        "refusal": refusal,
        "page": page,
        "rows": [(item, names.get(item.agency_id, ""), percent(item.share_cut)) for item in page],
        "counted": [_told(name, scope) for name in ("abolished", "amended", "replaced", "kept")],
        "chosen": {name.replace("-", "_"): typed for name, typed in narrowed.items()},
        "which": which,
        "kinds": {name: figures.named(f"procedures.{name}").title for name in KINDS},
        "agencies": agencies,
        "agency": agency,
        "years": [str(plan.year) for plan in queries.plans()],
        "decisions": [(str(each.pk), each) for each in queries.decisions()],
        "fields": sorted(part.key for part in figures.breakdown("procedures.reviewed", "linh-vuc", _scope(day)).parts),
    }
    return render(request, "procedures/control/reviews.html", context, status=status_of_day(refusal))


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 10


@require_GET
@for_staff
def listings(request: StaffRequest) -> HttpResponse:
    """The province's list: what was on it until a day, or what still is."""
    day, refusal = _asked(request)
    standing, field = request.GET.get("con") == "1", request.GET.get("linh-vuc", "")
    scope = _scope(day, **({"linh-vuc": field} if field else {}))
    found = figures.rows("procedures.standing" if standing else "procedures.listed", scope)
    page = Paginator(found.order_by("procedure__field", "procedure__code"), PAGE).get_page(request.GET.get("trang"))
    context = {"day": day, "refusal": refusal, "page": page, "standing": standing, "field": field}
    return render(request, "procedures/control/listings.html", context, status=status_of_day(refusal))


@require_GET
@for_staff
def incomplete(request: StaffRequest) -> HttpResponse:
    """The versions of a day that lack mandatory parts, each part by name."""
    day, refusal = asked_day(request)
    page = Paginator(queries.incomplete_on(day), PAGE).get_page(request.GET.get("trang"))
    context = {"day": day, "refusal": refusal, "page": page}
    return render(request, "procedures/control/incomplete.html", context, status=status_of_day(refusal))


@cache
def _examples() -> list[dict[str, Any]]:
    with EXAMPLES.open(encoding="utf-8", newline="") as table:
        return [
            {
                **row,
                "before": int(row["cost_before_vnd"]),
                "after": int(row["cost_after_vnd"]),
                "saving": int(row["saving_vnd"]),
                "percent": share(int(row["saving_vnd"]), int(row["cost_before_vnd"])),
            }
            for row in csv.DictReader(table)
        ]


@require_GET
@for_staff
def costs(request: StaffRequest) -> HttpResponse:
    """How the cost of compliance is computed, with five worked examples of a published decision."""
    day, _ = asked_day(request)
    example = rules.cost("10d", 10, day)
    return render(request, "procedures/control/costs.html", {"examples": _examples(), "example": example, "day": day})
