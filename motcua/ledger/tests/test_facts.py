"""Facts are recorded with their deed or not at all, and once recorded they stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.access.types import SYSTEM
from motcua.kernel.zone import VIETNAM
from motcua.ledger import types
from motcua.ledger.actions import record
from motcua.ledger.models import FactRow
from motcua.ledger.queries import newest_moment, newest_of, story_of
from motcua.ledger.tests.deeds import AT, CLERK, LampLit, elsewhere

database = pytest.mark.django_db


def lit(lamp: int = 1, **more: Any) -> FactRow:
    return record(LampLit(lamp, **more), by=CLERK, at=AT)


@database
def test_a_fact_keeps_what_happened_when_and_by_whom_as_printed_that_day() -> None:
    row = lit(5, until=date(2024, 12, 31))
    row.refresh_from_db()
    assert (row.kind, row.subject, row.subject_id, row.at) == ("ledger.lamp_lit", "ledger.lamp", 5, AT)
    assert row.data == {"lamp_id": 5, "colour": "đỏ", "until": "2024-12-31", "at": None}
    assert row.by == CLERK.as_data()
    assert (row.who, row.says) == ("Trần Thị Ngọc Diễm (Công chức)", "Thắp đèn đỏ.")
    assert row.recorded_at is not None


@database
def test_the_system_acts_under_its_own_name() -> None:
    assert record(LampLit(1), by=SYSTEM, at=AT).who == "Hệ thống"


@database
@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE ledger_fact SET at = now()",
        "UPDATE ledger_fact SET data = '{}' WHERE false OR id > 0",
        "DELETE FROM ledger_fact",
        "TRUNCATE ledger_fact",
        "TRUNCATE ledger_fact CASCADE",
    ],
)
def test_the_database_lets_nobody_change_or_remove_a_fact(deed: str) -> None:
    row = lit()
    with pytest.raises(DatabaseError, match=r"Cannot update or delete|never emptied"), transaction.atomic():
        connection.cursor().execute(deed)
    assert FactRow.objects.get(pk=row.pk).at == AT


@database
def test_neither_a_row_nor_a_bulk_update_gets_past_the_guard() -> None:
    row = lit()
    row.kind = "ledger.lamp_put_out"
    for change in (row.save, row.delete, lambda: FactRow.objects.filter(pk=row.pk).update(kind="x")):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            change()
    assert FactRow.objects.get(pk=row.pk).kind == "ledger.lamp_lit"


@database
def test_a_fact_without_the_transaction_of_its_deed_is_refused() -> None:
    def alone() -> int:
        before = FactRow.objects.count()
        with pytest.raises(transaction.TransactionManagementError, match="needs the transaction of its verb"):
            record(LampLit(1), by=CLERK, at=AT)
        return FactRow.objects.count() - before

    assert elsewhere(alone) == 0


@database
def test_a_rollback_leaves_no_fact() -> None:
    before = FactRow.objects.count()
    with transaction.atomic():
        lit()
        assert FactRow.objects.count() == before + 1
        transaction.set_rollback(True)
    assert FactRow.objects.count() == before


@database
def test_a_story_is_told_in_order_and_of_one_thing_only() -> None:
    rows = [lit(1, colour=colour) for colour in ("đỏ", "xanh", "vàng")]
    lit(2)
    assert [row.pk for row in story_of("ledger.lamp", 1)] == [row.pk for row in rows]
    assert newest_of("ledger.lamp", 1) == rows[-1]
    assert newest_of("ledger.lamp", 99) is None
    assert newest_of("ledger.candle", 1) is None


@database
def test_the_newest_moment_is_the_latest_any_fact_speaks_of() -> None:
    late = datetime(2031, 1, 1, 8, 0, tzinfo=VIETNAM)
    record(LampLit(1), by=CLERK, at=late)
    lit()
    assert newest_moment() == late


moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(VIETNAM))  # noqa: DTZ001


@given(st.builds(LampLit, until=st.none() | st.dates(), at=st.none() | moments))
def test_a_fact_loads_as_it_was_dumped(fact: LampLit) -> None:
    loaded = types.load(fact.kind, types.dump(fact))
    assert loaded == fact
    assert loaded.says() == fact.says()


def test_an_unknown_kind_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        types.load("ledger.never_declared", {})


def test_only_a_frozen_dataclass_may_be_a_fact() -> None:
    @dataclass
    class Loose(types.Fact):
        subject_id: int = 1

        def says(self) -> str:
            return "Có thể đổi."

    with pytest.raises(TypeError, match="must be a frozen dataclass"):
        types.fact("ledger.loose", subject="ledger.lamp")(Loose)
    assert "ledger.loose" not in types.kinds()


def test_a_kind_is_declared_once() -> None:
    @dataclass(frozen=True)
    class Other(LampLit):
        pass

    with pytest.raises(ValueError, match="declared twice"):
        types.fact("ledger.lamp_lit", subject="ledger.lamp")(Other)
    assert types.kinds()["ledger.lamp_lit"] is LampLit
