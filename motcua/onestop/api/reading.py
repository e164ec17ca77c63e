"""What a client may read: its inbox, the dossiers it may see, and each one's state, steps, clock and story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from ninja import Router
from pydantic import Field

from motcua.kernel import clock
from motcua.ledger import queries as ledger
from motcua.onestop import policy, queries
from motcua.onestop.api.shapes import (
    ClockEventOut,
    ClockOut,
    DossierOut,
    DossierRow,
    FileOut,
    HandOverOut,
    HappeningOut,
    PaperOut,
    ResultOut,
    RunOut,
    StatusOut,
    WaitingOut,
    due_of,
    row_of,
    run_of,
    status_of,
)
from motcua.onestop.models import Dossier, StepRun
from motcua.onestop.types import ClockKind, Status
from motcua.org import queries as org
from motcua.ui.api import ClientRequest, Cursor, Limit, Page, answers, for_clients, letters, one_of, page_of

router = Router(tags=["Hồ sơ"], auth=for_clients(policy.READ.code))
inbox_router = Router(tags=["Xử lý hồ sơ"], auth=for_clients(policy.WORK.code))


@inbox_router.get("/inbox", response=answers({200: Page[WaitingOut]}), summary="Việc chờ xử lý")
def inbox(request: ClientRequest, cursor: Cursor = "", limit: Limit = 20) -> dict[str, Any]:
    """Các bước đang chờ phần mềm, mở trước đứng trước; mỗi dòng có hạn của hồ sơ và của bước."""
    now = clock.now()

    def show(runs: Sequence[StepRun]) -> list[WaitingOut]:
        queries.with_remaining([run.dossier for run in runs], now)
        return [_waiting(run) for run in runs]

    return page_of(queries.inbox_of(request.actor, on=now.date()), show, keys=["id"], cursor=cursor, limit=limit)


def _waiting(run: StepRun) -> WaitingOut:
    return WaitingOut(
        id=run.pk,
        step=run.step.code,
        step_name=run.step.name,
        opened_at=run.opened_at,
        step_due_at=run.due_at,
        is_taken=run.holder_id is not None,
        dossier=DossierRow(**row_of(run.dossier)),
    )


@router.get("/dossiers", response=answers({200: Page[DossierRow]}), summary="Danh sách hồ sơ")
def dossiers(
    request: ClientRequest,
    q: Annotated[str, letters(200, says="Mã, mã tra cứu, số định danh, điện thoại, hoặc từ.")] = "",
    status: Annotated[Status | None, one_of(Status)] = None,
    overdue: Annotated[bool, Field(description="Chỉ những hồ sơ đang xử lý đã quá hạn.")] = False,
    cursor: Cursor = "",
    limit: Limit = 20,
) -> dict[str, Any]:
    """Hồ sơ mà phần mềm được thấy, mới tiếp nhận đứng trước."""
    now = clock.now()
    visible = policy.visible_to(request.actor, on=now.date())
    if status is not None:
        visible = visible.filter(status=status)
    if overdue:
        visible = visible.filter(finished_at=None, due_at__lt=now)
    found = queries.search(visible, q).select_related("procedure_version__procedure")

    def show(rows: Sequence[Dossier]) -> list[DossierRow]:
        queries.with_remaining(rows, now)
        return [DossierRow(**row_of(each)) for each in rows]

    return page_of(found, show, keys=["-received_at", "-id"], cursor=cursor, limit=limit)


def _get(request: ClientRequest, code: str) -> Dossier:
    return queries.visible_dossier(code, request.actor, on=clock.today())


@router.get("/dossiers/{code}", response=answers({200: DossierOut}, 404), summary="Một hồ sơ")
def dossier(request: ClientRequest, code: str) -> DossierOut:
    """Hồ sơ đầy đủ: người nộp, giấy tờ, tệp, kết quả."""
    found = _get(request, code)
    queries.with_remaining([found], clock.now())
    result, hand_over = getattr(found, "result", None), getattr(found, "hand_over", None)
    plain = ("lookup_code", "channel", "sets", "received_by")
    applicant = ("applicant_id_number", "applicant_phone", "applicant_address", "applicant_email")
    return DossierOut(
        **row_of(found),
        **{name: getattr(found, name) for name in (*plain, *applicant)},
        papers=[PaperOut.from_orm(paper) for paper in found.papers.all()],
        files=[
            FileOut(
                id=each.pk,
                name=each.name,
                size=each.file.size,
                media_type=each.file.media_type,
                added_by=each.added_by,
                added_at=each.added_at,
            )
            for each in found.attachments.select_related("file")
        ],
        result=ResultOut.from_orm(result) if result else None,
        hand_over=HandOverOut.from_orm(hand_over) if hand_over else None,
    )


@router.get("/dossiers/{code}/status", response=answers({200: StatusOut}, 404), summary="Trạng thái")
def status(request: ClientRequest, code: str) -> StatusOut:
    """Trạng thái và hạn của hồ sơ, gọn để hỏi thường xuyên."""
    return StatusOut(**status_of(_get(request, code)))


@router.get("/dossiers/{code}/steps", response=answers({200: Page[RunOut]}, 404), summary="Các bước xử lý")
def steps(request: ClientRequest, code: str, cursor: Cursor = "", limit: Limit = 20) -> dict[str, Any]:
    """Từng lượt xử lý: bước nào, ở đâu, ai giữ, bao lâu, kết thúc thế nào."""
    found = _get(request, code)

    def show(runs: Sequence[StepRun]) -> list[RunOut]:
        units = org.as_on((run.unit_id, run.opened_at.date()) for run in runs)
        return [run_of(run, unit.slug) for run, unit in zip(runs, units, strict=True)]

    return page_of(found.runs.select_related("step"), show, keys=["id"], cursor=cursor, limit=limit)


@router.get("/dossiers/{code}/clock", response=answers({200: ClockOut}, 404), summary="Thời hạn")
def clock_of(request: ClientRequest, code: str) -> ClockOut:
    """Đồng hồ thời hạn: sự kiện, ngày hẹn trả, diễn giải, thời gian làm việc còn lại."""
    found = _get(request, code)
    return ClockOut(
        due=due_of(found),
        events=[
            ClockEventOut(
                kind=ClockKind(each.kind),
                kind_words=each.get_kind_display(),
                at=each.at,
                term=each.term,
                reason=each.reason,
            )
            for each in found.clock_events.all()
        ],
        remaining_minutes=queries.remaining_minutes(found, clock.now()),
    )


@router.get("/dossiers/{code}/story", response=answers({200: Page[HappeningOut]}, 404), summary="Diễn biến")
def story(request: ClientRequest, code: str, cursor: Cursor = "", limit: Limit = 20) -> dict[str, Any]:
    """Mọi việc đã xảy ra với hồ sơ, theo thứ tự: lúc nào, ai làm, việc gì."""
    found = _get(request, code)

    def show(facts: Sequence[Any]) -> list[HappeningOut]:
        return [HappeningOut(id=each.pk, kind=each.kind, at=each.at, by=each.who, says=each.says) for each in facts]

    return page_of(ledger.story_of("onestop.dossier", found.pk), show, keys=["id"], cursor=cursor, limit=limit)
