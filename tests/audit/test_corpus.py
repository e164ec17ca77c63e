"""The corpora: their truth files fit their texts, and the auditor finds what was planted and accuses nothing else."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from motcua.progress import rules
from motcua.progress.types import Audit, Finding, Kind, Level
from tests.audit import truth

PRECISION, RECALL = 0.98, 0.82
"""What the open corpus has reached; to be raised, never lowered."""
TEXTS = sorted(path for folder in (truth.OPEN, truth.HELD) for path in folder.glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_truth_file_fits_its_text(path: Path) -> None:
    known = truth.read_one(path)
    assert known.about
    assert known.ties >= len(known.must)
    assert unicodedata.is_normalized("NFC", known.text)
    assert len({fault.place for fault in known.faults}) == len(known.faults)


def test_no_truth_file_lacks_its_text() -> None:
    for folder in (truth.OPEN, truth.HELD):
        assert {path.stem for path in folder.glob("*.yaml")} == {path.stem for path in folder.glob("*.txt")}


def test_about_half_the_open_texts_are_sound() -> None:
    texts = truth.read(truth.OPEN)
    assert 0.3 < sum(not each.faults for each in texts) / len(texts) < 0.7


def test_the_auditor_keeps_its_precision_and_recall() -> None:
    found = truth.total(
        [truth.score(each, rules.audit(rules.document_of(each.text))) for each in truth.read(truth.OPEN)]
    )
    assert found.precision >= PRECISION
    assert found.recall >= RECALL


def known() -> truth.Truth:
    return next(each for each in truth.read(truth.OPEN) if each.must and each.must[0].others)


def told(kind: Kind, *places: tuple[int, int], level: Level = Level.ERROR) -> Audit:
    start, end = places[0]
    return Audit((), (), (Finding(kind, level, "", "", start, end, "", places=places),))


def test_a_finding_that_shows_the_wrong_figure_finds_it_under_any_arithmetic_kind() -> None:
    text = known()
    fault = text.must[0]
    for kind in truth.ARITHMETIC:
        result = truth.score(text, told(kind, fault.others[0], fault.place))
        assert result.found[0] == fault
        assert not result.false
    assert fault not in truth.score(text, told(Kind.NOTATION, fault.place)).found


def test_a_question_finds_nothing_and_accuses_nobody() -> None:
    text = known()
    result = truth.score(text, told(Kind.SUM, text.must[0].place, level=Level.QUESTION))
    assert not result.found
    assert not result.said


def test_one_other_figure_of_the_tie_finds_the_fault_only_first_and_of_the_same_kind() -> None:
    text = known()
    fault = text.must[0]
    elsewhere = next(kind for kind in truth.ARITHMETIC if kind != fault.kind)
    assert fault in truth.score(text, told(fault.kind, fault.others[0])).found
    assert fault not in truth.score(text, told(elsewhere, fault.others[0])).found


def test_a_finding_that_meets_no_planted_figure_is_a_false_accusation() -> None:
    text = known()
    result = truth.score(text, told(Kind.SUM, (0, 1)))
    assert len(result.false) == 1
    assert result.missed == text.must
    assert truth.total([result]).precision == 0
    assert truth.total([result]).recall == 0


def test_a_consequence_may_be_named_or_not() -> None:
    text = known()
    optional = replace(text.must[0], is_optional=True)
    only = replace(text, faults=(optional,))
    named, silent = truth.score(only, told(optional.kind, optional.place)), truth.score(only, Audit((), (), ()))
    assert truth.total([named]).recall == truth.total([silent]).recall == 1
    assert truth.total([named]).precision == 1
