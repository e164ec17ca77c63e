"""How many statements a verb or a page may cost; a list costs the same however many rows it shows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.onestop import actions
from tests.walk.pages import COUNTER, DOSSIERS, INBOX, filled, sit_as, url
from tests.world import BIRTH, CLERK, LEADER, SPECIALIST, actor, at_leader, at_specialist, finished, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]
DESK = "/ban-lam-viec/"
SURROUNDINGS = ("django_session", "people_account", "people_post_held", "people_role_held", "org_unit", "org_calendar")
"""Who is looking, and when offices work: session, account, post, roles, units, calendars."""


def statements(work: Any) -> list[str]:
    """What was asked of the database, save points apart."""
    with CaptureQueriesContext(connection) as counted:
        work()
    return [query["sql"] for query in counted if "SAVEPOINT" not in query["sql"]]


def beyond(sent: list[str]) -> list[str]:
    """Without who is looking and the number that stands in the navigation."""
    own = [sql for sql in sent if not re.search(rf'FROM "?({"|".join(SURROUNDINGS)})', sql)]
    counted = [sql for sql in own if sql.startswith('SELECT COUNT(*) AS "__count" FROM "onestop_step_run"')]
    return [sql for sql in own if sql != (counted[-1] if counted else "")]


@pytest.mark.parametrize("make", [receive, at_specialist, at_leader])
def test_passing_on_stays_within_its_budget(make: Any) -> None:
    dossier = make()
    by = actor({"tiep_nhan": CLERK, "xu_ly": SPECIALIST, "phe_duyet": LEADER}[dossier.runs.last().step.code])
    sent = statements(
        lambda: actions.pass_on(dossier_id=dossier.pk, seen=dossier.version, by=by, at=moment(11), note="Đủ")
    )
    allowed = 13 if make is at_leader else 12  # an approval also defers the notice to the counter
    assert len(sent) <= allowed, "\n".join(sent)


@pytest.mark.parametrize(("address", "username"), [(INBOX, SPECIALIST), (DOSSIERS, CLERK), (DESK, SPECIALIST)])
def test_a_list_costs_the_same_however_many_rows_it_shows(address: str, username: str) -> None:
    official = sit_as(username)
    at_specialist(moment(8))
    few = statements(lambda: official.get(address))
    for _ in range(24):
        at_specialist(moment(8))
    many = statements(lambda: official.get(address))
    assert len(many) == len(few), "\n".join(many)
    if address != DESK:
        assert len(beyond(many)) <= 4, "\n".join(beyond(many))
    assert sum("FROM people_role_held" in sql for sql in many) == 1


@pytest.mark.parametrize("words", ["chamalea", "058192000017", "H43.17.58-240909", "code"])
def test_a_search_costs_no_more_than_the_list(words: str) -> None:
    code = [receive(moment(8)).code for _ in range(25)][3]
    clerk = sit_as(CLERK)
    sent = statements(lambda: clerk.get(DOSSIERS, {"q": code if words == "code" else words}))
    assert len(beyond(sent)) <= 4, "\n".join(beyond(sent))


def test_a_dossiers_page_costs_the_same_however_long_its_story() -> None:
    dossier = finished()
    clerk = sit_as(CLERK)
    short = statements(lambda: clerk.get(url(dossier)))
    back: dict[str, Any] = {"dossier_id": dossier.pk, "seen": None, "at": moment(11)}
    for _ in range(3):
        actions.send_back(to="phe_duyet", note="Sai tên", by=actor("donghai.vanphong"), **back)
        actions.pass_on(by=actor(LEADER), **back)
    long = statements(lambda: clerk.get(url(dossier)))
    assert len(long) <= len(short), "\n".join(long)
    assert len(short) <= 32, "\n".join(short)


def test_saving_a_receipt_by_its_page_stays_within_its_budget() -> None:
    receive(moment(8))
    clerk, form = sit_as(CLERK), filled()
    sent = statements(lambda: clerk.post(f"{COUNTER}{BIRTH}/", form))
    assert len(beyond(sent)) <= 22, "\n".join(sent)
