"""A PDF as text with pages, and its pages as pictures with frames around figures."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as c

from motcua.kernel.printed import print_number
from motcua.progress.documents.glyphs import PDFIUM, Sheet, sheet_of
from motcua.progress.documents.layout import stretches
from motcua.progress.documents.legible import must_be_legible
from motcua.progress.documents.opened import PAGES, Opened, must_hold_text, quoted
from motcua.progress.types import Block, Document, Unreadable

NO_GLYPH = -1
"""In `Opened.glyphs`: a break between lines, which stands nowhere on a page."""


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document for this thread alone. Raises `pdfium.PdfiumError`."""
    with PDFIUM:
        document = pdfium.PdfDocument(content)
        try:
            yield document
        finally:
            document.close()


def read(name: str, content: bytes) -> Opened:
    """A PDF with a text layer; raises `Unreadable` for one with a password, of scans, broken or too long."""
    try:
        with opened(content) as document:
            _must_be_short(name, len(document))
            sheets = _sheets(document)
    except pdfium.PdfiumError as error:
        raise _refused(name, error) from None
    _must_not_be_scans(name, sheets)
    read_ = _assembled(name, content, sheets)
    must_hold_text(name, read_.document.text)
    must_be_legible(name, read_.document.text, save_as="PDF")
    return read_


def page_at(opened: Opened, offset: int) -> int:
    """The page, counted from 1, on which a character of the text stands."""
    return max(1, bisect_right(opened.page_starts, offset))


def _must_be_short(name: str, pages: int) -> None:
    if pages > PAGES:
        raise Unreadable(
            f"Tệp {quoted(name)} có {print_number(pages)} trang, quá mức {PAGES} trang; hãy tách báo cáo thành nhiều "
            "tệp ngắn hơn rồi kiểm tra từng tệp."
        )
    if not pages:
        raise Unreadable(f"Tệp {quoted(name)} không có trang nào; hãy xuất lại báo cáo thành PDF rồi thử lại.")


def _sheets(document: pdfium.PdfDocument) -> list[Sheet]:
    sheets = []
    for number in range(len(document)):
        page = document[number]
        sheets.append(sheet_of(page))
        page.close()
    return sheets


def _must_not_be_scans(name: str, sheets: list[Sheet]) -> None:
    scans = sum(sheet.is_picture for sheet in sheets)
    empty = not any(sheet.lines for sheet in sheets)
    if 2 * scans > len(sheets) or (empty and scans):
        raise Unreadable(
            f"Tệp {quoted(name)} là bản quét (ảnh chụp trang giấy) không có lớp chữ; hãy gửi bản gốc Word hoặc PDF "
            "xuất từ Word, hoặc nhận dạng chữ (OCR) rồi thử lại."
        )
    if empty:
        raise Unreadable(
            f"Tệp {quoted(name)} không có lớp chữ để đọc; hãy gửi bản gốc Word hoặc PDF xuất từ Word, hoặc nhận dạng "
            "chữ (OCR) rồi thử lại."
        )


def _refused(name: str, error: pdfium.PdfiumError) -> Unreadable:
    if error.err_code in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
        return Unreadable(
            f"Tệp {quoted(name)} được đặt mật khẩu nên không mở được; hãy bỏ mật khẩu, lưu lại thành PDF rồi thử lại."
        )
    return Unreadable(
        f"Tệp PDF {quoted(name)} bị hỏng hoặc chưa tải hết nên không mở được; hãy tải lại, hoặc xuất lại báo cáo thành "
        "PDF rồi thử lại."
    )


def _assembled(name: str, content: bytes, sheets: list[Sheet]) -> Opened:
    """Lines joined by a break, paragraphs too; a glyph and a page for each character."""
    parts: list[str] = []
    blocks: list[Block] = []
    glyphs = array("l")
    page_starts = [0]
    length = 0
    for stretch in stretches(sheets):
        start = length
        for page, line in stretch.lines:
            page_starts += [length] * (page - len(page_starts))
            parts.append(line.text)
            glyphs.extend(line.glyphs)
            glyphs.append(NO_GLYPH)
            length += len(line.text) + 1
        blocks.append(Block(start, length - 1, stretch.cell, stretch.lines[0][0]))
    page_starts += [length] * (len(sheets) - len(page_starts))
    document = Document("\n".join(parts), tuple(blocks))
    return Opened(name, "pdf", document, content, glyphs, tuple(page_starts))
