"""The product as it really runs, for tests that walk through it or knock it about: web and worker as processes.

Its clock stands at nine o'clock on Monday 9 September 2024 and ticks; its database, files and port are its own.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import homes
import postgres
import psycopg
from cluster import free_port
from progress import die_with_parent, is_over, last_lines
from psycopg.conninfo import make_conninfo
from surroundings import ROOT, product_environment

from motcua.kernel.zone import VIETNAM

OPENING = datetime(2024, 9, 9, 9, 0, tzinfo=VIETNAM)
READY_SECONDS = 90.0
STOP_SECONDS = 15.0


@dataclass
class Stack:
    """A running product. `database` is where it keeps its rows, `folder` its files and logs."""

    database: str
    folder: Path
    port: int = field(default_factory=free_port)
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.files.mkdir(exist_ok=True)
        self.env = product_environment(
            DATABASE_URL=self.database,
            MOTCUA_FILES=str(self.files),
            MOTCUA_PUBLIC_URL=self.url,
            MOTCUA_CLOCK_OFFSET=f"{(OPENING - datetime.now(UTC)).total_seconds():.0f}",
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def build(self) -> None:
        """Tables and demonstration, as `bin/dev` makes them."""
        answer = self.folder / "prepared.json"
        program = [sys.executable, str(ROOT / "bin/lib/prepare.py"), str(answer)]
        done = subprocess.run(program, env=self.env, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    def start(self, *, is_minded: bool = False) -> None:
        """Whatever of web and worker does not run; returns when the product says that it is well.

        Minded, what ends meanwhile is started again, as a service manager does; else that is a failure.
        """
        self._start_ended()
        deadline, heard = time.monotonic() + READY_SECONDS, "no answer"
        while time.monotonic() < deadline:
            if is_minded:
                self._start_ended()
            for name, child in self.children.items():
                assert child.poll() is None, f"{name} ended with {child.returncode}:\n{last_lines(self.log(name))}"
            try:
                status, heard = self.health()
            except (OSError, http.client.HTTPException) as silence:
                status, heard = 0, str(silence)
            if status == http.HTTPStatus.OK:
                return
            time.sleep(0.05)
        raise AssertionError(f"/healthz after {READY_SECONDS:.0f} s: {heard}\n{last_lines(self.log('web'))}")

    def _start_ended(self) -> None:
        web = ("granian", "--host", "127.0.0.1", "--port", str(self.port), "--interface", "wsgi")
        work = ("--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "2", "motcua.wsgi:application")
        for name, arguments in {"web": web + work, "worker": ("motcua", "procrastinate", "worker")}.items():
            if name not in self.children or self.children[name].poll() is not None:
                self.children[name] = self._start(name, *arguments)

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        with self.log(name).open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def health(self) -> tuple[int, str]:
        """Status and body of /healthz."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def kill_web(self) -> None:
        """Kill -9 granian: its master and its workers at once."""
        os.killpg(self.children["web"].pid, signal.SIGKILL)
        self.children["web"].wait()

    def stop(self) -> None:
        for child in self.children.values():
            child.terminate()
        for child in self.children.values():
            if not is_over(child, within=STOP_SECONDS):
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def rows(self, question: str, *given: object) -> list[tuple[Any, ...]]:
        """Ask the database behind the product's back."""
        with psycopg.connect(self.database) as connection:
            return connection.execute(question, given).fetchall()


@contextmanager
def running(database: str) -> Iterator[Stack]:
    """A product on an empty database, built, started, and stopped at the end."""
    with TemporaryDirectory(prefix="motcua-stack-") as folder:
        stack = Stack(database, Path(folder))
        try:
            stack.build()
            stack.start()
            yield stack
        finally:
            stack.stop()


@contextmanager
def fresh_database(name: str) -> Iterator[str]:
    """An empty database of that name on the server lent to this run, else on a passing one; gone at the end."""
    with ExitStack() as during:
        server = os.environ.get("DATABASE_URL") or during.enter_context(postgres.running(homes.passing())).url()
        drop = psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(psycopg.sql.Identifier(name))
        create = psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name))
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(drop)
            connection.execute(create)
            try:
                yield make_conninfo(server, dbname=name)
            finally:
                connection.execute(drop)
