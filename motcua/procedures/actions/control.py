"""The verbs of control and simplification: decisions, the province's list, yearly plans, what reviews end in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.types import Actor
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Conflict, Malformed, NotFound, Refusal
from motcua.kernel.term import Term
from motcua.ledger.actions import record
from motcua.procedures import policy, queries
from motcua.procedures.facts import (
    DecisionEntered,
    DecisionIssued,
    ListAdopted,
    PlanApproved,
    PlanExtended,
    ReviewsConcluded,
)
from motcua.procedures.models import (
    DecisionLine,
    Listing,
    Procedure,
    PublicationDecision,
    ReviewItem,
    ReviewPlan,
)
from motcua.procedures.types import (
    DecisionDetails,
    DecisionLineDetails,
    Outcome,
    OutcomeDetails,
    PlanRow,
)

CONCLUDED = [
    "outcome",
    "outcome_on",
    "decision",
    "is_proposal",
    "term_before",
    "term_after",
    "stated_cut",
    "dossiers_a_year",
    "note",
]
"""What of a planned review its conclusion sets."""


class LateWithoutReason(Refusal):
    """Something done after its deadline, without a word why."""

    code = "late_without_reason"


@transaction.atomic
def issue_decision(
    *, details: DecisionDetails, lines: Sequence[DecisionLineDetails], by: Actor, at: datetime
) -> PublicationDecision:
    """Enter a decision of publication with what it does to which procedures.

    Signed or entered too late (Điều 15 and 24), it needs a reason. A number given again for the same day gets the new
    lines, if it is otherwise the same decision. Procedures it abolishes leave the province's list on the day of effect.
    """
    policy.must_publish(by, on=at.date())
    decision = PublicationDecision.objects.filter(number=details.number, signed_on=details.signed_on).first()
    if decision is None:
        decision = PublicationDecision(**asdict(details))
        late = _must_explain(decision, at.date(), details.late_reason)
        decision.save()
    elif decision.title != details.title:
        raise Conflict(
            f"Quyết định {details.number} ngày {print_day(details.signed_on)} đã có với trích yếu "
            f"«{decision.title}»; hãy xem lại số và ngày.",
            field="number",
        )
    else:
        late = _late(decision, at.date())
    ids = _ids(line.code for line in lines)
    if twice := decision.lines.filter(procedure__in=ids.values()).select_related("procedure").first():
        raise Conflict(
            f"Quyết định {decision.number} đã công bố thủ tục {twice.procedure.code}; hãy xem lại số quyết định."
        )
    DecisionLine.objects.bulk_create(
        DecisionLine(decision=decision, procedure_id=ids[line.code], kind=line.kind) for line in lines
    )
    _take_off_the_list([ids[line.code] for line in lines if line.kind.ends], details.effective_on or details.signed_on)
    record(DecisionIssued(decision.pk, decision.number, decision.signed_on, len(lines), late), by=by, at=at)
    return decision


@transaction.atomic
def enter_decision(
    *, decision_id: int, entered_on: date, late_reason: str, by: Actor, at: datetime
) -> PublicationDecision:
    """Say when what a decision publishes stood in the national database; late, it needs a reason."""
    policy.must_control(by, on=at.date())
    decision = PublicationDecision.objects.select_for_update().get(pk=queries.decision(decision_id).pk)
    if entered_on < decision.signed_on or entered_on > at.date():
        raise Malformed(
            f"Ngày nhập phải từ ngày ký {print_day(decision.signed_on)} đến hôm nay; hãy nhập lại.", field="entered_on"
        )
    decision.entered_on = entered_on
    decision.late_reason = late_reason.strip() or decision.late_reason
    late = queries.entry_deadline(decision).days_late(at.date())
    if late and not decision.late_reason:
        raise _unexplained("Nhập dữ liệu", late)
    decision.save(update_fields=["entered_on", "late_reason"])
    record(DecisionEntered(decision.pk, decision.number, entered_on, late), by=by, at=at)
    return decision


@transaction.atomic
def adopt_list(*, decision_id: int, codes: Sequence[str], since: date, by: Actor, at: datetime) -> int:
    """Put procedures on the province's own list from a day on, by a decision; how many they were."""
    policy.must_control(by, on=at.date())
    decision = queries.decision(decision_id)
    ids = _ids(codes)
    Listing.objects.bulk_create(
        Listing(procedure_id=ids[code], valid=DateRange(since, None), decision=decision) for code in codes
    )
    record(ListAdopted(decision.pk, decision.number, since, len(codes)), by=by, at=at)
    return len(codes)


@transaction.atomic
def approve_plan(
    *,
    year: int,
    number: str,
    approved_on: date,
    sent_on: date | None,
    rows: Sequence[PlanRow],
    by: Actor,
    at: datetime,
    late_reason: str = "",
    is_demonstration: bool = False,
) -> ReviewPlan:
    """Approve the plan of a year's reviews; sent after 31 January, it needs a reason. One plan a year."""
    policy.must_control(by, on=at.date())
    if ReviewPlan.objects.filter(year=year).exists():
        raise Conflict(f"Năm {year} đã có kế hoạch rà soát; hãy bổ sung thủ tục vào kế hoạch đó.", field="year")
    late = queries.plan_deadline(year, sent_on).days_late(at.date())
    if late and not late_reason.strip():
        raise _unexplained("Gửi kế hoạch", late)
    plan = ReviewPlan.objects.create(
        year=year,
        number=number,
        approved_on=approved_on,
        sent_on=sent_on,
        late_reason=late_reason.strip(),
        is_demonstration=is_demonstration,
    )
    _add(plan, rows)
    record(PlanApproved(plan.pk, year, number, len(rows), late), by=by, at=at)
    return plan


@transaction.atomic
def extend_plan(*, year: int, rows: Sequence[PlanRow], by: Actor, at: datetime) -> ReviewPlan:
    """Add procedures to the plan of a year; each stands on it once."""
    policy.must_control(by, on=at.date())
    plan = queries.plan(year)
    _add(plan, rows)
    record(PlanExtended(plan.pk, year, len(rows)), by=by, at=at)
    return plan


@transaction.atomic
def conclude_reviews(*, year: int, outcomes: Sequence[OutcomeDetails], by: Actor, at: datetime) -> int:
    """Say what reviews of a year's plan ended in, with the decision they rest on; how many they were.

    A review ends once. Abolished or changed procedures need a decision, unless only proposed to the ministry. A
    cut that the document states otherwise than its terms make is kept as it is and shown as contradictory.
    """
    policy.must_control(by, on=at.date())
    plan = queries.plan(year)
    items = {
        item.procedure.code: item
        for item in ReviewItem.objects.select_for_update(of=("self",))
        .filter(plan=plan, procedure__code__in=[outcome.code for outcome in outcomes])
        .select_related("procedure")
    }
    for details in outcomes:
        _conclude(items.get(details.code), details, year, at.date())
    ReviewItem.objects.bulk_create(  # an update of many rows at once: each is there already
        items.values(), update_conflicts=True, unique_fields=["id"], update_fields=CONCLUDED
    )
    counted = Counter(Outcome(outcome.outcome).label.lower() for outcome in outcomes)
    decisions = {outcome.decision_id for outcome in outcomes if outcome.decision_id}
    basis = queries.decision(decisions.pop()).number if len(decisions) == 1 else ""
    record(ReviewsConcluded(plan.pk, year, dict(counted), basis), by=by, at=at)
    return len(outcomes)


# What the verbs share -------------------------------------------------------------------------------------


def _conclude(item: ReviewItem | None, details: OutcomeDetails, year: int, today: date) -> None:
    if item is None:
        raise NotFound(
            f"Thủ tục {details.code} không có trong kế hoạch rà soát năm {year}; hãy bổ sung trước.", field="code"
        )
    if item.outcome:
        raise Conflict(f"Thủ tục {details.code} đã có kết quả rà soát «{item.get_outcome_display()}»; không ghi lại.")
    if details.on > today:
        raise Malformed(f"Ngày có kết quả {print_day(details.on)} ở sau hôm nay; hãy nhập lại.", field="on")
    if details.outcome != Outcome.KEPT and details.decision_id is None and not details.is_proposal:
        raise Malformed(
            "Kết quả này phải có quyết định làm căn cứ, hoặc ghi là kiến nghị bộ, ngành; hãy chọn một.",
            citation="Nghị định 63/2010/NĐ-CP, Điều 31",
            field="decision",
        )
    if bool(details.term_before) != bool(details.term_after):
        raise Malformed("Hãy ghi cả thời hạn trước và sau khi đơn giản hóa, hoặc bỏ trống cả hai.", field="term_after")
    for term in filter(None, (details.term_before, details.term_after)):
        Term.parse(term)
    item.outcome, item.outcome_on, item.is_proposal = details.outcome, details.on, details.is_proposal
    item.decision_id, item.note = details.decision_id, details.note
    item.term_before, item.term_after, item.stated_cut = details.term_before, details.term_after, details.stated_cut
    item.dossiers_a_year = details.dossiers_a_year


def _add(plan: ReviewPlan, rows: Sequence[PlanRow]) -> None:
    ids = _ids(row.code for row in rows)
    on_it = set(plan.items.filter(procedure__in=ids.values()).values_list("procedure__code", flat=True))
    if twice := sorted(on_it | {code for code, times in Counter(row.code for row in rows).items() if times > 1}):
        raise Conflict(
            f"Thủ tục {', '.join(twice)} đã có trong kế hoạch năm {plan.year}; hãy bỏ dòng trùng.", field="code"
        )
    ReviewItem.objects.bulk_create(
        ReviewItem(
            plan=plan,
            procedure_id=ids[row.code],
            agency_id=row.agency_id,
            due_on=row.due_on,
            reason=row.reason,
            product=row.product,
        )
        for row in rows
    )


def _ids(codes: Iterable[str]) -> Mapping[str, int]:
    wanted = set(codes)
    known = dict(Procedure.objects.filter(code__in=wanted).values_list("code", "id"))
    if unknown := sorted(wanted - known.keys()):
        raise queries.NoSuchProcedure(
            f"Không có thủ tục mang mã {', '.join(unknown[:5])} trong danh mục; hãy kiểm tra lại mã.", field="code"
        )
    return known


def _take_off_the_list(procedure_ids: Sequence[int], on: date) -> None:
    for listing in Listing.objects.filter(procedure__in=procedure_ids, valid__contains=on):
        listing.valid = DateRange(listing.valid.lower, on)
        listing.save(update_fields=["valid"])


def _late(decision: PublicationDecision, today: date) -> int:
    deadlines = (queries.publication_deadline(decision), queries.entry_deadline(decision))
    return max(deadline.days_late(today) for deadline in deadlines if deadline is not None)


def _must_explain(decision: PublicationDecision, today: date, reason: str) -> int:
    late = _late(decision, today)
    if late and not reason.strip():
        raise _unexplained("Công bố hoặc nhập dữ liệu", late)
    return late


def _unexplained(what: str, days: int) -> LateWithoutReason:
    return LateWithoutReason(
        f"{what} chậm {days} ngày so với quy định; hãy ghi lý do chậm.",
        citation="Nghị định 63/2010/NĐ-CP, Điều 15 và Điều 24",
        field="late_reason",
    )
