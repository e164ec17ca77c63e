"""The national list and the demonstration's records of control, loaded once a module and gone after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from motcua.demo import province, simplification
from motcua.kernel import clock
from tests.world import MONDAY


@pytest.fixture(scope="module")
def whole_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """All procedures of the national list; how many were added to the core ones."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield province.build_national_list()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def control(whole_catalogue: int) -> int:
    """The province's list, plans, decisions and reviews; how many reviews there are."""
    return simplification.build_control()


@pytest.fixture
def monday() -> Iterator[None]:
    """Stop the clock at 10:00 on 9 September 2024."""
    with clock.at(MONDAY):
        yield
