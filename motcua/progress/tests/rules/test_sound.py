"""Sentences that are true by construction: whatever they count and however they divide it, none is accused.

Each has figures drawn by chance, and classes that stand beside each other, overlap, or are named in part only.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest

from motcua.progress import rules
from motcua.progress.rules.numbers import printed
from motcua.progress.types import Level

COUNTED = (
    "hồ sơ", "người", "đơn", "dự án", "trường", "tỷ đồng", "triệu đồng", "ha", "hộ", "nhiệm vụ", "văn bản", "lao động",
    "doanh nghiệp",
)  # fmt: skip
CLASSES = (
    "đất đai", "tư pháp", "xây dựng", "chi thường xuyên", "chi đầu tư", "trung ương", "địa phương", "trực tuyến",
    "trực tiếp", "cấp huyện", "cấp xã", "tiểu học", "THCS", "THPT", "mầm non", "khiếu nại", "tố cáo", "ODA",
    "toàn trình", "một phần", "vốn tín dụng", "năm 2021", "năm 2022", "năm 2023", "quý I", "quý II", "quý III",
)  # fmt: skip
OVERLAPPING = ("nữ", "đảng viên", "người dân tộc thiểu số", "người có đạo")


def count(value: int) -> str:
    return printed(Fraction(value))


def share(part: int, whole: int, chance: Random) -> str:
    return f"{printed(Fraction(100 * part, whole), chance.choice((0, 1, 1, 2)))}%"


def named_in_part(chance: Random) -> str:
    unit, whole, said = chance.choice(COUNTED), chance.choice((120, 4_000, 90_000)) + chance.randrange(9_000), []
    left, has_shares = whole, chance.random() < 0.3
    for name in chance.sample(CLASSES, chance.randint(2, 4)):
        part = chance.randint(1, max(1, left * 4 // 5))
        left -= part
        said.append(f"{name} {count(part)} {unit}" + (f" ({share(part, whole, chance)})" if has_shares else ""))
        if left < 2:
            break
    opening = chance.choice((", trong đó ", "; trong đó ", ", trong đó có ", ", trong đó: ", ", trong đó chủ yếu là "))
    return f"Toàn tỉnh có {count(whole)} {unit}{opening}{chance.choice((', ', '; ')).join(said)}."


def side_by_side(chance: Random) -> str:
    unit = chance.choice(COUNTED)
    rows = [f"{count(chance.randint(5, 2000))} {unit} {name}" for name in chance.sample(CLASSES, chance.randint(2, 4))]
    return f"{chance.choice(('Toàn tỉnh có', 'Năm 2023 có', 'Hỗ trợ', 'Đã cấp'))} {', '.join(rows[:-1])} và {rows[-1]}."


def one_after_another(chance: Random) -> str:
    unit = chance.choice(COUNTED)
    rows = [f"{name} đạt {count(chance.randint(5, 5000))} {unit}" for name in chance.sample(CLASSES, 3)]
    return "; ".join(rows) + "."


def overlapping(chance: Random) -> str:
    whole, has_shares = chance.randint(20, 9_000), chance.random() < 0.5
    rows = []
    for name in chance.sample(OVERLAPPING, chance.randint(2, 4)):
        part = chance.randint(1, whole)
        rows.append(f"{name} {count(part)}" + (f" ({share(part, whole, chance)})" if has_shares else ""))
    return f"Toàn tỉnh có {count(whole)} cán bộ, trong đó {', '.join(rows)}."


def grown(chance: Random) -> str:
    unit, old, new = chance.choice(COUNTED), chance.randint(20, 5000), chance.randint(20, 5000)
    word, by = "tăng" if new > old else "giảm", count(abs(new - old))
    part = count(chance.randint(1, new))
    return (
        f"Năm 2023 có {count(new)} {unit}, {word} {by} {unit} so với năm 2022 ({count(old)} {unit}), "
        f"trong đó {chance.choice(CLASSES)} {part} {unit}."
    )


OWN_RATES = (
    "đạt", "đạt chuẩn", "giải ngân", "hoàn thành", "hộ nghèo", "đúng hạn", "nợ xấu", "đạt kế hoạch", "trực tuyến",
    "tăng",
)  # fmt: skip


def with_rates_of_their_own(chance: Random) -> str:
    """Rates in brackets behind the parts, each of something else than the whole."""
    unit, parts = chance.choice(COUNTED), [chance.randint(5, 9_000) for _ in range(chance.randint(2, 4))]
    names, rate = chance.sample(CLASSES, len(parts)), chance.choice(OWN_RATES)
    opens, shuts = chance.choice((("(", ")"), (", ", "")))
    rows = [
        f"{name} {count(part)} {unit} {opens}{rate} {printed(Fraction(chance.randint(1, 1200), 10), 1)}%{shuts}"
        for name, part in zip(names, parts, strict=True)
    ]
    rows = [row.replace(f"{unit} , ", f"{unit}, ") for row in rows]
    if opens == ", " and rate == "đạt":  # may be a share of the whole for all that is said
        rows = [row.replace(", đạt ", ", đạt kế hoạch ") for row in rows]
    whole = f"{count(sum(parts))} {unit}"
    return chance.choice((f"Toàn tỉnh có {whole}, trong đó {', '.join(rows)}.", f"{'; '.join(rows)}; tổng {whole}."))


def of_a_larger_total(chance: Random) -> str:
    """Parts that are some of a total which stands behind them."""
    unit, parts = chance.choice(COUNTED), [chance.randint(5, 2_000) for _ in range(3)]
    rows = ", ".join(f"{count(part)} {unit} đợt {at}" for at, part in enumerate(parts, 1))
    total = count(sum(parts) + chance.randint(1, 900))
    said = chance.choice(("trên tổng số", "trong tổng số", "so với tổng số", "nâng tổng số lên", "; hiện có tổng số"))
    return f"Đã bàn giao {rows} {said} {total} {unit}."


SOUND = (
    named_in_part,
    side_by_side,
    one_after_another,
    overlapping,
    grown,
    with_rates_of_their_own,
    of_a_larger_total,
)


@pytest.mark.parametrize("said", SOUND)
@pytest.mark.parametrize("seed", range(4))
def test_what_is_true_by_construction_is_not_accused(said: Callable[[Random], str], seed: int) -> None:
    chance = Random(f"{said.__name__} {seed}")
    accused = {
        text: [found.says for found in rules.audit(rules.document_of(text)).findings if found.level is Level.ERROR]
        for text in (said(chance) for _ in range(100))
    }
    assert {text: says for text, says in accused.items() if says} == {}
