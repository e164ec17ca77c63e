"""A report with one false sum, and an audit that finds it: what is tested here is how audits are told and kept."""

from __future__ import annotations

import re
from fractions import Fraction
from io import BytesIO

import docx

from motcua.progress.types import (
    Audit,
    Document,
    Finding,
    Kind,
    Level,
    Quantity,
    Repair,
    Token,
    TokenKind,
)

FALSE = "Toàn tỉnh tiếp nhận 16.298 hồ sơ, trong đó: đúng hạn 16.211 hồ sơ, trễ hạn 88 hồ sơ."
ASSERTS = "Các đơn vị đảm bảo hoàn thành mục tiêu đã giao."
SAYS = "Các số thành phần cộng lại được 16.299, không phải 16.298 như đã in."
ASKS = "Câu này khẳng định mà không nêu số liệu nào làm căn cứ."
RULES = "figures:\n  giao: {label: Nhiệm vụ được giao, unit: nhiệm vụ}\nclaims: {}\n"


def text(*paragraphs: str) -> bytes:
    """A report as plain text."""
    return "\n\n".join(paragraphs or ("BÁO CÁO", FALSE, ASSERTS)).encode()


def word(*paragraphs: str, table: tuple[tuple[str, ...], ...] = ()) -> bytes:
    """A report as a Word file, with a table at its end where one is given."""
    made = docx.Document()
    for paragraph in paragraphs or ("BÁO CÁO", FALSE, ASSERTS):
        made.add_paragraph(paragraph)
    if table:
        grid = made.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, words in enumerate(cells):
                grid.cell(row, column).text = words
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def audit(document: Document) -> Audit:
    """Every 16.298 is a false sum of the two numbers after it; every «đảm bảo» a question."""
    found = re.finditer(r"\d[\d.]*\d|\d", document.text)
    tokens = tuple(Token(each.start(), each.end(), TokenKind.NUMBER) for each in found)
    findings = [_false_sum(tokens[index : index + 3], document.text) for index in range(len(tokens) - 2)]
    asked = [_asked(each.start(), each.end()) for each in re.finditer("đảm bảo", document.text)]
    sums = [each for each in findings if each.printed == "16.298"]
    quantities = tuple(_quantity(each, document.text) for each in tokens)
    return Audit(tokens, quantities, tuple(sorted([*sums, *asked], key=lambda each: each.start)), ties=len(sums))


def _quantity(token: Token, text: str) -> Quantity:
    printed = text[token.start : token.end]
    return Quantity(token.start, token.end, printed, Fraction(printed.replace(".", "")), Fraction(1))


def _false_sum(tokens: tuple[Token, ...], text: str) -> Finding:
    whole, *parts = tokens
    last = parts[-1]
    return Finding(
        kind=Kind.SUM,
        level=Level.ERROR,
        printed=text[whole.start : whole.end],
        exact="16.299",
        start=whole.start,
        end=whole.end,
        says=SAYS,
        repairs=(Repair(last.start, last.end, text[last.start : last.end], "87"),),
        places=tuple((each.start, each.end) for each in tokens),
    )


def _asked(start: int, end: int) -> Finding:
    return Finding(Kind.QUESTION, Level.QUESTION, "đảm bảo", "", start, end, ASKS, places=((start, end),))
