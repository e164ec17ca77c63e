"""What the catalogue puts into the navigation."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from motcua.procedures import policy, queries
from motcua.ui import slots

FIRST = 8

slots.fill(
    "nav.staff",
    slots.Link("procedures", "Thủ tục hành chính", "procedures:index", icon="book", order=40, group="Tra cứu"),
)
slots.fill("nav.public", slots.Link("procedures", "Thủ tục hành chính", "procedures:index", icon="book", order=20))
slots.fill(
    "nav.staff",
    slots.Link("control", "Kiểm soát thủ tục", "control:overview", icon="clipboard-list", order=41, group="Tra cứu"),
)
slots.fill(
    "procedure.staff_actions",
    slots.Piece("publish", "procedures/_staff_actions.html", right=policy.PUBLISH.code),
)


def _procedures(request: HttpRequest, words: str) -> Iterator[Mapping[str, Any]]:
    for each in queries.search(words)[:FIRST]:
        yield {
            "url": reverse("procedures:procedure", args=[each.code]),
            "title": each.name,
            "says": f"{each.code} · {each.field}",
        }


slots.fill("search.sources", slots.Source("procedures", "Thủ tục hành chính", _procedures, order=20))
