"""Which cell of a table with rules a line of text stands in; pure geometry."""

from __future__ import annotations

from bisect import bisect_right

from motcua.progress.documents.glyphs import Sheet
from motcua.progress.documents.view import Box
from motcua.progress.types import Cell

_NEAR = 3.0
"""Points within which two rules are one."""

_MOST_RULES = 3_000
_WHOLE_PAGE = 0.7


def cells_of(boxes: list[Box], sheet: Sheet, first: int) -> tuple[list[Cell | None], dict[int, tuple[float, ...]]]:
    """For each box its cell, or None; and where the columns of each table are.

    Tables are numbered from `first` on, from top to bottom.

    A merged cell is at its first row and column: those of the rules above it and to its left.
    """
    uprights = [rule for rule in sheet.rules if rule.height > rule.right - rule.left][:_MOST_RULES]
    levels = [rule for rule in sheet.rules if rule.height <= rule.right - rule.left][:_MOST_RULES]
    tables = _tables(uprights, levels, first)
    cells = [_cell_of(box, sheet, tables) for box in boxes]
    return cells, {table.number: tuple(table.columns) for table in tables}


class _Table:
    """Rules that belong together, and the places of its rows and columns."""

    def __init__(self, number: int, top: float, bottom: float, uprights: list[Box], levels: list[Box]) -> None:
        self.number, self.top, self.bottom = number, top, bottom
        self.uprights, self.levels = uprights, levels
        self.columns = _distinct(rule.left for rule in uprights)
        self.rows = _distinct(rule.top for rule in levels)

    @property
    def has_cells(self) -> bool:
        """A frame around a text is no table."""
        return len(self.columns) > 1 and len(self.rows) > 1 and len(self.columns) + len(self.rows) > 4


def _tables(uprights: list[Box], levels: list[Box], first: int) -> list[_Table]:
    spans: list[list[float]] = []
    for rule in sorted(uprights, key=lambda rule: rule.top):
        if spans and rule.top <= spans[-1][1] + _NEAR:
            spans[-1][1] = max(spans[-1][1], rule.bottom)
        else:
            spans.append([rule.top, rule.bottom])
    tables: list[_Table] = []
    for top, bottom in spans:
        table = _Table(
            first + len(tables),
            top,
            bottom,
            [rule for rule in uprights if rule.top >= top - _NEAR and rule.bottom <= bottom + _NEAR],
            [rule for rule in levels if top - _NEAR <= rule.top <= bottom + _NEAR],
        )
        if table.has_cells:
            tables.append(table)
    return tables


def _cell_of(box: Box, sheet: Sheet, tables: list[_Table]) -> Cell | None:
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    for table in tables:
        if not table.top - _NEAR <= down <= table.bottom + _NEAR:
            continue
        beside = [rule for rule in table.uprights if rule.top - _NEAR <= down <= rule.bottom + _NEAR]
        along = [rule for rule in table.levels if rule.left - _NEAR <= across <= rule.right + _NEAR]
        left = max((rule.left for rule in beside if rule.left <= across), default=None)
        right = min((rule.left for rule in beside if rule.left > across), default=None)
        top = max((rule.top for rule in along if rule.top <= down), default=None)
        bottom = min((rule.top for rule in along if rule.top > down), default=None)
        if left is None or right is None or top is None or bottom is None:
            continue
        if right - left > _WHOLE_PAGE * sheet.width and bottom - top > _WHOLE_PAGE * sheet.height / 2:
            continue
        return Cell(table.number, _index(table.rows, top), _index(table.columns, left))
    return None


def _distinct(values: object) -> list[float]:
    places: list[float] = []
    for value in sorted(values):  # type: ignore[call-overload]
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _index(places: list[float], value: float) -> int:
    return max(0, bisect_right(places, value + 0.01) - 1)
