"""One search over everything one may see (Ctrl-K): each app fills the slot `search.sources`."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access.doors import StaffRequest, for_staff
from motcua.ui import slots

SHORTEST = 2


@require_GET
@for_staff
def search(request: StaffRequest) -> HttpResponse:
    """What each source finds, a handful each; fewer than two letters find nothing."""
    words = request.GET.get("q", "").strip()
    groups: list[dict[str, Any]] = []
    if len(words) >= SHORTEST:
        for source in slots.entries("search.sources", request):
            if isinstance(source, slots.Source):
                found = list(source.find(request, words))
                if found:
                    groups.append({"label": source.label, "found": found})
    return render(request, "desk/search.html", {"words": words, "groups": groups, "shortest": SHORTEST})
