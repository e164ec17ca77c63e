"""The same run of figures printed for two different things, and two totals for one kind of unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.questions.asking import ask, listed
from motcua.progress.types import Finding

SHORTEST = 3
"""Figures in a row that chance does not repeat."""
_UNIVERSES = frozenset({"sở, ban, ngành", "huyện", "xã"})


def copies(reading: Reading) -> Iterator[Finding]:
    """Questions of both kinds."""
    yield from _runs(reading)
    yield from _universes(reading)


def _runs(reading: Reading) -> Iterator[Finding]:
    """Three and more equal figures with decimals, in equal order, in two places."""
    figures = [mention for mention in reading.mentions if mention.quantity.step < 1 and mention.cell is None]
    starts: dict[tuple[str, ...], int] = {}
    reached = -1
    for at in range(len(figures) - SHORTEST + 1):
        key = tuple(mention.quantity.printed for mention in figures[at : at + SHORTEST])
        if len(set(key)) < SHORTEST:
            continue
        first = starts.setdefault(key, at)
        if first + SHORTEST > at or at <= reached:
            continue
        length = SHORTEST
        while (
            at + length < len(figures)
            and figures[first + length].quantity.printed == figures[at + length].quantity.printed
        ):
            length += 1
        reached = at + length - 1
        one, other = figures[first : first + length], figures[at : at + length]
        yield ask(
            reading.text,
            (other[0].start, other[0].end),
            f"Dãy số {listed(mention.quantity.printed for mention in one)} được in cho hai nội dung khác nhau; "
            "có phải đã chép nhầm từ nội dung trước?",
            others=[(mention.start, mention.end) for mention in (*one, *other)],
        )


def _universes(reading: Reading) -> Iterator[Finding]:
    """19 Sở, ban, ngành here and 26/26 Sở, ban, ngành there."""
    wholes: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.unit in _UNIVERSES and mention.is_count and not mention.is_change and not mention.is_approximate:
            wholes[mention.unit].append(mention)
    for group in wholes.values():
        bases = [mention for mention in group if mention.side == "m"]
        for base in bases:
            rival = next(
                (
                    m
                    for m in group
                    if not m.side
                    and m.value != base.value
                    and base.value < 2 * m.value < 4 * base.value
                    and m.depth == 0
                    and _category(m)
                    and _category(base)
                ),
                None,
            ) or next((m for m in bases if m.value != base.value and _category(m) and _category(base)), None)
            if rival is not None:
                first, second = sorted((rival, base), key=lambda mention: mention.start)
                yield ask(
                    reading.text,
                    (first.start, first.end),
                    f"Văn bản nêu hai tổng số khác nhau cho cùng “{base.words}”: {first.quantity.printed} và {second.quantity.printed}; "
                    "số nào là tổng số của tỉnh?",
                    exact=second.quantity.printed,
                    others=[(second.start, second.end)],
                )
                break


def _category(mention: Mention) -> bool:
    """Whether the words name all units of a kind, not one sort of them."""
    return "," in mention.words
