"""The catalogue for programs: found by words and field, read as of a day and by version. Open, as its pages are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from motcua.kernel import clock
from motcua.kernel.refusal import NotFound
from motcua.org import queries as org
from motcua.procedures import queries
from motcua.procedures.queries import Procedure, ProcedureVersion, Wanted
from motcua.procedures.types import Channel, Standing, Tier
from motcua.ui.api import Cursor, Day, Limit, Page, answers, letters, one_of, open_to_all, page_of

router = Router(tags=["Danh mục thủ tục"])
WHY_OPEN = "Nghị định 63/2010/NĐ-CP, Điều 13: thủ tục hành chính phải được công khai"
On = Annotated[Day | None, Field(description="Xem vào ngày này; bỏ trống là hôm nay.")]


class ProcedureOut(Schema):
    """A procedure in a list, and what it is on the day asked about."""

    code: str
    name: str
    field: str
    standing: Standing
    standing_words: str


class PaperOut(Schema):
    """A paper of the application file."""

    code: str
    name: str
    originals: int
    copies: int
    required: bool
    show_only: bool
    condition: str


class TermOut(Schema):
    """The term of a channel, in the notation of the deadline engine and in words."""

    channel: Annotated[Channel, one_of(Channel)]
    term: str
    words: str


class StepOut(Schema):
    """A step of a process; the budget is in working minutes."""

    code: str
    name: str
    role: str
    place: str
    budget_minutes: int
    may_send_back_to: Sequence[str]


class ProcessOut(Schema):
    """How a version is handled at a level."""

    level: str
    receives: str
    resolves: str
    steps: list[StepOut]


class VersionRow(Schema):
    """A version in the list of a procedure's versions."""

    id: int
    since: date | None
    until: date | None = Field(description="Ngày đầu tiên hết hiệu lực; null khi chưa định.")
    decision: str


class VersionOut(VersionRow):
    """All that a version says."""

    code: str
    name: str
    field: str
    terms: list[TermOut]
    cutoff_time: str | None = Field(description="Giờ chốt trong ngày, ví dụ 15:00; null khi không có.")
    fee: str = Field(description="Phí, lệ phí bằng lời khi nộp trực tiếp; mức chưa biết được nói là chưa rõ.")
    result_name: str
    agency: str
    subjects: str
    sequence: str
    requirements: str
    legal_basis: Sequence[str]
    lacks: list[str] = Field(description="Bộ phận tạo thành còn thiếu; còn thiếu thì chưa nơi nào tiếp nhận được.")
    papers: list[PaperOut]
    processes: list[ProcessOut]


class ChangeOut(Schema):
    """One difference from the version before; empty `before`: added, empty `after`: left out."""

    part: str
    what: str
    before: str
    after: str


@router.get("/procedures", response=answers({200: Page[ProcedureOut]}, 404, is_open=True), summary="Tìm thủ tục")
@open_to_all(WHY_OPEN)
def procedures(
    request: HttpRequest,
    q: Annotated[str, letters(200, says="Mã, đầu mã, hoặc từ của tên và lĩnh vực.")] = "",
    field: Annotated[str, letters(200)] = "",
    tier: Annotated[Tier | None, one_of(Tier)] = None,
    unit: Annotated[str, letters(80, says="Đơn vị có tiếp nhận thủ tục.")] = "",
    in_force: bool = False,
    on: On = None,
    cursor: Cursor = "",
    limit: Limit = 20,
) -> dict[str, Any]:
    """Thủ tục theo mã, theo từ (có dấu hoặc không), lĩnh vực, cấp, đơn vị tiếp nhận; theo thứ tự mã."""
    day = on or clock.today()
    wanted = Wanted(
        day=day,
        words=q,
        field=field,
        tier=tier or "",
        unit=org.unit_by_slug(unit, day) if unit else None,
        in_force=in_force,
    )

    def show(rows: Sequence[Procedure]) -> list[ProcedureOut]:
        queries.with_standing(rows, day)
        return [_row(each) for each in rows]

    return page_of(queries.find(wanted), show, keys=["code"], cursor=cursor, limit=limit)


def _row(procedure: Procedure) -> ProcedureOut:
    assert procedure.standing, "set by with_standing"
    standing = procedure.standing[0]
    return ProcedureOut(
        code=procedure.code,
        name=procedure.name,
        field=procedure.field,
        standing=standing,
        standing_words=str(standing.label),
    )


@router.get(
    "/procedures/{code}", response=answers({200: VersionOut}, 404, is_open=True), summary="Thủ tục vào một ngày"
)
@open_to_all(WHY_OPEN)
def procedure(request: HttpRequest, code: str, on: On = None) -> VersionOut:
    """Phiên bản có hiệu lực vào ngày đó: thời hạn, phí, giấy tờ, quy trình, căn cứ; không có thì nói vì sao."""
    day = on or clock.today()
    in_force = next((each for each in _known(code) if each.in_force(day)), None)
    return _version(in_force or queries.version_on(code, day))  # which refuses, and says why


def _known(code: str) -> list[ProcedureVersion]:
    """All versions, or 404 where no procedure has the code."""
    try:
        return queries.versions_of(code)
    except queries.NoSuchProcedure as refusal:
        raise NotFound(refusal.says, citation=refusal.citation, field="code") from None


@router.get(
    "/procedures/{code}/versions", response=answers({200: Page[VersionRow]}, 404, is_open=True), summary="Các phiên bản"
)
@open_to_all(WHY_OPEN)
def versions(request: HttpRequest, code: str, cursor: Cursor = "", limit: Limit = 20) -> dict[str, Any]:
    """Mọi phiên bản đã công bố của một thủ tục, theo thứ tự công bố."""
    _known(code)

    def show(rows: Sequence[ProcedureVersion]) -> list[VersionRow]:
        return [VersionRow(id=each.pk, since=each.since, until=each.until, decision=each.decision) for each in rows]

    return page_of(queries.published_versions(code), show, keys=["id"], cursor=cursor, limit=limit)


@router.get(
    "/procedures/{code}/versions/{int:version}",
    response=answers({200: VersionOut}, 404, is_open=True),
    summary="Một phiên bản",
)
@open_to_all(WHY_OPEN)
def version(request: HttpRequest, code: str, version: int) -> VersionOut:
    """Toàn bộ nội dung của một phiên bản."""
    return _version(_one(code, version))


@router.get(
    "/procedures/{code}/versions/{int:version}/changes",
    response=answers({200: list[ChangeOut]}, 404, is_open=True),
    summary="Khác phiên bản trước",
)
@open_to_all(WHY_OPEN)
def changes(request: HttpRequest, code: str, version: int) -> list[ChangeOut]:
    """Những gì khác so với phiên bản liền trước; rỗng ở phiên bản đầu tiên."""
    later = _one(code, version)
    earlier = queries.neighbours(later)[0]
    if earlier is None:
        return []
    found = queries.differences(queries.content_of(earlier), queries.content_of(later))
    return [ChangeOut(part=each.part, what=each.what, before=each.before, after=each.after) for each in found]


def _one(code: str, version_id: int) -> ProcedureVersion:
    found = next((each for each in _known(code) if each.pk == version_id), None)
    if found is None:
        raise NotFound(f"Thủ tục {code} không có phiên bản số {version_id}; hãy xem danh sách phiên bản.")
    return found


def _version(version: ProcedureVersion) -> VersionOut:
    procedure = version.procedure
    return VersionOut(
        id=version.pk,
        since=version.since,
        until=version.until,
        decision=version.decision,
        code=procedure.code,
        name=procedure.name,
        field=procedure.field,
        terms=list(_terms(version)),
        cutoff_time=f"{version.cutoff_time:%H:%M}" if version.cutoff_time else None,
        fee=version.fee_in_words(),
        result_name=version.result_name,
        agency=version.agency,
        subjects=version.subjects,
        sequence=version.sequence,
        requirements=version.requirements,
        legal_basis=version.legal_basis,
        lacks=version.lacking,
        papers=[PaperOut.from_orm(paper) for paper in version.papers.all()],
        processes=[
            ProcessOut(
                level=each.level,
                receives=each.receives,
                resolves=each.resolves,
                steps=[StepOut.from_orm(step) for step in each.steps.all()],
            )
            for each in version.processes.prefetch_related("steps").order_by("id")
        ],
    )


def _terms(version: ProcedureVersion) -> Iterator[TermOut]:
    words = dict(version.terms_in_words)
    for channel in Channel:
        if term := version.term_for(channel):
            yield TermOut(channel=channel, term=term, words=words[channel.label])
