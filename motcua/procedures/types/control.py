"""What crosses the face of control and simplification: decisions, plans and outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
