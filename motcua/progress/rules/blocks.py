"""Plain text as paragraphs, cells and sentences; every offset is one of the text it was given.

A typewriter breaks lines where the paper ends, so a line break says little: a paragraph ends at a blank line, before a
bullet or a heading's number, after a short line that ends a sentence, and at every line of a text whose lines are long.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from unicodedata import normalize

from motcua.progress.types import Block, Cell, Document

LONG_LINE = 130
"""Lines longer than what paper holds (characters) are whole paragraphs."""

_BULLET = re.compile(
    r"\s*(?:[-–—+*•●▪◦·]\s|\(?[a-zđ][.)]\s|\(?\d{1,2}[.)]\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|[IVX]{1,5}[.)]\s)",
    re.ASCII | re.IGNORECASE,
)
LONGEST_SENTENCE = 3_000
"""Letters of one sentence that are read together."""

_SUMS_UP = re.compile(r"\s*(?:Tổng cộng|Tổng số|Cộng)\b\s*:?\s*\d")
_BREAK = re.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_ENDS = re.compile(r"[.;:!?…](?:[”\"»)]*)\s*$")
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"»)]*\s+(?=[-–+•“\"«(]*\s*[A-ZĐÀ-Ỹ0-9])|\n(?=\s*[-–+•]\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|TX|TT|P|Q|H|X|Đ|ĐT|Ths|ThS|TS|PGS|GS|BS|CN|KS|St|No|tr|v|vv|stt|STT|Stt)|\b[A-Z]|(?:^|\n)\s*(?:\d{1,2}|[IVX]+))\.$"
)
_SEPARATOR = re.compile(r"^[\s|+:=─-]+$")


def document_of(text: str) -> Document:
    """Plain text as a document in NFC."""
    text = normalize("NFC", text)
    return Document(text, tuple(_blocks(text)))


def unbroken(document: Document) -> Document:
    """The same text, letter for letter, with a blank where a line of a paragraph was broken and no item begins."""
    text = list(document.text)
    for block in document.blocks:
        for found in _BREAK.finditer(document.text, block.start, block.end):
            if not _BULLET.match(document.text, found.end(), block.end):
                text[found.start() : found.end()] = " " * len(found[0])
    return Document("".join(text), document.blocks)


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of a stretch begin and end; a dot within a number or after an abbreviation ends none."""
    found, begin = [], start
    for gap in _SENTENCE.finditer(text, start, end):
        if _ABBREVIATION.search(text[max(begin, gap.start() - 8) : gap.start()]):
            continue
        found.append((begin, gap.start()))
        begin = gap.end()
    found.append((begin, end))
    return [piece for a, b in found if text[a:b].strip() for piece in _pieces(text, a, b)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence too long for anybody to have written, cut at commas; what compares its figures would take forever."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(",", start, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, at + len(line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"))
        at += len(line)


def _blocks(text: str) -> Iterator[Block]:
    lines = list(_lines(text))
    lengths = sorted(end - start for start, end in lines if text[start:end].strip())
    if not lengths:
        return
    usual = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    wrapped = usual <= LONG_LINE
    table, row, pending = -1, -1, None
    for start, end in lines:
        line = text[start:end]
        cells = _cells(line)
        if cells is not None:
            if pending:
                yield Block(*pending)
                pending = None
            table, row = (table, row + 1) if row >= 0 else (table + 1, 0)
            yield from (
                Block(start + a, start + b, Cell(table, row, column))
                for column, (a, b) in enumerate(cells)
                if line[a:b].strip()
            )
            continue
        if _SEPARATOR.match(line) and line.strip() and row >= 0:
            continue
        row = -1
        if not line.strip():
            if pending:
                yield Block(*pending)
            pending = None
        elif pending and wrapped and not _begins(text, pending, line, usual):
            pending = (pending[0], end)
        else:
            if pending:
                yield Block(*pending)
            pending = (start, end)
    if pending:
        yield Block(*pending)


def _begins(text: str, pending: tuple[int, int], line: str, usual: int) -> bool:
    """Whether a line begins a paragraph after the lines before it."""
    last = (
        text[text.rfind("\n", pending[0], pending[1]) + 1 : pending[1]]
        if "\n" in text[slice(*pending)]
        else text[slice(*pending)]
    )
    if _BULLET.match(line):
        return bool(_ENDS.search(last)) or not re.match(r"\s*[-–]\s", line) or len(last) < usual * 0.6
    if _SUMS_UP.match(line):
        return True
    first = line.lstrip(' \t“"«(')[:1]
    return bool(_ENDS.search(last)) and len(last.rstrip()) < usual * 0.75 and (first.isupper() or first.isdigit())


def _cells(line: str) -> list[tuple[int, int]] | None:
    """The cells of a line of a table drawn with bars, tabs or wide gaps; None for a line of prose."""
    if _SEPARATOR.match(line):
        return None
    if line.count("|") >= 2 or (line.count("|") == 1 and len(line) < 120):
        return _parts(line, r"\|")
    if line.strip("\t ").count("\t") >= 1:
        return _parts(line, r"\t")
    if len(re.findall(r"(?<=\S)\s{3,}(?=\S)", line)) >= 2:
        return _parts(line, r"\s{3,}")
    return None


def _parts(line: str, gap: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for cut in re.finditer(gap, line):
        found.append((at, cut.start()))
        at = cut.end()
    found.append((at, len(line)))
    if gap == r"\|":
        found = found[1 if not line[: found[0][1]].strip() else 0 :]
        if found and not line[slice(*found[-1])].strip():
            found = found[:-1]
    return found


DEEPEST = 8
"""Brackets within brackets that are told apart."""


class Brackets:
    """Which brackets are open at each place: where they change, in order, and what is open from there on."""

    def __init__(self, text: str, blocks: tuple[Block, ...]) -> None:
        self._places: list[int] = []
        self._opened: list[tuple[int, ...]] = []
        for block in blocks:
            opened: tuple[int, ...] = ()
            self._note(block.start, opened)  # a bracket that is never closed ends with its paragraph
            for at in re.finditer(r"[()\[\]]", text[block.start : block.end]):
                place = block.start + at.start()
                opened = (*opened, place)[-DEEPEST:] if at[0] in "([" else opened[:-1]
                self._note(place, opened)

    def _note(self, place: int, opened: tuple[int, ...]) -> None:
        self._places.append(place)
        self._opened.append(opened)

    def at(self, place: int) -> tuple[int, ...]:
        """The brackets open at a place of the text."""
        return self._opened[max(0, bisect_right(self._places, place) - 1)]
