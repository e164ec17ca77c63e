"""What is taken in: names without tricks, sizes within the limit, content that is what its name says."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import IO

import filetype

from motcua.files.types import (
    ATTACHED,
    DOCX,
    JPEG,
    KINDS,
    PDF,
    PNG,
    TEXT,
    TIFF,
    XLSX,
    YAML,
    EmptyFile,
    FileTooLarge,
    Kind,
    NamelessFile,
    WrongKind,
    size_words,
)

LONGEST_NAME = 200
LONGEST_ENDING = 20
HEAD = 8192
"""Bytes from the start of a file that tell its kind."""

_STEERING = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_CONTENT_TYPES = 256 * 1024


def clean_name(name: str) -> str:
    """A file's name as it may be kept and shown: NFC, no folder, no control or direction mark, at most 200
    letters.

    A name that is too long loses letters before its ending. Raises `NamelessFile`.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter) not in _INVISIBLE)
    cleaned = unicodedata.normalize("NFC", " ".join(visible.split()))
    if not cleaned.strip(". "):
        raise NamelessFile("Tệp đính kèm không có tên; hãy đặt tên cho tệp, ví dụ “don-de-nghi.pdf”, rồi chọn lại.")
    ending = PurePosixPath(cleaned).suffix
    if len(ending) > LONGEST_ENDING:
        return cleaned[:LONGEST_NAME]
    return cleaned.removesuffix(ending)[: LONGEST_NAME - len(ending)] + ending


def must_have_size(name: str, size: int, limit: int) -> None:
    """Refuse an empty file and one of more than `limit` bytes."""
    if size == 0:
        raise EmptyFile(f"Tệp “{name}” không có nội dung (0 byte); hãy quét hoặc lưu lại tệp rồi đính kèm lại.")
    if size > limit:
        raise FileTooLarge(
            f"Tệp “{name}” nặng {size_words(size)}, quá mức {size_words(limit)} cho một tệp; "
            "hãy quét lại ở 200 dpi hoặc tách thành nhiều tệp nhỏ hơn rồi đính kèm lại."
        )


def must_be_of_a_kind(name: str, content: IO[bytes], kinds: Collection[Kind] = ATTACHED) -> Kind:
    """The kind, one of `kinds`, of a file by its content, which must agree with its name's ending; else `WrongKind`.

    `content` must be seekable; it is left anywhere. Only its ending tells one plain text from another.
    """
    ending = PurePosixPath(name).suffix.lower()
    kind = _kind_of(content) or _text_kind(content, ending)
    if kind is not None and kind in kinds and ending in kind.endings:
        return kind
    kind = kind if kind in kinds else None
    if kind is not None:
        called = f"mang đuôi {ending}" if ending else "không có đuôi"
        raise WrongKind(
            f"Tệp “{name}” {called} nhưng nội dung là {kind.words}; "
            f"hãy đổi đuôi tên tệp thành {kind.endings[0]} hoặc lưu lại đúng loại rồi đính kèm lại."
        )
    claimed = next((kind for kind in kinds if ending in kind.endings), None)
    if claimed is not None:
        raise WrongKind(
            f"Tệp “{name}” không mở được như một tệp {claimed.words}; "
            f"hãy kiểm tra lại tệp, lưu hoặc quét lại thành {claimed.endings[0]} rồi đính kèm lại."
        )
    *most, last = (_named(kind) for kind in kinds)
    wanted = f"{', '.join(most)} hoặc {last}" if most else last
    raise WrongKind(f"Tệp “{name}” không thuộc loại được nhận; hãy đính kèm tệp {wanted}.")


def _named(kind: Kind) -> str:
    """`PDF`, `JPEG`, `Word (.docx)`: a kind by its words, and by its ending where the words do not say it."""
    words = kind.words.removeprefix("ảnh ")
    return words if kind in (PDF, JPEG, PNG, TIFF) else f"{words} ({kind.endings[0]})"


def _kind_of(content: IO[bytes]) -> Kind | None:
    content.seek(0)
    head = content.read(HEAD)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*%PDF-[12]\.[0-9]", head):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    guessed = filetype.guess(head)
    found = KINDS.get(guessed.mime) if guessed else None
    return found if found not in (PDF, DOCX, XLSX) else None


def _text_kind(content: IO[bytes], ending: str) -> Kind | None:
    """A plain text, in whatever encoding: no byte of it steers a machine. UTF-16 says so by its first two bytes."""
    content.seek(0)
    head = content.read(HEAD)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and _STEERING.search(head):
        return None
    return next((kind for kind in (TEXT, YAML) if ending in kind.endings), None)


def _office_kind(content: IO[bytes]) -> Kind | None:
    """A Word or Excel file by the main part its table of contents declares; one with macros is neither."""
    try:
        with zipfile.ZipFile(content) as parts:
            if any(name.endswith("vbaProject.bin") for name in parts.namelist()):
                return None
            with parts.open(_CONTENT_TYPES) as table:
                declared = table.read(_LONGEST_CONTENT_TYPES)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return None
    return next((kind for kind in (DOCX, XLSX) if f"{kind.media_type}.main+xml".encode() in declared), None)
