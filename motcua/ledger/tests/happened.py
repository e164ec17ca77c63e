"""Facts that never were, and hands that meddle with the ledger as the owner of the database can."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction

from motcua.access.types import SYSTEM, Actor
from motcua.kernel.zone import VIETNAM
from motcua.ledger import actions, queries, signing
from motcua.ledger.models import FactRow, Seal
from motcua.ledger.types import Fact, Verified, fact

NEIGHBOUR_SECONDS = 60.0
NIGHT = datetime(2024, 9, 10, 1, 0, tzinfo=VIETNAM)
CLERK = Actor(user_id=7, name="Lê Thị Bưởi", post="Công chức", unit_id=3, unit="Phường Đông Hải")


@fact("ledger_tests.parcel_weighed", subject="ledger_tests.parcel")
@dataclass(frozen=True, slots=True)
class ParcelWeighed(Fact):
    """A parcel was put on a scale."""

    parcel_id: int
    grams: int
    remark: str = ""

    @property
    def subject_id(self) -> int:
        return self.parcel_id

    def says(self) -> str:
        return f"Cân bưu kiện được {self.grams} gam."


def happen(many: int, *, at: datetime = NIGHT) -> list[FactRow]:
    """So many facts, each in a transaction of its own."""
    rows = []
    for number in range(1, many + 1):
        with transaction.atomic():
            rows.append(actions.record(ParcelWeighed(number, 100 * number, "dễ vỡ"), by=CLERK, at=at))
    return rows


def signer() -> signing.Signer:
    """The key of this installation."""
    return signing.signer(settings.LEDGER_KEY)


def await_neighbours() -> None:
    """Let what runs beside us end: a seal reaches only to the oldest transaction of the whole server.

    Except where a test itself holds one open in this database.
    """
    deadline = time.monotonic() + NEIGHBOUR_SECONDS
    while _is_held_up() and time.monotonic() < deadline:
        time.sleep(0.01)


def _is_held_up() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM ledger_fact, pg_current_snapshot() now "
            "WHERE xid >= pg_snapshot_xmin(now)::text::bigint AND xid < pg_snapshot_xmax(now)::text::bigint) "
            "AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE backend_xid IS NOT NULL "
            "AND backend_type = 'client backend' AND datname = current_database() AND pid <> pg_backend_pid())"
        )
        return bool(cursor.fetchone()[0])


def seal(day: int = 0) -> Seal | None:
    """Seal that many nights later."""
    await_neighbours()
    return actions.seal(signer=signer(), by=SYSTEM, at=NIGHT + timedelta(days=day))


def sealed_days(*many: int) -> list[list[FactRow]]:
    """Nights of so many facts each, each sealed."""
    days = []
    for day, count in enumerate(many):
        days.append(happen(count, at=NIGHT + timedelta(days=day)))
        assert seal(day)
    return days


def verify(**more: Any) -> Verified:
    """The proof with the keys and notes of this installation."""
    known = {"keys": signing.known_keys(settings.LEDGER_KEY), "noted": signing.noted_roots(settings.LEDGER_KEY)}
    return queries.verify(**known | more)


def meddle(*statements: str) -> None:
    """Change rows with the guards of the tables switched off."""
    tables = ("ledger_fact", "ledger_seal", "ledger_seal_page")
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@contextmanager
def somebody_else(database: str) -> Iterator[psycopg.Connection[Any]]:
    """A second connection to the ledger, with a transaction of its own."""
    params = connection.get_connection_params() | {"dbname": database}
    for name in ("cursor_factory", "context", "prepare_threshold"):
        params.pop(name, None)
    with psycopg.connect(**params) as other:
        yield other
