"""The public look-up for programs: the state of a dossier by the code on its receipt, and nothing about anybody."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from motcua.kernel import clock
from motcua.kernel.refusal import NotFound
from motcua.onestop import queries as onestop
from motcua.onestop.types import Status
from motcua.ui.api import answers, one_of, open_to_all

router = Router(tags=["Tra cứu công khai"])
WHY_OPEN = "Người dân tra cứu bằng mã in trên giấy tiếp nhận, không cần tài khoản; không có dữ liệu cá nhân"


class PublicState(Schema):
    """All that the public may know of a dossier."""

    code: str
    procedure: str
    unit: str
    status: Annotated[Status, one_of(Status)]
    status_words: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    remaining_minutes: int | None = Field(description="Số phút làm việc còn lại; âm khi đã quá hạn.")
    step: str


@router.get("/look-up/{lookup_code}", response=answers({200: PublicState}, 404, is_open=True), summary="Tra cứu hồ sơ")
@open_to_all(WHY_OPEN)
def look_up(request: HttpRequest, lookup_code: str) -> PublicState:
    """Tình trạng hồ sơ theo mã tra cứu in trên giấy tiếp nhận; không có dữ liệu cá nhân."""
    found = onestop.public_state(lookup_code, clock.now())
    if found is None:
        raise NotFound("Không có hồ sơ nào mang mã tra cứu này; hãy xem lại mã in trên giấy tiếp nhận.")
    return PublicState(
        code=found.code,
        procedure=found.procedure,
        unit=found.unit,
        status=found.status,
        status_words=str(found.status.label),
        received_at=found.received_at,
        due_at=found.due_at,
        finished_at=found.finished_at,
        returned_at=found.returned_at,
        remaining_minutes=found.remaining,
        step=found.step,
    )
