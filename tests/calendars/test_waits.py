"""A receipt and a change of calendar never miss each other: one of the two waits until the other has committed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from motcua.access.types import SYSTEM
from motcua.kernel.worktime import DayException, DayKind
from motcua.org import actions, queries
from tests.world import MONDAY

pytestmark = pytest.mark.django_db
STORM = DayException(date(2024, 9, 10), DayKind.HOLIDAY, "Nghỉ tránh bão", "Công điện 01")


def order() -> None:
    actions.order_day(code="hanh-chinh", day=STORM, by=SYSTEM, at=MONDAY)


def elsewhere(work: Callable[[], Any]) -> Any:
    """Do it on another connection, in a transaction that is rolled back, waiting for no lock longer than a blink."""

    def run() -> Any:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '200ms'")
                done = work()
                transaction.set_rollback(True)
                return done
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as other:
        return other.submit(run).result()


def test_a_change_waits_for_a_receipt_that_counts_by_the_calendar() -> None:
    queries.calendar("hanh-chinh", hold=True)
    with pytest.raises(OperationalError, match="lock timeout"):
        elsewhere(order)


def test_receipts_do_not_wait_for_each_other() -> None:
    held = queries.calendar("hanh-chinh", hold=True)
    assert elsewhere(lambda: queries.calendar("hanh-chinh", hold=True)) is held


def test_a_receipt_waits_for_a_change_under_way_but_a_page_does_not() -> None:
    order()
    with pytest.raises(OperationalError, match="lock timeout"):
        elsewhere(lambda: queries.calendar("hanh-chinh", hold=True))
    assert elsewhere(lambda: queries.calendar("hanh-chinh")).exception_on(STORM.day) is None
