"""bin/dev as a person meets it: one line when ready, every process gone at the end, a used port refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from importlib import import_module
from pathlib import Path

import pytest
from cluster import free_port
from django.db import connection
from postgres import is_process

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def var(tmp_path):
    """A folder `var` of its own, so that nobody's demonstration is touched."""
    folder = tmp_path / "var"
    yield folder
    if (folder / "postgres-home").exists():
        shutil.rmtree((folder / "postgres-home").read_text())


def environment(var: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MOTCUA_FILES")}
    return ours | {"MOTCUA_VAR": str(var)}


def family(pid: int) -> set[int]:
    """A process and all that come from it."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    children: dict[int, list[int]] = {}
    for line in listed.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found, waiting = set(), [pid]
    while waiting:
        each = waiting.pop()
        found.add(each)
        waiting += children.get(each, [])
    return found


def test_a_used_port_is_refused_in_one_sentence_before_anything_starts(var):
    with socket.socket() as used:
        used.bind(("127.0.0.1", 0))
        used.listen()
        port = str(used.getsockname()[1])
        done = subprocess.run(
            [ROOT / "bin" / "dev", "--port", port], env=environment(var), capture_output=True, text=True
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Cổng {port} đang có chương trình khác dùng")
    assert not var.exists()


@pytest.mark.django_db
def test_tables_of_an_older_version_are_noticed_by_the_column_they_lack(monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))  # it puts the checkout first, in place of its own folder
    lacking = import_module("prepare").lacking
    assert lacking() == ""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_account RENAME COLUMN kind TO another")
    assert lacking() == "people_account.kind"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "٨٠٠٠", "9" * 5000])
def test_a_port_that_is_none_is_refused_in_vietnamese(var, port):
    done = subprocess.run(
        [ROOT / "bin" / "dev", f"--port={port}"], env=environment(var), capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "không phải cổng: hãy chọn một số từ 1 đến 65535" in done.stderr
    assert not var.exists()


@pytest.mark.slow
@pytest.mark.knock
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda end: end.name)
def test_it_says_one_line_when_ready_and_takes_all_it_started_along(var, end):
    port = free_port()
    process = subprocess.Popen(
        [ROOT / "bin" / "dev", "--port", str(port)],
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    first = process.stdout.readline()
    if not first:
        pytest.fail(process.communicate()[1])
    assert first == f"motcua: http://127.0.0.1:{port}\n"
    assert "canbo.motcua" in process.stdout.readline()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
        assert json.load(answer)["status"] == "ok"

    started = family(process.pid)
    assert len(started) > 5, "web with its workers, worker, guardian, PostgreSQL"
    process.send_signal(end)
    process.communicate(timeout=60)
    assert process.returncode == (-signal.SIGKILL if end is signal.SIGKILL else 0)
    deadline = time.monotonic() + (20 if end is signal.SIGKILL else 2)
    while any(map(is_process, started)) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = [str(pid) for pid in started if is_process(pid)]
    assert not left, subprocess.run(["ps", "-fp", ",".join(left)], capture_output=True, text=True).stdout
