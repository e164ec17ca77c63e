"""The catalogue, open to all: the law wants it public."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access.doors import open_to_all
from motcua.kernel import clock
from motcua.procedures import queries

PAGE = 20
WHY_OPEN = "Nghị định 63/2010/NĐ-CP, Điều 13: thủ tục hành chính phải được công khai"


@require_GET
@open_to_all(WHY_OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """Procedures by code or by words, with marks or without."""
    words = request.GET.get("q", "")
    page = Paginator(queries.search(words), PAGE).get_page(request.GET.get("trang"))
    return render(request, "procedures/index.html", {"page": page, "words": words})


@require_GET
@open_to_all(WHY_OPEN)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One procedure as it is in force today: term, fee, papers, steps, law."""
    day = clock.today()
    version = queries.version_on(code, day)
    context = {
        "version": version,
        "procedure": version.procedure,
        "papers": version.papers.all(),
        "processes": version.processes.prefetch_related("steps"),
        "versions": version.procedure.versions.order_by("valid"),
        "day": day,
    }
    return render(request, "procedures/procedure.html", context)
