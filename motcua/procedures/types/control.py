"""What crosses the face of control and simplification: decisions, plans, outcomes, and what is counted of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.procedures.types.words import ChangeKind, Outcome


@dataclass(frozen=True, slots=True)
class DecisionDetails:
    """A decision of publication; `effective_on` is the day the legal text behind it, if any, takes effect."""

    number: str
    signed_on: date
    title: str
    issuer: str
    legal_text: str = ""
    legal_text_issued_on: date | None = None
    effective_on: date | None = None
    is_fast_track: bool = False
    entered_on: date | None = None
    late_reason: str = ""
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class DecisionLineDetails:
    """What a decision does to one procedure."""

    code: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a yearly plan: which procedure, by which agency, until when, why, and what comes of it."""

    code: str
    agency_id: int
    due_on: date
    reason: str
    product: str


@dataclass(frozen=True, slots=True)
class OutcomeDetails:
    """What the review of one planned procedure ended in.

    Terms are in the grammar of the deadline engine. `is_proposal`: the ministry decides, the province proposed it.
    `stated_cut` is the cut in days that the decision itself claims, where it claims one.
    """

    code: str
    outcome: Outcome
    on: date
    decision_id: int | None = None
    is_proposal: bool = False
    term_before: str = ""
    term_after: str = ""
    stated_cut: int | None = None
    dossiers_a_year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewScope:
    """Which reviews are counted: concluded up to and including `until`, and further narrowed where given."""

    until: date
    since: date | None = None
    year: int | None = None
    field: str = ""
    issuer: str = ""
    agency_id: int | None = None
    decision_id: int | None = None


@dataclass(frozen=True, slots=True)
class Simplification:
    """The counts of a scope. Each procedure counts once, by its latest outcome.

    `listed` are the procedures of the province's list at any time in the scope, those abolished meanwhile included;
    `standing` those of its last day.
    """

    listed: int
    standing: int
    kept: int
    amended: int
    replaced: int
    abolished: int
    shortened: int
    shortened_by_a_fifth: int
    days_before: Decimal
    days_after: Decimal
    cost_before: int
    cost_after: int

    @property
    def simplified(self) -> int:
        """Abolished and amended together."""
        return self.abolished + self.amended

    @property
    def days_cut(self) -> Decimal:
        """Working days cut from the terms of the reviews that state both terms."""
        return self.days_before - self.days_after
