"""The drive misses nothing: every address opens to somebody, and every page that lost its `visible_to` is found out."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from motcua.onestop.models import Dossier
from motcua.people.models import Account
from motcua.progress.models import AuditedReport
from tests.consistency.source import HOUSE, code, tree
from tests.rights.callers import arrive
from tests.rights.conftest import Standing
from tests.rights.plans import HANDS
from tests.rights.routes import KNOWN, Address, addresses, ask, fillings, leaks
from tests.rights.test_visible import STRANGER, With, open_the_doors

pytestmark = pytest.mark.django_db
OPENS = {200, 204, 302, 422}
"""A form that is sent without its fields is refused, and that a page asks for the password first is an answer too."""
NO_SUCH_ROW_HERE = {
    "account_change_password": "one's own password: these accounts have none",
    "mfa_deactivate_totp": "one's own second factor: these accounts have none",
    "healthz": "says whether the machine is well",
    "control:": "plans, decisions and drafts about the catalogue: public once decided, driven by tests/control",
    "api:version": "a version of a procedure, which everybody may read",
    "api:changes": "two versions of a procedure, which everybody may read",
    "procedures:compare": "two versions of a procedure, which everybody may read",
    "org:": "calendar days, which everybody may read",
    "desk:repeal": "local decisions, which everybody may read",
    "desk:retry_job": "jobs hold no words of rows, and only administrators see them",
    "people:make_secret": "secrets of programs, driven by people's own tests",
    "people:revoke_secret": "secrets of programs, driven by people's own tests",
    "people:take_back": "delegations, driven by people's own tests",
    "people:end_delegation": "delegations, driven by people's own tests",
    "people:end_role": "roles, driven by people's own tests",
    "people:come_back": "absences of one's own, driven by people's own tests",
}
"""Addresses that name a row no house has, and why no row that some people may not see can come from there."""


def unreached(standing: Standing, *, under: str = "") -> list[str]:
    """The addresses that answered nothing but a refusal even to somebody who may do everything everywhere."""
    missed = []
    with standing(STRANGER) as (house, _):
        client = arrive(Account.objects.get(username=HANDS), house.plan.at)
        for address in addresses():
            if _is_excused(address) or not address.route.startswith(under):
                continue
            tried = {address.filled(values) for row in [*house.rows, None] for values in fillings(address, row)}
            method = "get" if "GET" in address.methods else "post"
            if not any(ask(client, method, url, {})[0] in OPENS for url in sorted(tried)):
                missed.append(address)
    return [f"{each.name} at {each.route}" for each in missed]


def _is_excused(address: Address) -> bool:
    return any(address.name.startswith(each) or address.route == each for each in NO_SUCH_ROW_HERE)


def test_every_address_is_reached(standing: Standing) -> None:
    """A new one is driven by itself; where its parameters have no value here, it is named: add one to `KNOWN`."""
    assert "\n".join(unreached(standing)) == ""


def test_an_address_whose_parameter_means_nothing_here_is_named(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KNOWN, "so-lieu", {})
    assert unreached(standing, under="so-lieu/") == ["desk:figure at so-lieu/<str:name>/"]


# Every use of a view --------------------------------------------------------------------------------------


def uses_of_views() -> Iterator[tuple[str, str]]:
    """Every module that asks a `visible_to`, and the name there of the module that it asks."""
    for path in code():
        if not path.is_relative_to(HOUSE) or "tests" in path.parts:
            continue
        asked = {
            node.value.id
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Attribute) and node.attr == "visible_to" and isinstance(node.value, ast.Name)
        }
        module = ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts)
        yield from ((module, name) for name in sorted(asked))


FIRST_ACCOUNT = 3
"""Which of the rows outside the stranger's view is the first account."""
ROWS_OF: dict[str, tuple[Any, int]] = {"people": (Account, FIRST_ACCOUNT), "progress": (AuditedReport, 0)}
"""Whose rows an app's view is of, where they are no dossiers, and from which of those outside to seek."""


def nearest_first(module: str) -> list[Address]:
    """All addresses, those of that module before those of its app, and these before all others."""
    app = module.split(".")[1]

    def far(address: Address) -> tuple[bool, bool, bool]:
        where = address.module
        return where != module, where.split(".")[1:2] != [app], bool(address.parameters)

    return sorted(addresses(), key=far)


@pytest.mark.parametrize(("module", "name"), sorted(uses_of_views()))
def test_a_page_that_loses_its_view_is_found_by_its_answers(
    standing: Standing, monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    """Broken in this one module only, and behind open doors, so that nothing else keeps the rows away."""
    open_the_doors(monkeypatch)
    there = importlib.import_module(module)
    asked = getattr(there, name)
    rows, sought = ROWS_OF.get(module.split(".")[1], (Dossier, 0))
    monkeypatch.setattr(there, name, With(asked, visible_to=lambda *_, **__: rows.objects.all()))
    with standing(replace(STRANGER, sought=sought)) as (house, client):
        found = next(leaks(house, client, person=0, among=nearest_first(module)), None)
    assert found, f"{module} shows everything, and no answer tells"


def test_the_pages_that_ask_a_view_are_known() -> None:
    known = {module for module, _ in uses_of_views()}
    assert {"motcua.onestop.web.dossier", "motcua.onestop.web.slots", "motcua.people.web.sheet"} <= known
