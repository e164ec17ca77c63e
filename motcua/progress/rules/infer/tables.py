"""Tables: the relations that most rows or columns keep, and the cell that does not.

A total row is one whose first cell says so; which columns add up, and which is a share of which, is learnt from the rows
themselves. A relation that all but a few rows keep accuses those few; what one row alone would say is not held against it,
except a total row's, where the other columns of the same row prove that it is the sum of the rows above.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from motcua.progress.rules.infer.candidate import Candidate, Strength
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.slips import is_slip
from motcua.progress.rules.ties import Share, Sum, Tie

_TOTAL = re.compile(
    r"^\W*(?:[ivx\d.]+\W+)?(?:tổng cộng|tổng số|tổng|cộng|toàn tỉnh|toàn huyện|toàn ngành|toàn xã|cả tỉnh|chung)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"tỷ lệ|tỉ lệ|%|đạt|tỷ trọng", re.IGNORECASE)
type Grid = dict[int, dict[int, Mention]]


def tables(reading: Reading) -> Iterator[Candidate]:
    """The ties of every table."""
    cells: dict[int, Grid] = defaultdict(dict)
    words: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for block in reading.document.blocks:
        if block.cell is not None:
            place = (block.cell.row, block.cell.column)
            words[block.cell.table][place] = (
                f"{words[block.cell.table].get(place, '')} {reading.text[block.start : block.end]}".strip()
            )
    for mention in reading.mentions:
        cell = mention.cell
        if cell is None or mention.side == "m":
            continue
        if not re.fullmatch(r"[^\d]{0,3}[\d.,]+\s*%?[^\d]{0,14}", words[cell.table][cell.row, cell.column]):
            continue  # a cell of prose, or of several numbers
        cells[cell.table].setdefault(cell.row, {})[cell.column] = mention
    for table, grid in cells.items():
        yield from _totals(grid, words[table])
        yield from _columns(grid, words[table])


def _totals(grid: Grid, words: dict[tuple[int, int], str]) -> Iterator[Candidate]:
    """Total rows: the sum of all rows above (or below, where it stands first)."""
    rows = sorted(grid)
    for row in rows:
        if not any(_TOTAL.match(words.get((row, column), "")) for column in (0, 1)):
            continue
        others = [
            other
            for other in rows
            if other != row and not any(_TOTAL.match(words.get((other, column), "")) for column in (0, 1))
        ]
        above = [other for other in others if other < row]
        below = [other for other in others if other > row]
        group = above if len(above) >= 2 else below
        for choice in (group, _leaves(group, words)):
            ties = list(_column_sums(grid, row, choice, words))
            holding = [tie for tie in ties if tie.holds()]
            if holding:
                break
        else:
            continue
        for tie in ties:
            sure = len(holding) >= 1 and (len(holding) * 2 >= len(ties))
            yield Candidate(tie, Strength.CERTAIN if sure and _near(tie) else Strength.GUESS)


def _near(tie: Sum) -> bool:
    return tie.holds() or is_slip(tie) or abs(tie.gap()) * 20 <= tie.whole.value


def _leaves(rows: list[int], words: dict[tuple[int, int], str]) -> list[int]:
    """The rows without those that are numbered I, II: these are totals of what follows."""
    return [row for row in rows if not re.match(r"^[IVX]+\b", words.get((row, 0), ""))]


def _column_sums(grid: Grid, total: int, rows: list[int], words: dict[tuple[int, int], str]) -> Iterator[Sum]:
    for column, whole in sorted(grid[total].items()):
        parts = tuple(grid[row][column] for row in rows if column in grid[row])
        if whole.is_percent or len(parts) < 2 or any(part.is_percent for part in parts):
            continue
        if _is_rate(column, words) or _is_order(parts):
            continue
        yield Sum(whole, parts)


def _is_rate(column: int, words: dict[tuple[int, int], str]) -> bool:
    """Whether a column's head says that its figures do not add up."""
    head = " ".join(words.get((row, column), "") for row in (0, 1))
    return bool(re.search(r"tỷ lệ|tỉ lệ|%|bình quân|điểm|xếp|mật độ|chỉ số|hạng|năng suất", head, re.IGNORECASE))


def _is_order(parts: tuple[Mention, ...]) -> bool:
    """Whether a column only numbers its rows."""
    return [part.value for part in parts] == [Fraction(count) for count in range(1, len(parts) + 1)]


def _columns(grid: Grid, words: dict[tuple[int, int], str]) -> Iterator[Candidate]:
    """Relations between columns that most rows keep: c = a + b (+ …), and p = a : b."""
    rows = [row for row in sorted(grid) if len(grid[row]) >= 3]
    if len(rows) < 3:
        return
    columns = sorted({column for row in rows for column in grid[row]})
    columns = [column for column in columns if sum(column in grid[row] for row in rows) * 4 >= len(rows) * 3][:14]
    for whole in columns:
        others = [column for column in columns if column != whole]
        best: tuple[int, list[Sum]] = (0, [])
        for size in (2, 3, 4):
            for chosen in combinations(others, size):
                ties = [
                    Sum(grid[row][whole], tuple(grid[row][column] for column in chosen))
                    for row in rows
                    if all(column in grid[row] for column in (whole, *chosen))
                ]
                if _percents(grid, rows, (whole, *chosen)):
                    continue
                held = sum(tie.holds() for tie in ties)
                if not _mostly(held, len(ties)):
                    continue
                if held >= 3:
                    yield from _said(ties)  # one total may be divided in several ways
                elif held > best[0]:
                    best = (held, list(ties))
        yield from _said(best[1])
    for percent in columns:
        head = " ".join(words.get((row, percent), "") for row in (0, 1, 2))
        if not _SHARE.search(head) and not any(grid[row][percent].is_percent for row in rows if percent in grid[row]):
            continue
        chosen_ties: tuple[int, list[Tie]] = (0, [])
        for part in columns:
            for base in columns:
                if len({part, base, percent}) < 3:
                    continue
                shares = [
                    Share(((1, grid[row][part]),), ((1, grid[row][base]),), grid[row][percent])
                    for row in rows
                    if all(column in grid[row] for column in (part, base, percent)) and grid[row][base].value
                ]
                held = sum(tie.holds() for tie in shares)
                if _mostly(held, len(shares)) and held > chosen_ties[0]:
                    chosen_ties = (held, list(shares))
        yield from _said(chosen_ties[1])


def _percents(grid: Grid, rows: list[int], columns: tuple[int, ...]) -> bool:
    return any(grid[row][column].is_percent for row in rows for column in columns if column in grid[row])


def _mostly(held: int, of: int) -> bool:
    """Whether so many of the rows prove a relation that the others are at fault."""
    return of >= 3 and held >= 2 and held * 3 >= of * 2


def _said(ties: Sequence[Tie]) -> Iterator[Candidate]:
    held = sum(tie.holds() for tie in ties)
    sure = held >= 3 and (len(ties) - held) * 4 <= held
    for tie in ties:
        near = not isinstance(tie, Sum) or _near(tie)
        yield Candidate(tie, Strength.CERTAIN if sure and near else Strength.LIKELY)
