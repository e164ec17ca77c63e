"""What may be asked of control: decisions and plans with their deadlines and rows. Its numbers stand in `figures`."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Count, Min, QuerySet, When

from motcua.kernel.refusal import NotFound
from motcua.org import queries as org
from motcua.procedures import rules
from motcua.procedures.models import (
    DecisionLine,
    Listing,
    ProcedureVersion,
    PublicationDecision,
    ReviewItem,
    ReviewPlan,
)
from motcua.procedures.types import ChangeKind

CALENDAR = "hanh-chinh"


# Deadlines ------------------------------------------------------------------------------------------------


def publication_deadline(decision: PublicationDecision) -> rules.Deadline | None:
    """By when a decision had to be signed; None where no legal text stands behind it."""
    return rules.publication_deadline(
        signed_on=decision.signed_on,
        effective_on=decision.effective_on if decision.legal_text else None,
        issued_on=decision.legal_text_issued_on,
        is_fast_track=decision.is_fast_track,
        is_working_day=is_working_day,
    )


def entry_deadline(decision: PublicationDecision) -> rules.Deadline:
    """By when what a decision publishes had to be entered."""
    return rules.entry_deadline(
        signed_on=decision.signed_on, entered_on=decision.entered_on, is_working_day=is_working_day
    )


def plan_deadline(year: int, sent_on: date | None) -> rules.Deadline:
    """By when the plan of a year had to be sent."""
    return rules.plan_deadline(year=year, sent_on=sent_on)


def is_working_day(day: date) -> bool:
    """Whether the province's offices work on a day."""
    return bool(org.calendar(CALENDAR).sessions_on(day))


# Rows -----------------------------------------------------------------------------------------------------


def decision(decision_id: int) -> PublicationDecision:
    """A decision by its id; `NotFound` where there is none."""
    found = PublicationDecision.objects.filter(pk=decision_id).first()
    if found is None:
        raise NotFound("Không có quyết định công bố này; hãy chọn lại trong danh sách.")
    return found


def decisions() -> QuerySet[PublicationDecision]:
    """All decisions, newest first."""
    return PublicationDecision.objects.all()


def plan(year: int) -> ReviewPlan:
    """The plan of a year; `NotFound` where none was approved."""
    found = ReviewPlan.objects.filter(year=year).first()
    if found is None:
        raise NotFound(f"Năm {year} chưa có kế hoạch rà soát; hãy lập kế hoạch trước.")
    return found


def plans() -> QuerySet[ReviewPlan]:
    """All plans, the newest year first."""
    return ReviewPlan.objects.all()


def lines_of(decision: PublicationDecision) -> QuerySet[DecisionLine]:
    """What a decision does to which procedures, in the order of kinds and codes."""
    return decision.lines.select_related("procedure").order_by("kind", "procedure__code")


def counts_of(decision: PublicationDecision) -> list[tuple[str, int]]:
    """How many procedures a decision makes new, amends, abolishes and so on."""
    counted = dict(decision.lines.values_list("kind").annotate(Count("pk")).order_by())
    return [(str(kind.label), counted[kind]) for kind in ChangeKind if kind in counted]


def rows_of(plan: ReviewPlan) -> QuerySet[ReviewItem]:
    """The procedures on a plan: what is not reviewed yet first, then in the order of codes."""
    rows = plan.items.select_related("procedure", "plan", "decision")
    return rows.order_by(Case(When(outcome="", then=0), default=1), "due_on", "procedure__code")


def progress_of(plan: ReviewPlan) -> dict[str, int]:
    """How many procedures a plan has, and of how many the review has ended."""
    return {"total": plan.items.count(), "done": plan.items.exclude(outcome="").count()}


def incomplete_on(day: date) -> QuerySet[ProcedureVersion]:
    """The versions of a day that lack mandatory parts, in the order of codes."""
    versions = ProcedureVersion.objects.filter(valid__contains=day).exclude(lacks=[])
    return versions.select_related("procedure").order_by("procedure__code")


def since() -> date | None:
    """The first day of which control knows anything: of the list, or of a review that ended."""
    known = [
        Listing.objects.aggregate(first=Min("valid__startswith"))["first"],
        ReviewItem.objects.aggregate(first=Min("outcome_on"))["first"],
    ]
    return min((each for each in known if each), default=None)
