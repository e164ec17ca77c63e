"""Lists of bullets: one figure of a kind in each, whose total stands in the lines above them or below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.progress.rules.infer.candidate import Candidate, Strength, compatible
from motcua.progress.rules.mentions import Reading
from motcua.progress.rules.slips import is_clear_slip, is_slip
from motcua.progress.rules.ties import Sum

_MARK = re.compile(r"\s*([-–+•*])\s|\s*\(?(?:\d{1,2}|[a-zđ])[.)]\s")
_TOTAL = re.compile(r"\W*(?:tổng cộng|tổng số|cộng|tổng)\b[^\d,;.]{0,25}", re.IGNORECASE)
FEWEST = 3
"""Bullets that make a list."""


def lists(reading: Reading) -> Iterator[Candidate]:
    """The sums of lists."""
    blocks = reading.document.blocks
    at = 0
    while at < len(blocks):
        mark = _mark(reading, at)
        end = at
        while end < len(blocks) and mark and _mark(reading, end) == mark:
            end += 1
        if end - at >= FEWEST:
            yield from _list(reading, at, end)
        at = max(end, at + 1)


def _mark(reading: Reading, block: int) -> str:
    """What kind of bullet begins a block; cells have none."""
    if reading.document.blocks[block].cell is not None:
        return ""
    found = _MARK.match(reading.text[reading.document.blocks[block].start :][:8])
    return (found[1] or "1") if found else ""


def _list(reading: Reading, begin: int, end: int) -> Iterator[Candidate]:
    rows = [
        [m for m in reading.by_block.get(block, ()) if m.is_count and not m.side and not m.is_rate]
        for block in range(begin, end)
    ]
    if any(not row for row in rows):
        return
    parts = tuple(row[0] for row in rows)
    unit = next((part.unit for part in parts if part.unit), "")
    if any(part.unit and part.unit != unit for part in parts) or any(
        part.is_change or part.is_approximate for part in parts
    ):
        return
    below = reading.by_block.get(end, [])[:1]
    if below and below[0].is_count and compatible(below[0], parts[0]) and _TOTAL.fullmatch(below[0].lead):
        yield Candidate(Sum(below[0], parts), Strength.LIKELY)
    above = [m for block in range(max(0, begin - 2), begin) for m in reading.by_block.get(block, ())]
    wholes = [
        m for m in above if m.is_count and m.side != "m" and m.unit == unit and not m.is_change and not m.is_approximate
    ]
    ties = [Sum(whole, parts) for whole in wholes]
    held = next((tie for tie in ties if tie.holds()), None)
    if held is not None:
        yield Candidate(held, Strength.GUESS)
        return
    intro = reading.text[: reading.document.blocks[begin].start].rstrip()
    if intro.endswith(":"):
        for tie in ties:
            if is_clear_slip(tie) or (
                len(ties) == 1 and len(parts) >= FEWEST and is_slip(tie) and abs(tie.gap()) * 50 <= tie.whole.value
            ):
                yield Candidate(tie, Strength.CERTAIN)
                return
