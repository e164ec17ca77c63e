"""Who may administer accounts, posts and roles."""

from __future__ import annotations

from datetime import date

from motcua.access import rights
from motcua.access.types import Actor

ADMINISTER = rights.declare("people.administer", "quản trị tài khoản và vai trò", roles={"administrator"})


def must_administer(by: Actor, *, on: date) -> None:
    """Administrators may; so may the system itself when an installation is set up or an import runs."""
    rights.must_somewhere(by, ADMINISTER.code, on=on)
