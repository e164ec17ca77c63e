"""The same thing said twice: two figures with the same words, in the same period, that should be one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

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
    """Whether two unequal figures surely mean one thing, one keystroke apart: equal words around and equal period, or so
    many digits that chance would not bring them so near."""
    if one.sentence == other.sentence or one.is_change or other.is_change or one.is_approximate or other.is_approximate:
        return False
    a, b = _digits(one), _digits(other)
    if abs(len(a) - len(b)) > 1 or (len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) > 2):
        return False
    if distance(one.quantity.printed, other.quantity.printed) != 1:
        return False
    if one.quantity.period == other.quantity.period and len(_words(one)) >= 5 and _words(one) == _words(other):
        return True
    return (
        len(a) == len(b) >= 6
        and not a.endswith("0")
        and not b.endswith("0")
        and (one.cell is None or other.cell is None)
        and one.quantity.step == other.quantity.step
        and bool(set(_around(one)) & set(_around(other)))
    )


@lru_cache(maxsize=4096)
def _digits(mention: Mention) -> str:
    return re.sub(r"\D", "", mention.quantity.printed)


@lru_cache(maxsize=4096)
def _words(mention: Mention) -> list[str]:
    """The words that say what a figure is."""
    before = re.split(r"[,;:.()]", mention.lead)[-1]
    return fold(f"{before} {mention.quantity.subject}").split()


@lru_cache(maxsize=4096)
def _around(mention: Mention) -> list[str]:
    """Pairs of words beside a figure, its unit left out."""
    words = re.findall(r"\w+", fold(f"{mention.lead[-60:]} {mention.tail[:60]}"))
    return [f"{one} {other}" for one, other in pairwise(words) if fold(mention.words) not in f"{one} {other}"]
