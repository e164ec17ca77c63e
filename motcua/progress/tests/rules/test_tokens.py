"""What each run of digits is and what it is worth: the table `tokens.yaml`, which an official can read."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.progress import rules
from motcua.progress.rules.mentions import Mention, read_document
from motcua.progress.types import TokenKind

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("tokens.yaml").read_text(encoding="utf-8")
)


CASES = [pytest.param(case, id=f"{title}: {case['text']}") for title, cases in TABLE.items() for case in cases]


def worth(mention: Mention) -> str:
    value, unit = mention.value, mention.quantity.unit
    number = f"{float(value):.12g}" if value.denominator > 1 else str(value.numerator)
    return f"{number} {unit}".strip()


def told(text: str) -> list[str]:
    """The tokens of a text in the manner of the table."""
    reading = read_document(rules.document_of(text))
    found = []
    for token in reading.tokens:
        mentions = [each for each in reading.mentions if token.start <= each.start < token.end]
        kind = mentions[0].quantity.kind if mentions else token.kind  # only the words behind a share make it a bound
        printed = f"{reading.text[token.start : token.end]} → {kind.value}"
        found.append(f"{printed}: {'; '.join(map(worth, mentions))}" if mentions else printed)
    return found


@pytest.mark.parametrize("case", CASES)
def test_every_run_of_digits_is_what_the_table_says(case):
    assert told(case["text"]) == case["tokens"]


def test_the_table_names_every_kind():
    named = {
        line.split(" → ")[1].split(":")[0] for cases in TABLE.values() for case in cases for line in case["tokens"]
    }
    assert named == {kind.value for kind in TokenKind}


@pytest.mark.parametrize("text", ["Rút ngắn từ 20% trở lên", "Nợ quá hạn từ 5% dư nợ trở lên", "Giảm từ 15% trở xuống"])
def test_a_share_with_or_more_behind_it_is_a_bound(text):
    audit = rules.audit(rules.document_of(text))
    assert [each.kind for each in audit.quantities] == [TokenKind.BOUND]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Tỷ lệ đạt 92,69%", Fraction(1, 100)),
        ("Tỷ lệ đạt 93%", Fraction(1)),
        ("Thu 4,8 tỷ đồng", Fraction(10**8)),
        ("Có 5,65 ngàn tấn", Fraction(10)),
        ("Có 3.761.706 hồ sơ", Fraction(1)),
    ],
)
def test_the_step_is_what_one_more_in_the_last_printed_place_is_worth(text, step):
    assert [each.step for each in rules.audit(rules.document_of(text)).quantities] == [step]


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("Có hơn 232 tài khoản", {"hơn"}),
        ("Có trên 232 tài khoản", {"hơn"}),
        ("Có gần 232 tài khoản", {"gần"}),
        ("Có khoảng 232 tài khoản", {"khoảng"}),
        ("Ước đạt 232 tài khoản", set()),
        ("Giảm ít nhất 10% biên chế", {"giảm", "ít nhất"}),
        ("Tối đa 10% biên chế", {"tối đa"}),
        ("Tăng 12 tài khoản", {"tăng"}),
        ("Giảm 83 biên chế", {"giảm"}),
        ("Có 232 tài khoản", set()),
    ],
)
def test_the_words_before_a_number_qualify_it(text, qualifiers):
    (quantity,) = rules.audit(rules.document_of(text)).quantities
    assert {each.value for each in quantity.qualifiers} == qualifiers


def test_no_more_than_is_not_more_than():
    (quantity,) = rules.audit(rules.document_of("Không quá 10% biên chế")).quantities
    assert {each.value for each in quantity.qualifiers} == {"tối đa"}


def test_the_brackets_around_a_number_are_counted():
    text = "Có 10 đơn vị (trong đó 6 đơn vị cấp tỉnh (gồm 2 sở), 4 đơn vị cấp huyện)."
    assert [each.depth for each in rules.audit(rules.document_of(text)).quantities] == [0, 1, 2, 1]


def test_the_time_a_number_is_of_is_the_one_said_last_before_it():
    text = "Tính đến 31/8/2024 có 15 hồ sơ; năm 2023 có 12 hồ sơ."
    assert [each.period for each in rules.audit(rules.document_of(text)).quantities] == ["31/8/2024", "2023"]
