"""What the tests of rights stand on: files of their own, a clock that stands, and houses that go after use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from motcua.kernel import clock
from tests.rights.callers import arrive
from tests.rights.plans import House, Plan, build

Standing = Callable[[Plan], AbstractContextManager[tuple[House, Client]]]


@pytest.fixture
def standing(settings: Any, tmp_path: Path) -> Standing:
    """`standing(plan)`: a house and its viewer, at a browser and at the API, on the viewer's day; then gone."""
    settings.FILE_STORE = tmp_path / "store"

    @contextmanager
    def stand(plan: Plan) -> Iterator[tuple[House, Client]]:
        with clock.at(plan.at), transaction.atomic():
            house = build(plan)
            yield house, arrive(house.viewer, plan.at)
            transaction.set_rollback(True)

    return stand
