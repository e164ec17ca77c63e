"""A text's paragraphs and tables with the figures of the findings marked, and the findings beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.progress.documents.cards import Numbered, cards
from motcua.progress.types import Block, Document, Level

_GRAVITY = [Level.QUESTION, Level.WARNING, Level.ERROR]
_LARGEST_TABLE = 20_000
"""Cells; a table whose rows and columns come to more is shown as the list of its texts."""

_LONGEST = 300

Found = dict[int, list[Numbered]]


def prose(document: Document, findings: list[Numbered]) -> SafeString:
    """All of a document: paragraphs one by one, the blocks of a table together."""
    found = _by_block(document, findings)
    marks = _Marks(document, findings)
    rows = []
    for table, group in groupby(enumerate(document.blocks), key=lambda pair: pair[1].cell and pair[1].cell.table):
        blocks = list(group)
        if table is None:
            rows += [(marks.paragraph(block), found[number]) for number, block in blocks]
        else:
            rows.append((_table(blocks, marks), [one for number, _ in blocks for one in found[number]]))
    return format_html_join("\n", "{}", ((_row(text, beside),) for text, beside in rows))


def _by_block(document: Document, findings: list[Numbered]) -> Found:
    starts = [block.start for block in document.blocks]
    found: Found = defaultdict(list)
    for one in findings:
        found[max(0, bisect_right(starts, one.finding.start) - 1)].append(one)
    return found


def _row(text: SafeString, beside: list[Numbered]) -> SafeString:
    if not beside:
        return format_html('<div class="row"><div class="text">{}</div></div>', text)
    return format_html(
        '<section class="row found"><div class="text">{}</div><aside>{}</aside></section>', text, cards(beside)
    )


class _Marks:
    """The stretches of a text that findings speak of."""

    def __init__(self, document: Document, findings: list[Numbered]) -> None:
        self.text = document.text
        faults = [(one.finding.start, max(one.finding.end, one.finding.start + 1), one) for one in findings]
        self.faults = sorted(faults, key=lambda fault: fault[:2])
        self.ties = sorted({place for one in findings for place in one.finding.places})

    def paragraph(self, block: Block) -> SafeString:
        """A block as a paragraph."""
        return format_html("<p>{}</p>", self.marked(block.start, block.end))

    def marked(self, start: int, end: int) -> SafeString:
        """A stretch of the text, each fault linked to its card, every other figure of its tie underlined."""
        faults = [fault for fault in _within(self.faults, start, end) if fault[1] > start]
        ties = [tie for tie in _within(self.ties, start, end) if tie[1] > start]
        spans = [*((a, b) for a, b, _ in faults), *ties]
        cuts = sorted({start, end, *(min(max(at, start), end) for span in spans for at in span)})
        return format_html_join("", "{}", ((part,) for part in self._parts(cuts, faults, ties)))

    def _parts(
        self, cuts: list[int], faults: list[tuple[int, int, Numbered]], ties: list[tuple[int, int]]
    ) -> Iterator[SafeString]:
        for begin, end in pairwise(cuts):
            words = self.text[begin:end]
            over = [one for a, b, one in faults if a <= begin and end <= b]
            if over:
                worst = max(over, key=lambda one: _GRAVITY.index(one.finding.level))
                opened = [one for a, _, one in faults if a == begin]
                ids = format_html_join("", '<span id="m-{}"></span>', ((one.number,) for one in opened))
                yield format_html('{}<mark class="{}">{}</mark>', ids, worst.finding.level.value, words)
                closed = [(one.finding.level.value, one.number, one.number) for a, b, one in faults if b == end]
                yield format_html_join("", '<sup class="{}"><a href="#f-{}">{}</a></sup>', closed)
            elif any(a <= begin and end <= b for a, b in ties):
                yield format_html('<span class="tie">{}</span>', words)
            else:
                yield format_html("{}", words)


def _within[Span: (tuple[int, int], tuple[int, int, Numbered])](spans: list[Span], start: int, end: int) -> list[Span]:
    """Of spans in order those that may touch a stretch; no figure is longer than `_LONGEST`."""

    def begins(span: Span) -> int:
        return span[0]

    first = bisect_left(spans, start - _LONGEST, key=begins)
    return spans[first : bisect_left(spans, end, first, key=begins)]


def _table(blocks: list[tuple[int, Block]], marks: _Marks) -> SafeString:
    held: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for _, block in blocks:
        if block.cell:
            held[block.cell.row, block.cell.column].append(block)
    rows, columns = sorted({row for row, _ in held}), sorted({column for _, column in held})
    if len(rows) * len(columns) > _LARGEST_TABLE:
        return format_html_join("", "{}", ((marks.paragraph(block),) for _, block in blocks))

    def line(row: int) -> SafeString:
        return format_html_join("", "<td>{}</td>", ((cell(row, column),) for column in columns))

    def cell(row: int, column: int) -> SafeString:
        return format_html_join("", "{}", ((marks.paragraph(block),) for block in held.get((row, column), [])))

    body = format_html_join("", "<tr>{}</tr>", ((line(row),) for row in rows))
    return format_html('<div class="table" tabindex="0"><table>{}</table></div>', body)
