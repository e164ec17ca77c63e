"""Who may say what a unit is."""

from __future__ import annotations

from datetime import date

from motcua.access import rights
from motcua.access.types import Actor

ORGANISE = rights.declare("org.organise", "thành lập, đổi tên và sắp xếp đơn vị", roles={"administrator"})


def must_organise(by: Actor, *, on: date) -> None:
    """Administrators may; so may the system itself when an installation is set up or an import runs."""
    rights.must_somewhere(by, ORGANISE.code, on=on)
