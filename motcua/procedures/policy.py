"""Who may publish a version of a procedure."""

from __future__ import annotations

from datetime import date

from motcua.access import rights
from motcua.access.types import Actor

PUBLISH = rights.declare(
    "procedures.publish",
    "công khai thủ tục hành chính",
    roles={"administrator"},
    citation="Nghị định 63/2010/NĐ-CP, Điều 15",
)


def must_publish(by: Actor, *, on: date) -> None:
    """Administrators may; so may the system itself when an installation is set up or an import runs."""
    rights.must_somewhere(by, PUBLISH.code, on=on)
