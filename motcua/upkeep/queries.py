"""What may be asked of upkeep."""

from __future__ import annotations

from motcua.ledger.queries import FactRow, newest_of_kind


def newest_backup() -> FactRow | None:
    """The fact of the last backup that was made here."""
    return newest_of_kind("upkeep.backed_up")


def key_backed_up(public_key: str) -> FactRow | None:
    """The fact of the last backup that holds the private half of this public key, in hexadecimal digits."""
    return newest_of_kind("upkeep.backed_up", key=public_key)
