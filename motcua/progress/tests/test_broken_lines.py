"""Where a line ends is the printer's choice, not the writer's: the same is found wherever a paragraph is broken."""

from __future__ import annotations

import re

import pytest

from motcua.progress import rules
from motcua.progress.tests import made
from motcua.progress.types import Block, Document, TokenKind


@pytest.mark.parametrize("blank", [each.start() for each in re.finditer(" ", made.FALSE)])
def test_a_false_sum_is_found_wherever_its_line_is_broken(blank: int) -> None:
    text = f"{made.FALSE[:blank]}\n{made.FALSE[blank + 1 :]}"
    found = rules.audit(Document(text, (Block(0, len(text)),))).findings
    assert [(each.printed, each.exact) for each in found] == [("16.298", "16.299")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("16.298 hồ sơ", TokenKind.NUMBER),
        ("3.013.676 hồ sơ", TokenKind.NUMBER),
        ("1.2 Kết quả", TokenKind.LABEL),
        ("2.10. Kết quả", TokenKind.LABEL),
        ("3. Kết quả", TokenKind.LABEL),
    ],
)
def test_a_figure_at_the_start_of_a_line_is_no_number_of_a_heading(text: str, kind: TokenKind) -> None:
    (token,) = rules.tokens(rules.document_of(text))
    assert token.kind is kind
