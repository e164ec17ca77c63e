"""Who may publish a version of a procedure, and who keeps the books of control and simplification."""

from __future__ import annotations

from datetime import date

from motcua.access import rights
from motcua.access.types import Actor

PUBLISH = rights.declare(
    "procedures.publish",
    "công khai thủ tục hành chính",
    roles={"administrator", "department_head"},
    citation="Nghị định 63/2010/NĐ-CP, Điều 15",
)
CONTROL = rights.declare(
    "procedures.control",
    "kiểm soát, rà soát thủ tục hành chính",
    roles={"administrator", "department_head"},
    citation="Nghị định 63/2010/NĐ-CP, Điều 27 đến Điều 31",
)


def must_publish(by: Actor, *, on: date) -> None:
    """Heads of agencies and administrators may; so may the system itself, at set-up and in imports."""
    rights.must_somewhere(by, PUBLISH.code, on=on)


def must_control(by: Actor, *, on: date) -> None:
    """Heads of agencies and administrators may; so may the system itself, at set-up and in imports."""
    rights.must_somewhere(by, CONTROL.code, on=on)
