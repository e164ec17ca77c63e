"""Now and before: which two figures a change lies between, where the words say so."""

from __future__ import annotations

import re
from itertools import pairwise

from motcua.progress.rules.infer.named import alike
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.slips import is_swap, put
from motcua.progress.rules.ties import Change
from motcua.progress.types import Qualifier

_FROM = re.compile(r"\btừ\s+(?:mức\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:lên|xuống|xuống còn|còn|lên đến|lên tới|thành)\s*(?:mức\s+)?$", re.IGNORECASE)
_MOVED = r"(?:tăng|giảm|cắt giảm|giảm bớt|tinh giảm|tinh giản|cắt|bớt|thêm|vượt|hụt|rút ngắn)"
_GOES = re.compile(
    rf"[^\d,;.:()]{{0,60}}(?:[,(–-]\s*(?:(?:và|tức|nghĩa là|như vậy|tương đương|tương ứng|đã|là|với)\s+)*)?{_MOVED}\s*"
    r"(?:(?:thêm|được|bớt|đi|là|tới|đến|ròng)\s*)*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s*\([^()]*\)|,\s*(?:đạt|bằng|chiếm|tăng|giảm)\s+(?:\d[\d.,]*\d|\d)\s*%[^,;]*(?=,)|(?:\b(?:năm|ngày|tháng|quý)\s+)?\b(?:\d{1,2}/){0,2}20\d\d\b",
    re.IGNORECASE,
)
_COMES = re.compile(r"[^\d,;.:()]{0,40}[,(]?\s*(?:cụ thể\s+)?từ\s+(?:mức\s+)?", re.IGNORECASE)
_TIME = r"(?:năm|tháng|quý|kỳ|ngày|tuần)"
_EACH_BEFORE = re.compile(
    rf"\b(?:(?:bình quân|trung bình)(?:\s+(?:mỗi|một|hằng|hàng)?\s*{_TIME})?|(?:mỗi|hằng|hàng)\s+{_TIME})\s*(?:{_MOVED}\s*(?:thêm\s*)?)?$",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(rf"[^\d,;.()]{{0,30}}(?:/|\b(?:mỗi|một|hằng|hàng)\s+){_TIME}\b", re.IGNORECASE)
POINTS = frozenset({"điểm %", "điểm phần trăm"})
"""Units of the difference of two shares."""


type Pair = tuple[Mention, Mention, bool]
"""Now and before, and whether the words leave no doubt which is which."""


def direction(mention: Mention) -> int:
    if Qualifier.INCREASE in mention.quantity.qualifiers:
        return 1
    return -1 if Qualifier.DECREASE in mention.quantity.qualifiers else 0


def named_pair(reading: Reading, change: Mention) -> Pair | None:
    """Now and before, where the words say which is which."""
    if pair := _planned_pair(reading, change) or from_to(reading, change):
        return pair
    # N (tăng C so với M) and: N, tăng C so với M; the old figure follows at once, in brackets or after its year
    old = old_after(reading, change)
    if old is None:
        return None
    new = new_before(reading, change, old)
    if new is None:
        is_alike = change.is_count and old.is_count and old.unit == change.unit
        return _clear_pair(reading, change, old) if is_alike else None
    known = new.unit == old.unit and (new.unit == change.unit or change.is_percent)
    near = new.index >= change.index - (1 if change.is_percent else 3)
    sure = known and near and new.sentence == change.sentence and goes(reading, new, change)
    return new, old, sure and is_of_them(change, new, old)


def goes(reading: Reading, new: Mention, change: Mention) -> bool:
    """Whether a change is said of the figure before it: no other subject begins between them."""
    return _GOES.fullmatch(_ASIDE.sub("", reading.text[new.words_end : change.start])) is not None


def is_of_them(change: Mention, *them: Mention) -> bool:
    """Whether a change is of what the figures count, and not an average of many: hộ cận nghèo are not hộ nghèo."""
    is_each = [_EACH_AFTER.match(each.text[each.end : each.end + 60]) is not None for each in (change, *them)]
    if _EACH_BEFORE.search(change.lead) or (is_each[0] and not all(is_each)):
        return False
    return all(not change.words or not each.words or f"{each.words} ".startswith(f"{change.words} ") for each in them)


def bracketed_pair(reading: Reading, change: Mention) -> tuple[Mention, Mention] | None:
    """N đơn vị, tăng C đơn vị so với năm 2022 (M đơn vị): side by side, so that no other figure is meant."""
    if not 0 < change.index < len(reading.mentions) - 1:
        return None
    new, old = reading.mentions[change.index - 1], reading.mentions[change.index + 1]
    if (
        new.sentence == old.sentence == change.sentence
        and new.is_count
        and old.is_count
        and alike(new, old)
        and (not change.unit or alike(new, change))
        and new.depth == change.depth == old.depth - 1
        and not (new.is_change or old.is_change or new.side or old.side)
        and not (new.is_approximate or old.is_approximate or change.is_approximate)
        and re.fullmatch(
            r"[^\d,;.:()]{0,30},\s*(?:tăng|giảm)\s*(?:thêm\s*)?", reading.between(new, change), re.IGNORECASE
        )
        and re.fullmatch(
            r"\s*so (?:với )?(?:cùng kỳ )?(?:năm (?:20\d\d|trước|ngoái))?\s*\(\s*",
            reading.text[change.words_end : old.start],
        )
        and reading.text[old.words_end : old.words_end + 1] == ")"
    ):
        return new, old
    return None


def _planned_pair(reading: Reading, change: Mention) -> Pair | None:
    """N (kế hoạch M), vượt C: both stand just before."""
    if change.index < 2:
        return None
    new, old = reading.mentions[change.index - 2], reading.mentions[change.index - 1]
    if (
        new.sentence == old.sentence == change.sentence
        and old.depth == new.depth + 1 == change.depth + 1
        and old.unit == new.unit
        and re.search(r"\((?:kế hoạch|chỉ tiêu|dự toán|cùng kỳ|năm|kỳ)\b[^()]*$", old.lead, re.IGNORECASE)
        and re.fullmatch(r"[^\d;()]*\)[^\d;.()]*", reading.between(old, change))
        and not new.is_change
    ):
        return new, old, True
    return None


def from_to(reading: Reading, change: Mention) -> Pair | None:
    """Từ A … lên B (tăng C) and: tăng C …, từ A lên B."""
    for first, second in pairwise(reading.by_sentence[change.sentence]):
        if (
            _FROM.search(first.lead)
            and _TO.search(second.lead)
            and first.is_percent == second.is_percent
            and (change.is_percent or change.unit in POINTS or not first.is_percent)
            and change not in (first, second)
            and (
                (second.index == change.index - 1 and goes(reading, second, change))
                or (first.index == change.index + 1 and _COMES.fullmatch(reading.text[change.words_end : first.start]))
            )
            and is_of_them(change, second, first)
        ):
            return second, first, True
    return None


def framed_pair(reading: Reading, change: Mention) -> Pair | None:
    """So với năm trước (M), số … tăng C: the old figure stands before, the new one is of its kind before that."""
    at = change.index - 1
    old = reading.mentions[at] if at >= 0 else None
    if (
        old is None
        or old.sentence != change.sentence
        or not old.is_count
        or old.unit != change.unit
        or not old.unit
        or not re.search(
            r"\bso với\b[^;.]*\([^()]*$", reading.text[reading.sentence_of(old).start : old.start], re.IGNORECASE
        )
    ):
        return None
    return _clear_pair(reading, change, old)


def _clear_pair(reading: Reading, change: Mention, old: Mention) -> Pair | None:
    """The figure before whose difference from the old one is the printed change but for a clear slip."""
    sign = direction(change)
    for new in reversed(reading.mentions[max(0, old.index - 60) : min(old.index, change.index)]):
        if new.is_count and new.unit == old.unit and not new.is_change and not new.side and new.depth <= change.depth:
            tie = Change(new, old, change, sign)
            if not new.is_approximate and is_swap(change.quantity.printed, put(change, tie.wanted(change))):
                return new, old, True
    return None


def old_after(reading: Reading, change: Mention) -> Mention | None:
    """The figure that the words after a change call the old one."""
    for old in reading.mentions[change.index + 1 : change.index + 3]:
        if old.sentence != change.sentence or old.is_change:
            return None
        if old.is_percent and not change.is_percent and change.unit not in POINTS:
            continue
        gap = reading.between(change, old)
        said = re.search(r"(?:\bso với|\bso|\bcùng kỳ|\bnăm trước|\((?:năm|cùng kỳ|kỳ)[^()]*)", gap, re.IGNORECASE)
        if (
            said is None
            or re.search(r"trong đó|gồm", gap, re.IGNORECASE)
            or ";" in gap
            or re.search(r"[.]\s|\bvà\b|\)", gap[said.start() :])
        ):
            return None
        between = gap[said.end() :]
        if "," in between.rstrip(" ,") or (
            re.search(r"\d", between)
            and not re.search(r"[(:]|\blà\b|\bcó\b|\bnhận\b|\bthực hiện\b", gap[said.start() :])
        ):
            return None
        return old
    return None


def new_before(reading: Reading, change: Mention, old: Mention) -> Mention | None:
    """The figure that a change made of the old one: the nearest of its kind before the change, on its level or above."""
    for new in reversed(reading.mentions[max(0, change.index - 10) : change.index]):
        if new.is_change or new.depth > change.depth or new.is_percent != old.is_percent or new.side:
            continue
        if new.sentence < change.sentence - 1:
            return None
        if new.is_percent or (new.is_count and new.unit and new.unit == old.unit):
            return new
    return None
