"""The kinds of file that are taken in, how a size is said, and the ways to say no to the others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from motcua.kernel.printed import print_number
from motcua.kernel.refusal import NotFound, Refusal


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, the endings its names may have (the first is the usual one), its
    Vietnamese name.

    `opens_in_browser` is true for what a page may show; the rest is always a download.
    """

    media_type: str
    endings: tuple[str, ...]
    words: str
    opens_in_browser: bool = True


_OOXML = "application/vnd.openxmlformats-officedocument"
PDF = Kind("application/pdf", (".pdf",), "PDF")
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), "ảnh JPEG")
PNG = Kind("image/png", (".png",), "ảnh PNG")
TIFF = Kind("image/tiff", (".tif", ".tiff"), "ảnh TIFF", opens_in_browser=False)
DOCX = Kind(f"{_OOXML}.wordprocessingml.document", (".docx",), "Word", opens_in_browser=False)
XLSX = Kind(f"{_OOXML}.spreadsheetml.sheet", (".xlsx",), "Excel", opens_in_browser=False)
TEXT = Kind("text/plain", (".txt",), "văn bản thuần", opens_in_browser=False)
YAML = Kind("application/yaml", (".yaml", ".yml"), "quy tắc YAML", opens_in_browser=False)

ATTACHED = (PDF, JPEG, PNG, TIFF, DOCX, XLSX)
"""What people attach to their matters. Plain texts are no papers: they are taken in where a verb asks for them."""
KINDS = {kind.media_type: kind for kind in (*ATTACHED, TEXT, YAML)}
"""All kinds taken in, by media type."""


def size_words(size: int) -> str:
    """`23,4 MB`, `312 KB` or `17 byte`; rounded up, so that what exceeds a limit never reads as within it."""
    if size < 1024:
        return f"{size} byte"
    unit, name, places = (1024**2, "MB", Decimal("0.1")) if size >= 1024**2 else (1024, "KB", Decimal(1))
    return f"{print_number((Decimal(size) / unit).quantize(places, ROUND_CEILING)).removesuffix(',0')} {name}"


class FileRefused(Refusal):
    """A file that is not taken in; `field` is the form's field for files."""

    def __init__(self, says: str) -> None:
        super().__init__(says, field="files")


class EmptyFile(FileRefused):
    """The file holds no byte."""

    code = "empty_file"


class FileTooLarge(FileRefused):
    """The file is larger than `settings.FILE_LIMIT_BYTES`."""

    code = "file_too_large"


class WrongKind(FileRefused):
    """The content is of no kind taken in, is damaged, or is not what the ending of the name says."""

    code = "wrong_kind"


class NamelessFile(FileRefused):
    """Nothing is left of the name once folders and invisible characters are gone."""

    code = "nameless_file"


class BytesGone(NotFound):
    """A row is there but its bytes are not: the store was tampered with or not restored in full."""

    code = "bytes_gone"
