"""Who may back up and restore: whoever has the command line has all of it; a fact still says who and when."""

from __future__ import annotations

from datetime import date

from motcua.access import rights
from motcua.access.types import Actor

UPKEEP = rights.declare("upkeep.archive", "sao lưu và khôi phục dữ liệu", roles={"administrator"})


def must_archive(by: Actor, *, on: date) -> None:
    """Administrators may; so may the system, which runs the commands."""
    rights.must_somewhere(by, UPKEEP.code, on=on)
