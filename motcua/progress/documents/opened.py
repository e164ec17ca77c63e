"""A report that was opened: its text, and enough of the file to lead an offset back to its place."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from motcua.kernel.printed import print_number
from motcua.kernel.text import visible
from motcua.progress.types import Document, Unreadable

PAGES = 500
"""A report of more pages is refused: it is a book, or several files in one."""

CHARACTERS = PAGES * 3_000
"""The same limit for a file without pages; a full page of a Vietnamese report holds some 2,500 characters."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with the text that was read from it; `kind` is `txt`, `docx` or `pdf`.

    Of a PDF, `glyphs` holds for each character of the text its number on its page, and `page_starts` the offset at
    which the text of each page begins.
    """

    name: str
    kind: str
    document: Document
    content: bytes = field(repr=False)
    glyphs: array[int] = field(default_factory=lambda: array("l"), repr=False, compare=False)
    page_starts: tuple[int, ...] = field(default=(), repr=False)


def quoted(name: str) -> str:
    """A file's name as a sentence shows it."""
    return f"“{visible(' '.join(name.split())) or 'không tên'}”"


def must_hold_text(name: str, text: str) -> None:
    """Refuse a text of blanks alone and one that is too long."""
    if not text.strip():
        raise Unreadable(f"Tệp {quoted(name)} không có chữ nào; hãy chọn đúng tệp báo cáo rồi thử lại.")
    if len(text) > CHARACTERS:
        raise Unreadable(
            f"Tệp {quoted(name)} dài {print_number(len(text))} ký tự, quá mức {print_number(CHARACTERS)} ký tự "
            f"(khoảng {PAGES} trang); hãy tách báo cáo thành nhiều tệp ngắn hơn rồi kiểm tra từng tệp."
        )
