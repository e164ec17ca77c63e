"""One product and one browser for all journeys.

Both end with this package: Playwright keeps an event loop in the main thread, where Django refuses to ask a database.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import stack as product
from tests.journeys.person import WIDE, Person
from tests.knocks.official import pdf


@pytest.fixture(scope="package")
def stack() -> Iterator[product.Stack]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with product.fresh_database(f"motcua_journeys_{worker}") as database, product.running(database) as stack:
        yield stack


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        # Chromium's own sandbox does not run as root; the only pages it opens are ours.
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()


@pytest.fixture
def person(stack: product.Stack, browser: Browser) -> Iterator[Callable[..., Person]]:
    """`person()` sits down at a browser of their own; at the end nobody's page may have complained."""
    came: list[Person] = []

    def come(size: tuple[int, int] = WIDE, **more: bool) -> Person:
        came.append(Person(browser, stack.url, size, **more))
        return came[-1]

    yield come
    for each in came:
        each.close()


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files as they lie on a clerk's machine: good ones, one too large, one that is not what it says."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "giay-chung-sinh.pdf").write_bytes(pdf("giay chung sinh"))
    (folder / "giay-khai-sinh.pdf").write_bytes(pdf("giay khai sinh"))
    (folder / "qua-lon.pdf").write_bytes(pdf("to") + b"%" * 21 * 1024 * 1024)
    (folder / "cai-dat.pdf").write_bytes(b"MZ\x90\x00\x03" + bytes(2000))
    return folder
