"""The register of reviews: its counts, and the rows each of them opens to."""

from __future__ import annotations

import csv
from dataclasses import dataclass
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
from motcua.kernel.printed import print_number
from motcua.org import queries as org
from motcua.procedures import queries, rules
from motcua.procedures.types import ReviewScope, Simplification
from motcua.ui.days import asked_day

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
class Tile:
    """A count on the overview, with the rows it opens to."""

    count: str
    words: str
    url: str


def _url(name: str, day: date, **asked: Any) -> str:
    given = {key: value for key, value in asked.items() if value}
    return f"{reverse(f'control:{name}')}?{urlencode({'ngay': f'{day:%d/%m/%Y}', **given})}"


@require_GET
@for_staff
def overview(request: StaffRequest) -> HttpResponse:
    """How many procedures were abolished and changed, of how many, by which decision; how much time was cut."""
    day, refusal = asked_day(request)
    scope = ReviewScope(until=day)
    total, land = queries.simplification(scope), queries.simplification(ReviewScope(until=day, field=LAND))
    context = {
        "day": day,
        "refusal": refusal,
        "tiles": _tiles(total, day),
        "total": total,
        "share": share(total.simplified, total.listed),
        "land": land,
        "land_tiles": _land_tiles(land, day),
        "cut": percent(queries.share_cut(total)),
        "by_issuer": _by_issuer(day),
        "by_decision": queries.by_decision(scope),
        "is_demonstration": any(plan.is_demonstration for plan in queries.plans()),
        "incomplete": queries.incomplete_on(day).count(),
        "drafts": queries.open_drafts(),
    }
    return render(request, "procedures/control/overview.html", context)


def _tiles(total: Simplification, day: date) -> list[Tile]:
    tiles = [
        Tile(print_number(total.abolished), "bãi bỏ, hủy bỏ", _url("reviews", day, loai="abolished")),
        Tile(print_number(total.amended), "sửa đổi, bổ sung", _url("reviews", day, loai="amended")),
        Tile(print_number(total.listed), "thủ tục trong danh mục, kể cả đã bãi bỏ", _url("listings", day)),
        Tile(print_number(total.standing), "thủ tục còn trong danh mục", _url("listings", day, con="1")),
        Tile(print_number(total.shortened), "cắt giảm thời hạn", _url("reviews", day, loai="shortened")),
    ]
    if total.replaced:
        tiles.insert(2, Tile(print_number(total.replaced), "thay thế", _url("reviews", day, loai="replaced")))
    return tiles


def _land_tiles(land: Simplification, day: date) -> list[Tile]:
    here = {"linh-vuc": LAND}
    return [
        Tile(
            f"{print_number(land.shortened)}/{print_number(land.listed)}",
            "thủ tục đất đai được cắt giảm thời hạn",
            _url("reviews", day, loai="shortened", **here),
        ),
        Tile(
            print_number(land.shortened_by_a_fifth),
            "cắt giảm từ 20% thời hạn trở lên",
            _url("reviews", day, loai="deep", **here),
        ),
        Tile(print_number(land.listed), "thủ tục đất đai trong danh mục", _url("listings", day, **here)),
    ]


def _by_issuer(day: date) -> list[dict[str, Any]]:
    """The share of time cut of each ministry whose procedures were made shorter."""
    return [
        {
            "issuer": issuer,
            "counted": each,
            "share": percent(queries.share_cut(each)),
            "url": _url("reviews", day, loai="shortened", bo=issuer),
        }
        for issuer, each in queries.by_issuer(ReviewScope(until=day))
    ]


@require_GET
@for_staff
def reviews(request: StaffRequest) -> HttpResponse:
    """The reviews that ended, by outcome, agency, year, field, ministry and decision, with their counts."""
    day, refusal = asked_day(request)
    given = request.GET
    which = given.get("loai", "") if given.get("loai") in queries.WHICH else ""
    agencies = org.units_on(day, level="province")
    agency = next((unit for unit in agencies if unit.slug == given.get("co-quan")), None)
    scope = ReviewScope(
        until=day,
        year=_number(given.get("nam")),
        field=given.get("linh-vuc", ""),
        issuer=given.get("bo", ""),
        agency_id=agency.id if agency else None,
        decision_id=_number(given.get("quyet-dinh")),
    )
    found = queries.reviews_in(scope, which)
    page = Paginator(found, PAGE).get_page(given.get("trang"))
    names = {unit.id: unit.short_name for unit in org.units_on(day, ids=[item.agency_id for item in page])}
    context = {
        "day": day,
        "refusal": refusal,
        "page": page,
        "names": names,
        "rows": [(item, names.get(item.agency_id, ""), percent(item.share_cut)) for item in page],
        "counted": queries.simplification(scope),
        "scope": scope,
        "which": which,
        "kinds": queries.WHICH,
        "agencies": agencies,
        "agency": agency,
        "years": [plan.year for plan in queries.plans()],
        "decisions": queries.decisions(),
        "fields": sorted({item.procedure.field for item in queries.reviews_in(ReviewScope(until=day))}),
    }
    return render(request, "procedures/control/reviews.html", context)


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


@require_GET
@for_staff
def listings(request: StaffRequest) -> HttpResponse:
    """The province's list: what was on it until a day, or what still is."""
    day, refusal = asked_day(request)
    standing = request.GET.get("con") == "1"
    scope = ReviewScope(until=day, field=request.GET.get("linh-vuc", ""))
    page = Paginator(queries.listings_in(scope, standing=standing), PAGE).get_page(request.GET.get("trang"))
    context = {"day": day, "refusal": refusal, "page": page, "standing": standing, "scope": scope}
    return render(request, "procedures/control/listings.html", context)


@require_GET
@for_staff
def incomplete(request: StaffRequest) -> HttpResponse:
    """The versions of a day that lack mandatory parts, each part by name."""
    day, refusal = asked_day(request)
    page = Paginator(queries.incomplete_on(day), PAGE).get_page(request.GET.get("trang"))
    return render(request, "procedures/control/incomplete.html", {"day": day, "refusal": refusal, "page": page})


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
