"""What the base of a share may be: figures before it, after it, sums that are not printed, and what was before a change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.progress.rules.infer.candidate import compatible
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.ties import Terms
from motcua.progress.types import Qualifier

_OF_WHOLE = re.compile(r"\s*(?:của|trên|so với|trong)?\s*(?:tổng|toàn bộ|số)\b", re.IGNORECASE)
BACK = 30
"""How many figures back a base is looked for."""


@dataclass(frozen=True)
class Bases:
    """What the base of a share may be, the likeliest first: near, what was said before; far, what comes later or nowhere."""

    reading: Reading

    def near(self, percent: Mention, part: Terms) -> Iterator[Terms]:
        """Counts of the same kind before the share; those of a change only where the share is said to be of a whole."""
        own, first = {term for _, term in part}, part[0][1]
        if first.is_change and not _OF_WHOLE.match(percent.tail) and not percent.lead.rstrip().endswith("chiếm"):
            return
        for other in reversed(self.reading.mentions[max(0, percent.index - BACK) : percent.index]):
            if other.is_count and other not in own and other.value > 0 and compatible(other, first):
                yield ((1, other),)

    def far(self, percent: Mention, part: Terms) -> Iterator[Terms]:
        """Counts after the share, counts of other kinds, and sums that are not printed."""
        reading = self.reading
        own, first = {term for _, term in part}, part[0][1]
        if first.is_change:
            yield from undone(reading, first)
            return
        for other in reading.mentions[percent.index + 1 : percent.index + 7]:
            if other.is_count and other not in own and other.value > 0 and other.sentence - percent.sentence <= 1:
                yield ((1, other),)
        for other in reversed(reading.mentions[max(0, percent.index - BACK) : percent.index]):
            if other.is_count and other not in own and other.value > 0 and not compatible(other, first):
                yield ((1, other),)
        # a sum that is not printed: the part with its neighbours
        row = [
            other
            for other in reading.by_sentence[percent.sentence]
            if other.is_count and other.side != "m" and compatible(other, first)
        ][:24]
        for begin in range(len(row)):
            for end in range(begin + 2, min(len(row), begin + 5) + 1):
                if own & set(row[begin:end]):
                    yield tuple((1, term) for term in row[begin:end])
        if len(part) == 1:
            yield from undone(reading, first)


def undone(reading: Reading, part: Mention) -> Iterator[Terms]:
    """What was before a change: N (giảm C so với …) means N + C; also where the text said so before, of the same thing."""
    for base, change in reading.undoings:
        if part is change or part is base or _same_thing(part, change):
            yield ((1, base), (sign_of(change), change))


def sign_of(change: Mention) -> int:
    return 1 if Qualifier.DECREASE in change.quantity.qualifiers else -1


def _same_thing(one: Mention, other: Mention) -> bool:
    """Whether two changes are of one thing, in the text's words."""
    a, b = one.quantity.subject.lower().split(), other.quantity.subject.lower().split()
    return len(a) >= 3 and a[:4] == b[:4]
