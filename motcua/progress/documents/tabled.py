"""The tables of pages, ruled or not, each read cell by cell; one that a page breaks goes on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import takewhile

from motcua.progress.documents.glyphs import Line, Sheet
from motcua.progress.documents.ruled import cells_of
from motcua.progress.documents.unruled import Grid, grids_of
from motcua.progress.types import Cell

_NEAR = 4.0
"""Points by which the columns of one table may differ from page to page."""

type Placed = list[tuple[Line, Cell | None]]


@dataclass
class _Open:
    """The table that a page ends with: its number, how many rows it has, and where its columns are."""

    number: int
    rows: int
    rules: tuple[float, ...] = ()
    grid: Grid | None = None


@dataclass
class Tables:
    """Places the lines of one page after another; tables are numbered in reading order from 0."""

    _count: int = 0
    _open: _Open | None = None
    _heads: dict[int, dict[int, list[str]]] = field(default_factory=dict)

    def placed(self, lines: list[Line], sheet: Sheet) -> Placed:
        """The lines of a page in reading order, each with its cell or None."""
        before, self._open = self._open, None
        cells, rules = cells_of([line.box for line in lines], sheet, self._count)
        pairs: Placed = list(zip(lines, cells, strict=True))
        numbers = sorted({cell.table for cell in cells if cell})
        known = {number: _Open(number, 0, rules=rules[number]) for number in numbers}
        self._count = max((number + 1 for number in numbers), default=self._count)
        free = [line for line, cell in pairs if cell is None]
        continued = before.grid if before and free and free[0] is lines[0] else None
        for used, grid in grids_of(free, continued):
            begin = next(at for at, (line, _) in enumerate(pairs) if line in used)
            ahead = [pair for pair in pairs[:begin] if pair[0] not in used]
            rest = [pair for pair in pairs[begin:] if pair[0] not in used]
            pairs = [*ahead, *grid.cells(self._count), *rest]
            known[self._count] = _Open(self._count, 0, grid=grid)
            self._count += 1
        if before and pairs and (first := pairs[0][1]) and _is_same(before, known[first.table]):
            pairs = self._gone_on(pairs, before, known, first.table)
        self._note(pairs, known)
        return pairs

    def _gone_on(self, pairs: Placed, before: _Open, known: dict[int, _Open], number: int) -> Placed:
        """The first table of a page as more rows of the one before; a head that is printed again is left out."""
        head, rows = self._heads[before.number], _rows(pairs, number)
        again = set(takewhile(lambda row: rows[row] == head.get(row), sorted(rows)))
        known[before.number] = replace(known.pop(number), number=before.number)
        shift = before.rows - len(again)
        if rows[0][0][0].islower() and not any(char.isdigit() for text in rows[0] for char in text):
            shift -= 1  # the page broke a row, and the names of its cells go on
        return [
            (line, replace(cell, table=before.number, row=cell.row + shift) if cell and cell.table == number else cell)
            for line, cell in pairs
            if not (cell and cell.table == number and cell.row in again)
        ]

    def _note(self, pairs: Placed, known: dict[int, _Open]) -> None:
        for number in known:
            self._heads.setdefault(number, _rows(pairs, number))
        if pairs and (last := pairs[-1][1]):
            self._open = known[last.table]
            self._open.rows = 1 + max(cell.row for _, cell in pairs if cell and cell.table == last.table)


def _rows(pairs: Placed, number: int) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = defaultdict(list)
    for line, cell in pairs:
        if cell and cell.table == number:
            rows[cell.row].append(line.text)
    return rows


def _is_same(one: _Open, two: _Open) -> bool:
    """Whether two tables have their columns at the same places."""
    if one.grid and two.grid:
        return one.grid.is_like(two.grid)
    return (
        bool(one.rules)
        and len(one.rules) == len(two.rules)
        and all(abs(a - b) < _NEAR for a, b in zip(one.rules, two.rules, strict=True))
    )
