"""The smallest files of each kind, and some that only pretend."""

from __future__ import annotations

import zipfile
from io import BytesIO

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"
WORD, EXCEL = "wordprocessingml.document", "spreadsheetml.sheet"


def office(main: str = WORD, parts: dict[str, bytes] | None = None) -> bytes:
    """A package whose table of contents declares this main part; `parts` adds files by name."""
    declared = f'<Override ContentType="application/vnd.openxmlformats-officedocument.{main}.main+xml"/>'
    return zipped({"[Content_Types].xml": f"<Types>{declared}</Types>".encode()} | (parts or {}))


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()
