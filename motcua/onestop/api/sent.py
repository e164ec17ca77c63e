"""What programs send about dossiers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from motcua.onestop.types import Application, PaperHandedIn, Receiver
from motcua.population.types import ApplicantDetails
from motcua.procedures.types import Channel
from motcua.ui.api import Body, Day, Moment, letters

FileToken = Annotated[str, letters(400, least=1, says="Giá trị `token` nhận được ở POST /api/files.")]
Count = Annotated[int, Field(ge=0, le=99)]
Seen = Annotated[
    int | None,
    Field(
        ge=0,
        le=2**31,
        description="Số `version` của hồ sơ mà người quyết định đã xem; khác với hiện tại thì bị từ chối (409).",
    ),
]


class ApplicantIn(Body):
    """Who applies."""

    name: Annotated[str, letters(120, least=1)]
    id_number: Annotated[str, letters(30, says="Số định danh cá nhân, 12 chữ số.")]
    phone: Annotated[str, letters(30)]
    address: Annotated[str, letters(300)] = ""
    email: Annotated[str, Field(max_length=254, pattern=r"^$|^[^@\s\x00]+@[^@\s\x00]+$")] = ""


class PaperIn(Body):
    """A paper on the counter: which of the catalogue, how many, and its scans."""

    code: Annotated[str, letters(40, least=1)]
    originals: Count = 0
    copies: Count = 0
    scans: Annotated[list[FileToken], Field(max_length=20)] = []  # noqa: RUF012


class ReceiveIn(Body):
    """An application to receive at a unit's counter."""

    unit: Annotated[str, letters(80, least=1, says="Đơn vị tiếp nhận, ví dụ phuong-dong-hai-22768.")]
    procedure: Annotated[str, letters(20, least=1, says="Mã thủ tục, ví dụ 1.001193.")]
    channel: Channel = Field(Channel.DIRECT, description="1 trực tiếp, 2 trực tuyến, 3 bưu chính.")
    applicant: ApplicantIn
    abstract: Annotated[str, letters(1000)] = ""
    sets: Annotated[int, Field(ge=1, le=20)] = 1
    papers: Annotated[list[PaperIn], Field(max_length=100)]
    received_at: Moment | None = Field(None, description="Bỏ trống là ngay bây giờ.")
    late_because: Annotated[str, letters(300, says="Lý do vào sổ muộn, khi nhận từ trước hôm nay.")] = ""

    def application(self, papers: tuple[PaperHandedIn, ...]) -> Application:
        """As the verb takes it, with the scans found."""
        return Application(
            procedure_code=self.procedure,
            channel=self.channel,
            applicant=ApplicantDetails(**self.applicant.model_dump()),
            abstract=self.abstract,
            sets=self.sets,
            papers=papers,
            late_because=self.late_because,
        )


class SeenIn(Body):
    """What every verb may be sent: the version its decider saw."""

    seen: Seen = None


class PassOnIn(SeenIn):
    """Pass on or approve, with an opinion and files."""

    note: Annotated[str, letters(2000)] = ""
    files: Annotated[list[FileToken], Field(max_length=20)] = []  # noqa: RUF012


class SendBackIn(SeenIn):
    """Send back to an earlier step, with a reason."""

    to: Annotated[str, letters(40, least=1, says="Mã của bước trả về.")]
    note: Annotated[str, letters(2000, least=1, says="Lý do trả lại.")]


class ResultIn(SeenIn):
    """The result: number, day of signing, and its file where there is one."""

    number: Annotated[str, letters(60, least=1)]
    signed_on: Day
    note: Annotated[str, letters(1000)] = ""
    file: FileToken | None = None


class HandOutIn(SeenIn):
    """Who takes the result."""

    receiver_name: Annotated[str, letters(120, least=1)]
    receiver_id_number: Annotated[str, letters(30)]
    relation: Annotated[str, letters(120, says="Bỏ trống khi là chính chủ; nếu không, quan hệ và giấy ủy quyền.")] = ""
    note: Annotated[str, letters(500)] = ""

    def receiver(self) -> Receiver:
        """As the verb takes it."""
        return Receiver(self.receiver_name, self.receiver_id_number, self.relation, self.note)
