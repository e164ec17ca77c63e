"""One archive with all that an installation keeps, and an installation from it, proved by hash."""

from motcua.upkeep.backups.archive import prove
from motcua.upkeep.backups.making import make
from motcua.upkeep.backups.restoring import restore

__all__ = ["make", "prove", "restore"]
