"""Divisions: a class that is nowhere printed, classes that differ between sections, a base that may hold what was abolished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.kernel.text import fold
from motcua.progress.rules.judge import Judged
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.questions.asking import ask
from motcua.progress.rules.ties import Share
from motcua.progress.types import Finding

_LATE = re.compile(r"\b(?:tre han|qua han|cham han)\b")
_OPEN = re.compile(r"\b(?:dang thuc hien|dang giai quyet|trong thoi han giai quyet|trong han|dang xu ly)\b")
_OPEN_LATE = re.compile(
    r"\b(?:qua han (?:chua|nhung chua|dang)|chua (?:giai quyet|hoan thanh)[^,;.]{0,12}qua han|dang[^,;.]{0,20}qua han)\b"
)
_OPEN_DIVIDED = re.compile(
    r"\b(?:dang|chua) (?:giai quyet|xu ly|thuc hien)\b[^.]{0,80}\b(?:trong han|chua (?:den|qua) han|con han)\b[^.]{0,60}\b(?:qua|tre|cham) han\b"
    r"|\b(?:dang|chua) (?:giai quyet|xu ly|thuc hien)\b[^.]{0,80}\b(?:qua|tre|cham) han\b[^.]{0,60}\b(?:trong han|chua (?:den|qua) han|con han)\b"
)
FURTHER = 3
"""Sentences after the one in which classes are looked for."""
_EARLY = re.compile(r"\b(?:truoc han|som han)\b")
_MERGED = re.compile(r"\b(?:(?:truoc|som)(?: han)? va dung han|dung(?: han)? va (?:truoc|som) han)\b")
_ABOLISHED = re.compile(r"\bbai bo\b")


def classes(reading: Reading, judged: Judged) -> Iterator[Finding]:
    """Questions of all three kinds."""
    for index, row in reading.by_sentence.items():
        words = _words(reading, index, index)
        yield from _missing(reading, row, words, _words(reading, index, index + FURTHER))
    yield from _merged(reading)
    yield from _bases(reading, judged)


def _words(reading: Reading, first: int, last: int) -> str:
    """The words of some sentences without marks; # for each figure."""
    kept = reading.sentences[first : last + 1]
    return re.sub(r"\d[\d.,]*", "#", fold(" ".join(reading.text[kept[0].start : kept[-1].end].split())))


def _own(mention: Mention) -> str:
    """The words of a figure's own clause."""
    return fold(
        f"{re.split(r'[,;.:]', mention.lead.rstrip(' :('))[-1][-40:]} {re.split(r'[,;.:]', mention.tail, maxsplit=1)[0][:40]}"
    )


def _missing(reading: Reading, row: list[Mention], words: str, further: str) -> Iterator[Finding]:
    """Early, on time, late, still in time: where are those that are late and not done? Perhaps some sentences later."""
    if _OPEN_LATE.search(words) or _OPEN_DIVIDED.search(further) or not _LATE.search(words) or not _OPEN.search(words):
        return
    open_ = next((m for m in row if m.is_count and _OPEN.search(_own(m)) and not _LATE.search(_own(m))), None)
    late = next((m for m in row if m.is_count and _LATE.search(_own(m))), None)
    if open_ is None or late is None or open_ is late:
        return
    yield ask(
        reading.text,
        (open_.start, open_.end),
        f"Cách phân loại có “trễ hạn” và “đang giải quyết” ({open_.quantity.printed}) nhưng không có loại “quá hạn chưa giải quyết xong”; "
        "số đó bằng 0 hay được tính vào đâu?",
        others=[(late.start, late.end)],
    )


def _merged(reading: Reading) -> Iterator[Finding]:
    """Early and on time counted apart here and together there."""
    apart = merged = None
    for mention in reading.mentions:
        if not mention.is_count:
            continue
        label = fold(" ".join(mention.lead[-60:].split()))
        if _MERGED.search(label):
            merged = merged or mention
        elif _EARLY.search(label):
            apart = apart or mention
    if apart is not None and merged is not None and apart.sentence != merged.sentence:
        first, second = sorted((apart, merged), key=lambda mention: mention.start)
        yield ask(
            reading.text,
            (second.start, second.end),
            "Phần này gộp “sớm hạn và đúng hạn” còn phần khác tách riêng, nên không so sánh được theo từng loại; nên dùng một cách phân loại.",
            others=[(first.start, first.end)],
        )


def _bases(reading: Reading, judged: Judged) -> Iterator[Finding]:
    """A share of what was abolished in a total: does the total still hold it?"""
    for tie in judged.holding:
        if not isinstance(tie, Share) or len(tie.base) != 1:
            continue
        gone = next((term for _, term in tie.part if _ABOLISHED.search(fold(term.lead[-40:]))), None)
        if gone is not None:
            base = tie.base[0][1]
            yield ask(
                reading.text,
                (base.start, base.end),
                f"Tổng số {base.quantity.printed} là trước hay sau khi bãi bỏ {gone.quantity.printed}? Tỷ lệ {tie.percent.quantity.printed} "
                "chỉ đúng khi tổng số còn gồm cả phần đã bãi bỏ.",
                others=[(gone.start, gone.end), (tie.percent.start, tie.percent.end)],
            )
