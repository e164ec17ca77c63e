"""Whatever stands in a text: each digit belongs to one token, nothing is raised, and no text takes for ever.

How long a scan takes is not asserted: a pattern that backtracks would not come to its end on the texts below at all.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motcua.progress import rules
from motcua.progress.types import Audit, Finding, Quantity, Token

WORDS = st.sampled_from(
    re.split(
        " ",
        "ngày tháng năm quý từ đến số Điều khoản mức độ Quốc lộ Nghị quyết trong đó gồm chiếm đạt tăng giảm còn lại "
        "tổng cộng hồ sơ tỷ đồng nghìn ha TTHC NĐ-CP /KH-TU % - – / . , ; : ( ) [ ] \n \t | \xa0 ² ½ A B III h giờ @ "
        "www. https://",
    )
)
NUMBERS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(0, 10**9).map(lambda value: f"{value:,}".replace(",", ".")),
    st.integers(0, 10**6).map(lambda value: f"{value / 100:.2f}".replace(".", ",")),
    st.sampled_from(["05", "1/2", "30/9", "28/9/2021", "2021-2025", "100%", "٣٤", "１２"]),
)
MIXED = st.lists(st.one_of(WORDS, NUMBERS, NUMBERS, st.just(" "), st.just(" ")), max_size=60).map("".join)
LETTERS = st.text(st.sampled_from("0123456789aăđơưẤỳZ %‰./,-–():;\n\t|"), max_size=80)


def digits_without_one_token(audit: Audit, text: str) -> list[int]:
    """Where a digit stands in no token or in two."""
    owners = [0] * len(text)
    for token in audit.tokens:
        for at in range(token.start, token.end):
            owners[at] += 1
    return [at for at, letter in enumerate(text) if letter.isdecimal() and owners[at] != 1]


def bad_tokens(audit: Audit, text: str) -> list[Token]:
    """Tokens that are empty, hold no digit, or begin before the one ahead of them has ended."""
    empty = [token for token in audit.tokens if not any(each.isdecimal() for each in text[token.start : token.end])]
    return empty + [other for one, other in pairwise(audit.tokens) if one.end > other.start]


def bad_quantities(audit: Audit, text: str) -> list[Quantity]:
    """Quantities that are not what stands in the text, stand in no token, or have no last place."""
    return [
        quantity
        for quantity in audit.quantities
        if text[quantity.start : quantity.end] != quantity.printed
        or not any(token.start <= quantity.start and quantity.end <= token.end for token in audit.tokens)
        or quantity.step <= 0
    ]


def bad_findings(audit: Audit, text: str) -> list[Finding]:
    """Findings that do not point at the figure they name, or whose repair changes nothing."""
    return [
        finding
        for finding in audit.findings
        if text[finding.start : finding.end] != finding.printed
        or not all(text[repair.start : repair.end] == repair.printed != repair.put for repair in finding.repairs)
    ]


def faults(text: str) -> list[object]:
    """All that is wrong with how a text is read; nothing, if it is read well."""
    document = rules.document_of(text)
    audit = rules.audit(document)
    return [
        *digits_without_one_token(audit, document.text),
        *bad_tokens(audit, document.text),
        *bad_quantities(audit, document.text),
        *bad_findings(audit, document.text),
        *(() if rules.tokens(document) == audit.tokens else ("tokens",)),
    ]


@given(st.text(max_size=200))
@example("ngày ١٥")
@example("²³½")
def test_any_text_at_all_is_scanned(text):
    assert faults(text) == []


@given(LETTERS)
@example("0\n‰")
def test_any_run_of_digits_and_marks_is_scanned(text):
    assert faults(text) == []


@given(MIXED)
@example("B12,5100%")
def test_any_mix_of_words_and_numbers_is_scanned(text):
    assert faults(text) == []


@given(MIXED)
def test_an_audit_is_the_same_each_time(text):
    document = rules.document_of(text)
    assert rules.audit(document) == rules.audit(document)


@given(MIXED)
def test_the_blocks_of_a_text_do_not_overlap_and_leave_out_only_blanks_and_rules(text):
    document = rules.document_of(text)
    assert all(one.end <= other.start for one, other in pairwise(document.blocks))
    covered = {at for block in document.blocks for at in range(block.start, block.end)}
    outside = {letter for at, letter in enumerate(document.text) if at not in covered}
    assert not any(letter.isalnum() for letter in outside)


HARD = {
    "digits": "1" * 5_000,
    "digits and a decimal": "1" * 5_000 + ",5",
    "digits with dots": "123." * 2_000,
    "digits with commas": "1,2" * 1_000,
    "fractions": "1/" * 1_500,
    "fractions of thousands": "1.000/1.000 " * 500,
    "open brackets": "(" * 5_000,
    "brackets around numbers": "(1 " * 400,
    "dashes": "1 - " * 1_000,
    "dashes without blanks": "1-" * 5_000,
    "letters": "a" * 50_000,
    "capitals": "Đ" * 50_000,
    "letters before a digit": "a" * 20_000 + "1",
    "a digit before letters": "1" + "a" * 20_000,
    "letters and digits": "a1" * 5_000,
    "blanks": "1" + " " * 20_000 + "2",
    "lines": "\n" * 20_000 + "1",
    "a document without an end": "1/" + "A-" * 10_000,
    "documents": "Nghị quyết số " * 2_000 + "1",
    "places": "Điều 1, 2, " * 1_500,
    "lists of months": "tháng 1, " + "2, " * 3_000,
    "dotted headings": "1.1." * 4_000,
    "addresses": "a.b-c+" * 4_000,
    "addresses at numbers": "1@" * 4_000,
    "days": "ngày 1 tháng " * 2_000,
    "percents": "1% - " * 1_500,
    "commas": "1, " * 1_000,
    "parts": "Có 10 hồ sơ, trong đó " + "1 hồ sơ, " * 500,
    "equal numbers": "Có 5.000 hồ sơ đã nhận. " * 1_000,
    "cells": "1 | 2 | 3 | 4\n" * 800,
    "wide rows": " | ".join(map(str, range(400))),
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HARD.items()])
def test_a_text_made_to_be_slow_is_read_to_its_end(text):
    assert faults(text) == []


@pytest.mark.parametrize("text", ["0.001.000", "0,000,000", "0.125.500,5 ha", "0,001.000", "0.001,5 ha"])
def test_a_number_that_begins_with_nought_and_has_groups_is_read(text):
    assert faults(text) == []


@pytest.mark.parametrize("text", ["1/2.1000 hồ sơ", "2.1000/3 hồ sơ", "Bản đồ 1/2.5000"])
def test_a_fraction_with_four_digits_behind_a_mark_is_read(text):
    assert faults(text) == []
