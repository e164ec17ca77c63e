"""Files go up one at a time and are named by a token in what is sent later; they come down by the dossier's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from ninja import File, Router, Schema, UploadedFile
from pydantic import Field

from motcua.access.types import Actor
from motcua.files import actions as files
from motcua.files import queries as stored
from motcua.files.queries import StoredFile
from motcua.files.types import ATTACHED, FileRefused, FileTooLarge
from motcua.kernel import clock
from motcua.kernel.refusal import Malformed, NotFound
from motcua.onestop import policy, queries
from motcua.onestop.printing.receipt import receipt_pdf
from motcua.onestop.printing.sheet import sheet_of
from motcua.ui.api import ClientRequest, answers, for_clients

router = Router(tags=["Tệp"])
SALT = "onestop.api.file"
NamedFile = tuple[StoredFile, str]


class TooLarge(FileRefused):
    """`FileTooLarge`, with the status HTTP has for it."""

    code = FileTooLarge.code
    status = 413


class StoredOut(Schema):
    """A file in the store."""

    token: str = Field(description="Gửi lại trong các yêu cầu sau; chỉ phần mềm đã gửi tệp dùng được.")
    name: str
    size: int
    media_type: str
    sha256: str


def _bytes(*kinds: str) -> dict[str, Any]:
    """The document of an answer that is a file."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
    return {"responses": {200: {"content": content}}}


@router.post(
    "/files", auth=for_clients(policy.WORK.code), response=answers({201: StoredOut}, 413), summary="Gửi tệp lên"
)
def send_file(request: ClientRequest, file: File[UploadedFile]) -> HttpResponse:
    """Bản quét của giấy tờ, tệp kèm theo bước xử lý hoặc tệp kết quả: PDF, JPEG, PNG, TIFF, Word, Excel."""
    name = file.name or ""
    try:
        kept = files.store(upload=file, name=name, by=request.actor, at=clock.now())
    except FileTooLarge as refusal:
        raise TooLarge(refusal.says) from None
    name = stored.clean_name(name)
    told = StoredOut(
        token=signing.dumps([request.actor.user_id, kept.pk, name], salt=SALT),
        name=name,
        size=kept.size,
        media_type=kept.media_type,
        sha256=kept.sha256,
    )
    return HttpResponse(told.model_dump_json(), status=201, content_type="application/json; charset=utf-8")


def found(tokens: Iterable[str], by: Actor, field: str) -> list[NamedFile]:
    """The files that tokens name; refuses one of another client, or none of ours."""
    return [_found(token, by, field) for token in tokens]


def _found(token: str, by: Actor, field: str) -> NamedFile:
    try:
        owner, file_id, name = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        owner, file_id, name = None, 0, ""
    if owner is None or owner != by.user_id:
        raise Malformed(
            "Mã tệp không phải của phần mềm này; hãy gửi tệp ở POST /api/files rồi dùng «token» nhận được.", field=field
        )
    return stored.get(file_id), name


@router.get(
    "/dossiers/{code}/receipt",
    auth=for_clients(policy.READ.code),
    response=answers({200: None}, 404),
    openapi_extra=_bytes("application/pdf"),
    summary="Giấy tiếp nhận",
)
def receipt(request: ClientRequest, code: str) -> HttpResponse:
    """Mẫu số 01, giấy tiếp nhận hồ sơ và hẹn trả kết quả, dạng PDF."""
    dossier = queries.visible_dossier(code, request.actor, on=clock.today())
    response = HttpResponse(receipt_pdf(sheet_of(dossier)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="giay-tiep-nhan-{dossier.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@router.get(
    "/dossiers/{code}/files/{int:file}",
    auth=for_clients(policy.READ.code),
    response=answers({200: None}, 404),
    openapi_extra=_bytes(*(kind.media_type for kind in ATTACHED)),
    summary="Tải một tệp",
)
def attachment(request: ClientRequest, code: str, file: int) -> HttpResponseBase:
    """Một bản quét, hoặc tệp kèm theo bước xử lý."""
    dossier = queries.visible_dossier(code, request.actor, on=clock.today())
    one = dossier.attachments.filter(pk=file).select_related("file").first()
    if one is None:
        raise NotFound(f"Hồ sơ {code} không có tệp số {file}; hãy xem danh sách tệp của hồ sơ.")
    return stored.as_response(one.file, one.name, inline=False)


@router.get(
    "/dossiers/{code}/result/file",
    auth=for_clients(policy.READ.code),
    response=answers({200: None}, 404),
    openapi_extra=_bytes(*(kind.media_type for kind in ATTACHED)),
    summary="Tải tệp kết quả",
)
def result_file(request: ClientRequest, code: str) -> HttpResponseBase:
    """Tệp của kết quả giải quyết."""
    dossier = queries.visible_dossier(code, request.actor, on=clock.today())
    entered = getattr(dossier, "result", None)
    if entered is None or entered.file is None:
        raise NotFound(f"Hồ sơ {code} chưa có tệp kết quả.")
    return stored.as_response(entered.file, entered.file_name, inline=False)
