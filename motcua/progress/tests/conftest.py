"""What these tests stand on: a clock that stands, files of their own, and an audit that finds what is planted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.kernel import clock
from motcua.kernel.zone import VIETNAM
from motcua.people import queries as people
from motcua.progress import rules
from motcua.progress.tests import made

AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Audit by what is planted alone."""
    monkeypatch.setattr(rules, "audit", made.audit)


@pytest.fixture
def monday(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Ten o'clock on a Monday, with a file store that goes with the test."""
    settings.FILE_STORE = tmp_path / "store"
    with clock.at(AT):
        yield


@pytest.fixture
def specialist() -> Client:
    """A specialist at a browser."""
    return sit_as("chuyenvien")


def sit_as(username: str) -> Client:
    """A browser in which this official is signed in."""
    client = Client()
    client.force_login(people.account_named(username))
    return client
