"""The words of upkeep: what a backup says of itself, what was found wrong with it, and what a check saw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from motcua.kernel.refusal import Refusal


class NoBackup(Refusal):
    """The archive could not be made; none was left behind."""

    code = "no_backup"


class NoRestore(Refusal):
    """Nothing was restored, or what was restored could not be proved."""

    code = "no_restore"


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the archive: how many bytes, and their SHA-256 in hexadecimal digits."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableState:
    """What a table held at the backup's moment: its rows, and one digest over all of them in order."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Store:
    """The stored files in the archive; `digest` is the SHA-256 over their digests in order, one a line.

    `lost` are digests whose bytes were gone or damaged already when the backup was made.
    """

    files: int
    bytes: int
    digest: str
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself. `made_at` is an ISO moment; tables are named `schema.table`.

    `seal` is the number of the newest seal, its root in hexadecimal digits and its moment; None before the first. `key`
    is the public key whose private half is in the archive, nothing where it is not.
    """

    format: str
    product: str
    made_at: str
    server: str
    dumped_by: int
    migrations: tuple[str, ...]
    tables: dict[str, TableState]
    facts: int
    seal: dict[str, Any] | None
    key: str
    store: Store
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the archive says: which part or table, and what about it."""

    where: str
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.says}"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of an archive or of a restored installation; `faults` is empty where all holds."""

    manifest: Manifest | None
    faults: tuple[Fault, ...]
    signed_by: str = ""


class State(models.TextChoices):
    """The answer of a check."""

    OK = "ok", "đạt"
    LACKING = "lacking", "chưa đạt"
    UNKNOWN = "unknown", "không biết"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw; `do` says what to do about it, `source` where the demand comes from."""

    check: str
    title: str
    state: State
    saw: str
    do: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the code: file from the root of the checkout, and line."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact that a verb records: its kind, its class, the sentence as written in the code."""

    kind: str
    name: str
    says: str
    place: Place


@dataclass(frozen=True, slots=True)
class VerbTold:
    """A verb that a view can call: `app.name`, its first line, the policy it asks, the facts it records."""

    name: str
    says: str
    place: Place
    asks: tuple[str, ...] = ()
    facts: tuple[FactTold, ...] = ()


@dataclass(frozen=True, slots=True)
class TestTold:
    """A test that exercises the route, and by what it was found."""

    __test__ = False  # for pytest, which takes the name for its own

    name: str
    place: Place
    by: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What stands behind an address."""

    route: str
    name: str
    route_place: Place | None
    view: str
    view_place: Place | None
    says: str
    methods: tuple[str, ...]
    door: dict[str, Any]
    verbs: tuple[VerbTold, ...] = ()
    tests: tuple[TestTold, ...] = field(default=())
