"""Reports as files: Word from bare WordprocessingML, PDF from typst in the printing fonts, and findings about them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import typst
from django.conf import settings

from motcua.progress.documents import Opened
from motcua.progress.types import Audit, Finding, Kind, Level, Repair

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def run(text: str, format_: str = "") -> str:
    """A run of text with the inside of its `w:rPr`."""
    return f'<w:r>{f"<w:rPr>{format_}</w:rPr>" if format_ else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph of runs; what is no element is a run of that text."""
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in runs)}</w:p>"


@cache
def _base() -> dict[str, bytes]:
    base = BytesIO()
    docx.Document().save(base)
    return unpacked(base.getvalue())


def boxed(text: str) -> str:
    """A run that draws a text box, for Word of today and for older ones."""
    box = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def word(*body: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx whose body is these elements. `parts` replaces or adds parts of the package by name."""
    content = "".join(element if element.startswith("<") else paragraph(element) for element in body)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NAMES}><w:body>{content}</w:body></w:document>'
    return zipped(_base() | {"word/document.xml": document.encode()} | dict(parts or {}))


def with_footnote(body: str, note: str) -> bytes:
    """A .docx whose body refers to the footnote 2."""
    bare = word(body)
    relations = unpacked(bare)["word/_rels/document.xml.rels"].decode()
    entry = f'<Relationship Id="rId99" Type="{_FOOTNOTES}" Target="footnotes.xml"/></Relationships>'
    types = unpacked(bare)["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    notes = f'<w:footnotes {_NAMES}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
    return repacked(
        bare,
        {
            "word/footnotes.xml": notes.encode(),
            "word/_rels/document.xml.rels": relations.replace("</Relationships>", entry).encode(),
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
        },
    )


def unpacked(package: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def repacked(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A package with some parts replaced or added."""
    return zipped({**unpacked(package), **parts})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()


def pdf(body: str, setup: str = "") -> bytes:
    """A PDF of typst markup on A4 in the printing font, 14 points, justified, with numbered pages."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(settings.PRINT_FONTS)]
    )
    source = (
        '#set page(paper: "a4", margin: 2.5cm, numbering: "1", number-align: top + center)\n'
        '#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)\n'
        "#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true), spacing: 1.1em)\n"
        f"{setup}\n{body}"
    )
    compiled = typst.Compiler(source.encode(), font_paths=fonts).compile(format="pdf")
    assert isinstance(compiled, bytes)
    return compiled


def texts(opened: Opened) -> list[str]:
    """What each block says, with line breaks shown."""
    return [opened.document.text[block.start : block.end] for block in opened.document.blocks]


def span(opened: Opened, words: str) -> tuple[int, int]:
    """Where words stand first."""
    found = re.search(re.escape(words), opened.document.text)
    assert found, words
    return found.span()


def finding(
    opened: Opened,
    printed: str,
    says: str = "Không khớp.",
    *,
    level: Level = Level.ERROR,
    kind: Kind = Kind.SUM,
    exact: str = "",
    repairs: Mapping[str, str] | None = None,
    places: tuple[str, ...] = (),
) -> Finding:
    """A finding about the first place where `printed` stands."""
    start, end = span(opened, printed)
    return Finding(
        kind,
        level,
        printed,
        exact,
        start,
        end,
        says,
        tuple(Repair(*span(opened, old), old, new) for old, new in (repairs or {}).items()),
        tuple(span(opened, place) for place in places),
    )


def audit(*findings: Finding, missing: tuple[str, ...] = ()) -> Audit:
    """An audit with just these findings."""
    return Audit((), (), findings, 0, missing)
