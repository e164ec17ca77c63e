"""An official writes the next version of a procedure and publishes it; dossiers keep the version of their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from motcua.kernel.refusal import Conflict, Malformed, NotAllowed, Refusal
from motcua.ledger.queries import story_of
from motcua.procedures import actions, queries
from motcua.procedures.actions import LateWithoutReason, NotPublishable
from motcua.procedures.models import ProcedureVersion, Step, VersionDraft
from motcua.procedures.types import ChangeKind, DecisionDetails, PaperContent, VersionContent
from tests.world import CLERK, LEADER, MARITAL, MONDAY, actor, moment, receive, ward

pytestmark = pytest.mark.django_db
ADMIN, HEAD = "quantri", "giamdoc"
TODAY, BEGINS = MONDAY.date(), date(2024, 9, 20)
DECISION = DecisionDetails(
    number="512/QĐ-UBND", signed_on=date(2024, 9, 9), title="Công bố thủ tục sửa đổi", issuer="Chủ tịch UBND tỉnh"
)


def begun(code: str = MARITAL) -> VersionDraft:
    return actions.open_draft(code=code, by=actor(ADMIN), at=MONDAY)


def content_of(draft: VersionDraft) -> VersionContent:
    return queries.from_data(draft.content)


def saved(draft: VersionDraft, **changed: Any) -> VersionDraft:
    content = replace(content_of(draft), **changed)
    return actions.save_draft(draft_id=draft.pk, content=content, seen=None, by=actor(ADMIN), at=MONDAY)


def shorter(content: VersionContent) -> dict[str, Any]:
    """Two days online, the specialist's budget cut accordingly."""
    (process,) = content.processes
    steps = tuple(replace(step, budget_minutes=min(step.budget_minutes, 400)) for step in process.steps)
    return {"term_online": "2d", "processes": (replace(process, steps=steps),)}


def published(draft: VersionDraft, **more: Any) -> ProcedureVersion:
    given: dict[str, Any] = {"since": BEGINS, "decision": DECISION, "seen": None, "by": actor(ADMIN), "at": MONDAY}
    return actions.publish_draft(draft_id=draft.pk, **given | more)


def test_a_draft_begins_as_what_is_in_force() -> None:
    draft = begun()
    present = queries.version_on(MARITAL, TODAY)
    assert draft.base == present
    assert content_of(draft) == queries.content_of(present)
    assert queries.differences(queries.content_of(present), content_of(draft)) == ()


def test_a_content_survives_being_kept_as_data() -> None:
    for version in ProcedureVersion.objects.select_related("procedure"):
        content = queries.content_of(version)
        assert queries.from_data(queries.as_data(content)) == content


def test_publishing_ends_the_present_version_and_leaves_dossiers_theirs() -> None:
    before = queries.version_on(MARITAL, TODAY)
    dossier = receive(code=MARITAL)
    draft = begun()
    version = published(saved(draft, **shorter(content_of(draft))))
    assert (version.since, version.until) == (BEGINS, None)
    assert queries.version_on(MARITAL, date(2024, 9, 19)) == before
    assert queries.version_on(MARITAL, BEGINS) == version
    dossier.refresh_from_db()
    assert dossier.procedure_version == before
    (change, *_) = queries.differences(queries.content_of(before), queries.content_of(version))
    assert (change.what, change.before, change.after) == ("Nộp trực tuyến", "3 ngày làm việc", "2 ngày làm việc")


def test_publishing_enters_the_decision_with_its_line_and_tells_the_story() -> None:
    draft = begun()
    version = published(saved(draft, **shorter(content_of(draft))))
    decision = version.published_by
    assert decision is not None
    assert (decision.number, decision.effective_on) == ("512/QĐ-UBND", BEGINS)
    assert decision.lines.get().kind == ChangeKind.AMENDED
    told = [row.kind for row in story_of("procedures.procedure", version.procedure_id)][-3:]
    assert told == ["procedures.draft_opened", "procedures.draft_changed", "procedures.version_published"]
    draft.refresh_from_db()
    assert not draft.is_open
    assert draft.published == version


def test_the_new_papers_are_asked_from_that_day_on() -> None:
    draft = begun()
    papers = (*content_of(draft).papers, PaperContent(f"{MARITAL}-99", "Ảnh 3 × 4", originals=2))
    version = published(saved(draft, papers=papers))
    last = version.papers.last()
    assert last is not None
    assert last.name == "Ảnh 3 × 4"
    assert version.papers.count() == queries.version_on(MARITAL, TODAY).papers.count() + 1


def test_a_refusal_tells_every_fault_at_once() -> None:
    draft = begun()
    spoilt = saved(draft, term_online="1d", subjects="", result_name="")
    with pytest.raises(NotPublishable) as refused:
        published(spoilt)
    assert [fault.code for fault in refused.value.faults] == ["missing_subjects", "missing_result", "over_term"]
    assert "còn 3 điều phải sửa" in refused.value.says
    assert all(fault.says in refused.value.says for fault in refused.value.faults)
    assert queries.version_on(MARITAL, BEGINS).until is None


def test_a_step_that_nobody_anywhere_could_do_keeps_a_version_back() -> None:
    draft = begun()
    (process,) = content_of(draft).processes
    steps = tuple(replace(step, role="administrator") if step.code == "xu_ly" else step for step in process.steps)
    lonely = saved(draft, processes=(replace(process, steps=steps),))
    with pytest.raises(NotPublishable, match="chưa nơi nào có người giữ vai trò") as refused:
        published(lonely)
    assert [fault.code for fault in refused.value.faults] == ["nobody"]


def test_where_some_lack_people_it_is_a_warning_with_numbers() -> None:
    gaps = queries.staffing_gaps(content_of(begun()), BEGINS)
    assert {gap.step for gap in gaps} >= {"Tiếp nhận hồ sơ", "Ký duyệt"}
    assert not any(gap.is_everywhere for gap in gaps)
    assert all(f"{gap.lacking}/65 đơn vị chưa có người" in gap.says for gap in gaps)


def test_an_official_told_at_receipt_which_steps_nobody_would_do() -> None:
    process = queries.process_at(MARITAL, ward(), TODAY)
    assert queries.unstaffed_steps(process, ward(), TODAY) == []
    assert "Ký duyệt" in queries.unstaffed_steps(process, ward("phuong-my-hai-22780"), TODAY)


@pytest.mark.parametrize("since", [date(2024, 9, 9), date(2024, 1, 1)])
def test_no_version_begins_today_or_before(since: date) -> None:
    draft = begun()
    with pytest.raises(Malformed, match="phải sau hôm nay") as refused:
        published(saved(draft, **shorter(content_of(draft))), since=since)
    assert refused.value.field == "since"


def test_a_draft_that_says_nothing_new_is_not_published() -> None:
    with pytest.raises(Malformed, match="chưa khác phiên bản"):
        published(begun())


def test_a_decision_too_late_for_its_text_needs_a_reason() -> None:
    draft = begun()
    changed = saved(draft, **shorter(content_of(draft)))
    late = replace(DECISION, legal_text="08/2024/QĐ-UBND", effective_on=date(2024, 9, 12))
    with pytest.raises(LateWithoutReason, match="chậm 4 ngày") as refused:
        published(changed, decision=late)
    assert refused.value.field == "late_reason"
    version = published(changed, decision=replace(late, late_reason="Chờ bộ công bố"))
    assert version.published_by is not None
    assert version.published_by.late_reason == "Chờ bộ công bố"


def test_a_decision_signed_tomorrow_is_no_decision() -> None:
    draft = begun()
    with pytest.raises(Malformed, match="sau hôm nay"):
        published(saved(draft, **shorter(content_of(draft))), decision=replace(DECISION, signed_on=date(2024, 9, 10)))


def test_only_one_draft_of_a_procedure_is_open_and_the_second_is_told_whose() -> None:
    first = begun()
    with pytest.raises(Conflict, match="đã mở dự thảo"):
        begun()
    actions.discard_draft(draft_id=first.pk, by=actor(ADMIN), at=MONDAY)
    assert begun().pk != first.pk
    with pytest.raises(Conflict, match="đã được công bố hoặc đã bỏ"):
        saved(first)


def test_who_saved_in_between_is_named() -> None:
    draft = begun()
    seen = draft.revision
    saved(draft, term_online="2d")
    with pytest.raises(Conflict, match="đã lưu dự thảo này"):
        actions.save_draft(draft_id=draft.pk, content=content_of(draft), seen=seen, by=actor(HEAD), at=MONDAY)


def test_heads_and_administrators_publish_and_nobody_else() -> None:
    for username in (CLERK, LEADER):
        with pytest.raises(NotAllowed):
            actions.open_draft(code=MARITAL, by=actor(username), at=MONDAY)
    assert actions.open_draft(code=MARITAL, by=actor(HEAD), at=MONDAY).opened_by == actor(HEAD).name


def test_a_procedure_ends_by_a_decision_and_dossiers_finish() -> None:
    dossier = receive(code=MARITAL)
    version = actions.end_version(
        code=MARITAL, until=BEGINS, kind=ChangeKind.ABOLISHED, decision=DECISION, by=actor(ADMIN), at=MONDAY
    )
    assert version.until == BEGINS
    assert queries.version_on(MARITAL, date(2024, 9, 19)) == version
    with pytest.raises(Refusal, match="đã hết hiệu lực từ ngày 20/09/2024"):
        queries.version_on(MARITAL, BEGINS)
    dossier.refresh_from_db()
    assert dossier.procedure_version == version


@pytest.mark.parametrize(("code", "until"), [(MARITAL, TODAY), ("9.999999", BEGINS), ("1.000798", BEGINS)])
def test_what_is_not_in_force_or_would_end_in_the_past_is_not_ended(code: str, until: date) -> None:
    with pytest.raises(Refusal):
        actions.end_version(
            code=code, until=until, kind=ChangeKind.ABOLISHED, decision=DECISION, by=actor(ADMIN), at=MONDAY
        )


@pytest.mark.parametrize("what", ["version", "paper", "process", "step"])
def test_the_database_lets_no_published_version_change_or_vanish(what: str) -> None:
    version = queries.version_on(MARITAL, TODAY)
    rows = {
        "version": ProcedureVersion.objects.filter(pk=version.pk),
        "paper": version.papers.all(),
        "process": version.processes.all(),
        "step": Step.objects.filter(process__version=version),
    }[what]
    column = {"version": "term_online", "paper": "name", "process": "receives", "step": "name"}[what]
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**{column: "9d"})
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete("default")
    assert queries.version_on(MARITAL, TODAY).term_online == "3d"


def test_a_version_between_two_ends_where_the_next_begins() -> None:
    code = "1.004859"  # a version until July 2025, another since
    draft = begun(code)
    middle = published(saved(draft, subjects="Công dân Việt Nam, Người nước ngoài"))
    assert (middle.since, middle.until) == (BEGINS, date(2025, 7, 1))
    assert queries.version_on(code, date(2025, 7, 1)) != middle


def test_moments_of_a_draft_are_those_of_its_verbs() -> None:
    draft = begun()
    later: datetime = moment(11)
    again = actions.save_draft(draft_id=draft.pk, content=content_of(draft), seen=1, by=actor(HEAD), at=later)
    assert (again.opened_at, again.changed_at, again.changed_by) == (MONDAY, later, actor(HEAD).name)
    assert again.revision == 2
