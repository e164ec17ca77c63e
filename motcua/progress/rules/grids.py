"""What the rows and columns of a document's tables are called, so that a figure in a cell can be told in words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from motcua.progress.types import Cell, Document, Finding

SHORT = 4
LONGEST = 60
"""Letters of a name that are told; the rest is left out."""

_NAME = re.compile(r"[^\W\d_]{2}")
_FIGURE = re.compile(r"[^\d]{0,3}\d[\d.,]*\s*%?[^\d]{0,14}")
_ORDER = re.compile(r"stt|tt|số tt|số thứ tự", re.IGNORECASE)


class Grids:
    """The words of every cell, by table, row and column."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._starts = [block.start for block in document.blocks]
        self._words: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
        for block in document.blocks:
            if (cell := block.cell) is not None:
                words, place = self._words[cell.table], (cell.row, cell.column)
                words[place] = " ".join(f"{words.get(place, '')} {document.text[block.start : block.end]}".split())

    def told(self, finding: Finding) -> str:
        """`Hàng “Sở Y tế”, cột “Trễ hạn”` of the figure at fault; empty unless all figures of its tie stand in cells."""
        cell = self._cell_at(finding.start)
        if cell is None or any(self._cell_at(start) is None for start, _ in finding.places):
            return ""
        named = (("hàng", self._row(cell)), ("cột", self._column(cell)))
        said = ", ".join(f"{word} “{_short(name)}”" for word, name in named if name)
        return said[:1].upper() + said[1:]

    def _cell_at(self, offset: int) -> Cell | None:
        at = bisect_right(self._starts, offset) - 1
        return self._blocks[at].cell if at >= 0 and offset < self._blocks[at].end else None

    def _row(self, cell: Cell) -> str:
        """The first words to the left of a cell."""
        words = self._words[cell.table]
        left = (words.get((cell.row, column), "") for column in range(cell.column))
        return next((name for name in left if _NAME.search(name) and not _FIGURE.fullmatch(name)), "")

    def _column(self, cell: Cell) -> str:
        """The lowest words above the first figure of a column; where a cell was merged, those of the column before."""
        words = self._words[cell.table]
        for column in range(cell.column, 0, -1):
            found = ""
            for row in range(cell.row):
                name = words.get((row, column), "")
                if _FIGURE.fullmatch(name) and not re.fullmatch(r"\(?\d{1,2}\)?", name):
                    break
                found = name if _NAME.search(name) or name == "%" else found
            if found and len(found) < SHORT:  # %, SL: one of several; the column before says of what
                before = self._column(replace(cell, column=column - 1))
                return f"{before}, {found}" if before else found
            if found:
                return "" if _ORDER.fullmatch(found) else found
        return ""


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[:LONGEST].rsplit(' ', 1)[0]}…"
