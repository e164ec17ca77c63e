"""What may be asked of control and simplification: decisions and plans with their deadlines, reviews, their counts.

Each count opens to the rows it counts: `reviews_in()` and `listings_in()` take the same scope.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Case, Count, Q, QuerySet, When

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
from motcua.procedures.types import ChangeKind, Outcome, ReviewScope, Simplification

CALENDAR = "hanh-chinh"
GROUPS: dict[str, tuple[str, frozenset[str]]] = {
    "abolished": ("Bãi bỏ, hủy bỏ", frozenset({Outcome.ABOLISHED, Outcome.ANNULLED})),
    "amended": ("Sửa đổi, bổ sung", frozenset({Outcome.AMENDED, Outcome.SUPPLEMENTED})),
    "replaced": ("Thay thế", frozenset({Outcome.REPLACED})),
    "kept": ("Giữ nguyên", frozenset({Outcome.KEPT})),
}
"""The outcomes that reports count together, with their words."""
CUTS = {"shortened": "Cắt giảm thời hạn", "deep": "Cắt giảm từ 20% thời hạn trở lên"}
WHICH = {**{key: words for key, (words, _) in GROUPS.items()}, **CUTS}
"""What the register may be narrowed to."""


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


def reviews_in(scope: ReviewScope, which: str = "") -> QuerySet[ReviewItem]:
    """The reviews of a scope: of each procedure the latest, and of those the ones in `which` (a key of `WHICH`).

    Reviews that have not ended are in none.
    """
    concluded = ReviewItem.objects.exclude(outcome="").filter(outcome_on__lte=scope.until)
    if scope.since:
        concluded = concluded.filter(outcome_on__gte=scope.since)
    latest = concluded.order_by("procedure", "-outcome_on", "-id").distinct("procedure").values("pk")
    rows = ReviewItem.objects.filter(pk__in=latest).filter(_narrowed(scope))
    if which in GROUPS:
        rows = rows.filter(outcome__in=GROUPS[which][1])
    elif which in CUTS:
        rows = rows.filter(pk__in=[item.pk for item in _cut(rows, is_deep=which == "deep")])
    return rows.select_related("procedure", "plan", "decision").order_by("procedure__field", "procedure__code")


def _narrowed(scope: ReviewScope) -> Q:
    narrowed = Q()
    for column, value in (
        ("plan__year", scope.year),
        ("procedure__field", scope.field),
        ("procedure__issuer", scope.issuer),
        ("agency", scope.agency_id),
        ("decision", scope.decision_id),
    ):
        if value:
            narrowed &= Q(**{column: value})
    return narrowed


def _cut(rows: Iterable[ReviewItem], *, is_deep: bool) -> list[ReviewItem]:
    return [
        item
        for item in rows
        if item.term_before
        and item.outcome_on
        and rules.working_days(item.term_after) < rules.working_days(item.term_before)
        and (not is_deep or rules.is_deep(item.term_before, item.term_after, item.outcome_on))
    ]


def listings_in(scope: ReviewScope, *, standing: bool = False) -> QuerySet[Listing]:
    """What was on the province's list at any time of the scope or, with `standing`, on its last day."""
    listed = Listing.objects.filter(valid__contains=scope.until)
    if not standing:
        since = scope.since or date.min
        listed = Listing.objects.filter(valid__overlap=(since, rules.after(scope.until)))
    for column, value in (("procedure__field", scope.field), ("procedure__issuer", scope.issuer)):
        if value:
            listed = listed.filter(**{column: value})
    return listed.select_related("procedure", "decision").order_by("procedure__field", "procedure__code")


# Counts ---------------------------------------------------------------------------------------------------


def simplification(scope: ReviewScope) -> Simplification:
    """The counts of a scope: how many abolished, amended, of how many, and how much time and cost was cut.

    Days and costs are those of the reviews that state the term before and after.
    """
    return _counted(list(reviews_in(scope)), scope)


def _counted(rows: list[ReviewItem], scope: ReviewScope) -> Simplification:
    timed = [item for item in rows if item.term_before]
    costs = [item.costs for item in timed if item.costs is not None]
    return Simplification(
        listed=listings_in(scope).count(),
        standing=listings_in(scope, standing=True).count(),
        **{key: sum(item.outcome in outcomes for item in rows) for key, (_, outcomes) in GROUPS.items()},
        shortened=len(_cut(rows, is_deep=False)),
        shortened_by_a_fifth=len(_cut(rows, is_deep=True)),
        days_before=sum((rules.working_days(item.term_before) for item in timed), Decimal()),
        days_after=sum((rules.working_days(item.term_after) for item in timed), Decimal()),
        cost_before=sum(cost for cost, _ in costs),
        cost_after=sum(cost for _, cost in costs),
    )


def share_cut(counted: Simplification) -> Fraction | None:
    """The part of the time that was cut; None where nothing was measured."""
    return rules.share_cut(counted.days_before, counted.days_after)


def by_decision(scope: ReviewScope) -> list[tuple[PublicationDecision, Simplification]]:
    """The counts of each decision that reviews of the scope rest on, newest first."""
    rows = list(reviews_in(scope))
    known = {item.decision.pk: item.decision for item in rows if item.decision is not None}
    newest_first = sorted(known.values(), key=lambda each: (each.signed_on, each.pk), reverse=True)
    return [
        (each, _counted([item for item in rows if item.decision_id == each.pk], replace(scope, decision_id=each.pk)))
        for each in newest_first
    ]


def by_issuer(scope: ReviewScope) -> list[tuple[str, Simplification]]:
    """The counts of each ministry one of whose procedures was made shorter, by name."""
    rows = list(reviews_in(scope))
    issuers = sorted({item.procedure.issuer for item in _cut(rows, is_deep=False) if item.procedure.issuer})
    return [
        (each, _counted([item for item in rows if item.procedure.issuer == each], replace(scope, issuer=each)))
        for each in issuers
    ]
