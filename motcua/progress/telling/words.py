"""The Vietnamese words for what an audit found, and where."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from motcua.kernel.printed import print_number
from motcua.progress.types import Block, Document, Finding, Kind, Level

KINDS = {
    Kind.SUM: "tổng",
    Kind.RATIO: "tỷ lệ",
    Kind.PERCENT_SUM: "tổng các tỷ lệ",
    Kind.PART_OF: "bộ phận trong tổng thể",
    Kind.IDENTITY: "số phải bằng nhau",
    Kind.TARGET: "chỉ tiêu",
    Kind.DIFFERENCE: "chênh lệch",
    Kind.NOTATION: "cách viết số",
    Kind.QUESTION: "điều cần xem lại",
}
EXACT = {Kind.PERCENT_SUM: "các tỷ lệ cộng lại"}
"""What the exact figure of a finding is called, where it is not the printed one computed anew."""
LEVELS = {Level.ERROR: "lỗi", Level.WARNING: "cảnh báo", Level.QUESTION: "câu hỏi"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are of each level."""

    errors: int = 0
    warnings: int = 0
    questions: int = 0

    def __str__(self) -> str:
        """`2 lỗi, 1 cảnh báo, 5 câu hỏi`."""
        return level_counts(self.errors, self.warnings, self.questions)


def counts_of(findings: Iterable[Finding]) -> Counts:
    """How many of these are of each level."""
    many = Counter(finding.level for finding in findings)
    return Counts(many[Level.ERROR], many[Level.WARNING], many[Level.QUESTION])


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as they are listed and numbered from 1 wherever they are told: the gravest first, then by the text."""
    levels = list(LEVELS)
    return sorted(findings, key=lambda each: (levels.index(each.level), each.start, each.end))


def level_counts(*many: int) -> str:
    """Errors, warnings and questions as one phrase; what there is none of is left out."""
    told = [f"{print_number(each)} {words}" for each, words in zip(many, LEVELS.values(), strict=True) if each]
    return ", ".join(told) or "không có phát hiện nào"


def block_at(blocks: tuple[Block, ...], offset: int) -> int | None:
    """The index of the block that holds an offset; None between blocks."""
    index = bisect_right(blocks, offset, key=attrgetter("start")) - 1
    return index if index >= 0 and offset <= blocks[index].end else None


def place_words(document: Document, offset: int, *, has_lines: bool = False, page_starts: Sequence[int] = ()) -> str:
    """Where that is for a reader: `trang 3`, `bảng 2, hàng 4, cột 3`, else `đoạn 12`, or `dòng 12` of a plain text.

    `page_starts`, where known, tell the page of a figure in a paragraph that goes over several.
    """
    index = block_at(document.blocks, offset)
    block = document.blocks[index] if index is not None else None
    page = bisect_right(page_starts, offset) or (block.page if block else 0)
    if block and block.cell:
        cell = block.cell
        where = f"bảng {cell.table + 1}, hàng {cell.row + 1}, cột {cell.column + 1}"
        return f"trang {page}, {where}" if page else where
    if page:
        return f"trang {page}"
    if has_lines or index is None:
        return f"dòng {print_number(document.text.count(chr(10), 0, offset) + 1)}"
    return f"đoạn {print_number(index + 1)}"
