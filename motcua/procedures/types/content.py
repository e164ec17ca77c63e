"""What a version of a procedure says, without rows and days: the same shape for drafts, checks and comparisons.

The names are those of the columns of `models`, so that content becomes rows and rows content without a table between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from motcua.procedures.types.words import Channel, FeeKind


@dataclass(frozen=True, slots=True)
class PaperContent:
    """A paper asked for, with the numbers of originals and copies."""

    code: str
    name: str
    originals: int = 0
    copies: int = 0
    required: bool = True
    show_only: bool = False
    group: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class StepContent:
    """A step: who does it where, within how many working minutes, and where it may send back to."""

    code: str
    name: str
    role: str
    place: str = "receiving"
    budget_minutes: int = 0
    may_send_back_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessContent:
    """The steps at one level; `receives` and `resolves` as in `models.Process`."""

    level: str
    receives: str = ""
    resolves: str = ""
    steps: tuple[StepContent, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionContent:
    """All that a version says. Terms are in the grammar of the deadline engine; empty: not by that channel."""

    name: str
    term_direct: str = ""
    term_online: str = ""
    term_postal: str = ""
    term_certain: bool = True
    term_note: str = ""
    cutoff_time: time | None = None
    fee_kind: FeeKind = FeeKind.UNKNOWN
    fee_amount: int | None = None
    fee_up_to: int | None = None
    fee_online_amount: int | None = None
    fee_note: str = ""
    result_name: str = ""
    result_code: str = ""
    subjects: str = ""
    agency: str = ""
    sequence: str = ""
    requirements: str = ""
    sets: int = 1
    legal_basis: tuple[str, ...] = ()
    papers: tuple[PaperContent, ...] = ()
    processes: tuple[ProcessContent, ...] = ()

    @property
    def terms(self) -> dict[Channel, str]:
        """The term of each channel that is offered."""
        known = {
            Channel.DIRECT: self.term_direct,
            Channel.ONLINE: self.term_online,
            Channel.POSTAL: self.term_postal,
        }
        return {channel: term for channel, term in known.items() if term}
