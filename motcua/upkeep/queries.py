"""What may be asked of upkeep."""

from __future__ import annotations

from motcua.ledger.queries import FactRow, newest_of_kind


def newest_backup() -> FactRow | None:
    """The fact of the last backup that was made here."""
    return newest_of_kind("upkeep.backed_up")
