"""Plain text as it comes: UTF-8, UTF-16, or a code older than Unicode where that is beyond doubt."""

from __future__ import annotations

import codecs
import re
from unicodedata import normalize

from motcua.progress.documents import legacy
from motcua.progress.documents.legible import must_be_legible
from motcua.progress.documents.opened import Opened, must_hold_text, quoted
from motcua.progress.rules import document_of
from motcua.progress.types import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NARROW = re.compile(
    "(?:(?![\x00-\xff])[" + "".join(f"\\u{high:02x}20-\\u{high:02x}7e" for high in range(0x20, 0x7F)) + "]){4}"
)
"""Characters of UTF-16 whose two bytes are each a letter, digit or blank of ASCII: another code read as UTF-16."""

_MARKUP = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml|<\?mso|mime-version:)", re.IGNORECASE)


def read(name: str, content: bytes) -> Opened:
    """A text file. `\\r\\n` is read as `\\n`; nothing else is changed but the composition of letters (NFC)."""
    if _MARKUP.match(content[:1024]):
        raise Unreadable(
            f"Tệp {quoted(name)} là một trang web hoặc XML; hãy mở bằng Word, lưu lại dưới dạng .docx rồi thử lại."
        )
    text = normalize("NFC", _decoded(name, content).replace("\r\n", "\n"))
    must_hold_text(name, text)
    must_be_legible(name, text, save_as="văn bản thuần (.txt)")
    return Opened(name, "txt", document_of(text), content)


def _decoded(name: str, content: bytes) -> str:
    try:
        for bom, code in _BOMS:
            if content.startswith(bom):
                return _of_one_code(content[len(bom) :].decode(code))
        if b"\0" in content:
            return _of_one_code(content.decode(_wide(content)))
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            if (text := legacy.decoded(content)) is not None:
                return text
            raise
    except (UnicodeDecodeError, LookupError):
        raise Unreadable(
            f"Không xác định được bảng mã của tệp {quoted(name)}, hoặc tệp lẫn nhiều bảng mã; hãy mở tệp bằng Word "
            "hoặc Notepad, kiểm tra chữ hiện đúng, chọn “Lưu thành…” với mã hóa UTF-8 rồi thử lại."
        ) from None


def _of_one_code(text: str) -> str:
    """The same text; `LookupError` where a part of it was written in another code than the rest."""
    if "\0" in text or _NARROW.search(text):
        raise LookupError
    return text


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: one of each two bytes is often 0, the other never. `LookupError` where it is neither."""
    first, second = content[0::2].count(0), content[1::2].count(0)
    if second > 4 * first and second * 8 > len(content):
        return "utf-16-le"
    if first > 4 * second and first * 8 > len(content):
        return "utf-16-be"
    raise LookupError
