"""What can have happened to a dossier; each sentence is one line of its story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from motcua.kernel.zone import VIETNAM
from motcua.ledger.types import Fact, fact
from motcua.onestop.types import Status


def _note(note: str) -> str:
    return f" Ý kiến: «{note}»." if note else ""


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}" if moment else "chưa xác định"


@dataclass(frozen=True, slots=True)
class OfDossier(Fact):
    """What all facts of a dossier carry."""

    dossier_id: int
    code: str

    @property
    def subject_id(self) -> int:
        return self.dossier_id


@fact("onestop.dossier_received", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class DossierReceived(OfDossier):
    """A dossier was received, with its papers counted and its due moment."""

    procedure_code: str
    procedure: str
    unit: str
    papers: int
    due_at: datetime | None
    late_because: str = ""

    def says(self) -> str:
        due = f", hẹn trả {self.due_at:%H:%M ngày %d/%m/%Y}" if self.due_at else ", không có thời hạn"
        late = f" Vào sổ muộn, lý do: «{self.late_because}»." if self.late_because else ""
        return f"Tiếp nhận hồ sơ {self.code} gồm {self.papers} loại giấy tờ tại {self.unit}{due}.{late}"


@fact("onestop.status_changed", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class StatusChanged(OfDossier):
    """The national state moved."""

    before: int
    after: int

    def says(self) -> str:
        return f"Trạng thái chuyển từ «{Status(self.before).label}» sang «{Status(self.after).label}»."


@fact("onestop.dossier_taken", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class DossierTaken(OfDossier):
    """An official took the dossier at a step."""

    step: str

    def says(self) -> str:
        return f"Nhận xử lý bước «{self.step}»."


@fact("onestop.dossier_passed_on", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class DossierPassedOn(OfDossier):
    """A step was done and the next one opened."""

    step: str
    to_step: str
    to_unit: str
    minutes_used: int
    files: int
    note: str

    def says(self) -> str:
        return f"Hoàn thành bước «{self.step}», chuyển sang bước «{self.to_step}» tại {self.to_unit}.{_note(self.note)}"


@fact("onestop.dossier_sent_back", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class DossierSentBack(OfDossier):
    """A step sent the dossier back to an earlier one, with a reason."""

    step: str
    to_step: str
    minutes_used: int
    note: str

    def says(self) -> str:
        return f"Trả lại từ bước «{self.step}» về bước «{self.to_step}».{_note(self.note)}"


@fact("onestop.result_entered", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class ResultEntered(OfDossier):
    """The result was entered, or entered anew before approval."""

    result: str
    number: str
    signed_on: date
    file_name: str

    def says(self) -> str:
        return f"Nhập kết quả «{self.result}» số {self.number}, ngày ký {self.signed_on:%d/%m/%Y}."


@fact("onestop.dossier_approved", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class DossierApproved(OfDossier):
    """A leader approved; the dossier is finished and its result waits to be handed out."""

    step: str
    result_number: str
    minutes_used: int
    timeliness: str
    note: str

    def says(self) -> str:
        words = {"early": "trước hạn", "on_time": "đúng hạn", "late": "quá hạn", "": "không tính hạn"}
        return (
            f"Phê duyệt, giải quyết xong {words[self.timeliness]}; kết quả số {self.result_number} "
            f"chờ trả.{_note(self.note)}"
        )


@fact("onestop.due_recomputed", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class DueRecomputed(OfDossier):
    """The calendar changed, and the due moment was computed anew; also where only its reasons are other ones."""

    because: str
    before: datetime | None
    after: datetime | None
    step: str
    step_before: datetime | None
    step_after: datetime | None

    def says(self) -> str:
        moved = (
            f"Ngày hẹn trả {_moment(self.before)} được tính lại và giữ nguyên."
            if self.before == self.after
            else f"Ngày hẹn trả chuyển từ {_moment(self.before)} sang {_moment(self.after)}."
        )
        step = f" Hạn bước «{self.step}» chuyển từ {_moment(self.step_before)} sang {_moment(self.step_after)}."
        return f"{moved}{step if self.step else ''} Lý do: {self.because}"


@fact("onestop.result_handed_out", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class ResultHandedOut(OfDossier):
    """The result was taken, and by whom. The receiver's number is kept on the hand-over, not here."""

    receiver: str
    relation: str

    def says(self) -> str:
        return f"Trả kết quả cho {self.receiver} ({self.relation})."


@fact("onestop.step_released", subject="onestop.dossier")
@dataclass(frozen=True, slots=True)
class StepReleased(OfDossier):
    """Who held the open step may no longer do it; it waits for anybody of its role at its unit."""

    step: str
    holder: str

    def says(self) -> str:
        return f"Bước «{self.step}» trở về hàng chờ của đơn vị: {self.holder} không còn giữ vai trò xử lý bước này."
