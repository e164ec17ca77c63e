"""What the tests of pages stand on: a clock stopped on Monday at ten, and a file store of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.kernel import clock
from tests.world import MONDAY


@pytest.fixture
def monday() -> Iterator[None]:
    """Stop the clock at 10:00 on 9 September 2024."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def own_store(settings: Any, tmp_path: Path) -> None:
    """Keep what a test uploads in a folder that goes with it."""
    settings.FILE_STORE = tmp_path / "store"
