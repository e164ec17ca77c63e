"""What programs are told of dossiers: field names in English, words for people in Vietnamese beside them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from motcua.onestop.models import Dossier, StepRun
from motcua.onestop.types import ClockKind, Outcome, Status, Timeliness
from motcua.procedures.types import Channel
from motcua.ui.api import one_of

MINUTES = "Số phút làm việc; âm khi đã quá hạn, null khi không tính hạn."


class DueOut(Schema):
    """The due moment, and why it is what it is."""

    term: str = Field(description="Thời hạn theo thủ tục; rỗng khi kênh này không quy định.")
    due_at: datetime | None
    early_until: datetime | None
    trace: list[str] = Field(description="Diễn giải thời hạn, từng câu.")


class StatusOut(Schema):
    """Where a dossier stands."""

    code: str
    status: Annotated[Status, one_of(Status)]
    status_words: str
    version: int = Field(description="Số lần thay đổi; gửi lại trong `seen` để không làm đè lên việc của người khác.")
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    timeliness: Annotated[Timeliness | None, one_of(Timeliness)]


class DossierRow(StatusOut):
    """A dossier in a list."""

    procedure: str
    procedure_name: str
    applicant_name: str
    abstract: str
    received_at: datetime
    remaining_minutes: int | None = Field(None, description=MINUTES)


class PaperOut(Schema):
    """A paper handed in."""

    name: str
    originals: int
    copies: int


class FileOut(Schema):
    """A file of the dossier."""

    id: int
    name: str
    size: int
    media_type: str
    added_by: str
    added_at: datetime


class ResultOut(Schema):
    """The result as last entered."""

    name: str
    number: str
    signed_on: date
    signed_by: str
    note: str
    file_name: str


class HandOverOut(Schema):
    """Who took the result; their number stays in the house."""

    at: datetime
    receiver_name: str
    relation: str
    handed_by: str


class DossierOut(DossierRow):
    """A dossier whole."""

    lookup_code: str
    channel: Annotated[Channel, one_of(Channel)]
    sets: int
    applicant_id_number: str
    applicant_phone: str
    applicant_address: str
    applicant_email: str
    received_by: str
    papers: list[PaperOut]
    files: list[FileOut]
    result: ResultOut | None
    hand_over: HandOverOut | None


class ReceivedOut(Schema):
    """A dossier just received, as its receipt tells it."""

    code: str
    lookup_code: str
    status: Annotated[Status, one_of(Status)]
    version: int
    received_at: datetime
    due: DueOut


class RunOut(Schema):
    """One time a step was open."""

    id: int
    step: str
    step_name: str
    role: str
    unit: str
    opened_at: datetime
    due_at: datetime | None
    holder: str = Field(description="Ai đang giữ hoặc đã làm; rỗng khi chưa ai nhận.")
    taken_at: datetime | None
    closed_at: datetime | None
    minutes_used: int | None
    outcome: Annotated[Outcome | None, one_of(Outcome)]
    note: str


class WaitingOut(Schema):
    """A step that waits for the client."""

    id: int
    step: str
    step_name: str
    opened_at: datetime
    step_due_at: datetime | None
    is_taken: bool
    dossier: DossierRow


class ClockEventOut(Schema):
    """What happened to the clock."""

    kind: Annotated[ClockKind, one_of(ClockKind)]
    kind_words: str
    at: datetime
    term: str
    reason: str


class ClockOut(Schema):
    """The clock of a dossier: its events, what follows from them, and how much time is left."""

    due: DueOut
    events: list[ClockEventOut]
    remaining_minutes: int | None = Field(description=MINUTES)


class HappeningOut(Schema):
    """One fact of a dossier's story."""

    id: int
    kind: str
    at: datetime
    by: str
    says: str


def status_of(dossier: Dossier) -> dict[str, Any]:
    """The fields of `StatusOut`."""
    return {
        "code": dossier.code,
        "status": dossier.status,
        "status_words": dossier.get_status_display(),
        "version": dossier.version,
        "due_at": dossier.due_at,
        "finished_at": dossier.finished_at,
        "returned_at": dossier.returned_at,
        "timeliness": dossier.timeliness,
    }


def row_of(dossier: Dossier) -> dict[str, Any]:
    """The fields of `DossierRow`; the remaining minutes where the list has set them."""
    procedure = dossier.procedure_version.procedure
    return status_of(dossier) | {
        "procedure": procedure.code,
        "procedure_name": procedure.name,
        "applicant_name": dossier.applicant_name,
        "abstract": dossier.abstract,
        "received_at": dossier.received_at,
        "remaining_minutes": dossier.remaining,
    }


def due_of(dossier: Dossier) -> DueOut:
    """The due moment as kept."""
    return DueOut(
        term=dossier.term, due_at=dossier.due_at, early_until=dossier.early_until, trace=list(dossier.due_trace)
    )


def run_of(run: StepRun, unit: str) -> RunOut:
    """A run with the name of its unit."""
    return RunOut(
        id=run.pk,
        step=run.step.code,
        step_name=run.step.name,
        role=run.role,
        unit=unit,
        opened_at=run.opened_at,
        due_at=run.due_at,
        holder=run.holder_name,
        taken_at=run.taken_at,
        closed_at=run.closed_at,
        minutes_used=run.minutes_used,
        outcome=Outcome(run.outcome) if run.outcome else None,
        note=run.note,
    )
