"""Lists by cursor: while rows come and go, a page after a page loses none of those that stay and shows none twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.onestop import actions
from motcua.onestop.models import Dossier, StepRun
from tests.api.program import Program, program
from tests.world import BIRTH, CLERK, MONDAY, actor, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]


@pytest.fixture
def kiosk() -> Program:
    return program()


def walk(kiosk: Program, path: str, between: Callable[[int], object] = lambda page: None, **query: Any) -> list[Any]:
    """All items of a list, page by page; `between` changes rows after each page."""
    found: list[Any] = []
    cursor, page = "", 0
    while True:
        status, told = kiosk.ask(path, cursor=cursor, **query)
        assert status == 200, told
        assert len(told["items"]) <= query.get("limit", 20)
        found += told["items"]
        if told["next"] is None:
            return found
        cursor, page = told["next"], page + 1
        between(page)


def codes(items: list[Any]) -> list[str]:
    return [each["code"] for each in items]


def test_a_list_walked_by_pages_is_the_whole_list_in_its_order(kiosk: Program) -> None:
    made = [receive(moment(8, minute)) for minute in (5, 5, 5, 9, 1)]
    wanted = [each.code for each in sorted(made, key=lambda each: (each.received_at, each.pk), reverse=True)]
    for limit in (1, 2, 3, 5):
        assert codes(walk(kiosk, "dossiers", limit=limit)) == wanted


def test_receipts_between_two_pages_lose_and_double_nothing(kiosk: Program) -> None:
    there = {receive(moment(8, minute)).code for minute in range(7)}
    seen = codes(walk(kiosk, "dossiers", lambda page: receive(moment(9, page)), limit=2))
    assert len(seen) == len(set(seen))
    assert there <= set(seen)


def test_an_inbox_from_which_work_goes_keeps_the_rest(kiosk: Program) -> None:
    made = [receive(moment(8, minute)) for minute in range(6)]
    Dossier.objects.filter(pk=made[4].pk).update(due_at=moment(8))  # a change of calendar moved its due moment

    StepRun.objects.filter(dossier__in=made).update(holder=None)

    def finish(page: int) -> None:
        actions.pass_on(dossier_id=made[page - 1].pk, seen=None, by=actor(CLERK), at=MONDAY)

    waiting = [each["dossier"]["code"] for each in walk(kiosk, "inbox", finish, limit=2)]
    assert waiting[:6] == [each.code for each in made]
    steps = [each["id"] for each in walk(kiosk, "inbox", limit=2)]
    assert steps == sorted(set(steps))


@settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(limit=st.integers(1, 9), q=st.sampled_from(["", "dang ky", "khai sinh"]))
def test_the_catalogue_walked_by_pages_of_any_size_is_the_same(limit: int, q: str) -> None:
    anybody = Program("")
    whole = codes(walk(anybody, "procedures", q=q, limit=100))
    assert codes(walk(anybody, "procedures", q=q, limit=limit)) == whole == sorted(set(whole))


def test_the_story_and_the_steps_are_paged_too(kiosk: Program) -> None:
    code = kiosk.received()
    kiosk.send(f"dossiers/{code}/pass-on")
    kiosk.send(f"dossiers/{code}/take")
    for part in ("story", "steps"):
        whole = walk(kiosk, f"dossiers/{code}/{part}", limit=100)
        assert len(whole) > 1
        assert walk(kiosk, f"dossiers/{code}/{part}", limit=1) == whole


def test_a_cursor_that_was_made_up_or_is_of_another_list_is_refused(kiosk: Program) -> None:
    for minute in range(2):
        receive(moment(8, minute))
    cursor = kiosk.ask("dossiers", limit=1)[1]["next"]
    for path, wrong in (("dossiers", "abc"), ("procedures", cursor), ("dossiers", cursor[:-1] + "_")):
        status, told = kiosk.ask(path, cursor=wrong)
        assert (status, told["field"]) == (422, "cursor"), path


def test_no_page_is_larger_than_a_hundred(kiosk: Program) -> None:
    assert kiosk.ask("procedures", limit=101)[0] == 422
    assert len(kiosk.ask("procedures", limit=1, q=BIRTH)[1]["items"]) == 1
