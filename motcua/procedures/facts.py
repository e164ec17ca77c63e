"""What can have happened to the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.ledger.types import Fact, fact


@fact("procedures.version_published", subject="procedures.procedure")
@dataclass(frozen=True, slots=True)
class VersionPublished(Fact):
    """A version of a procedure is in force from `since` (and until `until`, where known)."""

    procedure_id: int
    code: str
    name: str
    since: date
    until: date | None
    decision: str

    @property
    def subject_id(self) -> int:
        return self.procedure_id

    def says(self) -> str:
        decision = f" theo {self.decision}" if self.decision else ""
        return f"Công bố thủ tục {self.code}{decision}, hiệu lực từ ngày {self.since:%d/%m/%Y}."
