"""A text cut into pieces at the figures it is about, so that a page or a terminal can mark them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.progress.telling.words import block_at
from motcua.progress.types import Document, Finding

LONGEST = 320
"""Letters of a sentence that are shown around a figure; what is longer is cut at a blank."""
AROUND = 120
"""Letters around what must be seen, half before and half behind."""
WIDEST = 600
"""Letters that are shown so that all figures of a tie are seen; those farther off are left out."""

_END = re.compile(r"[.!?…](?=\s+(\S))|\n(?=\s*[-–+*•])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be marked for the finding numbered `finding`; `is_first` for the figure at fault."""

    start: int
    end: int
    finding: int
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the marks that lie over all of it; none for plain text."""

    text: str
    start: int
    marks: tuple[Mark, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether a finding's figure at fault stands here."""
        return any(mark.is_first for mark in self.marks)


def marks_of(finding: Finding, number: int) -> list[Mark]:
    """The figures of a finding: the one at fault and the others of its tie."""
    others = [Mark(start, end, number) for start, end in finding.places if (start, end) != (finding.start, finding.end)]
    return [Mark(finding.start, finding.end, number, is_first=True), *others]


def sentence_of(document: Document, start: int, end: int) -> tuple[int, int]:
    """The sentences, within their block, that hold a stretch of text; cut, where long, to a little more than it."""
    index = block_at(document.blocks, start)
    first, last = (0, len(document.text)) if index is None else _ends(document, index)
    found = _END.finditer(document.text, first, last)
    ends = [match.end() for match in found if not match[1] or match[1].isupper() or match[1] in "-–+*“"]
    first = max((each for each in ends if each <= start), default=first)
    last = min((each for each in ends if each >= end), default=last)
    text = document.text
    if last - first > max(LONGEST, end - start + AROUND):
        reach = max(LONGEST - (end - start), AROUND) // 2
        if start - first > reach:
            first = text.find(" ", start - reach, start) + 1 or start - reach
        if last - end > reach:
            cut = text.rfind(" ", end, end + reach)
            last = cut if cut >= 0 else end + reach
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _ends(document: Document, index: int) -> tuple[int, int]:
    return document.blocks[index].start, document.blocks[index].end


def sentence_pieces(document: Document, finding: Finding, number: int = 0) -> list[Piece]:
    """The sentence of a finding's figure at fault, with the figures of its tie marked; `…` where it was cut."""
    first, last = sentence_of(document, *_reach(document, finding))
    pieces = text_pieces(document.text, first, last, marks_of(finding, number))
    index = block_at(document.blocks, finding.start)
    begins, ends = (0, len(document.text)) if index is None else _ends(document, index)
    if document.text[begins:first].strip() and not re.search(r"[.!?…]\s*$|\n$", document.text[begins:first]):
        pieces.insert(0, Piece("… ", first))
    rest = document.text[last:ends].strip(" ")
    if rest.strip() and not rest.startswith("\n") and not re.search(r"[.!?…]\s*$", document.text[first:last]):
        pieces.append(Piece(" …", last))
    return pieces


def _reach(document: Document, finding: Finding) -> tuple[int, int]:
    """From the first to the last figure of a tie that stands in the paragraph of the figure at fault, and near it."""
    here = block_at(document.blocks, finding.start)
    start, end = finding.start, finding.end
    for first, last in sorted(finding.places, key=lambda place: abs(place[0] - finding.start)):
        wider = min(start, first), max(end, last)
        if block_at(document.blocks, first) == here and wider[1] - wider[0] <= WIDEST:
            start, end = wider
    return start, end


def text_pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """The text from `start` to `end` in pieces, each under the same marks throughout."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(_within(edge, start, end) for mark in inside for edge in (mark.start, mark.end))})
    return [Piece(text[here:there], here, _over(inside, here, there)) for here, there in pairwise(cuts)]


def _within(edge: int, start: int, end: int) -> int:
    return min(max(edge, start), end)


def _over(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.start <= start and mark.end >= end)
