"""An audit as plain text for a terminal: each finding with its place, its sentence, its repairs; then the sum of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from functools import partial

from motcua.kernel.printed import print_number
from motcua.progress.telling.marks import sentence_pieces
from motcua.progress.telling.words import EXACT, KINDS, LEVELS, counts_of, in_order, place_words
from motcua.progress.types import Audit, Document, Finding, Level

WIDTH = 100
HEADINGS = {
    Level.ERROR: "LỖI",
    Level.WARNING: "CẢNH BÁO",
    Level.QUESTION: "CÂU HỎI (chưa kết luận là sai)",
}


def as_text(name: str, document: Document, audit: Audit, page_starts: Sequence[int] = ()) -> str:
    """What was found in the report called `name`; the figure at fault stands between «»."""
    lines: list[str] = []
    place = partial(place_words, document, has_lines=name.lower().endswith(".txt"), page_starts=page_starts)
    for level in LEVELS:
        found = [(number, each) for number, each in enumerate(in_order(audit.findings), 1) if each.level == level]
        if found:
            lines += [f"{HEADINGS[level]}: {print_number(len(found))}", ""]
            for number, finding in found:
                lines += [*_finding(number, finding, document, place(finding.start)), ""]
    if audit.missing:
        lines += [f"KHÔNG TÌM THẤY TRONG BÁO CÁO: {print_number(len(audit.missing))} câu mẫu của tệp quy tắc", ""]
        lines += [line for each in audit.missing for line in _wrapped(f"– {each}", "  ")]
        lines.append("")
    return "\n".join([*lines, summary(name, audit)])


def summary(name: str, audit: Audit) -> str:
    """The last words: how much was read, how much was found."""
    if not audit.quantities:
        return f"{name}: không thấy số liệu nào để soát."
    read = (
        f"{name}: đọc {print_number(len(audit.quantities))} số liệu, kiểm được {print_number(audit.ties)} mối liên hệ"
    )
    if not audit.findings:
        return f"{read}; không thấy điểm nào mâu thuẫn."
    return f"{read}; {counts_of(audit.findings)}."


def _finding(number: int, finding: Finding, document: Document, place: str) -> Iterator[str]:
    head = f"{number}. {KINDS[finding.kind].capitalize()} · {place}"
    yield head + (f" · quy tắc {finding.rule}" if finding.rule else "")
    shown = "".join(f"«{piece.text}»" if piece.is_first else piece.text for piece in sentence_pieces(document, finding))
    yield from _wrapped(shown, "   │ ")
    yield from _wrapped(finding.says, "   ")
    if finding.exact and finding.exact not in finding.says:
        name = EXACT.get(finding.kind, "tính chính xác")
        yield from _wrapped(f"In trong báo cáo: {finding.printed}; {name}: {finding.exact}.", "   ")
    if finding.repairs:
        ways = "; hoặc ".join(f"«{each.printed}» thành «{each.put}»" for each in finding.repairs)
        yield from _wrapped(f"Có thể sửa: {ways}.", "   ")


def _wrapped(text: str, margin: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
