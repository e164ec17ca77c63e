"""What is accused and what must not be: the tables `sentences*.yaml`, which an official can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml

from motcua.progress import rules
from motcua.progress.types import Finding, Level

TABLE: dict[str, dict[str, list[Any]]] = {
    title: cases
    for path in sorted(Path(__file__).parent.glob("sentences*.yaml"))
    for title, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
WRONG = [
    pytest.param(case[0], case[1:], id=f"{title}: {case[0]}")
    for title, cases in TABLE.items()
    for case in cases.get("wrong", ())
]
RIGHT = [pytest.param(text, id=f"{title}: {text}") for title, cases in TABLE.items() for text in cases.get("right", ())]


def errors(text: str) -> list[Finding]:
    return [each for each in rules.audit(rules.document_of(text)).findings if each.level is Level.ERROR]


@pytest.mark.parametrize(("text", "faults"), WRONG)
def test_a_wrong_figure_is_named_with_what_is_exact(text, faults):
    assert [f"{each.printed} → {each.exact}" for each in errors(text)] == faults


@pytest.mark.parametrize("text", RIGHT)
def test_a_sentence_that_may_be_true_is_not_accused(text):
    assert [each.says for each in errors(text)] == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_finding_points_at_the_composed_text_and_says_both_figures(form):
    text = "Đã xử lý 159.670/182.314 hồ sơ, đạt 78,58%."
    (finding,) = errors(normalize(form, text))
    assert text[finding.start : finding.end] == finding.printed == "78,58%"
    assert "78,58%" in finding.says
    assert finding.exact in finding.says
    assert ("78,58%", "87,58%") in [(each.printed, each.put) for each in finding.repairs]
