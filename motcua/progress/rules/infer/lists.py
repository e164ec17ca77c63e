"""Lists of bullets: one figure of a kind in each, whose total stands in the lines above them or below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

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


_DIVIDES = re.compile(r"\W*(?:chia ra|phân theo|chia theo|phân loại|cụ thể|trong đó|riêng)\b", re.IGNORECASE)
BACK = 3
"""Sentences in which the whole of a division is looked for."""


def divisions(reading: Reading) -> Iterator[Candidate]:
    """A row of classes in a sentence of its own, whose whole stands some sentences before: Chia ra: …; tháng 7 …, tháng 8 …."""
    for index, row in reading.by_sentence.items():
        sentence = reading.sentences[index]
        if not _DIVIDES.match(reading.text[sentence.start : sentence.start + 24]):
            continue
        counts = [m for m in row if m.is_count and not m.side and not m.is_rate and m.depth == row[0].depth]
        unit = next((m.unit for m in counts if m.unit), "")
        parts = tuple(takewhile(lambda m: m.unit in ("", unit) and ";" not in m.lead, counts))  # noqa: B023
        if len(parts) < FEWEST or any(m.is_change or m.is_approximate for m in parts):
            continue
        before = [
            m
            for at in range(index - 1, max(-1, index - 1 - BACK), -1)
            for m in reversed(reading.by_sentence.get(at, []))
            if m.is_count and m.unit == unit and m.cell is None and not m.is_change and not m.is_approximate
        ]
        ties = [Sum(whole, parts) for whole in before]
        held = next((tie for tie in ties if tie.holds()), None)
        if held is not None:
            yield Candidate(held, Strength.GUESS)
        elif (slip := next((tie for tie in ties if is_clear_slip(tie)), None)) is not None:
            yield Candidate(slip, Strength.CERTAIN)
