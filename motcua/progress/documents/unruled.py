"""Tables without rules: rows of figures that clearly stand in columns; pure geometry.

Only rows that share their columns with at least two others make a table, and most of what stands in the columns must be
figures; all else is left as it is, for a wrong cell would tie figures that have nothing to do with one another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from motcua.progress.documents.glyphs import Line
from motcua.progress.types import Cell

type Span = tuple[float, float]

_FIGURE = re.compile(r"[(\[]?[+\-−–]?\d[\d.,/]*\s*%?[)\]]?|[-–]|%")
_MOST_LETTERS = 80
_LEAST_ROWS, _LEAST_COLUMNS, _LEAST_FIGURES = 3, 3, 2
_MOST_WORDS = 6
"""Rows of words between two rows of figures: the lines of long names."""

_PITCH, _CLOSE = 3.2, 2.4
"""Heights of a line from row to row of a table, and from line to line of one cell."""


@dataclass(slots=True)
class _Row:
    """What stands at one height of the page, from left to right."""

    lines: list[Line]

    @property
    def bottom(self) -> float:
        return self.lines[0].box.bottom

    @property
    def figures(self) -> list[Line]:
        return [line for line in self.lines if _FIGURE.fullmatch(line.text)]

    @property
    def is_prose(self) -> bool:
        return any(len(line.text) > _MOST_LETTERS for line in self.lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table row by row, each with its row and column, and where its columns begin and end."""

    placed: tuple[tuple[Line, int, int], ...]
    columns: tuple[Span, ...]

    def cells(self, table: int) -> Iterator[tuple[Line, Cell]]:
        """The lines cell by cell."""
        order = sorted(self.placed, key=lambda each: each[1:])
        yield from ((line, Cell(table, row, column)) for line, row, column in order)

    def is_like(self, other: Grid) -> bool:
        """Whether another table has the same columns, some wider or narrower by what stands in them."""
        both = zip(self.columns, other.columns, strict=False)
        return len(self.columns) == len(other.columns) and all(a[0] < b[1] and b[0] < a[1] for a, b in both)


def grids_of(lines: list[Line], continued: Grid | None = None) -> list[tuple[set[Line], Grid]]:
    """Every table of a page from top to bottom, with the lines it is made of as they came.

    Where the page before ended with a table, one row is enough to go on with it.
    """
    rows = _rows(lines)
    found, at = [], 0
    while at < len(rows):
        end = _run_end(rows, at)
        known = continued if at <= 2 else None
        grid = _grid(rows, at, end, known) if end > at else None
        if grid is not None:
            found.append(grid)
        at = max(end, at + 1)
    return found


def _rows(lines: list[Line]) -> list[_Row]:
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda line: line.box.bottom):
        if rows and line.box.bottom - rows[-1].bottom < 0.5 * line.box.height:
            rows[-1].lines.append(line)
        else:
            rows.append(_Row([line]))
    for row in rows:
        row.lines.sort(key=lambda line: line.box.left)
    return rows


def _is_seed(row: _Row) -> bool:
    return len(row.lines) >= _LEAST_COLUMNS and len(row.figures) >= _LEAST_FIGURES and not row.is_prose


def _run_end(rows: list[_Row], at: int) -> int:
    """After the last row of figures that belongs with the one at `at`; rows of words may stand between."""
    if not _is_seed(rows[at]):
        return at
    last = at
    for here in range(at + 1, len(rows)):
        height = max(line.box.height for line in rows[here].lines)
        if rows[here].is_prose or rows[here].bottom - rows[here - 1].bottom > 2 * _PITCH * height:
            break
        if _is_seed(rows[here]):
            last = here
        elif here - last > _MOST_WORDS:
            break
    return last + 1


def _grid(rows: list[_Row], at: int, end: int, known: Grid | None) -> tuple[set[Line], Grid] | None:
    seeds = [row for row in rows[at:end] if _is_seed(row)]
    if known and (found := _more(rows, at, end, known)):
        return found
    figures = _merged((line.box.left, line.box.right) for row in seeds for line in row.figures)
    many = [sum(any(_over(line, span) for line in row.figures) for row in seeds) for span in figures]
    figures = [span for span, count in zip(figures, many, strict=True) if 2 * count > len(seeds)]
    if len(figures) < _LEAST_FIGURES:
        return None
    found = _laid_out(rows, at, end, figures, ())
    if found and len(seeds) < _LEAST_ROWS:  # a page may end soon after a table's head; its columns must all be named
        head = {column for line, row, column in found[1].placed if not row and not _FIGURE.fullmatch(line.text)}
        return found if len(seeds) > 1 and len(head) == len(found[1].columns) else None
    return found


def _more(rows: list[_Row], at: int, end: int, known: Grid) -> tuple[set[Line], Grid] | None:
    """More rows of a table of the page before, be it only one."""
    found = _laid_out(rows, at, end, list(known.columns), known.columns)
    return found if found and found[1].is_like(known) else None


def _laid_out(
    rows: list[_Row], at: int, end: int, figures: list[Span], known: tuple[Span, ...]
) -> tuple[set[Line], Grid] | None:
    """The table whose columns of figures are these; None where its words do not keep to columns."""
    middles = [(left + right) / 2 for left, right in figures]
    cut = {id(line): list(_split(line, middles)) for row in rows[max(at - 4, 0) : end + 2] for line in row.lines}
    parts = [part for row in rows[at:end] if _is_seed(row) for line in row.lines for part in cut[id(line)]]
    spans = [(part.box.left, part.box.right) for part in parts if _spans(part, middles) < 2]
    columns = _merged([*known, *spans])
    if len(columns) < _LEAST_COLUMNS or any(map(_is_close, columns, columns[1:])):
        return None
    edges = [(one[1] + two[0]) / 2 for one, two in pairwise(columns)]
    top, bottom = _head(rows, at, columns, cut), _foot(rows, end, columns)
    if known and not any(row.is_prose for row in rows[:top]):
        top = 0  # the last lines of the row that the page broke
    placed: list[tuple[Line, int, int]] = []
    number, used = -1, set[Line]()
    for here in range(top, bottom):
        row = [part for line in rows[here].lines for part in cut[id(line)]]
        where = [bisect_right(edges, part.box.left if _spans(part, middles) > 1 else _middle(part)) for part in row]
        if len(set(where)) < len(where):
            return None
        if not (placed and _goes_on(rows[here], rows[here - 1], row, where, placed, number, columns, here <= at)):
            number += 1
        placed += [(part, number, column) for part, column in zip(row, where, strict=True)]
        used.update(rows[here].lines)
    return used, Grid(tuple(placed), tuple(columns))


def _goes_on(
    row: _Row,
    above: _Row,
    parts: list[Line],
    where: list[int],
    placed: list[tuple[Line, int, int]],
    number: int,
    columns: list[Span],
    is_head: bool,
) -> bool:
    """Whether a row holds but the next lines of the cells above it."""
    height = max(line.box.height for line in (*row.lines, *above.lines))
    held = {column: line for line, its_row, column in placed if its_row == number}
    if row.bottom - above.bottom > _CLOSE * height or any(column not in held for column in where):
        return False
    if is_head and not above.figures and len(parts) < len(columns):
        return True
    if any(_FIGURE.fullmatch(part.text) for part in parts) or 2 * len(parts) > len(columns):
        return False
    if all(part.text[0].islower() for part in parts):
        return True
    full = [
        columns[column][1] - held[column].box.right < part.word + height
        for part, column in zip(parts, where, strict=True)
    ]
    return all(full)


def _head(rows: list[_Row], at: int, columns: list[Span], cut: dict[int, list[Line]]) -> int:
    """The first row of words above the figures that stands in their columns."""
    top = at
    while top > max(at - 4, 0):
        above = rows[top - 1]
        height = max(line.box.height for line in above.lines)
        parts = [part for line in above.lines for part in cut[id(line)]]
        narrow = all(part.box.right - part.box.left < 0.4 * (columns[-1][1] - columns[0][0]) for part in parts)
        near = rows[top].bottom - above.bottom < _PITCH * height
        if above.is_prose or not near or not narrow:
            break
        top -= 1
    while top < at and len([part for line in rows[top].lines for part in cut[id(line)]]) < 2:
        top += 1  # a line alone above the head is a title
    return top


def _foot(rows: list[_Row], end: int, columns: list[Span]) -> int:
    """After the second line of a name in the last row."""
    if end < len(rows) and len(rows[end].lines) == 1:
        line = rows[end].lines[0]
        near = line.box.bottom - rows[end - 1].bottom < _CLOSE * line.box.height
        if near and any(left - 2 < line.box.left and line.box.right < right + 2 for left, right in columns):
            return end + 1
    return end


def _split(line: Line, middles: list[float]) -> Iterator[Line]:
    """A line cut where a gap of its words, wider than the usual one, lies between two columns of figures."""
    usual = min((right - left for _, left, right in line.gaps), default=0.0)
    wide = [gap for gap in line.gaps if gap[2] - gap[1] > max(1.35 * usual, 0.25 * line.box.height)]
    words = [gap[0] for gap in line.gaps]
    cuts = []
    for at, left, right in wide:
        behind = _FIGURE.fullmatch(line.text[at:].split(" ")[0]) and any(right - 2 < middle for middle in middles)
        if behind or any(one < left and right < two for one, two in pairwise(middles)):
            cuts.append((at, left, right))
    if not cuts and len(words) and _FIGURE.fullmatch(line.text[words[-1] :]):  # Tổng cộng 35
        at, left, right = line.gaps[-1]
        if any(right - 1 <= middle <= line.box.right + 1 for middle in middles) and not _FIGURE.match(line.text):
            cuts = [(at, left, right)]
    begin, start = 0, line.box.left
    for at, left, right in [*cuts, (len(line.text) + 1, line.box.right, 0.0)]:
        text = line.text[begin:at].rstrip()
        gaps = tuple((gap - begin, one, two) for gap, one, two in line.gaps if begin < gap < begin + len(text))
        word = (gaps[0][1] if gaps else left) - start
        yield replace(
            line,
            text=text,
            glyphs=line.glyphs[begin : begin + len(text)],
            box=line.box._replace(left=start, right=left),
            word=word,
            gaps=gaps,
        )
        begin, start = at, right


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for left, right in sorted(spans):
        if found and left < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _is_close(one: Span, two: Span) -> bool:
    return two[0] - one[1] < 1


def _over(line: Line, span: Span) -> bool:
    return line.box.left < span[1] and span[0] < line.box.right


def _spans(line: Line, middles: list[float]) -> int:
    return sum(line.box.left < middle < line.box.right for middle in middles)


def _middle(line: Line) -> float:
    return (line.box.left + line.box.right) / 2
