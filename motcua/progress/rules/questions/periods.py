"""Periods: cut-off days that differ within one report, rates that break between two periods, stocks that do not follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from motcua.kernel.text import fold
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.numbers import printed
from motcua.progress.rules.questions.asking import ask, listed
from motcua.progress.types import Finding

NEAR = 62
"""Days within which two cut-offs are of one report."""
_SPAN = re.compile(
    r"từ\s+(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:đến|tính đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.IGNORECASE)
_RECEIVED = re.compile(r"\b(?:tiep nhan|thu ly|nhan)\b")
_RESOLVED = re.compile(r"\b(?:da giai quyet|giai quyet duoc|da hoan thanh)\b")
_PENDING = re.compile(r"\b(?:dang giai quyet|trong thoi han giai quyet|dang trong|chua giai quyet|con ton)\b")


@dataclass(frozen=True)
class _Flow:
    """What a sentence says came in within a period."""

    begin: date
    end: date
    received: Mention
    resolved: Mention | None
    pending: Mention | None

    @property
    def days(self) -> int:
        return (self.end - self.begin).days + 1


def periods(reading: Reading) -> Iterator[Finding]:
    """Questions of all three kinds."""
    yield from _cut_offs(reading)
    flows = list(_flows(reading))
    for at, long in enumerate(flows):
        for short in flows[:at] + flows[at + 1 :]:
            if long.begin < short.begin <= long.end and long.received.unit == short.received.unit:
                yield from _break(reading, long, short)
                yield from _stock(reading, long, short)


def _day(found: re.Match[str], at: int) -> date | None:
    try:
        return date(int(found[at + 2]), int(found[at + 1]), int(found[at]))
    except ValueError:
        return None


def _cut_offs(reading: Reading) -> Iterator[Finding]:
    seen: dict[date, tuple[int, int]] = {}
    for found in _CUT.finditer(reading.text):
        day = _day(found, 1)
        if day is not None:
            seen.setdefault(day, (found.start(1), found.end(3)))
    if not seen:
        return
    last = max(seen)
    near = {day: place for day, place in seen.items() if (last - day).days <= NEAR}
    if len(near) < 2:
        return
    places = sorted(near.values())
    yield ask(
        reading.text,
        places[1],
        f"Báo cáo dùng {len(near)} ngày chốt số liệu khác nhau ({listed(reading.text[a:b] for a, b in places)}); "
        "nên chốt về một ngày hoặc nói rõ vì sao khác.",
        others=places,
    )


def _flows(reading: Reading) -> Iterator[_Flow]:
    for index, sentence in enumerate(reading.sentences):
        span = _SPAN.search(reading.text, sentence.start, sentence.end)
        if span is None or (begin := _day(span, 1)) is None or (end := _day(span, 4)) is None or end <= begin:
            continue
        row = [mention for mention in reading.by_sentence.get(index, []) if mention.is_count and not mention.side]
        following = reading.sentences[index + 1] if index + 1 < len(reading.sentences) else None
        if following is not None and following.block == sentence.block:
            row += [
                mention for mention in reading.by_sentence.get(index + 1, []) if mention.is_count and not mention.side
            ]
        received = next(
            (mention for mention in row if _RECEIVED.search(fold(mention.lead[-60:])) and mention.value >= 1000), None
        )
        if received is None or not received.unit:
            continue
        resolved = next((m for m in row if m.index > received.index and _RESOLVED.search(fold(m.lead[-40:]))), None)
        pending = next((m for m in row if m.index > received.index and _PENDING.search(fold(m.lead[-50:]))), None)
        yield _Flow(begin, end, received, resolved, pending)


def _break(reading: Reading, long: _Flow, short: _Flow) -> Iterator[Finding]:
    """The days outside the shorter period must have brought the rest; how many a day?"""
    days = (short.begin - long.begin).days
    rest = long.received.value - short.received.value
    if days < 30 or rest <= 0 or not short.received.value:
        return
    before, within = rest / days, short.received.value / short.days
    times = max(before / within, within / before)
    if times >= 3:
        yield ask(
            reading.text,
            (short.received.start, short.received.end),
            f"Bình quân {printed(within)} {short.received.words} mỗi ngày trong kỳ này, nhưng {printed(before)} mỗi ngày trong "
            f"thời gian còn lại của kỳ dài hơn ({long.received.quantity.printed}), chênh {printed(times, 2)} lần; "
            "hai tổng số có cùng phạm vi đếm không?",
            others=[(long.received.start, long.received.end)],
        )


def _stock(reading: Reading, long: _Flow, short: _Flow) -> Iterator[Finding]:
    if long.pending is None or short.resolved is None or abs((long.end - short.end).days) > 31:
        return
    left = short.received.value - short.resolved.value
    if Fraction(0) <= left < long.pending.value:
        yield ask(
            reading.text,
            (long.pending.start, long.pending.end),
            f"Còn {long.pending.quantity.printed} {short.received.words} đang giải quyết, nhưng kỳ gần nhất chỉ để lại nhiều nhất "
            f"{printed(left)} ({short.received.quantity.printed} − {short.resolved.quantity.printed}); phần còn lại ở đâu?",
            others=[(m.start, m.end) for m in (short.received, short.resolved)],
        )
