"""The catalogue, open to all: the law wants it public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access.doors import open_to_all
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import NotFound
from motcua.org.types import UnitOn
from motcua.procedures import queries, rules
from motcua.procedures.queries import ProcedureVersion, Wanted
from motcua.procedures.types import Standing, Tier
from motcua.ui.days import as_of, asked_day, status_of_day

PAGE = 20
WHY_OPEN = "Nghị định 63/2010/NĐ-CP, Điều 13: thủ tục hành chính phải được công khai"


@require_GET
@open_to_all(WHY_OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """Procedures by code, words, field, level, agency and unit, as they stand on a day."""
    day, refusal = asked_day(request)
    units = queries.receiving_units(day)
    wanted = _wanted(request, day, units)
    page = Paginator(queries.find(wanted), PAGE).get_page(request.GET.get("trang"))
    queries.with_standing(page.object_list, day)
    context = {
        "page": page,
        "wanted": wanted,
        "day": day,
        "as_of": as_of(request, day),
        "refusal": refusal,
        "units": units,
        "fields": queries.fields(),
        "tiers": Tier.choices,
        "is_narrowed": any((wanted.field, wanted.tier, wanted.agency, wanted.unit, wanted.in_force)),
    }
    return render(request, "procedures/index.html", context, status=status_of_day(refusal))


def _wanted(request: HttpRequest, day: date, units: list[UnitOn]) -> Wanted:
    given = request.GET
    return Wanted(
        day=day,
        words=given.get("q", ""),
        field=given.get("linh-vuc", ""),
        tier=given.get("cap", "") if given.get("cap", "") in Tier else "",
        agency=given.get("co-quan", ""),
        unit=next((unit for unit in units if unit.slug == given.get("don-vi")), None),
        in_force=given.get("hieu-luc") == "1",
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A version in the list of versions of a page."""

    version: ProcedureVersion
    is_shown: bool
    has_before: bool


@require_GET
@open_to_all(WHY_OPEN)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure as it stands on a day: term, fee, papers, steps, law; where it does not stand, why not.

    Where no version is in force, the nearest is shown and said to be that: the first after the day, or else the last.
    """
    day, refusal = asked_day(request)
    known = queries.versions_of(code)
    standing, turn = rules.standing_of(known, day)
    version = _nearest(known, day)
    context = {
        "version": version,
        "procedure": version.procedure,
        "papers": version.papers.all(),
        "processes": version.processes.prefetch_related("steps"),
        "lines": [Line(each, each == version, number > 0) for number, each in enumerate(known)],
        "day": day,
        "refusal": refusal,
        "is_in_force": standing is Standing.IN_FORCE,
        "says": _says(standing, turn, day),
    }
    return render(request, "procedures/procedure.html", context, status=status_of_day(refusal))


def _nearest(known: list[ProcedureVersion], day: date) -> ProcedureVersion:
    in_force = [version for version in known if version.in_force(day)]
    later = [version for version in known if version.since and version.since > day]
    return (in_force or later or known[-1:])[0]


def _says(standing: Standing, turn: date | None, day: date) -> str:
    when = print_day(turn) if turn else ""
    return {
        Standing.IN_FORCE: "",
        Standing.NOT_YET: f"Thủ tục chỉ có hiệu lực từ ngày {when}; ngày {print_day(day)} chưa được tiếp nhận.",
        Standing.NO_DATA: f"Chưa có dữ liệu trước ngày {when}; dưới đây là nội dung biết được từ ngày đó.",
        Standing.ENDED: f"Thủ tục đã hết hiệu lực từ ngày {when}; ngày {print_day(day)} không được tiếp nhận.",
    }[standing]


@require_GET
@open_to_all(WHY_OPEN)
def compare(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """How a version differs from the one before it."""
    later = next((version for version in queries.versions_of(code) if version.pk == version_id), None)
    earlier = queries.neighbours(later)[0] if later else None
    if later is None or earlier is None:
        raise NotFound(f"Thủ tục {code} không có hai phiên bản liền nhau như vậy; hãy chọn lại ở trang của thủ tục.")
    context = {
        "procedure": later.procedure,
        "earlier": earlier,
        "later": later,
        "changes": queries.differences(queries.content_of(earlier), queries.content_of(later)),
    }
    return render(request, "procedures/compare.html", context)
