"""Number series: from 1 without a gap, never twice, also when several connections ask at once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from motcua.ledger.actions import next_number
from motcua.ledger.models import NumberSeries
from motcua.ledger.tests.deeds import elsewhere

pytestmark = pytest.mark.django_db
WAIT = 20
"""Seconds after which a thread that should have come is given up."""


@pytest.fixture
def key() -> Iterator[str]:
    """A series of one test; what other connections committed of it goes with the test."""
    name = f"test/{uuid.uuid4()}"
    yield name
    elsewhere(lambda: NumberSeries.objects.filter(key=name).delete())


def taken(key: str) -> int:
    with transaction.atomic():
        return next_number(key)


def test_a_series_begins_with_one_and_runs_on(key: str) -> None:
    assert [next_number(key) for _ in range(3)] == [1, 2, 3]


def test_each_key_counts_for_itself(key: str) -> None:
    assert [next_number(key), next_number(f"{key}/b"), next_number(key)] == [1, 1, 2]


def test_a_number_lost_to_a_rollback_is_given_again(key: str) -> None:
    next_number(key)
    with transaction.atomic():
        assert next_number(key) == 2
        transaction.set_rollback(True)
    assert next_number(key) == 2


def test_a_number_without_the_transaction_that_uses_it_is_refused(key: str) -> None:
    def alone() -> bool:
        with pytest.raises(transaction.TransactionManagementError):
            next_number(key)
        return NumberSeries.objects.filter(key=key).exists()

    assert elsewhere(alone) is False


def test_many_connections_at_once_take_every_number_once(key: str) -> None:
    hands, each = 4, 25
    start = threading.Barrier(hands)

    def take() -> list[int]:
        try:
            start.wait(WAIT)
            return [taken(key) for _ in range(each)]
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as pool:
        runs = [job.result(WAIT) for job in [pool.submit(take) for _ in range(hands)]]
    assert sorted(number for run in runs for number in run) == list(range(1, hands * each + 1))
    assert all(run == sorted(run) for run in runs)


def test_who_comes_second_waits_and_gets_the_number_the_first_gave_back(key: str) -> None:
    has_one, may_end, second_asks = threading.Event(), threading.Event(), threading.Event()

    def first() -> int:
        try:
            with transaction.atomic():
                number = next_number(key)
                has_one.set()
                may_end.wait(WAIT)
                transaction.set_rollback(True)
            return number
        finally:
            connection.close()

    def second() -> int:
        try:
            has_one.wait(WAIT)
            second_asks.set()
            return taken(key)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        given_back, kept = pool.submit(first), pool.submit(second)
        second_asks.wait(WAIT)
        assert not kept.done()
        may_end.set()
        assert (given_back.result(WAIT), kept.result(WAIT)) == (1, 1)
