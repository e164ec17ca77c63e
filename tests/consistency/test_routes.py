"""Deny by default: no address is answered by a view that does not say who may come in."""

from __future__ import annotations

import ast
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path
from ninja import Router

from motcua.access import rights
from motcua.access.doors import for_staff, open_to_all
from motcua.ui.api import HouseAPI, for_clients
from motcua.ui.api.house import doors_of
from motcua.upkeep.reading.routes import door_of, routes
from tests.consistency.source import HOUSE, code, place, tree

GUARDED_ELSEWHERE = {
    "allauth": "sign-in and sign-out are for everybody, and the library guards its own account pages",
}


def operations(view: Any) -> list[tuple[str, Any]]:
    """The operations behind an address of the API, each with its own door; the view itself for a page."""
    return [(f"{method} ", door) for method, door in doors_of(view)] or [("", door_of(view))]


def without_door(patterns: list[Any]) -> list[str]:
    """The addresses whose view has no door and no reason to have none."""
    return [
        f"{method}{where}"
        for where, view in routes(patterns)
        for method, door in operations(view)
        if not door and getattr(view, "view_class", view).__module__.split(".")[0] not in GUARDED_ELSEWHERE
    ]


def test_every_route_has_a_policy() -> None:
    known = get_resolver().url_patterns
    assert len(list(routes(known))) > 10
    assert not without_door(known)


def test_every_door_says_why_it_is_open_or_names_a_right_that_exists() -> None:
    declared = {right.code for right in rights.rights()}
    assert declared
    doors = {
        f"{method}{where}": door
        for where, view in routes(get_resolver().url_patterns)
        for method, door in operations(view)
    }
    assert "POST api/dossiers" in doors
    for where, door in doors.items():
        if door and door[0] == "public":
            assert len(door[1] or "") >= 10, f"{where}: a public page needs a reason"
        elif door:
            assert door[1] is None or door[1] in declared, f"{where}: no right {door[1]!r} is declared"


def test_a_planted_route_without_a_door_is_caught() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    @for_staff
    def guarded(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    @open_to_all("a page that anyone may read")
    def public(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert without_door([path("bare", bare), path("guarded", guarded), path("public", public)]) == ["bare"]


def test_a_planted_operation_of_the_api_without_a_door_is_caught() -> None:
    api, router = HouseAPI(), Router()

    @router.get("/bare")
    def bare(request: HttpRequest) -> int:
        return 1

    @router.post("/bare", auth=for_clients("onestop.work"))
    def guarded(request: HttpRequest) -> int:
        return 1

    api.add_router("", router)
    assert without_door(api.urls[0]) == ["GET bare"]


def test_only_the_url_conf_of_the_house_includes_the_pages_of_an_app() -> None:
    """`include("motcua.x.web.urls")` is a string, so the contract on faces cannot see it."""
    names = {
        place(path): node.value
        for path in code()
        if path.is_relative_to(HOUSE) and path != HOUSE / "urls.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".web.urls")
    }
    assert not names
