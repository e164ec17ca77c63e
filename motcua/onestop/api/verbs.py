"""What may be done with a dossier: each verb of the house is one operation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Header, Router

from motcua.kernel import clock
from motcua.onestop import actions, policy, queries, rules
from motcua.onestop.api import files
from motcua.onestop.api.once import once
from motcua.onestop.api.sent import HandOutIn, PassOnIn, ResultIn, SeenIn, SendBackIn
from motcua.onestop.api.shapes import StatusOut, status_of
from motcua.onestop.models import Dossier
from motcua.onestop.types import ResultDetails
from motcua.ui.api import Body, ClientRequest, Key, answers, for_clients

router = Router(tags=["Xử lý hồ sơ"], auth=for_clients(policy.WORK.code))
OptionalKey = Annotated[Key | None, Header(alias="Idempotency-Key")]
DONE: Any = answers({200: StatusOut}, 404, 409)


def _do(
    request: ClientRequest,
    code: str,
    sent: Body,
    key: str | None,
    verb: Callable[[Dossier, datetime], object],
) -> HttpResponse:
    """Run a verb on a dossier the client may see, once under its key; the answer is where the dossier stands now."""
    now = clock.now()

    def work() -> StatusOut:
        dossier = queries.visible_dossier(code, request.actor, on=now.date())
        verb(dossier, now)
        return StatusOut(**status_of(queries.visible_dossier(code, request.actor, on=now.date())))

    return once(request, key or "", sent, now, work)


@router.post("/dossiers/{code}/take", response=DONE, summary="Nhận xử lý")
def take(request: ClientRequest, code: str, sent: SeenIn, key: OptionalKey = None) -> HttpResponse:
    """Nhận bước đang mở, để mọi người thấy ai đang giữ hồ sơ."""
    return _do(
        request,
        code,
        sent,
        key,
        lambda dossier, at: actions.take(dossier_id=dossier.pk, seen=sent.seen, by=request.actor, at=at),
    )


@router.post("/dossiers/{code}/pass-on", response=DONE, summary="Chuyển bước sau")
def pass_on(request: ClientRequest, code: str, sent: PassOnIn, key: OptionalKey = None) -> HttpResponse:
    """Hoàn thành bước đang mở và chuyển bước sau, kèm ý kiến và tệp. Ở bước của lãnh đạo, đó là phê duyệt."""
    return _do(request, code, sent, key, lambda dossier, at: _pass_on(request, dossier, sent, sent.seen, at))


@router.post("/dossiers/{code}/approve", response=DONE, summary="Phê duyệt")
def approve(request: ClientRequest, code: str, sent: PassOnIn, key: OptionalKey = None) -> HttpResponse:
    """Phê duyệt kết quả; như chuyển bước, nhưng từ chối khi hồ sơ chưa ở bước phê duyệt."""

    def verb(dossier: Dossier, at: datetime) -> object:
        if not queries.approves_next(dossier):
            raise rules.WrongMove(f"Hồ sơ {code} chưa ở bước phê duyệt; hãy chuyển qua các bước trước đã.")
        seen = dossier.version if sent.seen is None else sent.seen  # nobody may act between this look and the verb
        return _pass_on(request, dossier, sent, seen, at)

    return _do(request, code, sent, key, verb)


def _pass_on(request: ClientRequest, dossier: Dossier, sent: PassOnIn, seen: int | None, at: datetime) -> object:
    named = files.found(sent.files, request.actor, "files")
    return actions.pass_on(dossier_id=dossier.pk, seen=seen, note=sent.note, files=named, by=request.actor, at=at)


@router.post("/dossiers/{code}/send-back", response=DONE, summary="Trả lại bước trước")
def send_back(request: ClientRequest, code: str, sent: SendBackIn, key: OptionalKey = None) -> HttpResponse:
    """Trả lại một bước trước, kèm lý do; thời hạn với người dân vẫn chạy."""
    return _do(
        request,
        code,
        sent,
        key,
        lambda dossier, at: actions.send_back(
            dossier_id=dossier.pk, seen=sent.seen, to=sent.to, note=sent.note, by=request.actor, at=at
        ),
    )


@router.post("/dossiers/{code}/result", response=DONE, summary="Nhập kết quả")
def enter_result(request: ClientRequest, code: str, sent: ResultIn, key: OptionalKey = None) -> HttpResponse:
    """Nhập kết quả, hoặc nhập lại khi chưa phê duyệt."""

    def verb(dossier: Dossier, at: datetime) -> object:
        file, name = files.found([sent.file], request.actor, "file")[0] if sent.file else (None, "")
        details = ResultDetails(sent.number, sent.signed_on, sent.note, file, name)
        return actions.enter_result(dossier_id=dossier.pk, seen=sent.seen, details=details, by=request.actor, at=at)

    return _do(request, code, sent, key, verb)


@router.post("/dossiers/{code}/hand-out", response=DONE, summary="Trả kết quả")
def hand_out(request: ClientRequest, code: str, sent: HandOutIn, key: OptionalKey = None) -> HttpResponse:
    """Trả kết quả cho người nhận; hồ sơ kết thúc tại đây."""
    return _do(
        request,
        code,
        sent,
        key,
        lambda dossier, at: actions.hand_out(
            dossier_id=dossier.pk, seen=sent.seen, receiver=sent.receiver(), by=request.actor, at=at
        ),
    )
