"""Lines of pages as paragraphs and cells, by where they stand; pure geometry.

A paragraph ends where the gap to the next line is wider than the gaps before, where the next line is indented or begins
an item of a list, and where the first word of the next line would still have fitted. One that a page breaks goes on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from motcua.progress.documents.glyphs import Line, Sheet
from motcua.progress.documents.tabled import Tables
from motcua.progress.types import Cell

_PAGE_NUMBER = re.compile(r"[\s|.–—-]*(?:trang\s*)?([0-9]{1,4})(?:\s*/\s*[0-9]{1,4})?[\s|.–—-]*", re.IGNORECASE)
_ITEM = re.compile(
    r"[-–—+•*▪●○✓]\s?|\([0-9]{1,2}\)\s|[a-zđ]\)\s|[0-9]{1,2}(?:\.[0-9]{1,2}){0,4}[.)]\s|[IVX]{1,5}\.\s|(?:Điều|Chương|Phần)\s"
)
_BULLET = re.compile(r"[•▪●○◦✓➢]\s")
"""What never stands within a sentence; a dash does."""

_ENDED = (".", ";", ":", "!", "?", "./.")
_MARGIN, _LEAST_MARGIN = 0.12, 64
"""This share of a page's height, or so many points, at top and bottom is where page numbers and headers stand."""

_FEW = 5

_WIDER = 1.2
"""A gap so many times the usual one begins a paragraph: 6 points between lines of 14 with 18 from line to line."""

_INDENT = 3.5
"""Heights of a line: a first line may begin so far to the right of a last line of one short word."""


@dataclass(slots=True)
class Stretch:
    """One paragraph or one cell's text: its lines, each with the page (from 1) it stands on."""

    cell: Cell | None
    lines: list[tuple[int, Line]] = field(default_factory=list)


class _Body:
    """Where the running text of a page begins and ends, from left to right, in each of its columns.

    It is justified where most lines end at one place, or at two, those of two columns; a page of few lines is as the
    pages before it.
    """

    def __init__(self, lines: list[Line], before: _Body | None) -> None:
        self._boxes = [line.box for line in lines if len(line.text) > 20]
        rights = Counter(round(box.right) for box in self._boxes)
        self.is_justified = sum(count for _, count in rights.most_common(2)) > 0.6 * len(self._boxes)
        if before and len(self._boxes) < _FEW:
            self.is_justified = before.is_justified
        self._edges: dict[tuple[int, int], tuple[float, float]] = {}

    def edges(self, line: Line) -> tuple[float, float]:
        """The left and right that most lines above and below this one keep to; a few may stand out."""
        left, right = line.box.left, line.box.right
        key = (round(left / 20), round(right / 20))
        if key not in self._edges:
            near = [box for box in self._boxes if min(right, box.right) - max(left, box.left) > 0] or [line.box]
            lefts, rights = sorted(box.left for box in near), sorted(box.right for box in near)
            self._edges[key] = lefts[len(lefts) // 10], rights[len(rights) * 9 // 10]
        return self._edges[key]


def stretches(sheets: list[Sheet]) -> list[Stretch]:
    """The text of all pages in order, without page numbers and running headers."""
    usual = _usual_pitch(sheets)
    dropped = _furniture(sheets)
    found: list[Stretch] = []
    tables = Tables()
    body: _Body | None = None
    for number, sheet in enumerate(sheets, start=1):
        placed = tables.placed([line for line in sheet.lines if (number, line) not in dropped], sheet)
        body = _Body([line for line, cell in placed if cell is None], body)
        previous: Line | None = None
        for line, cell in placed:
            if previous is None:
                goes_on = bool(found) and cell is None and _crosses(found[-1], line, body)
            elif cell is not None or found[-1].cell is not None:
                goes_on = cell == found[-1].cell and line.box.bottom - previous.box.bottom < 2.6 * line.box.height
            else:
                goes_on = _continues(found[-1], line, body, usual)
            if not goes_on:
                found.append(Stretch(cell))
            found[-1].lines.append((number, line))
            previous = line
    return found


def _continues(stretch: Stretch, line: Line, body: _Body, usual: tuple[float, float]) -> bool:
    """Whether a line goes on with the paragraph before it, on the same page."""
    page, last = stretch.lines[-1]
    pitch, height = line.box.bottom - last.box.bottom, line.box.height
    if pitch < 0 and line.box.left > last.box.right - height:  # the head of the next column
        return _crosses(stretch, line, body)
    if pitch < 0.4 * height or not 0.6 < height / max(last.box.height, 0.1) < 1.67:
        return False
    before = stretch.lines[-2][1] if len(stretch.lines) > 1 and stretch.lines[-2][0] == page else None
    if before and before.box.bottom > last.box.bottom:  # the foot of the column before
        before = None
    expected = last.box.bottom - before.box.bottom if before else max(usual[0] * height, usual[1])
    if pitch > _WIDER * max(expected, 0.9 * height) or line.box.left > last.box.right:
        return False
    if line.box.right < last.box.left - _INDENT * height:
        return False
    if last.text.isupper() and any(letter.islower() for letter in line.text[:12]):  # a heading
        return False
    if before and line.box.left - last.box.left > 0.6 * height:
        return False
    if _BULLET.match(line.text) or (_ITEM.match(line.text) and last.text.rstrip().endswith(_ENDED)):
        return False
    return not _would_have_fitted(line, last, body)


def _would_have_fitted(line: Line, last: Line, body: _Body) -> bool:
    """Whether the line before had room for the first word: its writer ended it."""
    _, right = body.edges(last)
    room = 0.6 * line.box.height if body.is_justified else line.word + 0.9 * line.box.height
    return right - last.box.right > room


def _crosses(stretch: Stretch, line: Line, body: _Body) -> bool:
    """Whether the first line of a page or column goes on with the last paragraph of the one before."""
    _, last = stretch.lines[-1]
    if (
        stretch.cell is not None
        or _ITEM.match(line.text)
        or not 0.78 < line.box.height / max(last.box.height, 0.1) < 1.28
        or not _is_below(stretch, line, body)
    ):
        return False
    if last.text.rstrip().endswith(_ENDED):  # as often in the middle of a paragraph as lines end with a dot
        return body.is_justified and abs(body.edges(last)[1] - last.box.right) < 1
    return not line.text[0].isupper() or not _would_have_fitted(line, last, body)


def _is_below(stretch: Stretch, line: Line, body: _Body) -> bool:
    """Whether a line begins where those of a paragraph do, its first line aside, and not where another's first does."""
    near = 0.6 * line.box.height
    first, last = stretch.lines[0][1], stretch.lines[-1][1]
    indent = line.box.left - last.box.left
    if len(stretch.lines) > 1:
        return abs(indent) < near or (line.box.left - body.edges(line)[0] < near and not _ITEM.match(first.text))
    if _ITEM.match(first.text):  # the words of an item stand to the right of its mark, or all its lines at the left
        return -_INDENT * line.box.height < indent < _INDENT * line.box.height
    return line.box.left - body.edges(line)[0] < near


def _usual_pitch(sheets: list[Sheet]) -> tuple[float, float]:
    """From baseline to baseline, in heights of a line and in points: bold letters may have a lower box than others."""
    pitches = [
        ((two.box.bottom - one.box.bottom) / two.box.height, two.box.bottom - one.box.bottom)
        for sheet in sheets
        for one, two in zip(sheet.lines, sheet.lines[1:], strict=False)
        if two.box.height > 0 and len(one.text) > 20
    ]
    near = [pitch for pitch in pitches if 0.8 < pitch[0] < 2.5] or [(1.2, 0.0)]
    return median(ratio for ratio, _ in near), median(points for _, points in near)


def _furniture(sheets: list[Sheet]) -> set[tuple[int, Line]]:
    """Page numbers and running headers, by page; only what repeats itself or counts the pages is taken for one."""
    numbers: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    repeated: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for page, sheet in enumerate(sheets, start=1):
        for line in _outermost(sheet):
            if found := _PAGE_NUMBER.fullmatch(line.text):
                numbers[int(found[1]) - page].append((page, line))
            else:
                repeated[re.sub(rf"(?<![\d.,]){page}(?![\d.,])", "#", line.text), round(line.box.top / 4)].append(
                    (page, line)
                )
    counts = Counter({shift: len({page for page, _ in lines}) for shift, lines in numbers.items()})
    dropped: set[tuple[int, Line]] = set()
    for shift, count in counts.most_common(1):
        if count > 1 or (len(sheets) == 1 and shift == 0):
            dropped |= set(numbers[shift])
    for lines in repeated.values():
        pages = {page for page, _ in lines}
        if 2 * len(pages) > len(sheets) > 1:
            dropped |= set(lines)
    return dropped


def _outermost(sheet: Sheet) -> Iterator[Line]:
    """The first two and last two lines from top to bottom, where they stand in the margins."""
    order = sorted(sheet.lines, key=lambda line: line.box.top)
    edge = max(_MARGIN * sheet.height, _LEAST_MARGIN)
    yield from (line for line in order[:2] if line.box.bottom < edge)
    yield from (line for line in order[2:][-2:] if line.box.top > sheet.height - edge)
