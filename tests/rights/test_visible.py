"""Whoever asks, whatever they ask for, at whatever address: no answer shows a row outside what they may see.

The property drives every address of the URL conf with people, posts, loans, leavers and rows that are made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, example, given, settings

from motcua.access import doors, rights
from motcua.onestop import policy, queries
from motcua.onestop.models import Dossier
from motcua.people import queries as people
from tests.api.program import program
from tests.rights.conftest import Standing
from tests.rights.plans import CITY, OFFICE, PLANS, House, Plan, Span
from tests.rights.routes import addresses, denied, leaks
from tests.world import OTHER_COMMUNE, WARD

pytestmark = pytest.mark.django_db
ALWAYS = Span(-3, 3)
STRANGER = Plan(
    roles={(0, "counter_supervisor", OTHER_COMMUNE): ALWAYS, (1, "leader", WARD): ALWAYS},
    lent={},
    gone={},
    dossiers=((WARD, 4), (CITY, 2), (WARD, 0), (OTHER_COMMUNE, 0)),
    viewer=0,
)
"""Who answers for the counter of one commune, and dossiers of a ward, of the city and of their own."""
ADMINISTRATOR = Plan(
    roles={(0, "administrator", WARD): ALWAYS},
    lent={},
    gone={},
    dossiers=((WARD, 1),),
    viewer=0,
)
"""Who looks after accounts and jobs, and reads no dossiers."""
STAND_IN = Plan(
    roles={(0, "specialist", OFFICE): ALWAYS, (1, "leader", WARD): Span(-3, 0), (2, "leader", WARD): ALWAYS},
    lent={(1, 0, "", WARD): ALWAYS, (2, 1, "leader", WARD): ALWAYS, (1, 0, "leader", WARD): ALWAYS},
    gone={},
    dossiers=((WARD, 1), (CITY, 1)),
    viewer=0,
)
"""What is lent by one who holds it no longer, or only on loan, lends nothing."""
BACK = Plan(
    roles={(0, "leader", WARD): ALWAYS, (0, "specialist", OTHER_COMMUNE): Span(1, 3)},
    lent={},
    gone={0: Span(-1, 1)},
    dossiers=((WARD, 1), (OTHER_COMMUNE, 1)),
    viewer=0,
    today=1,
)
"""Who left and came back holds what was given anew, and nothing of before."""
FEW = settings(
    max_examples=4,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
BROKEN = settings(
    FEW, max_examples=10, phases=[Phase.generate], derandomize=True, print_blob=False, report_multiple_bugs=False
)


def wrongs(standing: Standing, plan: Plan) -> list[str]:
    """Against the property: the first row outside that appears, and every row inside that is denied."""
    with standing(plan) as (house, client):
        return [*islice(leaks(house, client, person=plan.viewer), 1), *denied(house, client)]


def nobody_sees_what_is_not_theirs(standing: Standing, plan: Plan) -> None:
    """The property, for those who break the house and wait for it to fail."""
    assert wrongs(standing, plan) == []


@FEW
@given(plan=PLANS)
@example(plan=STRANGER)
@example(plan=ADMINISTRATOR)
def test_no_answer_shows_a_row_outside_ones_view_and_none_inside_is_denied(standing: Standing, plan: Plan) -> None:
    assert wrongs(standing, plan) == []


@pytest.mark.slow
@settings(FEW, max_examples=60)
@given(plan=PLANS)
def test_so_it_is_however_the_house_is_made(standing: Standing, plan: Plan) -> None:
    assert wrongs(standing, plan) == []


def views_that_differ(house: House) -> Iterator[str]:
    """Where somebody's view is not what the plan says."""
    on = house.plan.at.date()
    for person, account in enumerate(house.people):
        by = people.actor_of(account, on)
        for kind, visible, mark in (
            ("dossier", policy.visible_to(by, on=on).values_list("code", flat=True), "code"),
            ("account", people.accounts(by, house.plan.at).values_list("email", flat=True), "email"),
        ):
            if kind == "account" and house.plan.is_closed(person):
                continue  # nobody signs in with it, so nobody asks
            seen = {row.marks[mark] for row in house.of(kind) if house.sees(row, person)}
            known = {row.marks[mark] for row in house.of(kind)}
            if set(visible) & known != seen:
                yield f"{kind} as person {person} sees them"


@settings(FEW, max_examples=15)
@given(plan=PLANS)
@example(plan=STAND_IN)
@example(plan=BACK)
def test_one_sees_what_ones_own_and_lent_roles_reach_and_nothing_else(standing: Standing, plan: Plan) -> None:
    with standing(plan) as (house, _):
        assert list(views_that_differ(house)) == []


def test_no_answer_shows_the_public_a_row(standing: Standing) -> None:
    with standing(STRANGER) as (house, _):
        assert list(leaks(house, Client(), person=None)) == []


def test_the_rows_stay_hidden_even_if_every_door_were_open(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    open_the_doors(monkeypatch)
    with standing(STRANGER) as (house, client):
        assert list(leaks(house, client, person=0)) == []


# The property can fail ------------------------------------------------------------------------------------


def open_the_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every official through every door, so that only what a page itself asks keeps rows from them."""
    monkeypatch.setattr(doors, "rights", With(rights, units_where=lambda *_: frozenset({1})))


class With:
    """A module in whose place something else answers for some names."""

    def __init__(self, module: Any, **other: Any) -> None:
        self.module, self.other = module, other

    def __getattr__(self, name: str) -> Any:
        return self.other[name] if name in self.other else getattr(self.module, name)


def test_the_property_fails_where_the_view_is_everything(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = lambda *_, **__: Dossier.objects.all()  # noqa: E731
    monkeypatch.setattr(policy, "visible_to", everything)
    monkeypatch.setattr(queries, "visible_to", everything)
    with pytest.raises(AssertionError, match="of a dossier outside"):
        BROKEN(given(plan=PLANS)(lambda plan: nobody_sees_what_is_not_theirs(standing, plan)))()


def test_a_broken_view_is_found_at_every_address_of_the_api(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a real program, with the secret it was given; its view is of the commune, and the first dossier is not."""
    everything = lambda *_, **__: Dossier.objects.all()  # noqa: E731
    monkeypatch.setattr(policy, "visible_to", everything)
    monkeypatch.setattr(queries, "visible_to", everything)
    with standing(STRANGER) as (house, _):
        kiosk = program(roles=["counter_supervisor"], unit=OTHER_COMMUNE).with_token()
        at_api = [address for address in addresses() if address.route.startswith("api/")]
        found = list(leaks(house, kiosk, person=0, among=at_api))
    code = house.of("dossier")[0].marks["code"]
    for address in ("", "/story", "/steps", "/receipt", "/files/"):
        assert any(each.startswith(f"get /api/dossiers/{code}{address}") for each in found), address
    assert any(each.startswith("get /api/dossiers {}") for each in found)


def test_the_property_fails_where_the_view_is_nothing(standing: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "visible_to", lambda *_, **__: Dossier.objects.none())
    with standing(STRANGER) as (house, client):
        found = list(islice(denied(house, client), 20))
    code = next(row for row in house.of("dossier") if house.sees(row, 0)).marks["code"]
    assert f"/mot-cua/ho-so/{code}/ of a dossier within answered 404" in found
    assert f"/api/dossiers/{code} of a dossier within answered 404" in found
    assert any(each.startswith("/tim/") for each in found)
