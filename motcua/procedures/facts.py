"""What can have happened to the catalogue, to drafts, and in control and simplification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.ledger.types import Fact, fact


class ProcedureFact(Fact):
    """What all facts about one procedure share."""

    __slots__ = ()
    procedure_id: int

    @property
    def subject_id(self) -> int:
        return self.procedure_id


@fact("procedures.version_published", subject="procedures.procedure")
@dataclass(frozen=True, slots=True)
class VersionPublished(ProcedureFact):
    """A version of a procedure is in force from `since` (and until `until`, where known)."""

    procedure_id: int
    code: str
    name: str
    since: date
    until: date | None
    decision: str

    def says(self) -> str:
        decision = f" theo {self.decision}" if self.decision else ""
        return f"Công bố thủ tục {self.code}{decision}, hiệu lực từ ngày {self.since:%d/%m/%Y}."


@fact("procedures.version_registered", subject="procedures.procedure")
@dataclass(frozen=True, slots=True)
class VersionRegistered(ProcedureFact):
    """A procedure was entered from the national list: there is data from `since` on, but not all its parts."""

    procedure_id: int
    code: str
    name: str
    since: date
    decision: str

    def says(self) -> str:
        return f"Nhập thủ tục {self.code} từ danh mục quốc gia; có dữ liệu từ ngày {self.since:%d/%m/%Y}."


@fact("procedures.version_ended", subject="procedures.procedure")
@dataclass(frozen=True, slots=True)
class VersionEnded(ProcedureFact):
    """A procedure is no longer in force from `until` on."""

    procedure_id: int
    code: str
    until: date
    decision: str

    def says(self) -> str:
        decision = f" theo {self.decision}" if self.decision else ""
        return f"Thủ tục {self.code} hết hiệu lực từ ngày {self.until:%d/%m/%Y}{decision}."


@fact("procedures.draft_opened", subject="procedures.procedure")
@dataclass(frozen=True, slots=True)
class DraftOpened(ProcedureFact):
    """Somebody began to write the next version."""

    procedure_id: int
    code: str
    draft_id: int

    def says(self) -> str:
        return f"Mở dự thảo phiên bản mới của thủ tục {self.code}."


@fact("procedures.draft_changed", subject="procedures.procedure")
@dataclass(frozen=True, slots=True)
class DraftChanged(ProcedureFact):
    """A draft now says something else; `changes` counts how it differs from the version it was begun from."""

    procedure_id: int
    code: str
    draft_id: int
    changes: int

    def says(self) -> str:
        return f"Sửa dự thảo thủ tục {self.code}: khác phiên bản gốc {self.changes} điểm."


@fact("procedures.draft_discarded", subject="procedures.procedure")
@dataclass(frozen=True, slots=True)
class DraftDiscarded(ProcedureFact):
    """A draft was given up."""

    procedure_id: int
    code: str
    draft_id: int

    def says(self) -> str:
        return f"Bỏ dự thảo phiên bản mới của thủ tục {self.code}."


class DecisionFact(Fact):
    """What all facts about one decision share."""

    __slots__ = ()
    decision_id: int

    @property
    def subject_id(self) -> int:
        return self.decision_id


@fact("procedures.decision_issued", subject="procedures.publicationdecision")
@dataclass(frozen=True, slots=True)
class DecisionIssued(DecisionFact):
    """A decision of publication was entered, with what it does to how many procedures."""

    decision_id: int
    number: str
    signed_on: date
    procedures: int
    days_late: int

    def says(self) -> str:
        late = f", chậm {self.days_late} ngày" if self.days_late else ""
        day = f"{self.signed_on:%d/%m/%Y}"
        return f"Ghi nhận Quyết định {self.number} ngày {day} công bố {self.procedures} thủ tục{late}."


@fact("procedures.decision_entered", subject="procedures.publicationdecision")
@dataclass(frozen=True, slots=True)
class DecisionEntered(DecisionFact):
    """What a decision publishes stands in the national database since a day."""

    decision_id: int
    number: str
    entered_on: date
    days_late: int

    def says(self) -> str:
        late = f", chậm {self.days_late} ngày" if self.days_late else ""
        return f"Đã nhập thủ tục của Quyết định {self.number} ngày {self.entered_on:%d/%m/%Y}{late}."


@fact("procedures.list_adopted", subject="procedures.publicationdecision")
@dataclass(frozen=True, slots=True)
class ListAdopted(DecisionFact):
    """Procedures are on the province's list from a day on."""

    decision_id: int
    number: str
    since: date
    procedures: int

    def says(self) -> str:
        since = f"{self.since:%d/%m/%Y}"
        return f"Đưa {self.procedures} thủ tục vào danh mục của tỉnh từ ngày {since} theo Quyết định {self.number}."


class PlanFact(Fact):
    """What all facts about one yearly plan share."""

    __slots__ = ()
    plan_id: int

    @property
    def subject_id(self) -> int:
        return self.plan_id


@fact("procedures.plan_approved", subject="procedures.reviewplan")
@dataclass(frozen=True, slots=True)
class PlanApproved(PlanFact):
    """The plan of a year's reviews was approved."""

    plan_id: int
    year: int
    number: str
    procedures: int
    days_late: int

    def says(self) -> str:
        late = f", chậm {self.days_late} ngày" if self.days_late else ""
        return f"Phê duyệt kế hoạch rà soát năm {self.year} ({self.number}) với {self.procedures} thủ tục{late}."


@fact("procedures.plan_extended", subject="procedures.reviewplan")
@dataclass(frozen=True, slots=True)
class PlanExtended(PlanFact):
    """Procedures were added to a plan."""

    plan_id: int
    year: int
    procedures: int

    def says(self) -> str:
        return f"Bổ sung {self.procedures} thủ tục vào kế hoạch rà soát năm {self.year}."


@fact("procedures.reviews_concluded", subject="procedures.reviewplan")
@dataclass(frozen=True, slots=True)
class ReviewsConcluded(PlanFact):
    """Reviews of a plan ended; `outcomes` counts them by what they ended in."""

    plan_id: int
    year: int
    outcomes: dict[str, int]
    decision: str

    def says(self) -> str:
        told = ", ".join(f"{count} {words}" for words, count in self.outcomes.items())
        basis = f" theo {self.decision}" if self.decision else ""
        return f"Ghi kết quả rà soát năm {self.year}{basis}: {told}."
