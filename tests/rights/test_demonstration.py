"""The demonstration's officials can sign in on their Monday, under the rules that hold for everybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.demo.province import PASSWORD, people_of_the_demo
from motcua.kernel import clock
from motcua.people import queries
from motcua.people.types import AccountState
from tests.world import CLERK, MONDAY, actor

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    cache.clear()
    with clock.at(MONDAY):
        yield


def test_their_password_is_as_long_as_the_rule_asks_and_signs_in() -> None:
    assert len(PASSWORD) >= queries.least_length(queries.account_named(CLERK), DAY)[0]
    for person in people_of_the_demo():
        if person.get("headline"):
            client = Client()
            answer = client.post("/tai-khoan/login/", {"login": person["username"], "password": PASSWORD})
            assert answer["Location"] == "/ban-lam-viec/", person["username"]
            assert client.get("/ban-lam-viec/").status_code == 200, "nobody has to change the password first"


def test_none_is_idle_and_who_left_is_closed() -> None:
    assert queries.idle_accounts(DAY) == []
    closed = {person["username"] for person in people_of_the_demo() if person.get("left")}
    found = queries.accounts(actor("quantri"), MONDAY, state=AccountState.CLOSED)
    assert closed == {account.username for account in found} != set()
