"""What a seal says, byte for byte, so that anybody can compute it again without this program.

A part is written as its length in decimal digits, a colon, its bytes and a comma ("netstring"); one that is missing
as `-,`. A fact's content is `motcua.fact.1` and its nine columns in the order of `FACT_FIELDS`, as UTF-8 text:
whole numbers in decimal digits, moments in UTC as `2024-09-09T03:00:00.000000Z`, `by` and `data` as PostgreSQL
writes a jsonb. A seal's statement is `motcua.seal.1` and its own parts, hashes in hexadecimal digits; the seal's root
is the SHA-256 of the statement, and the signature (Ed25519) is over the statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from motcua.kernel.zone import VIETNAM

FACT_FIELDS = ("id", "xid", "kind", "subject", "subject_id", "at", "recorded_at", "by", "data")
PAGE = 4096
"""Facts in a page of a seal's index, and read at a time."""
NO_ROOT = bytes(32)
"""What stands for the previous root in the first seal."""
NIGHT = timedelta(hours=1)
"""A day is sealed from one o'clock of the next on."""


def netstrings(parts: Sequence[bytes | None]) -> bytes:
    """Parts in a row that can be read in one way only."""
    return b"".join([b"-," if part is None else b"%d:%b," % (len(part), part) for part in parts])


def fact_content(fields: Sequence[str | None]) -> bytes:
    """The bytes that stand for a fact, from the texts of `FACT_FIELDS`."""
    return netstrings([b"motcua.fact.1", *(None if field is None else field.encode() for field in fields)])


def moment_text(moment: datetime) -> str:
    """A moment as it is hashed."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a seal says and its signature holds.

    It covers the facts whose transaction began at `xid_from` or later and before `xid_until`, on the server `system`,
    with ids above `after_id` (below it are facts that came from another server, all sealed). `ids_digest` is the
    SHA-256 of the sealed ids in order, eight bytes each.
    """

    number: int
    sealed_at: str
    system: str
    xid_from: int
    xid_until: int
    after_id: int
    count: int
    tree_root: str
    ids_digest: str
    previous_root: str
    public_key: str

    def content(self) -> bytes:
        """The bytes that are signed."""
        return netstrings([b"motcua.seal.1", *(str(part).encode() for part in astuple(self))])

    def root(self) -> bytes:
        """The seal's root, which holds all facts up to here through the previous root."""
        return sha256(self.content()).digest()


def seal_day(moment: datetime) -> date:
    """The day to which a moment belongs when days are sealed: it lasts until one o'clock at night."""
    return (moment.astimezone(VIETNAM) - NIGHT).date()


def is_due(newest: datetime | None, now: datetime) -> bool:
    """Whether a seal is to be made: there is none yet, or the newest is of another day.

    Days missed are sealed together, at the first chance; a clock that ran back is another day as well.
    """
    return newest is None or seal_day(newest) != seal_day(now)
