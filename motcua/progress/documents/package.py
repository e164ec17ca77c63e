"""A Word file is a zip of XML from strangers: what may be unpacked and parsed, and what is turned away before that."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from motcua.files.types import size_words
from motcua.kernel.printed import print_number
from motcua.progress.documents.opened import PAGES, quoted
from motcua.progress.types import Unreadable

ENTRIES = 5_000
"""Parts of a package; a report with a hundred pictures has some 150."""

UNPACKED = 512 * 1024**2
"""Bytes of all parts together, pictures too."""

XML = 64 * 1024**2
"""Bytes of all XML parts together; 500 full pages come to about 20 MB."""

TAGS = 3_000_000
"""Tags of all XML parts together: a parsed element takes far more room than the bytes that name it."""

_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""", re.IGNORECASE)
_CODES = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"}
_CHUNK = 1024**2

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)
"""What reading a zip that was cut or tampered with can raise."""


def parts_of(name: str, content: bytes) -> dict[str, bytes]:
    """All XML parts of a .docx, each within the limits and free of declarations that could swell. Else `Unreadable`.

    Every part is unpacked once, so a package that was cut or damaged is noticed here too.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _must_be_modest(name, package.infolist())
            parts = _unpacked(name, package)
    except BROKEN:
        raise damaged(name) from None
    _must_be_word(name, parts)
    return parts


def damaged(name: str) -> Unreadable:
    """A file that names itself Word and cannot be opened."""
    return Unreadable(
        f"Tệp Word {quoted(name)} bị hỏng hoặc chưa tải hết nên không mở được; hãy tải lại, hoặc mở bằng Word, "
        "lưu lại dưới dạng .docx rồi thử lại."
    )


def _must_be_modest(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(f"Tệp {quoted(name)} được nén có mật khẩu; hãy bỏ mật khẩu, lưu lại rồi thử lại.")
    if len(entries) > ENTRIES:
        raise Unreadable(
            f"Tệp Word {quoted(name)} có {print_number(len(entries))} phần, quá mức {print_number(ENTRIES)} phần; "
            "hãy mở bằng Word, lưu lại dưới dạng .docx rồi thử lại."
        )
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise _swollen(name)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise damaged(name)


def _swollen(name: str) -> Unreadable:
    return Unreadable(
        f"Tệp Word {quoted(name)} bung ra quá {size_words(UNPACKED)} nên không được mở; hãy giảm cỡ ảnh trong tệp hoặc "
        "tách báo cáo thành nhiều tệp rồi kiểm tra từng tệp."
    )


def _unpacked(name: str, package: zipfile.ZipFile) -> dict[str, bytes]:
    """The XML parts by name; the others are unpacked and let go. What a part declares of its size is not believed."""
    parts: dict[str, bytes] = {}
    total, of_xml, tags = 0, 0, 0
    for entry in package.infolist():
        is_xml = entry.filename.lower().endswith((".xml", ".rels"))
        kept = bytearray()
        with package.open(entry) as part:
            while chunk := part.read(_CHUNK):
                total += len(chunk)
                of_xml += len(chunk) * is_xml
                tags += chunk.count(b"<") * is_xml
                if total > UNPACKED:
                    raise _swollen(name)
                if of_xml > XML or tags > TAGS:
                    raise Unreadable(
                        f"Phần chữ của tệp Word {quoted(name)} lớn hơn nhiều lần một báo cáo {PAGES} trang nên không "
                        "được mở; hãy tách báo cáo thành nhiều tệp rồi kiểm tra từng tệp."
                    )
                if is_xml:
                    kept += chunk
        if is_xml:
            _must_declare_nothing(name, bytes(kept))
            parts[entry.filename] = bytes(kept)
    return parts


def _must_declare_nothing(name: str, xml: bytes) -> None:
    """No part of a Word file has a DTD, nor a code but UTF-8 or UTF-16; whoever writes one means harm."""
    declared = _DECLARED.search(xml[:256].replace(b"\0", b""))
    bare = xml.replace(b"\0", b"") if b"\0" in xml[:256] else xml
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare or (declared and declared[1].lower() not in _CODES):
        raise Unreadable(
            f"Tệp Word {quoted(name)} chứa khai báo XML không an toàn nên không được mở; hãy mở bằng Word, "
            "lưu lại dưới dạng .docx rồi thử lại."
        )


def _must_be_word(name: str, parts: dict[str, bytes]) -> None:
    declared = next((xml for part, xml in parts.items() if part.lower() == _TYPES.lower()), b"")
    lowered = declared.lower()
    if b"macroenabled" in lowered or b"vbaproject" in lowered:
        raise Unreadable(
            f"Tệp {quoted(name)} có macro nên không được mở; hãy mở bằng Word, lưu lại dưới dạng “Word Document "
            "(.docx)” không có macro rồi thử lại."
        )
    if b"wordprocessingml.template.main+xml" in lowered:
        raise Unreadable(
            f"Tệp {quoted(name)} là một mẫu của Word (.dotx); hãy mở bằng Word, lưu lại dưới dạng .docx rồi thử lại."
        )
    if _MAIN not in declared:
        raise damaged(name)
    if any(b"purl.oclc.org/ooxml" in xml[:2_000] for part, xml in parts.items() if part.endswith("document.xml")):
        raise Unreadable(
            f"Tệp Word {quoted(name)} lưu theo dạng “Strict Open XML”; hãy mở bằng Word, lưu lại dưới dạng "
            "“Word Document (.docx)” rồi thử lại."
        )
