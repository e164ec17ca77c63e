"""What programs may have audited: a report in, what was found out; a long one is asked for again."""

from __future__ import annotations

from typing import Annotated, Literal

from django.db import transaction
from django.http import HttpResponse
from ninja import File, Router, Schema, UploadedFile
from pydantic import Field

from motcua.files import actions as files
from motcua.files import queries as stored
from motcua.files.queries import StoredFile
from motcua.files.types import DOCX, PDF, TEXT, YAML, FileRefused, FileTooLarge, Kind
from motcua.kernel import clock
from motcua.progress import actions, documents, policy, queries, tasks, telling
from motcua.progress.queries import AuditedReport
from motcua.progress.telling import KINDS, LEVELS
from motcua.ui.api import ClientRequest, answers, for_clients

router = Router(tags=["Soát số liệu báo cáo"], auth=for_clients(policy.AUDIT.code))
Span = Annotated[list[int], Field(min_length=2, max_length=2, description="Từ ký tự nào đến trước ký tự nào (NFC).")]


class TooLarge(FileRefused):
    """`FileTooLarge`, with the status HTTP has for it."""

    code = FileTooLarge.code
    status = 413


class RepairOut(Schema):
    """One figure that, put so, mends the tie and breaks no other."""

    span: Span
    printed: str
    put: str


class FindingOut(Schema):
    """One thing to look at."""

    kind: str = Field(description="; ".join(f"{kind.value}: {words}" for kind, words in KINDS.items()) + ".")
    level: str = Field(description="; ".join(f"{level.value}: {words}" for level, words in LEVELS.items()) + ".")
    printed: str
    exact: str = Field(description="Giá trị chính xác; rỗng khi không có.")
    span: Span
    says: str = Field(description="Một câu cho người đọc.")
    repairs: list[RepairOut]
    places: list[Span] = Field(description="Mọi số của mối liên hệ, theo thứ tự trong văn bản.")
    rule: str = Field(description="Quy tắc đã nêu trong tệp quy tắc; rỗng khi máy tự suy ra.")


class AuditOut(Schema):
    """A report and what was found in it."""

    id: int
    name: str
    state: Literal["waiting", "audited", "unreadable"] = Field(description="waiting: hãy hỏi lại sau.")
    says: str = Field(description="Vì sao không đọc được; rỗng khi đọc được.")
    tokens: int
    quantities: int
    ties: int
    findings: list[FindingOut]
    text: str = Field(description="Văn bản đã đọc (NFC), để tra các khoảng ký tự; rỗng khi chưa soát.")
    missing: list[str] = Field(description="Câu mẫu của tệp quy tắc không thấy trong báo cáo.")


def _out(report: AuditedReport) -> AuditOut:
    told = telling.as_data(report.text, queries.audit_of(report), with_rules=True)
    state = "waiting" if report.is_waiting else "unreadable" if report.refusal else "audited"
    return AuditOut.model_validate(
        {"id": report.pk, "name": report.name, "state": state, "says": report.refusal} | told
    )


@router.post("/audits", response=answers({201: AuditOut}, 413), summary="Soát một báo cáo")
def send_report(
    request: ClientRequest,
    report: File[UploadedFile],
    rules: File[UploadedFile | None] = None,
) -> HttpResponse:
    """Word (.docx), PDF có chữ hoặc văn bản .txt, kèm tệp quy tắc YAML nếu có; báo cáo dài thì `state` là `waiting`."""
    file, name = _report(request, report)
    rule_file, rules_name = _kept(request, rules, (YAML,)) if rules else (None, "")
    now = clock.now()
    with transaction.atomic():
        kept = actions.hand_in(
            file=file, name=name, rule_file=rule_file, rules_name=rules_name, by=request.actor, at=now
        )
        if queries.is_short(file):
            kept = actions.audit(report_id=kept.pk, by=request.actor, at=now)
        else:
            tasks.audit.defer(report_id=kept.pk)
    told = _out(kept).model_dump_json()
    return HttpResponse(told, status=201, content_type="application/json; charset=utf-8")


def _report(request: ClientRequest, upload: UploadedFile) -> tuple[StoredFile, str]:
    """The stored report; where it will not do, the reader of reports says why, for it knows more than the store."""
    try:
        return _kept(request, upload, (DOCX, PDF, TEXT))
    except TooLarge:
        raise
    except FileRefused:
        upload.seek(0)
        documents.read(stored.clean_name(upload.name or ""), upload.read())
        raise


def _kept(request: ClientRequest, upload: UploadedFile, kinds: tuple[Kind, ...]) -> tuple[StoredFile, str]:
    name = stored.clean_name(upload.name or "")
    try:
        return files.store(upload=upload, name=name, by=request.actor, at=clock.now(), kinds=kinds), name
    except FileTooLarge as refusal:
        raise TooLarge(refusal.says) from None


@router.get("/audits/{int:report_id}", response=answers({200: AuditOut}, 404), summary="Kết quả soát một báo cáo")
def result(request: ClientRequest, report_id: int) -> AuditOut:
    """Báo cáo phần mềm đã gửi và những gì đã tìm thấy; một báo cáo đã cất hoặc của nơi khác thì không có ở đây."""
    return _out(queries.report(report_id, request.actor))
