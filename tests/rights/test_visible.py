"""Whoever asks, whatever they ask for, at whatever address: no answer shows a dossier outside what they may see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, example, given, settings

from motcua.kernel import clock
from motcua.onestop import policy, queries
from motcua.onestop.models import Dossier
from motcua.people.queries import actor_of
from tests.rights.plans import CITY, DAY, OFFICE, PLANS, House, Plan, Span, build
from tests.rights.routes import addresses, leaks
from tests.world import MONDAY, OTHER_COMMUNE, WARD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("aside")]
ALWAYS = Span(-3, 3)
STRANGER = Plan(
    roles={(0, "one_stop_clerk", OTHER_COMMUNE): ALWAYS, (1, "leader", WARD): ALWAYS},
    lent={},
    closed=frozenset(),
    dossiers=((WARD, 4), (CITY, 2)),
    viewer=0,
    sought=0,
)
"""A clerk of one commune, and dossiers of a ward and of the city."""
STAND_IN = Plan(
    roles={(0, "specialist", OFFICE): ALWAYS, (1, "leader", WARD): Span(-3, 0), (2, "leader", WARD): ALWAYS},
    lent={(1, 0, "", WARD): ALWAYS, (2, 1, "leader", WARD): ALWAYS, (1, 0, "leader", WARD): ALWAYS},
    closed=frozenset(),
    dossiers=((WARD, 1), (CITY, 1)),
    viewer=0,
    sought=0,
)
"""What is lent by one who holds it no longer, or only on loan, lends nothing."""
FEW = settings(
    max_examples=1,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
MANY = settings(FEW, max_examples=40)


@pytest.fixture
def aside(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Files of their own, and a clock that stands."""
    settings.FILE_STORE = tmp_path / "store"
    with clock.at(MONDAY):
        yield


@contextmanager
def standing(plan: Plan) -> Iterator[House]:
    """A house for one example, and gone after it."""
    with transaction.atomic():
        yield build(plan)
        transaction.set_rollback(True)


def sit(house: House) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(house.viewer)
    return client


def the_view_is_what_the_plan_says(house: House) -> None:
    for person, account in enumerate(house.people):
        seen = {each.dossier.pk for each in house.dossiers if house.sees(each, person, DAY)}
        visible = policy.visible_to(actor_of(account, DAY), on=DAY)
        assert set(visible.values_list("pk", flat=True)) == seen, account.username


def nobody_sees_what_is_not_theirs(plan: Plan) -> None:
    """The property."""
    with standing(plan) as house:
        the_view_is_what_the_plan_says(house)
        assert leaks(house, sit(house), person=plan.viewer) == []


@FEW
@given(plan=PLANS)
@example(plan=STRANGER)
def test_no_answer_shows_a_dossier_outside_what_one_may_see(plan: Plan) -> None:
    nobody_sees_what_is_not_theirs(plan)


@settings(FEW, max_examples=10)
@given(plan=PLANS)
@example(plan=STAND_IN)
def test_one_sees_what_ones_own_and_lent_roles_reach_and_nothing_else(plan: Plan) -> None:
    with standing(plan) as house:
        the_view_is_what_the_plan_says(house)


@pytest.mark.slow
@MANY
@given(plan=PLANS)
def test_no_answer_shows_a_dossier_outside_what_one_may_see_however_the_house_is_made(plan: Plan) -> None:
    nobody_sees_what_is_not_theirs(plan)


def test_no_answer_shows_the_public_a_dossier() -> None:
    with standing(STRANGER) as house:
        assert leaks(house, Client(), person=None) == []


def test_what_one_may_see_is_found_by_every_word_of_it() -> None:
    """Else the property would hold for a house that shows nothing."""
    with standing(STRANGER) as house:
        client = Client()
        client.force_login(house.people[1])
        marks = house.dossiers[0].marks
        for mark in ("name", "abstract", "code", "lookup", "id_number", "phone"):
            page = client.get("/mot-cua/ho-so/", {"q": marks[mark]}).content.decode()
            assert marks["code"] in page, mark
        page = client.get(f"/mot-cua/ho-so/{marks['code']}/").content.decode()
        for mark in ("name", "abstract", "note", "file", "result", "code"):
            assert marks[mark] in page, mark


def everything(*given: Any, **more: Any) -> Any:
    """A `visible_to` that is broken on purpose."""
    return Dossier.objects.all()


def test_a_broken_view_is_found_at_lists_searches_pages_and_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "visible_to", everything)
    monkeypatch.setattr(queries, "visible_to", everything)
    with standing(STRANGER) as house:
        found = leaks(house, sit(house), person=0, under=("mot-cua/ho-so/", "tim/"))
    code = house.dossiers[0].marks["code"]
    for address in (
        "get /mot-cua/ho-so/ {}",
        "get /mot-cua/ho-so/ {'q'",
        f"get /mot-cua/ho-so/{code}/ {{}}",
        f"get /mot-cua/ho-so/{code}/giay-tiep-nhan.pdf",
        f"get /mot-cua/ho-so/{code}/tep/",
        f"get /mot-cua/ho-so/{code}/tep-ket-qua/",
        f"post /mot-cua/ho-so/{code}/chuyen/",
        "get /tim/",
    ):
        assert any(each.startswith(address) for each in found), address


def test_the_property_itself_fails_where_the_view_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "visible_to", everything)
    looked = settings(FEW, max_examples=10, phases=[Phase.generate], derandomize=True, print_blob=False)
    broken = looked(given(plan=PLANS)(nobody_sees_what_is_not_theirs))
    with pytest.raises(AssertionError):
        broken()


def test_every_address_of_the_house_is_asked() -> None:
    asked = {address.name for address in addresses()}
    assert {"onestop:index", "onestop:receipt", "onestop:attachment", "portal:state", "people:accounts"} <= asked
    assert len(addresses()) > 60
