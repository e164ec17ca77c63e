"""Every address of the house, filled with whatever a stranger might put into it, and what its answers give away.

The addresses are those of the URL conf. One whose parameters nobody here has a value for is not reached, and
`test_reached.py` then fails by its name.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
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
from tests.rights.callers import API, body_for
from tests.rights.plans import PARTS, House, Marked
from tests.world import BIRTH

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
ASKED = ("q", "ma", "id_number", "phone", "name", "ngay", "don-vi", "trang-thai", "tu", "den", "the", "loc")
"""Names under which some page takes words; each search sends what it looks for under all of them."""
SOUGHT = (
    "name",
    "abstract",
    "code",
    "lookup",
    "id_number",
    "phone",
    "email",
    "post",
    "absence",
    "title",
    "says",
    "report",
)
KNOWN: dict[str, dict[str, Any]] = {
    "thu-tuc": {"code": BIRTH},
    "kiem-soat-tthc": {"code": BIRTH, "year": 2024},
    "mot-cua": {"procedure": BIRTH},
    "quy-tac": {"code": "receipt.online"},
    "so-lieu": {"name": "onestop.received"},
    "don-vi": {"slug": "tinh-ninh-thuan-58"},
    "lich": {"code": "VN"},
    "api/procedures": {"code": BIRTH},
}
"""What the parameters of addresses mean that begin like this, where it is no row of a house."""
HTMX = {"HX-Request": "true"}
ONCE = {"Idempotency-Key": "lan-thu-mot"}
SHUT = {302, 401, 403}
REFUSED = {302, 401, 403, 404, 405, 409, 415, 422}
TOLD_TO_WHO_NAMES_THE_NUMBER = {"onestop:applicant_fields"}
"""The register of applicants answers a clerk who types a whole personal or telephone number: not a dossier."""
OWN_PAGES = {"dossier": ("mot-cua/ho-so/<str:code>/", "api/dossiers/<code>")}
"""Where the pages of a row begin: all that lies below them opens to whoever sees the row."""
RESULTS = {"onestop:result_file", "api:result_file"}


@dataclass(frozen=True)
class Address:
    """An address of the URL conf: its route as a pattern with parameters, and the view that answers."""

    route: str
    name: str
    view: Any

    @property
    def methods(self) -> set[str]:
        """What it takes, as `require_http_methods` would say; all where it says nothing."""
        if operations := getattr(self.view, "operations", None):
            return {method for operation in operations for method in operation.methods}
        closure = self.view.__closure__ or ()
        wrapped = getattr(self.view, "__wrapped__", None)
        lists = [cell.cell_contents for cell in closure if isinstance(cell.cell_contents, list)]
        found = {method for each in lists for method in each if isinstance(method, str)}
        if found:
            return found
        return replace(self, view=wrapped).methods if wrapped is not None else {"GET", "POST"}

    @property
    def module(self) -> str:
        """Where the view is written."""
        operations = getattr(self.view, "operations", None)
        return str(operations[0].view_func.__module__ if operations else self.view.__module__)

    @property
    def known(self) -> dict[str, Any]:
        """What its parameters mean, where it is no row of a house."""
        return next((meant for start, meant in KNOWN.items() if self.route.startswith(f"{start}/")), {})

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


def fillings(address: Address, row: Marked | None) -> list[tuple[Any, ...]]:
    """What to put into the parameters: what they mean, of this row where it has that; and the row in every place."""
    if not address.parameters:
        return [()]
    known = address.known
    keys: dict[str, list[Any]] = row.keys if row else {}
    meant = [keys.get(name, []) or [each for each in (known.get(name),) if each] for _, name in address.parameters]
    found = list(product(*meant))
    if row is not None:
        anything = [row.numbers[-1:] if kind == "int" else row.names[:1] for kind, _ in address.parameters]
        found += [filled for filled in product(*anything) if filled not in found]
    return found


def is_of(address: Address, row: Marked) -> bool:
    """Whether a parameter of the address names this kind of row."""
    return any(row.keys.get(name) for _, name in address.parameters if name not in address.known)


def text_of(answer: HttpResponseBase) -> str:
    """All that an answer says: its body, what a PDF prints and holds, its headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    printed = ""
    if body.startswith(b"%PDF") and b"/Page" in body:
        printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{body.decode('utf-8', 'replace')} {printed} {re.sub(chr(10), '', printed)} {headers}"


def part_of(plan_part: int | None) -> list[Address]:
    """All addresses, or every so many of them."""
    return addresses() if plan_part is None else addresses()[plan_part::PARTS]


def leaks(house: House, client: Client, *, person: int | None, among: Iterable[Address] | None = None) -> Iterator[str]:
    """Where an answer showed a word of a row outside the view of who asked, and had not asked with that very word.

    And where they could do something with such a row. `person` is None for the public; `among` narrows the addresses.
    """
    hidden = [row for row in house.rows if person is None or not house.sees(row, person)]
    if not hidden:
        return
    first = house.plan.sought % len(hidden)
    sought = [*hidden[first:], *hidden[:first]]
    for address in part_of(house.plan.part) if among is None else among:
        requests, searched = deque(_requests(address, sought)), False
        while requests:
            method, url, data, named = requests.popleft()
            status, told = ask(client, method, url, data)
            typed = f"{url} {' '.join(map(str, data.values()))}"
            for row in hidden:
                for mark, word in row.marks.items():
                    if word in told and word not in typed and not _is_told(address, mark, row, typed):
                        yield f"{method} {url} {data} told {mark} of a {row.kind} outside"
            if method == "post" and named and status not in REFUSED:
                yield f"post {url} was let through ({status}) for a row outside"
            if status in SHUT and method == "get":
                break  # the door does not open for this person, whatever the words
            if status == 200 and method == "get" and not searched:
                requests.extend(_searches(url, sought[0], house.plan.words))
                searched = True


def ask(client: Client, method: str, url: str, data: dict[str, Any]) -> tuple[int, str]:
    """Status and words of an answer; whatever it did is undone."""
    with transaction.atomic():
        if method == "post" and url.startswith(API):
            answer = client.post(url, data, "application/json", headers=ONCE)
        else:
            send = client.get if method != "post" else client.post
            answer = send(url, data, headers=HTMX if method == "htmx" else None)
        told = text_of(answer)
        transaction.set_rollback(True)
    return answer.status_code, told


def denied(house: House, client: Client) -> Iterator[str]:
    """Which pages of rows within the viewer's view do not open, and which of the rows no list and no search shows."""
    seen = [row for row in house.rows if house.sees(row, house.plan.viewer)]
    for row in seen:
        for address in addresses():
            if row.kind in OWN_PAGES and address.route.startswith(OWN_PAGES[row.kind]) and "GET" in address.methods:
                for values in product(*(row.keys[name] for _, name in address.parameters)):
                    status, _ = ask(client, "get", address.filled(values), {})
                    if status != 200 and not (address.name in RESULTS and not row.has_result):
                        yield f"{address.filled(values)} of a dossier within answered {status}"
        for url, data, mark in _shown_at(row, house):
            status, told = ask(client, "get", url, data)
            if status != 200 or row.marks[mark] not in told:
                yield f"{url} {data} ({status}) does not show a {row.kind} within"


def _shown_at(row: Marked, house: House) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Pages that must show a row within, and a word it must show."""
    if row.kind == "dossier":
        yield "/mot-cua/ho-so/", {}, "code"
        yield "/mot-cua/ho-so/", {"q": row.marks["name"]}, "code"
        yield "/tim/", {"q": row.marks["name"]}, "code"
        yield "/api/dossiers", {}, "code"
        yield "/api/dossiers", {"q": row.marks["name"]}, "code"
    elif row.kind == "report":
        yield "/soat-so-lieu/", {}, "report"
        yield f"/soat-so-lieu/{row.numbers[0]}/", {}, "says"
        yield f"/soat-so-lieu/{row.numbers[0]}/van-ban/", {}, "text"
        yield "/tim/", {"q": row.marks["report"]}, "report"
    elif row.kind == "notice":
        yield "/thong-bao/", {}, "title"
    elif row.owner == house.plan.viewer:
        yield "/tai-khoan/toi/", {}, "post"
    else:
        yield f"/tai-khoan/danh-sach/{row.keys['username'][0]}/", {}, "post"


def _is_told(address: Address, mark: str, row: Marked, typed: str) -> bool:
    """What may be told all the same: a look-up code opens the code of its dossier, a number names its applicant."""
    if row.kind != "dossier":
        return False
    if address.name in ("portal:state", "api:look_up"):
        return mark == "code" and row.marks["lookup"] in typed
    numbers = (row.marks["id_number"], row.marks["phone"])
    named = address.name in TOLD_TO_WHO_NAMES_THE_NUMBER and any(number in typed for number in numbers)
    return named and mark in ("name", "id_number", "phone")


Request = tuple[str, str, dict[str, Any], bool]


def _requests(address: Address, sought: list[Marked]) -> Iterator[Request]:
    """What to ask at an address, and whether it names a row outside; a shut door ends it."""
    rows = [row for row in sought if is_of(address, row)][:2] or sought[:1]
    asked = set()
    for row in rows:
        for values in fillings(address, row):
            url = address.filled(values)
            if url in asked:
                continue
            asked.add(url)
            if "POST" in address.methods and (address.parameters or "GET" not in address.methods):
                sent = body_for(address.view) if url.startswith(API) else {"seen": "0"}
                yield "post", url, sent, is_of(address, row)
            if "GET" in address.methods:
                yield "get", url, {}, is_of(address, row)


def _searches(url: str, row: Marked, words: int) -> Iterator[Request]:
    """A page that opens, asked for the row by some of its words, whole and as an island of a page."""
    marks = [mark for mark in SOUGHT if mark in row.marks]
    for each in (words, words + 1):
        yield "get", url, dict.fromkeys(ASKED, row.marks[marks[each % len(marks)]]), False
    yield "htmx", url, dict.fromkeys(ASKED, [*row.names, row.marks[marks[0]]][0]), False
