"""The deadline engine against a table of cases worked out by hand: `deadlines.yaml`, which an official can read."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.kernel.printed import parse_moment
from motcua.kernel.tests.shipped import FOLDER
from motcua.kernel.worktime import Due, Event, EventKind, Term, due, parse_cutoff, read_calendar

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("deadlines.yaml").read_text(encoding="utf-8")
)
CASES = [(f"{title}: {case['received']} + {case['term']}", case) for title, cases in TABLE.items() for case in cases]
EVERY = [pytest.param(case, id=name) for name, case in CASES]
EXPLAINED = [pytest.param(case, id=name) for name, case in CASES if "says" in case]


def term(text: str) -> Term:
    return Term.minutes(int(text[:-1])) if text.endswith("p") else Term.parse(text)


def event(kind: str, at: str, *terms: str) -> Event:
    return Event(parse_moment(at), EventKind(kind), *(term(text) for text in terms))


def computed(case: dict[str, Any]) -> Due:
    calendar = read_calendar(FOLDER, case.get("calendar", "hanh-chinh"))
    events = [event(*written) for written in case.get("events", ())]
    cutoff = parse_cutoff(case["cutoff"]) if "cutoff" in case else None
    return due(parse_moment(case["received"]), term(case["term"]), calendar, events, cutoff=cutoff)


@pytest.mark.parametrize("case", EVERY)
def test_a_deadline_is_what_the_table_says(case):
    result = computed(case)
    assert result.due == (parse_moment(case["due"]) if case["due"] else None)
    assert result.state == case.get("state", "running")
    assert result.remaining == case.get("left")
    if "early" in case:
        assert result.early_until == parse_moment(case["early"])


@pytest.mark.parametrize("case", EXPLAINED)
def test_the_explanation_says_what_the_table_wants_said(case):
    told = "\n".join(computed(case).trace)
    assert [words for words in case["says"] if words not in told] == [], told


def test_all_seven_golden_vectors_are_in_the_table():
    assert len(TABLE["the golden vectors"]) == 7
