"""A house of three people, without tables: who holds which role is written here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from motcua.access import rights
from motcua.access.rights import Right
from motcua.access.types import Actor, HeldRole

WARD, CITY = 3, 1
DAY = date(2024, 9, 9)
CLERK, LEADER, NOBODY = Actor(1, "Diễm", post="Công chức"), Actor(2, "Thiện"), Actor(3, "Khách")
HELD = {
    1: (HeldRole("one_stop_clerk", WARD, date(2022, 1, 1), None, "QĐ 12/QĐ-UBND"),),
    2: (
        HeldRole("leader", WARD, date(2021, 6, 28), date(2026, 1, 1)),
        HeldRole("one_stop_clerk", CITY, date(2024, 1, 1), None),
    ),
}


def roles_held(user_id: int, on: date) -> tuple[HeldRole, ...]:
    """The port `ROLES_HELD` of these tests."""
    held = HELD.get(user_id, ())
    return tuple(role for role in held if role.since <= on and (role.until is None or on < role.until))


def actor_of(account: Any, on: date) -> Actor:
    """The port `ACTOR_OF` of these tests."""
    return {1: CLERK, 2: LEADER}.get(account.pk, NOBODY)


@pytest.fixture(autouse=True)
def house(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Right]:
    """Ports bound to this module, and one right declared: to open the gate."""
    settings.ROLES_HELD = f"{__name__}.roles_held"
    settings.ACTOR_OF = f"{__name__}.actor_of"
    monkeypatch.setattr(rights, "_rights", dict(rights._rights))
    rights._port.cache_clear()
    yield rights.declare("gate.open", "mở cổng", roles={"one_stop_clerk", "leader"}, citation="Nội quy, Điều 1")
    rights._port.cache_clear()
