"""The books of control: plans, decisions and outcomes, with their deadlines, and the verbs that keep them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from motcua.access.types import SYSTEM
from motcua.kernel.refusal import Conflict, Malformed, NotAllowed, NotFound
from motcua.kernel.zone import VIETNAM
from motcua.ledger import figures
from motcua.ledger.figures import Number
from motcua.org.queries import unit_by_slug
from motcua.procedures import actions, queries
from motcua.procedures.actions import LateWithoutReason
from motcua.procedures.models import Listing, PublicationDecision, ReviewItem, ReviewPlan
from motcua.procedures.types import (
    ChangeKind,
    DecisionDetails,
    DecisionLineDetails,
    Outcome,
    OutcomeDetails,
    PlanRow,
)
from tests.world import BIRTH, CLERK, MARITAL, MONDAY, actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("control")]
DAY = MONDAY.date()
ADMIN = "quantri"


def told(name: str) -> Number:
    """A figure of all that control knows."""
    scope = figures.scope(figures.days(date(2021, 1, 1), DAY), as_of=MONDAY)
    return figures.count(f"procedures.{name}", scope)


def the_rows(name: str) -> QuerySet[ReviewItem]:
    scope = figures.scope(figures.days(date(2021, 1, 1), DAY), as_of=MONDAY)
    return figures.rows(f"procedures.{name}", scope)


def test_a_procedure_counts_once_by_its_latest_outcome() -> None:
    kept = the_rows("kept").first()
    assert kept is not None
    year = 2024 if kept.plan.year != 2024 else 2023
    _planned(kept.procedure.code, year)
    before = told("kept"), told("amended")
    _conclude(kept.procedure.code, year, Outcome.AMENDED, on=date(2024, 9, 9), decision_id=_decision().pk)
    assert (told("kept"), told("amended")) == (before[0] - 1, before[1] + 1)


def test_what_was_invented_is_marked() -> None:
    assert all(plan.is_demonstration for plan in queries.plans())
    assert all(decision.is_demonstration for decision in queries.decisions())


def test_late_plans_and_decisions_are_flagged_with_their_reason() -> None:
    late = {plan.year: queries.plan_deadline(plan.year, plan.sent_on).days_late(DAY) for plan in queries.plans()}
    assert late == {2022: 0, 2023: 10, 2024: 0}
    assert queries.plan(2023).late_reason
    slow = {
        decision.number[:4]
        for decision in queries.decisions()
        if (deadline := queries.publication_deadline(decision)) and deadline.days_late(DAY)
    }
    assert slow == {"TD03"}
    entered = {d.number[:4] for d in queries.decisions() if queries.entry_deadline(d).days_late(DAY)}
    assert entered == {"TD05"}
    assert all(d.late_reason for d in queries.decisions() if d.number[:4] in {"TD03", "TD05"})


def test_the_review_that_contradicts_itself_is_kept_as_it_is() -> None:
    (item,) = (each for each in the_rows("shortened") if each.is_contradictory)
    assert (item.procedure.code, item.term_before, item.term_after, item.stated_cut) == ("1.001653", "5d", "3d", 1)
    assert item.costs == (16_000_000, 9_600_000)


# The verbs ------------------------------------------------------------------------------------------------


def _decision(number: str = "77/QĐ-UBND", **more: Any) -> PublicationDecision:
    details = DecisionDetails(number=number, signed_on=DAY, title="Công bố", issuer="Chủ tịch UBND tỉnh", **more)
    return actions.issue_decision(details=details, lines=(), by=actor(ADMIN), at=MONDAY)


def _row(code: str) -> PlanRow:
    return PlanRow(code, unit_by_slug("so-tu-phap", DAY).id, date(2024, 11, 30), "Rút ngắn thời hạn", "Báo cáo")


def _planned(code: str, year: int = 2024) -> ReviewPlan:
    return actions.extend_plan(year=year, rows=(_row(code),), by=actor(ADMIN), at=MONDAY)


def _conclude(code: str, year: int, outcome: Outcome, **more: Any) -> int:
    details = OutcomeDetails(code=code, outcome=outcome, on=more.pop("on", DAY), **more)
    return actions.conclude_reviews(year=year, outcomes=(details,), by=actor(ADMIN), at=MONDAY)


NEW = "1.014027"  # on nobody's plan


def test_a_review_goes_from_the_plan_to_its_outcome() -> None:
    _planned(NEW)
    item = ReviewItem.objects.get(procedure__code=NEW)
    assert (item.outcome, item.outcome_on) == ("", None)
    _conclude(NEW, 2024, Outcome.KEPT)
    item.refresh_from_db()
    assert (item.outcome, item.outcome_on) == (Outcome.KEPT, DAY)
    with pytest.raises(Conflict, match="đã có kết quả rà soát «Giữ nguyên»"):
        _conclude(NEW, 2024, Outcome.AMENDED)


@pytest.mark.parametrize(
    ("more", "kind", "says"),
    [
        ({"outcome": Outcome.AMENDED}, Malformed, "phải có quyết định làm căn cứ"),
        ({"outcome": Outcome.KEPT, "on": date(2024, 9, 10)}, Malformed, "ở sau hôm nay"),
        ({"outcome": Outcome.KEPT, "term_before": "5d"}, Malformed, "cả thời hạn trước và sau"),
        ({"outcome": Outcome.KEPT, "term_before": "5", "term_after": "3d"}, Malformed, "Không đọc được thời hạn"),
    ],
)
def test_an_outcome_without_basis_or_sense_is_refused(more: dict[str, Any], kind: type[Exception], says: str) -> None:
    _planned(NEW)
    with pytest.raises(kind, match=says):
        _conclude(NEW, 2024, **more)
    assert ReviewItem.objects.get(procedure__code=NEW).outcome == ""


def test_what_only_the_ministry_can_change_is_a_proposal() -> None:
    _planned(NEW)
    _conclude(NEW, 2024, Outcome.AMENDED, is_proposal=True)
    assert ReviewItem.objects.get(procedure__code=NEW).is_proposal


def test_what_is_not_planned_is_not_reviewed_and_nothing_is_planned_twice() -> None:
    with pytest.raises(NotFound, match="không có trong kế hoạch"):
        _conclude(NEW, 2024, Outcome.KEPT)
    with pytest.raises(NotFound, match="Năm 2030 chưa có kế hoạch"):
        _planned(NEW, 2030)
    _planned(NEW)
    with pytest.raises(Conflict, match=f"{NEW} đã có trong kế hoạch năm 2024"):
        _planned(NEW)


def test_a_plan_sent_late_needs_a_reason_and_a_year_has_one_plan() -> None:
    given: dict[str, Any] = {"number": "1/KH", "rows": (_row(BIRTH),), "by": actor(ADMIN)}
    at = datetime(2025, 2, 3, 8, tzinfo=VIETNAM)
    given |= {"approved_on": date(2025, 2, 3), "sent_on": date(2025, 2, 3), "at": at}
    given["by"] = SYSTEM
    with pytest.raises(LateWithoutReason, match="Gửi kế hoạch chậm 3 ngày"):
        actions.approve_plan(year=2025, **given)
    plan = actions.approve_plan(year=2025, late_reason="Nghỉ Tết", **given)
    assert queries.progress_of(plan) == {"total": 1, "done": 0}
    with pytest.raises(Conflict, match="Năm 2025 đã có kế hoạch"):
        actions.approve_plan(year=2025, late_reason="Nghỉ Tết", **given)


def test_an_abolished_procedure_leaves_the_list_on_the_day_of_effect() -> None:
    lines = (DecisionLineDetails(MARITAL, ChangeKind.ABOLISHED), DecisionLineDetails(BIRTH, ChangeKind.AMENDED))
    details = DecisionDetails(
        number="78/QĐ-UBND", signed_on=DAY, title="Bãi bỏ", issuer="Chủ tịch", effective_on=date(2024, 10, 1)
    )
    decision = actions.issue_decision(details=details, lines=lines, by=actor(ADMIN), at=MONDAY)
    assert Listing.objects.get(procedure__code=MARITAL).valid.upper == date(2024, 10, 1)
    assert Listing.objects.get(procedure__code=BIRTH).valid.upper is None
    assert queries.counts_of(decision) == [("Sửa đổi, bổ sung", 1), ("Bãi bỏ", 1)]
    with pytest.raises(Conflict, match="đã công bố thủ tục"):
        actions.issue_decision(details=details, lines=lines[:1], by=actor(ADMIN), at=MONDAY)


def test_a_number_of_the_same_day_is_one_decision() -> None:
    first = _decision()
    assert _decision() == first
    with pytest.raises(Conflict, match="đã có với trích yếu"):
        actions.issue_decision(
            details=DecisionDetails(number="77/QĐ-UBND", signed_on=DAY, title="Khác", issuer="Chủ tịch"),
            lines=(),
            by=actor(ADMIN),
            at=MONDAY,
        )


def test_entering_late_needs_a_reason() -> None:
    decision = _decision()
    later = datetime(2024, 9, 30, 8, tzinfo=VIETNAM)
    given: dict[str, Any] = {"decision_id": decision.pk, "entered_on": date(2024, 9, 30), "by": SYSTEM, "at": later}
    with pytest.raises(LateWithoutReason, match="chậm 14 ngày"):
        actions.enter_decision(late_reason="", **given)
    actions.enter_decision(late_reason="Mất kết nối", **given)
    decision.refresh_from_db()
    assert (decision.entered_on, decision.late_reason) == (date(2024, 9, 30), "Mất kết nối")
    with pytest.raises(Malformed, match="từ ngày ký"):
        actions.enter_decision(late_reason="", **given | {"entered_on": date(2024, 9, 1)})


def test_clerks_keep_no_books_of_control() -> None:
    with pytest.raises(NotAllowed):
        actions.extend_plan(year=2024, rows=(_row(NEW),), by=actor(CLERK), at=MONDAY)
    with pytest.raises(NotAllowed):
        actions.adopt_list(decision_id=1, codes=(NEW,), since=DAY, by=actor(CLERK), at=MONDAY)


def test_the_database_keeps_outcome_and_day_together() -> None:
    item = ReviewItem.objects.exclude(outcome="").first()
    assert item is not None
    with pytest.raises(IntegrityError, match="procedures_outcome_has_a_day"), transaction.atomic():
        ReviewItem.objects.filter(pk=item.pk).update(outcome="")
