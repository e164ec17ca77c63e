"""Lends a PostgreSQL server to whoever needs one, and stops it when the last has gone.

A user holds a shared lock on `users.lock` of the cluster's folder. The first also starts a guardian (this file run
as a program), which starts PostgreSQL and tries now and then for that lock alone: it gets it when nobody is left,
kill -9 included, and then stops the server. So commands join one another's server, and none is left behind.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO

from cluster import Cluster, free_port
from progress import Step, Stop, last_lines

START_SECONDS = 120.0
STOP_SECONDS = 60.0


def try_lock(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_process(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@dataclass
class Server:
    """A server lent to this process."""

    cluster: Cluster
    users: IO[str]
    """The lock that keeps the server alive; a child that is given it keeps it too."""
    guardian: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "motcua") -> str:
        return self.cluster.url(self.state()["port"], database)

    def state(self) -> dict[str, int]:
        """`guardian` (its process id), `port`; empty while nothing serves."""
        if self.guardian:
            self.guardian.poll()  # or a killed one would still count as a process
        try:
            told: dict[str, int] = json.loads((self.cluster.home / "server.json").read_text())
        except FileNotFoundError:
            return {}
        return told if is_process(told["guardian"]) else {}

    def start(self) -> None:
        """Join the server or start it; also brings it back after it was killed."""
        deadline = time.monotonic() + START_SECONDS
        with Step("Khởi động PostgreSQL") as step:
            while not self.state():
                self.start_guardian()
                if self.guardian and self.guardian.poll():
                    raise Stop(f"PostgreSQL không khởi động được. {self.log_end()}")
                if time.monotonic() > deadline:
                    raise Stop(f"PostgreSQL chưa sẵn sàng sau {START_SECONDS:.0f} giây. {self.log_end()}")
                time.sleep(0.01)
                step.tick()

    def start_guardian(self) -> None:
        """Start one unless there is one: its lock for life is taken here and handed down, so there are never two."""
        with (self.cluster.home / "guardian.lock").open("a") as lock:
            if not try_lock(lock, fcntl.LOCK_EX):
                return
            self.cluster.make()
            (self.cluster.home / "server.json").unlink(missing_ok=True)
            with self.cluster.log.open("ab") as log:
                self.guardian = subprocess.Popen(
                    [sys.executable, __file__, self.cluster.as_json(), str(lock.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[lock.fileno()],
                    start_new_session=True,
                )

    def log_end(self) -> str:
        return f"Nhật ký {self.cluster.log} kết thúc bằng:\n{last_lines(self.cluster.log)}"

    def see_off(self) -> None:
        """Having let go of the lock: wait while our guardian stops the server, unless others still use it."""
        if self.guardian is None:
            return
        with (self.cluster.home / "users.lock").open("a") as lock, Step("Dừng PostgreSQL") as step:
            deadline = time.monotonic() + STOP_SECONDS
            while self.guardian.poll() is None and time.monotonic() < deadline:
                has_others = not try_lock(lock, fcntl.LOCK_EX) and try_lock(lock, fcntl.LOCK_SH)
                fcntl.flock(lock, fcntl.LOCK_UN)
                if has_others:
                    return
                time.sleep(0.02)
                step.tick()


@contextmanager
def running(cluster: Cluster) -> Iterator[Server]:
    """A server on this cluster for as long as the block lasts."""
    with (cluster.home / "users.lock").open("a") as users:
        server = Server(cluster, users)
        with Step("Chờ PostgreSQL dừng xong lần trước") as step:
            while not try_lock(users, fcntl.LOCK_SH):
                time.sleep(0.02)
                step.tick()
        try:
            server.start()
        except BaseException:
            if cluster.is_passing and not server.guardian:
                shutil.rmtree(cluster.home)
            raise
        try:
            yield server
        finally:
            users.close()
            with suppress(FileNotFoundError):  # a passing cluster may be gone already
                server.see_off()


def guard(cluster: Cluster, lock: IO[str]) -> None:
    """Start PostgreSQL, wait until nobody needs it, stop it."""
    postmaster = start_postmaster(cluster)
    with (cluster.home / "users.lock").open("a") as users:
        while postmaster.poll() is None and not try_lock(users, fcntl.LOCK_EX):
            time.sleep(0.1)
        if postmaster.poll() is None:
            postmaster.send_signal(signal.SIGINT)  # fast: sessions are ended, everything is written
            try:
                postmaster.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                postmaster.send_signal(signal.SIGQUIT)
                postmaster.wait()
        (cluster.home / "server.json").unlink(missing_ok=True)
        if cluster.is_passing:
            shutil.rmtree(cluster.home)
        lock.close()  # before `users`: whoever waits for that may start the next guardian at once


def start_postmaster(cluster: Cluster) -> subprocess.Popen[bytes]:
    """Start PostgreSQL on the port it had last, or on another one, and see it answer."""
    await_predecessor(cluster)
    note = cluster.home / "port"
    port = int(note.read_text()) if note.exists() else 0
    for _ in range(3):
        port = free_port(port)
        postmaster = cluster.start(port)
        while postmaster.poll() is None:
            if cluster.postmaster() == (postmaster.pid, "ready"):
                note.write_text(str(port))
                half = cluster.home / "server.json.new"
                half.write_text(json.dumps({"guardian": os.getpid(), "port": port}))
                half.rename(cluster.home / "server.json")
                return postmaster
            time.sleep(0.01)
        port = 0
    sys.exit(1)


def await_predecessor(cluster: Cluster) -> None:
    """A server whose guardian was killed is on its way out (`die_with_parent`); any other process id is stale."""
    deadline = time.monotonic() + 10
    while (found := cluster.postmaster()) and is_process(found[0]) and time.monotonic() < deadline:
        time.sleep(0.05)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(int(sys.argv[2]), "a") as held:
        guard(Cluster.from_json(sys.argv[1]), held)
