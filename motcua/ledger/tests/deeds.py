"""A fact for the tests of the ledger, who does it, and a second connection to do it on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from motcua.access.types import Actor
from motcua.kernel.zone import VIETNAM
from motcua.ledger.types import Fact, fact

AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
CLERK = Actor(user_id=7, name="Trần Thị Ngọc Diễm", post="Công chức", unit_id=3, unit="phường Đông Hải")


@fact("ledger.lamp_lit", subject="ledger.lamp")
@dataclass(frozen=True, slots=True)
class LampLit(Fact):
    """Somebody lit a lamp."""

    lamp_id: int
    colour: str = "đỏ"
    until: date | None = None
    at: datetime | None = None

    @property
    def subject_id(self) -> int:
        return self.lamp_id

    def says(self) -> str:
        return f"Thắp đèn {self.colour}."


def elsewhere[R](work: Callable[[], R]) -> R:
    """Do it on a connection of its own, in no transaction yet; what it commits is really committed."""

    def alone() -> R:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as hand:
        return hand.submit(alone).result()
