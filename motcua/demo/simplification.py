"""The demonstration's control of procedures: an invented list, plans, decisions and outcomes over real procedures.

Its numbers are those the province reported in September 2024: 175 abolished and 759 amended of 1.777 procedures, 20 of
35 on land made shorter, 14 of them by a fifth or more.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from motcua.access.types import SYSTEM
from motcua.demo.province import APPS, read_yaml
from motcua.kernel.zone import VIETNAM
from motcua.org.queries import unit_by_slug
from motcua.procedures import actions
from motcua.procedures.queries import PublicationDecision
from motcua.procedures.types import ChangeKind, DecisionDetails, DecisionLineDetails, Outcome, OutcomeDetails, PlanRow

FOLDER = APPS / "procedures" / "data" / "demonstration"
ISSUER = "Chủ tịch Ủy ban nhân dân tỉnh"
KINDS = {Outcome.ABOLISHED: ChangeKind.ABOLISHED}


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 0), VIETNAM)


@transaction.atomic
def build_control() -> int:
    """The province's list, three yearly plans, and what their reviews ended in; how many reviews there are."""
    papers, reviews = read_yaml(FOLDER / "decisions.yaml"), _rows("reviews.csv")
    _list(papers["list"])
    for plan in papers["plans"]:
        _plan(plan, [row for row in reviews if int(row["year"]) == plan["year"]])
    by_decision: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in reviews:
        by_decision[row["decision"]].append(row)
    for paper in papers["decisions"]:
        rows = by_decision.pop(paper["number"])
        _conclude(rows, _decide(paper, rows))
    undecided = [row for row in by_decision.pop("") if row["outcome"]]
    for year in sorted({row["year"] for row in undecided}):
        _conclude([row for row in undecided if row["year"] == year], None)
    return len(reviews)


def _list(paper: dict[str, Any]) -> None:
    codes = [row["code"] for row in _rows("list.csv")]
    at = _morning(paper["entered_on"])
    decision = actions.issue_decision(details=_details(paper), lines=(), by=SYSTEM, at=at)
    actions.adopt_list(decision_id=decision.pk, codes=codes, since=paper["since"], by=SYSTEM, at=at)


def _details(paper: dict[str, Any]) -> DecisionDetails:
    return DecisionDetails(
        number=paper["number"],
        signed_on=paper["signed_on"],
        title=paper["title"],
        issuer=ISSUER,
        legal_text=paper.get("legal_text", ""),
        effective_on=paper.get("effective_on"),
        entered_on=paper["entered_on"],
        late_reason=paper.get("late_reason", ""),
        is_demonstration=True,
    )


def _plan(plan: dict[str, Any], rows: list[dict[str, str]]) -> None:
    agencies = {slug: unit_by_slug(slug, plan["approved_on"]).id for slug in {row["agency"] for row in rows}}
    actions.approve_plan(
        year=plan["year"],
        number=plan["number"],
        approved_on=plan["approved_on"],
        sent_on=plan["sent_on"],
        late_reason=plan.get("late_reason", ""),
        is_demonstration=True,
        rows=[
            PlanRow(
                row["code"],
                agencies[row["agency"]],
                date.fromisoformat(row["due_on"]),
                row["reason"],
                row["product"],
            )
            for row in rows
        ],
        by=SYSTEM,
        at=_morning(plan["sent_on"]),
    )


def _decide(paper: dict[str, Any], rows: list[dict[str, str]]) -> PublicationDecision:
    lines = [DecisionLineDetails(row["code"], KINDS.get(Outcome(row["outcome"]), ChangeKind.AMENDED)) for row in rows]
    return actions.issue_decision(details=_details(paper), lines=lines, by=SYSTEM, at=_morning(paper["entered_on"]))


def _conclude(rows: list[dict[str, str]], decision: PublicationDecision | None) -> None:
    outcomes = [
        OutcomeDetails(
            code=row["code"],
            outcome=Outcome(row["outcome"]),
            on=date.fromisoformat(row["outcome_on"]),
            decision_id=decision.pk if decision else None,
            term_before=row["term_before"],
            term_after=row["term_after"],
            stated_cut=int(row["stated_cut"]) if row["stated_cut"] else None,
            dossiers_a_year=int(row["dossiers_a_year"]) if row["dossiers_a_year"] else None,
            note=row["note"],
        )
        for row in rows
    ]
    last = max(outcome.on for outcome in outcomes)
    at = _morning(max(last, decision.entered_on)) if decision and decision.entered_on else _morning(last)
    actions.conclude_reviews(year=int(rows[0]["year"]), outcomes=outcomes, by=SYSTEM, at=at)
