"""What the auditor puts into the navigation, and what the one search finds of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from motcua.kernel.printed import print_day
from motcua.progress import policy, queries
from motcua.ui import slots
from motcua.ui.context import page_of

FIRST = 8

slots.fill(
    "nav.staff",
    slots.Link(
        "audit",
        "Soát số liệu báo cáo",
        "progress:index",
        icon="list-check",
        right=policy.AUDIT.code,
        order=37,
        group="Báo cáo",
    ),
)


def _reports(request: HttpRequest, words: str) -> Iterator[Mapping[str, Any]]:
    """One's own reports whose name holds these words."""
    actor = page_of(request).actor
    if actor is None:
        return
    for each in queries.reports_of(actor).filter(name__icontains=words)[:FIRST]:
        handed_in = f"đưa vào soát ngày {print_day(each.handed_in_at.date())}"
        yield {"url": reverse("progress:report", args=[each.pk]), "title": each.name, "says": handed_in}


slots.fill("search.sources", slots.Source("audits", "Báo cáo đã soát", _reports, right=policy.AUDIT.code, order=55))
