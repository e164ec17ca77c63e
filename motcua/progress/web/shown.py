"""Findings and text as the pages show them: with place, sentence, marks, and the page of the text they stand on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any

from motcua.kernel.printed import print_number
from motcua.progress.queries import AuditedReport, ReportFinding
from motcua.progress.telling import (
    EXACT,
    KINDS,
    LEVELS,
    Mark,
    Piece,
    marks_of,
    place_words,
    sentence_pieces,
    text_pieces,
)
from motcua.progress.types import Block, Document, Finding, Level, Repair

BLOCKS, LETTERS = 150, 20_000
"""So many paragraphs and cells of a text, and about so many letters, are on one page."""
LOOKS = {
    Level.ERROR: ("late", "alert-circle"),
    Level.WARNING: ("warn", "alert-triangle"),
    Level.QUESTION: ("info", "help-circle"),
}
HEADINGS = {
    Level.ERROR: ("Lỗi", "Số liệu chắc chắn mâu thuẫn với nhau."),
    Level.WARNING: ("Cảnh báo", "Không sai về số, nhưng nên xem lại cách làm tròn hoặc cách viết."),
    Level.QUESTION: ("Câu hỏi", "Chưa đủ căn cứ để kết luận; người viết báo cáo cần trả lời."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding on a page; `text_page` is the page of the text on which its figure at fault stands."""

    number: int
    finding: Finding
    place: str
    text_page: int
    document: Document = field(repr=False)

    @property
    def pieces(self) -> list[Piece]:
        """The sentence of its figure at fault, with its figures marked."""
        return sentence_pieces(self.document, self.finding, self.number)

    @property
    def kind(self) -> str:
        """Its tie, in words."""
        words = KINDS[self.finding.kind]
        return words[:1].upper() + words[1:]

    @property
    def exact_name(self) -> str:
        """What its exact figure is called."""
        return EXACT.get(self.finding.kind, "tính chính xác").capitalize()

    @property
    def level(self) -> str:
        """How sure it is, in words."""
        words = LEVELS[self.finding.level]
        return words[:1].upper() + words[1:]

    @property
    def tone(self) -> str:
        """The tone of its badge."""
        return LOOKS[self.finding.level][0]

    @property
    def icon(self) -> str:
        """The drawing of its badge."""
        return LOOKS[self.finding.level][1]

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """The smallest ways to mend it."""
        return self.finding.repairs


def shown(rows: Iterable[ReportFinding], report: AuditedReport) -> list[Shown]:
    """Findings, each with its place in the text of its report."""
    document = report.document
    place = partial(place_words, document, has_lines=report.has_lines, page_starts=report.page_starts)
    firsts = [page[0].start for page in pages_of(document)]
    return [
        Shown(
            number=row.number,
            finding=row.finding,
            place=place(row.start),
            text_page=max(bisect_right(firsts, row.start), 1),
            document=document,
        )
        for row in rows
    ]


def pages_of(document: Document) -> list[list[Block]]:
    """The blocks of a text, divided into pages of a length that can be read."""
    pages: list[list[Block]] = []
    for block in document.blocks:
        if not pages or len(pages[-1]) >= BLOCKS or block.end - pages[-1][0].start > LETTERS:
            pages.append([])
        pages[-1].append(block)
    return pages


def grouped(found: Iterable[Shown]) -> Iterator[dict[str, Any]]:
    """Findings that come sorted by level, as groups with a heading."""
    for level, group in groupby(found, key=lambda each: each.finding.level):
        title, says = HEADINGS[level]
        yield {"level": level, "title": title, "says": says, "icon": LOOKS[level][1], "findings": list(group)}


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of the text with the finding it leads to, if any; `anchor` where that finding's first figure begins."""

    text: str
    finding: int = 0
    tone: str = ""
    words: str = ""
    page: int = 0
    anchors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or the rows of a table: of cells, of paragraphs, of pieces."""

    pieces: list[MarkedPiece] | None = None
    rows: list[list[list[list[MarkedPiece]]]] | None = None
    page: int = 0


def text_parts(document: Document, blocks: list[Block], findings: list[Shown]) -> list[Part]:
    """These blocks of a text, with every figure that a finding is about marked."""
    known = {each.number: each for each in findings}
    marks = [mark for each in findings for mark in marks_of(each.finding, each.number)]
    parts: list[Part] = []
    page = 0
    for table, run in groupby(blocks, key=lambda block: block.cell.table if block.cell else None):
        for part in _parts(table, list(run), document.text, marks, known):
            turned = part.page if part.page != page else 0
            page = part.page
            parts.append(Part(part.pieces, part.rows, turned))
    return parts


def _parts(
    table: int | None, run: list[Block], text: str, marks: list[Mark], known: dict[int, Shown]
) -> Iterator[Part]:
    if table is None:
        for block in run:
            yield Part(pieces=_marked(text, block, marks, known), page=block.page)
        return
    rows = []
    for _, cells in groupby(run, key=lambda block: block.cell and block.cell.row):
        row: list[list[list[MarkedPiece]]] = []
        for column, inside in groupby(cells, key=lambda block: block.cell.column if block.cell else 0):
            row += [[] for _ in range(column - len(row))]
            row.append([_marked(text, block, marks, known) for block in inside])
        rows.append(row)
    yield Part(rows=rows, page=run[0].page)


def _marked(text: str, block: Block, marks: list[Mark], known: dict[int, Shown]) -> list[MarkedPiece]:
    return [_piece(piece, known) for piece in text_pieces(text, block.start, block.end, marks)]


def _piece(piece: Piece, known: dict[int, Shown]) -> MarkedPiece:
    """Under several findings it leads to the gravest whose figure at fault it is, else to the gravest."""
    if not piece.marks:
        return MarkedPiece(piece.text)
    levels = list(Level)
    best = min(piece.marks, key=lambda mark: (not mark.is_first, levels.index(known[mark.finding].finding.level)))
    found = known[best.finding]
    anchors = tuple(mark.finding for mark in piece.marks if mark.is_first and mark.start == piece.start)
    words = f"{LEVELS[found.finding.level]}, phát hiện {print_number(found.number)}"
    return MarkedPiece(piece.text, found.number, found.tone, words, found.text_page, anchors)
