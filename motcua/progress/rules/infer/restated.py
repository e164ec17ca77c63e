"""The same thing said twice: two figures with the same words, in the same period, that should be one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from motcua.kernel.text import fold
from motcua.progress.rules.infer.candidate import Candidate, Strength
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.slips import distance
from motcua.progress.rules.ties import Same



NEAR = 60
"""How many figures of its kind a figure is held against."""


def restated(reading: Reading) -> Iterator[Candidate]:
    """Pairs of equal figures with the same words; and pairs that differ by one keystroke where the words are long."""
    by_words: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if not mention.is_percent and mention.is_count and mention.value >= 100 and mention.words:
            by_words[mention.unit].append(mention)
    for group in by_words.values():
        last: dict[Fraction, Mention] = {}
        for one in group:
            if (before := last.get(one.value)) is not None and not (one.is_approximate or before.is_approximate):
                yield Candidate(Same(before, one), Strength.GUESS)
            last[one.value] = one
        for at, one in enumerate(group):
            for other in group[at + 1 : at + 1 + NEAR]:
                if one.value != other.value and _said_again(one, other):
                    yield Candidate(Same(one, other), Strength.CERTAIN)


def _said_again(one: Mention, other: Mention) -> bool:
    """Whether two unequal figures surely mean one thing: long equal words around, equal period, one keystroke apart."""
    if one.is_approximate or other.is_approximate or one.is_change or other.is_change or one.sentence == other.sentence:
        return False
    if one.quantity.period != other.quantity.period:
        return False
    a, b = _words(one), _words(other)
    if distance(one.quantity.printed, other.quantity.printed) != 1:
        return False
    return len(a) >= 5 and a == b


def _words(mention: Mention) -> list[str]:
    before = re.split(r"[,;:.()]", mention.lead)[-1]
    return fold(f"{before} {mention.quantity.subject}").split()


__all__ = ["restated"]
