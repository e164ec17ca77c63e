"""Every address of the house, filled with whatever a stranger might put into it, and what its answers give away."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import product
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import get_resolver
from pypdf import PdfReader

from tests.consistency.test_routes import routes
from tests.rights.plans import DAY, House, Marked
from tests.world import BIRTH

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
ASKED = ("q", "ma", "id_number", "phone", "name", "ngay", "don-vi", "trang-thai", "tu", "den", "the", "loc")
"""Names under which some page takes words; each search sends what it looks for under all of them."""
KNOWN = ("canbo.motcua", "receipt.online", "onestop.received", "tinh-ninh-thuan-58", BIRTH, "2024")
"""Words that some address means: an account, a rule, a figure, a unit, a procedure."""
HTMX = {"HX-Request": "true"}
SHUT = {302, 403}
MOST = 16
TOLD_TO_WHO_NAMES_THE_NUMBER = {"onestop:applicant_fields"}
"""The register of applicants answers a clerk who types a whole personal or telephone number: not a dossier."""


@dataclass(frozen=True)
class Address:
    """An address of the URL conf: its route as a pattern with parameters, and the view that answers."""

    route: str
    name: str
    view: Any

    @property
    def methods(self) -> set[str]:
        """What it takes, as `require_http_methods` would say; all where it says nothing."""
        closure = self.view.__closure__ or ()
        wrapped = getattr(self.view, "__wrapped__", None)
        lists = [cell.cell_contents for cell in closure if isinstance(cell.cell_contents, list)]
        found = {method for each in lists for method in each if isinstance(method, str)}
        if found:
            return found
        return replace(self, view=wrapped).methods if wrapped is not None else {"GET", "POST"}

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Converter and name of each parameter."""
        return [(kind or "str", name) for kind, name in PARAMETER.findall(self.route)]

    def filled(self, values: tuple[Any, ...]) -> str:
        """With these values in place of its parameters."""
        given = iter(values)
        return "/" + PARAMETER.sub(lambda _: str(next(given)), self.route)


def addresses() -> list[Address]:
    """All addresses of our own pages and API; the library's pages of sign-in show no rows."""
    known = {view: name for name, view in _names()}
    return [
        Address(route, known.get(view, ""), view)
        for route, view in routes(get_resolver().url_patterns)
        if getattr(getattr(view, "view_class", view), "__module__", "").split(".")[0] != "allauth"
    ]


def _names() -> Iterator[tuple[str, Any]]:
    def walk(patterns: list[Any], space: str) -> Iterator[tuple[str, Any]]:
        for each in patterns:
            if hasattr(each, "url_patterns"):
                yield from walk(each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space)
            elif each.name:
                yield space + each.name, each.callback

    yield from walk(get_resolver().url_patterns, "")


def fillings(address: Address, dossier: Marked, others: list[Marked]) -> list[tuple[Any, ...]]:
    """What to put into the parameters: the dossier's words and numbers, those of others, and words that are known."""
    words = [dossier.marks["code"], dossier.marks["lookup"], *KNOWN]
    numbers = [*dossier.numbers, *(number for other in others for number in other.numbers[-1:])]
    if len(address.parameters) > 1:
        words = words[:1] + [word for word in KNOWN if word.isalpha() or "." in word][:1]
    return list(product(*(numbers if kind == "int" else words for kind, _ in address.parameters)))[:MOST]


def text_of(answer: HttpResponseBase) -> str:
    """All that an answer says: its body, what a PDF prints and holds, its headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    printed = ""
    if body.startswith(b"%PDF") and b"/Page" in body:
        printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{body.decode('utf-8', 'replace')} {printed} {re.sub(chr(10), '', printed)} {headers}"


def leaks(house: House, client: Client, *, person: int | None, under: tuple[str, ...] = ("",)) -> list[str]:
    """Where an answer showed a word of a dossier outside the view of who asked, and had not asked with that very word.

    `person` is None for the public; `under` narrows the addresses to those that begin like this.
    """
    hidden = [each for each in house.dossiers if person is None or not house.sees(each, person, DAY)]
    if not hidden:
        return []
    sought = hidden[house.plan.sought % len(hidden)]
    found = []
    for address in [each for each in addresses() if each.route.startswith(under)]:
        requests = deque(_requests(address, sought, hidden))
        searched = False
        while requests:
            method, url, data = requests.popleft()
            with transaction.atomic():
                ask = client.get if method != "post" else client.post
                answer = ask(url, data, headers=HTMX if method == "htmx" else None)
                told = text_of(answer)
                transaction.set_rollback(True)
            typed = f"{url} {' '.join(map(str, data.values()))}"
            for each in hidden:
                for mark, word in each.marks.items():
                    if word in told and word not in typed and not _is_told(address, mark, each, typed):
                        found.append(f"{method} {url} {data} told {mark} of a dossier outside")
            if answer.status_code in SHUT and method == "get":
                break  # the door does not open for this person, whatever the words
            if answer.status_code == 200 and method == "get" and not searched:
                requests.extend(_searches(url, sought))
                searched = True
    return found


def _is_told(address: Address, mark: str, dossier: Marked, typed: str) -> bool:
    """What may be told all the same: a look-up code opens the code of its dossier, a number names its applicant."""
    if address.name == "portal:state":
        return mark == "code" and dossier.marks["lookup"] in typed
    numbers = (dossier.marks["id_number"], dossier.marks["phone"])
    named = address.name in TOLD_TO_WHO_NAMES_THE_NUMBER and any(number in typed for number in numbers)
    return named and mark in ("name", "id_number", "phone")


def _requests(address: Address, sought: Marked, hidden: list[Marked]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What to ask at an address; a shut door ends it, and what only takes forms is sent one."""
    if address.parameters:
        for values in fillings(address, sought, hidden):
            url = address.filled(values)
            if "POST" in address.methods and sought.marks["code"] in url:
                yield "post", url, {"seen": "0"}
            if "GET" in address.methods:
                yield "get", url, {}
        return
    if "GET" not in address.methods:
        yield "post", address.filled(()), {}
        return
    yield "get", address.filled(()), {}


def _searches(url: str, sought: Marked) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A page that opens, asked for the dossier by each of its words."""
    for mark in ("name", "abstract", "code", "lookup", "id_number", "phone"):
        yield "get", url, dict.fromkeys(ASKED, sought.marks[mark])
    yield "htmx", url, dict.fromkeys(ASKED, sought.marks["name"])
