"""When control is late, and what a shorter term saves: the rules and the worked examples of a published decision."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from motcua.kernel.worktime import read_calendar
from motcua.procedures import rules

DATA = Path(__file__).parent.parent / "data"
CALENDARS = Path(rules.__file__).parents[2] / "org" / "data" / "calendars"
OFFICE = read_calendar(CALENDARS, "hanh-chinh")
with (DATA / "simplification_examples.csv").open(encoding="utf-8", newline="") as table:
    EXAMPLES = list(csv.DictReader(table))


def works(day: date) -> bool:
    return bool(OFFICE.sessions_on(day))


def publication(effective: str, signed: str = "2024-01-01", **more: Any) -> rules.Deadline:
    given: dict[str, Any] = {"issued_on": None, "is_fast_track": False} | more
    found = rules.publication_deadline(
        signed_on=date.fromisoformat(signed), effective_on=date.fromisoformat(effective), is_working_day=works, **given
    )
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("effective", "by"),
    [
        ("2024-09-16", "2024-09-09"),  # Monday back to Monday
        ("2024-09-14", "2024-09-09"),  # a Saturday
        ("2024-09-09", "2024-08-29"),  # over the holidays of 2 and 3 September
        ("2024-05-06", "2024-04-25"),  # 4 May is worked, 29 and 30 April and 1 May are not
    ],
)
def test_a_decision_is_due_five_working_days_before_the_text_takes_effect(effective: str, by: str) -> None:
    assert publication(effective).by == date.fromisoformat(by)
    assert publication(effective, by).days_late(date(2030, 1, 1)) == 0


def test_a_decision_signed_later_is_late_by_the_days_between() -> None:
    assert publication("2024-09-16", "2024-09-12").days_late(date(2024, 9, 20)) == 3


def test_a_text_issued_by_the_short_way_leaves_three_days() -> None:
    fast = publication("2024-09-16", issued_on=date(2024, 9, 6), is_fast_track=True)
    assert fast.by == date(2024, 9, 9)


def test_without_a_legal_text_there_is_no_deadline() -> None:
    nothing: dict[str, Any] = {"effective_on": None, "issued_on": None, "is_fast_track": False}
    assert rules.publication_deadline(signed_on=date(2024, 9, 9), is_working_day=works, **nothing) is None


@pytest.mark.parametrize(("signed", "by"), [("2024-09-09", "2024-09-16"), ("2024-08-30", "2024-09-10")])
def test_entry_is_due_five_working_days_after_signing(signed: str, by: str) -> None:
    deadline = rules.entry_deadline(signed_on=date.fromisoformat(signed), entered_on=None, is_working_day=works)
    assert deadline.by == date.fromisoformat(by)
    assert deadline.days_late(deadline.by) == 0
    assert deadline.days_late(rules.after(deadline.by)) == 1


def test_a_plan_is_due_on_the_last_day_of_january() -> None:
    assert rules.plan_deadline(year=2024, sent_on=date(2024, 1, 31)).days_late(date(2025, 1, 1)) == 0
    late = rules.plan_deadline(year=2023, sent_on=date(2023, 2, 10))
    assert (late.by, late.days_late(date(2024, 1, 1))) == (date(2023, 1, 31), 10)
    assert rules.plan_deadline(year=2025, sent_on=None).days_late(date(2025, 2, 3)) == 3


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["code"])
def test_the_five_published_examples_are_computed_again(row: dict[str, str]) -> None:
    day, number = date(2025, 11, 20), int(row["dossiers_per_year"])
    before, after = (rules.cost(f"{row[key]}d", number, day) for key in ("days_before", "days_after"))
    assert (before, after) == (int(row["cost_before_vnd"]), int(row["cost_after_vnd"]))
    assert before - after == int(row["saving_vnd"])
    assert Fraction(before - after, before) * 100 == int(row["saving_pct"])


def test_the_row_that_contradicts_itself_is_flagged_and_not_mended() -> None:
    (row,) = (each for each in EXAMPLES if each["note"])
    terms = f"{row['days_before']}d", f"{row['days_after']}d"
    assert row["code"] == "1.001653"
    assert rules.is_contradictory(*terms, 1)
    assert not rules.is_contradictory(*terms, 2)
    assert not rules.is_contradictory(*terms, None)


@pytest.mark.parametrize(("term", "days"), [("5d", 5), ("10c", 10), ("1t", 1), ("2m", 60), ("12h", Decimal("1.5"))])
def test_days_are_those_the_document_prints(term: str, days: Decimal) -> None:
    assert rules.working_days(term) == days


@pytest.mark.parametrize(("before", "after", "deep"), [("5d", "4d", True), ("10d", "9d", False), ("3d", "3d", False)])
def test_a_fifth_or_more_is_a_deep_cut(before: str, after: str, deep: bool) -> None:
    assert rules.is_deep(before, after, date(2024, 9, 9)) == deep


def test_a_share_of_nothing_is_none() -> None:
    assert rules.share_cut(Decimal(0), Decimal(0)) is None
    assert rules.share_cut(Decimal(593), Decimal(449)) == Fraction(144, 593)
