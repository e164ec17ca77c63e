"""A living installation: a province in which deeds really commit, and one backup of it, taken in the middle of work."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from psycopg.conninfo import make_conninfo

from motcua.access.types import SYSTEM
from motcua.demo import province
from motcua.files import actions as files
from motcua.files.tests.samples import PDF
from motcua.ledger import actions as ledger
from motcua.ledger import signing
from motcua.onestop.models import Dossier
from motcua.upkeep import backups
from motcua.upkeep.backups.programs import conninfo_of
from motcua.upkeep.backups.progress import Progress
from motcua.upkeep.backups.restoring import connected_to
from motcua.upkeep.types import Manifest, Proof
from tests.world import CLERK, MONDAY, actor, moment, receive

_numbers = count()


def on_server(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def database() -> Iterator[str]:
    """A database of its own on the tests' server, and how to reach it; gone at the end."""
    name = f"motcua_upkeep_{os.getpid()}_{next(_numbers)}"
    connection.close()
    drop(name)
    on_server(f'CREATE DATABASE "{name}"')
    try:
        yield make_conninfo(conninfo_of(connection.settings_dict), dbname=name)
    finally:
        drop(name)


def drop(name: str) -> None:
    """Drop a database. The plain way asks the server's own vacuum to leave, which force may not when it is not ours."""
    try:
        on_server(f'DROP DATABASE IF EXISTS "{name}"')
    except OperationalError:  # somebody of ours is still connected
        on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def folders(store: Path, key: Path) -> Iterator[None]:
    """Other places for files and key."""
    before = settings.FILE_STORE, settings.LEDGER_KEY
    settings.FILE_STORE, settings.LEDGER_KEY = store, key
    try:
        yield
    finally:
        settings.FILE_STORE, settings.LEDGER_KEY = before


class Busy(Progress):
    """At each stage of a backup somebody receives a dossier, over a connection of their own, and it is committed."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.received: list[str] = []

    def stage(self, words: str) -> None:
        in_thread(lambda: self.received.append(receive().code))


def in_thread(deed: Any) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            deed()
        except BaseException as failure:  # noqa: BLE001 - told in the test's own thread
            failures.append(failure)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert not failures, failures


@dataclass
class Living:
    """The installation, its backup, and what was there when the backup began."""

    conninfo: str
    store: Path
    key: Path
    archive: Path
    manifest: Manifest
    before: list[str]
    meanwhile: list[str]
    digest: str
    others: list[str] = field(default_factory=list)


@pytest.fixture(scope="package")
def living(
    django_db_modify_db_settings: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Living]:
    """Dossiers, a stored file and two seals; then a backup while dossiers are received without a pause."""
    home = tmp_path_factory.mktemp("living")
    store, key, archive = home / "files", home / "keys" / "ledger-key", home / "whole.zip"
    with ExitStack() as during:
        with django_db_blocker.unblock():
            conninfo = during.enter_context(database())
            with connected_to(conninfo), folders(store, key):
                found = _build(conninfo, store, key, archive)
        yield found
        with django_db_blocker.unblock():
            during.close()


def _build(conninfo: str, store: Path, key: Path, archive: Path) -> Living:
    call_command("migrate", verbosity=0)
    province.build_units()
    province.build_people()
    province.build_catalogue()
    receive()
    stored = files.store(upload=BytesIO(PDF), name="don.pdf", by=actor(CLERK), at=MONDAY)
    ledger.seal(signer=signing.signer(key), by=SYSTEM, at=MONDAY)
    receive()
    ledger.seal(signer=signing.signer(key), by=SYSTEM, at=MONDAY + timedelta(days=1))
    receive()
    before = sorted(Dossier.objects.values_list("code", flat=True))
    busy, others = Busy(), list[str]()
    is_over = threading.Event()

    def stream() -> None:
        while not is_over.is_set():
            in_thread(lambda: others.append(receive(at=moment(11)).code))

    streaming = threading.Thread(target=stream)
    streaming.start()
    try:
        manifest = backups.make(archive, conninfo=conninfo, key=key, with_key=False, at=MONDAY, progress=busy)
    finally:
        is_over.set()
        streaming.join()
    return Living(conninfo, store, key, archive, manifest, before, busy.received, stored.sha256, others)


@dataclass
class Restored:
    """Where something was restored, and what was proved of it."""

    conninfo: str
    store: Path
    key: Path
    proof: Proof


@pytest.fixture
def restored(living: Living, django_db_blocker: Any, tmp_path: Path) -> Iterator[Restored]:
    """The backup, restored into a fresh database; Django's connection leads there."""
    store, key = tmp_path / "files", tmp_path / "keys" / "ledger-key"
    with ExitStack() as during:
        during.enter_context(django_db_blocker.unblock())
        conninfo = during.enter_context(database())
        during.enter_context(folders(store, key))
        during.enter_context(connected_to(conninfo))
        proof = backups.restore(living.archive, key=key, accept_loss=False, at=MONDAY, progress=Progress(quiet=True))
        yield Restored(conninfo, store, key, proof)
