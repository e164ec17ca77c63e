"""Slots: places on a page that apps above fill, so that a lower app never has to know who stands on it.

A `Link` leads somewhere (a navigation item, a button), a `Piece` is a small template, a `Source` answers a search.
An app fills slots in its `web/slots.py`, which is loaded at start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from motcua.access import rights
from motcua.ui.context import page_of

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a page. `count` may say how much waits there; `right` is asked at any unit, today.

    `arguments` makes the address's arguments from what the page gives the slot (`dossier=…`); mostly there are none.
    """

    key: str
    label: str
    url_name: str
    icon: str = ""
    right: str | None = None
    order: int = 100
    group: str = ""
    count: Callable[[HttpRequest], int | None] | None = None
    arguments: Callable[[Context], dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A small template on another app's page. `context` may return None: nothing to show there."""

    key: str
    template: str
    right: str | None = None
    order: int = 100
    context: Callable[..., Context | None] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source of search results: `find(request, words)` yields mappings with `url`, `title`, `says`."""

    key: str
    label: str
    find: Callable[[HttpRequest, str], Iterable[Context]]
    right: str | None = None
    order: int = 100


Filling = Link | Piece | Source


@dataclass(frozen=True, slots=True)
class Shown:
    """A `Link` as one page shows it."""

    key: str
    label: str
    url: str
    icon: str
    group: str
    count: int | None
    current: bool


_slots: dict[str, dict[str, Filling]] = {}


def fill(slot: str, filling: Filling) -> None:
    """Put something into a slot. The same key twice in one slot is a programming error."""
    taken = _slots.setdefault(slot, {})
    if filling.key in taken:
        raise ValueError(f"slot {slot!r} already holds {filling.key!r}")
    taken[filling.key] = filling


def entries(slot: str, request: HttpRequest) -> list[Filling]:
    """What this request may see of a slot, in order; the public sees only what asks for no right."""
    held = sorted(_slots.get(slot, {}).values(), key=lambda filling: (filling.order, filling.key))
    return [filling for filling in held if _may_see(filling.right, request)]


def links(slot: str, request: HttpRequest, **given: Any) -> list[Shown]:
    """The links of a slot with their addresses. `current` marks the deepest one on the way to this page."""
    found = [link for link in entries(slot, request) if isinstance(link, Link)]
    urls = {
        link.key: reverse(link.url_name, kwargs=link.arguments(given) if link.arguments else None) for link in found
    }
    here = [url for url in urls.values() if request.path == url or (url != "/" and request.path.startswith(url))]
    current = max(here, key=len, default=None)
    return [
        Shown(
            key=link.key,
            label=link.label,
            url=urls[link.key],
            icon=link.icon,
            group=link.group,
            count=link.count(request) if link.count else None,
            current=urls[link.key] == current,
        )
        for link in found
    ]


def pieces(slot: str, request: HttpRequest, **given: Any) -> list[SafeString]:
    """The pieces of a slot, rendered with what the page gives them."""
    rendered = []
    for piece in entries(slot, request):
        if not isinstance(piece, Piece):
            continue
        context = piece.context(request, **given) if piece.context else given
        if context is not None:
            rendered.append(render_to_string(piece.template, dict(context), request))
    return rendered


def _may_see(right: str | None, request: HttpRequest) -> bool:
    if right is None:
        return True
    page = page_of(request)
    return page.actor is not None and bool(rights.units_where(page.actor, right, page.today))
