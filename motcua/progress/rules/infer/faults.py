"""Whether a sum that fails is a fault of its figures: what the words, the classes and the shares beside the parts say.

"Trong đó" often names some parts only, and classes may overlap. A failing sum is held against the text only where nothing
can be left out and nothing counted twice, and where the gap is small or that of a slip.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from motcua.progress.rules.infer.classes import Cover, cover_of
from motcua.progress.rules.infer.words import EXHAUSTS, REST
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.slips import is_clear_slip, is_slip
from motcua.progress.rules.ties import Hundred, Sum
from motcua.progress.types import TokenKind

_SOME = re.compile(
    r"\b(?:chủ yếu|nhất là|điển hình|nổi bật|đáng chú ý|chẳng hạn|gồm cả|kể cả|riêng|có)\b", re.IGNORECASE
)
"""Words after which only some of the parts are named."""
_MORE = re.compile(
    r"[^.;\d]{0,40}(?:\b(?:còn lại|và (?:các|một số|nhiều|xã hội hóa|vốn|nguồn)|khác\b|v\.v)|\.\.\.|…)", re.IGNORECASE
)
"""Words behind the last part that tell of further parts without their figures."""
_OVERLAPS = re.compile(
    r"\bnữ\b|đảng viên|đoàn viên|dân tộc|tôn giáo|trình độ|đại học|khuyết tật|hộ nghèo", re.IGNORECASE
)
"""Classes of people that overlap with others."""
_RECEIVED = re.compile(r"^(?!.*(?:giải quyết|xử lý|trả)).*\b(?:tiếp nhận|đã nhận|thụ lý|phát sinh)\b", re.IGNORECASE)
"""A whole of dossiers received: those in time and late are only the finished ones."""


def is_fault(reading: Reading, tie: Sum, gap: str, *, opened: bool, last: bool) -> bool:
    """Whether a failing sum is a fault of its figures, and not of our reading of them.

    `gap` is what stands between the whole and its first part, `opened` whether a word of containing is in it; `last`
    that no further figure could be a part.
    """
    whole, row = tie.whole, tie.parts
    labels = [label_of(part) for part in row]
    own = label_of(whole)
    if not opened and (any(part.side for part in row) or cover_of([own, *labels]) > cover_of(labels, beside=own)):
        return False
    apart = any(";" in part.lead for part in row[1:])
    if apart and not opened and not cover_of(labels, only=True, beside=own):
        return False
    miss = abs(tie.gap()) / whole.value if whole.value else Fraction(1)
    exceeds = tie.gap() > 0
    after = reading.text[row[-1].end : reading.sentences[row[-1].sentence].end]
    some = bool(
        _SOME.search(gap) or _MORE.match(after) or (_RECEIVED.search(own) and any("hạn" in label for label in labels))
    )
    said = f"{whole.lead[-20:]} {gap}" if opened else ""
    partial = re.search(r"trong đó|trong số|\btrong(?: tổng)?(?: số)?\s*(?: |$)", said, re.IGNORECASE) is not None
    listed = opened and not partial
    covers = cover_of(labels, beside="" if opened else own)
    divided = covers is Cover.COMPLETE or (
        covers is Cover.DISJOINT
        and (exceeds or (listed and not some and (miss <= Fraction(1, 10) or EXHAUSTS.search(gap) is not None)))
    )
    percents = tuple(share for share in (_share_behind(reading, part) for part in row) if share is not None)
    complete = len(percents) == len(row) and leave_nothing(Hundred(percents))
    if (not exceeds and some) or may_overlap(labels) or _is_told(reading, tie) or _is_divided_again(reading, row):
        return False
    if percents and not complete and not divided and (not exceeds or len(percents) == len(row)):
        return False  # shares that do not come to a hundred: a part is left out, or classes overlap
    slip = is_slip(tie)
    if not opened:
        total = covers is Cover.COMPLETE or re.search(r"\btổng\b", whole.lead, re.IGNORECASE) is not None
        return slip and divided and total and miss <= Fraction(1, 20)
    score = 3 if listed and EXHAUSTS.search(gap) else 2 if listed else 1
    score += len(row) >= 3 and score >= 2 and last
    score += 3 * divided
    score += 3 * complete
    score += bool(re.search(r"\b(?:và|còn)\s[^\d,;]*$", row[-1].lead, re.IGNORECASE))
    score += bool(REST.search(row[-1].lead[-40:]))
    score += (2 if len(row) >= 3 else 1) * (miss <= Fraction(1, 200) and whole.value >= 1000)
    score += bool(re.search(r"\bkhác\b", labels[-1]))
    score += is_bracketed(reading, whole, row[0]) and is_clear_slip(tie)
    score -= 2 * (not divided and not exceeds and miss > Fraction(1, 10))
    sure = slip and score >= 3 and (miss <= Fraction(1, 2) or exceeds or divided)
    return sure or (miss <= Fraction(1, 4) and score >= 5) or (divided and miss <= Fraction(1, 20))


def _is_told(reading: Reading, tie: Sum) -> bool:
    """Whether the sentence goes on to name the very gap: … cấp xã 140 (17 thủ tục liên thông nhiều cấp)."""
    last = tie.parts[-1]
    return any(
        each.is_count and each.value == abs(tie.gap()) and each.index > last.index
        for each in reading.by_sentence[last.sentence]
    )


def _is_divided_again(reading: Reading, row: Sequence[Mention]) -> bool:
    """Whether "trong đó" stands between parts: what follows it is no part beside them."""
    return any(re.search(r"trong đó|trong số", reading.between(*pair), re.IGNORECASE) for pair in pairwise(row))


def label_of(part: Mention) -> str:
    """The words of a part: those before it in its clause and those behind it."""
    before = re.split(r"[;:(]", part.lead)[-1]
    behind = re.split(r"[,;:(.]", part.tail, maxsplit=1)[0]
    return f"{before} {behind}".lower()


def _share_behind(reading: Reading, part: Mention) -> Mention | None:
    """The share printed right behind a part, whether true or not."""
    if part.index + 1 == len(reading.mentions):
        return None
    other = reading.mentions[part.index + 1]
    is_share = other.is_percent and other.quantity.kind is TokenKind.PERCENT and not other.is_change
    return other if is_share and other.sentence == part.sentence else None


def is_bracketed(reading: Reading, whole: Mention, part: Mention) -> bool:
    """Whether a part stands in a bracket right behind the whole, which then is about the whole."""
    if part.depth != whole.depth + 1:
        return False
    gap = reading.text[whole.end : part.brackets[-1]]
    return len(gap) < 40 and not re.search(r"[\d,;:.]", gap)


def leave_nothing(row: Hundred) -> bool:
    """Whether shares come to a hundred, and are so fine that classes which overlap would hardly do so by chance."""
    return row.holds() and sum((share.quantity.step for share in row.percents), Fraction(0)) <= Fraction(1, 2)


def may_overlap(labels: Sequence[str]) -> bool:
    """Whether one may belong to several of the classes at once: nữ, đảng viên, dân tộc thiểu số."""
    return not cover_of(labels) and any(map(_OVERLAPS.search, labels))
