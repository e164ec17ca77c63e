"""The verbs of upkeep: note that a backup was made, or that the installation was restored from one.

The archive itself is made by `backups`, which can run without any table; the fact is noted once it is whole.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.access.types import Actor
from motcua.ledger.actions import next_number, record
from motcua.ledger.queries import FactRow
from motcua.upkeep import policy
from motcua.upkeep.facts import BackedUp, Restored
from motcua.upkeep.types import Manifest


@transaction.atomic
def note_backup(*, archive: str, size: int, sha256: str, manifest: Manifest, by: Actor, at: datetime) -> FactRow:
    """Note a whole archive, so that `check` knows when the last one was made."""
    policy.must_archive(by, on=at.date())
    number = next_number("upkeep.backup")
    lost = len(manifest.store.lost)
    return record(BackedUp(number, archive, size, sha256, manifest.facts, lost, manifest.key), by=by, at=at)


@transaction.atomic
def note_restore(*, sha256: str, manifest: Manifest, by: Actor, at: datetime) -> FactRow:
    """Note in the restored ledger where it came from; after the proof, since it changes what was proved."""
    policy.must_archive(by, on=at.date())
    number = next_number("upkeep.restore")
    return record(Restored(number, manifest.made_at, sha256, manifest.facts), by=by, at=at)
