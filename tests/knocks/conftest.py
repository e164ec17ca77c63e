"""A product on a PostgreSQL server that may be killed: as durable as in production, brought back by the same code."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import homes
import postgres
import pytest
from postgres import is_process

from tests import stack as product
from tests.knocks.official import Office


@dataclass
class Knocked:
    """The product and the server it stands on."""

    server: postgres.Server
    stack: product.Stack
    office: Office

    def kill_database(self) -> int:
        """Kill -9 the postmaster and every process under it, then start it again; how many were killed."""
        guardian, found = self.server.guardian, self.server.cluster.postmaster()
        assert guardian
        assert found
        victims = [found[0], *children_of(found[0])]
        for pid in victims:
            with suppress(ProcessLookupError):  # its client has gone, or the postmaster took it along
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 20
        while any(is_process(pid) for pid in victims) and time.monotonic() < deadline:
            time.sleep(0.01)
        guardian.wait(20)
        self.server.start()
        return len(victims)


def children_of(parent: int) -> list[int]:
    """The processes that this one started and that still run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z" and int(fields[1]) == parent:
            found.append(int(status.parent.name))
    return found


@pytest.fixture(scope="package")
def knocked() -> Iterator[Knocked]:
    # A passing cluster is thrown away when its postmaster ends; this one must survive that.
    cluster = replace(homes.passing(is_durable=True), is_passing=False)
    try:
        with postgres.running(cluster) as server, product.running(server.url()) as stack:
            yield Knocked(server, stack, Office(stack.port))
    finally:
        shutil.rmtree(cluster.home)
