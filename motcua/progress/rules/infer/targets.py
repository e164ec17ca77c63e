"""Bounds and promises: n of m, ít nhất p%, vượt chỉ tiêu, đạt mục tiêu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.progress.rules.infer.candidate import Candidate, Strength
from motcua.progress.rules.infer.shares import undone
from motcua.progress.rules.mentions import CHANGE, Mention, Reading
from motcua.progress.rules.ties import Reached, Within
from motcua.progress.types import Qualifier, TokenKind

_RANKED = re.compile(r"\b(?:xếp|hạng|thứ|vị trí|điểm|sao|đạt điểm|tỷ lệ)\b[^\d]{0,20}$", re.I)
_BEYOND = re.compile(r"\b(?:vượt|đạt và vượt|vượt mức)\b[^\d;.]{0,60}$", re.I)
_TARGET = re.compile(r"\b(?:chỉ tiêu|kế hoạch|mục tiêu|KH|nghị quyết|chỉ tiêu giao)\b[^\d;.]{0,45}$", re.I)


def targets(reading: Reading) -> Iterator[Candidate]:
    """Every bound that the text sets itself."""
    for mention in reading.mentions:
        if mention.side == "n":
            whole = reading.mentions[mention.index + 1]
            if not _RANKED.search(mention.lead):
                yield Candidate(Within(mention, whole), Strength.CERTAIN)
        if mention.is_percent and mention.quantity.qualifiers & {Qualifier.AT_LEAST, Qualifier.AT_MOST} and mention.is_change:
            yield from _reached(reading, mention)
        if mention.is_percent and mention.quantity.kind is TokenKind.PERCENT and not mention.is_change:
            yield from _beyond(reading, mention)


def _reached(reading: Reading, bound: Mention) -> Iterator[Candidate]:
    """Giảm ít nhất p% of a thing: the plan's own cut of that thing, over what was there before."""
    direction = bound.quantity.qualifiers & CHANGE
    for change in reading.mentions[bound.index + 1 : bound.index + 14]:
        if change.is_percent or not change.is_change or change.quantity.qualifiers & CHANGE != direction:
            continue
        if not _same_words(bound.quantity.subject, change.quantity.subject):
            continue
        for base in undone(reading, change):
            yield Candidate(Reached(change, base, bound, Qualifier.AT_LEAST in bound.quantity.qualifiers), Strength.CERTAIN)
            return


def _same_words(one: str, other: str) -> bool:
    """Whether two figures are of one thing: the first four words agree."""
    a, b = one.lower().split()[:4], other.lower().split()[:4]
    return len(a) >= 3 and a == b


def _beyond(reading: Reading, reached: Mention) -> Iterator[Candidate]:
    """Đạt a%, vượt chỉ tiêu b%: a must be more."""
    if reached.index + 1 >= len(reading.mentions):
        return
    bound = reading.mentions[reached.index + 1]
    gap = reading.between(reached, bound)
    if (
        bound.sentence == reached.sentence
        and bound.is_percent
        and bound.quantity.kind is TokenKind.PERCENT
        and _BEYOND.search(gap)
        and _TARGET.search(gap)
        and ";" not in gap
        and not re.search(r"\bvượt\s*$", gap, re.I)
        and re.search(r"\bđạt\b|\blà\b|\bchiếm\b", reached.lead, re.I)
        and not re.search(r"kế hoạch|dự toán|chỉ tiêu", reached.tail[:25].split(",")[0], re.I)
    ):
        yield Candidate(Reached(reached, (), bound), Strength.CERTAIN)
