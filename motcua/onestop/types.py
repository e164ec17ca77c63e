"""The words of dossiers: the national states, the clock's events, and what is handed over at the counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from motcua.population.types import ApplicantDetails

if TYPE_CHECKING:
    from motcua.files.queries import StoredFile


class Status(models.IntegerChoices):
    """The closed set of states of the national portal (TrangThaiHoSo)."""

    REGISTERED = 1, "Mới đăng ký"
    RECEIVED = 2, "Được tiếp nhận"
    REFUSED = 3, "Không được tiếp nhận"
    IN_PROGRESS = 4, "Đang xử lý"
    SUPPLEMENT = 5, "Yêu cầu bổ sung giấy tờ"
    FINANCIAL_DUTY = 6, "Yêu cầu thực hiện nghĩa vụ tài chính"
    WITHDRAWN = 7, "Công dân yêu cầu rút hồ sơ"
    STOPPED = 8, "Dừng xử lý"
    FINISHED = 9, "Đã xử lý xong"
    RETURNED = 10, "Đã trả kết quả"


class ClockKind(models.TextChoices):
    """What can happen to a dossier's clock."""

    START = "start", "Bắt đầu"
    SUSPEND = "suspend", "Tạm dừng"
    RESUME = "resume", "Tiếp tục"
    EXTEND = "extend", "Gia hạn"
    RESET = "reset", "Tính lại"
    STOP = "stop", "Dừng"


class Outcome(models.TextChoices):
    """How a step run ended."""

    PASSED_ON = "passed_on", "Chuyển bước sau"
    APPROVED = "approved", "Đã duyệt"
    SENT_BACK = "sent_back", "Trả lại bước trước"
    HANDED_OUT = "handed_out", "Đã trả kết quả"


class Timeliness(models.TextChoices):
    """The class of a finished dossier; a dossier without a due moment has none."""

    EARLY = "early", "Trước hạn"
    ON_TIME = "on_time", "Đúng hạn"
    LATE = "late", "Quá hạn"


@dataclass(frozen=True, slots=True)
class PaperHandedIn:
    """A paper on the counter: which one, how many, and its scans."""

    code: str
    originals: int = 0
    copies: int = 0
    scans: tuple[StoredFile, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """All that a clerk enters for a receipt (nội dung tiếp nhận)."""

    procedure_code: str
    channel: int
    applicant: ApplicantDetails
    abstract: str = ""
    sets: int = 1
    papers: tuple[PaperHandedIn, ...] = field(default=())
    late_because: str = ""
    """Why a dossier taken in on an earlier day is entered only now (lý do vào sổ muộn)."""


@dataclass(frozen=True, slots=True)
class ResultDetails:
    """The result as the official enters it: number, day of signing, and its file where there is one."""

    number: str
    signed_on: date
    note: str = ""
    file: StoredFile | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who took the result, and as what."""

    name: str
    id_number: str
    relation: str = "chính chủ"
    note: str = ""
