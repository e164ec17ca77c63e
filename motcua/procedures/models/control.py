"""Control and simplification: decisions of publication, the province's list, yearly plans and what reviews ended in."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.kernel.term import Term
from motcua.procedures import rules
from motcua.procedures.types import ChangeKind, Outcome


class PublicationDecision(models.Model):
    """A decision that makes procedures public (quyết định công bố), with the days that say whether it came in time.

    `effective_on` is the day the legal text behind it takes effect; `entered_on` the day its procedures stood in the
    national database. `is_demonstration` marks what was invented to show the product.
    """

    number = models.CharField(max_length=80)
    signed_on = models.DateField()
    title = models.CharField(max_length=500)
    issuer = models.CharField(max_length=200)
    legal_text = models.CharField(max_length=80, blank=True)
    legal_text_issued_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    is_fast_track = models.BooleanField(default=False)
    entered_on = models.DateField(null=True)
    late_reason = models.CharField(max_length=500, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        db_table = "procedures_publication_decision"
        ordering: ClassVar = ["-signed_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number", "signed_on"], name="procedures_decision_once"),
            models.CheckConstraint(
                condition=Q(entered_on=None) | Q(entered_on__gte=models.F("signed_on")),
                name="procedures_decision_signed_before_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ngày {self.signed_on:%d/%m/%Y}"


class DecisionLine(models.Model):
    """What a decision does to one procedure (thủ tục trong quyết định)."""

    decision = models.ForeignKey("procedures.PublicationDecision", on_delete=models.PROTECT, related_name="lines")
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="decision_lines")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)

    class Meta:
        db_table = "procedures_decision_line"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "procedure"], name="procedures_decision_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.procedure_id} {self.get_kind_display()}"


class Listing(models.Model):
    """A span of days during which a procedure is on the province's own list (danh mục thủ tục của tỉnh)."""

    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="listings")
    valid = DateRangeField()
    decision = models.ForeignKey("procedures.PublicationDecision", on_delete=models.PROTECT, related_name="listings")

    class Meta:
        db_table = "procedures_listing"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="procedures_listed_once_a_day",
                expressions=[("procedure", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.valid}"


class ReviewPlan(models.Model):
    """The plan of a year's reviews (kế hoạch rà soát, đánh giá thủ tục hành chính); due by 31 January."""

    year = models.PositiveSmallIntegerField(unique=True)
    number = models.CharField(max_length=80)
    approved_on = models.DateField()
    sent_on = models.DateField(null=True)
    late_reason = models.CharField(max_length=500, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        db_table = "procedures_review_plan"
        ordering: ClassVar = ["-year"]

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"


class ReviewItem(models.Model):
    """A procedure on a plan, and what its review ended in (kết quả rà soát), with the decision it rests on."""

    plan = models.ForeignKey("procedures.ReviewPlan", on_delete=models.PROTECT, related_name="items")
    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="reviews")
    agency = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    product = models.CharField(max_length=300)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True)
    decision = models.ForeignKey(
        "procedures.PublicationDecision", null=True, on_delete=models.PROTECT, related_name="reviews"
    )
    is_proposal = models.BooleanField(default=False)
    term_before = models.CharField(max_length=10, blank=True)
    term_after = models.CharField(max_length=10, blank=True)
    stated_cut = models.PositiveSmallIntegerField(null=True)
    dossiers_a_year = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "procedures_review_item"
        indexes: ClassVar = [
            models.Index(fields=["outcome", "outcome_on"], name="procedures_review_outcome"),
            models.Index(fields=["procedure", "-outcome_on", "-id"], name="procedures_review_latest"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "procedure"], name="procedures_planned_once_a_year"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None) | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="procedures_outcome_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(term_before="", term_after="") | (~Q(term_before="") & ~Q(term_after="")),
                name="procedures_both_terms_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.get_outcome_display()}"

    @property
    def is_contradictory(self) -> bool:
        """Whether the decision claims another cut than its own terms make."""
        return bool(self.term_before) and rules.is_contradictory(self.term_before, self.term_after, self.stated_cut)

    @property
    def costs(self) -> tuple[int, int] | None:
        """The cost of compliance in a year before and after, in đồng; None where it cannot be computed."""
        if not self.term_before or self.dossiers_a_year is None or self.outcome_on is None:
            return None
        number, day = self.dossiers_a_year, self.outcome_on
        return rules.cost(self.term_before, number, day), rules.cost(self.term_after, number, day)

    @property
    def saving(self) -> int | None:
        """What the review saves people in a year, in đồng; None where it cannot be computed."""
        return self.costs[0] - self.costs[1] if self.costs else None

    @property
    def terms_in_words(self) -> tuple[str, str] | None:
        """The terms before and after, as people say them; None where they are not stated."""
        if not self.term_before:
            return None
        return Term.parse(self.term_before).words, Term.parse(self.term_after).words

    @property
    def share_cut(self) -> Fraction | None:
        """The part of the term that was cut; None where the terms are not stated."""
        if not self.term_before:
            return None
        return rules.share_cut(rules.working_days(self.term_before), rules.working_days(self.term_after))
