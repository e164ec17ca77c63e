"""The words of rights: who acts (`Actor`), what role was held (`HeldRole`), what was decided (`Verdict`)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does a thing, as printed that day. Facts keep these values; nothing points at an account by key.

    `stands_in_for` is set by `rights.must()` for the deed at hand: whose delegated role it was done with.
    """

    user_id: int | None
    name: str
    post: str = ""
    unit_id: int | None = None
    unit: str = ""
    capacity: str = "official"
    stands_in_for: str = ""

    def as_data(self) -> dict[str, Any]:
        """The JSON shape that facts keep."""
        return asdict(self)


SYSTEM = Actor(user_id=None, name="Hệ thống", capacity="system")
"""The actor of jobs and imports: no person, and no rights but what its verb grants it."""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role held at a unit on the day that was asked about, half-open `[since, until)`.

    A role that is somebody else's and was delegated names them; its days are those on which both hold: the role and
    the delegation.
    """

    role: str
    unit_id: int
    since: date
    until: date | None
    basis: str = ""
    stands_in_for: str = ""
    stands_in_for_id: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer to "may they?", with its reason in Vietnamese and the rule it stands on.

    `stands_in_for` names whose role it is, where the actor may only because that role was delegated.
    """

    allowed: bool
    reason: str
    citation: str = ""
    stands_in_for: str = ""

    def __bool__(self) -> bool:
        return self.allowed
