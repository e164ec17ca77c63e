"""A .docx as text, with the way back from an offset to the runs that hold it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document as Package
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml.etree import LxmlError
from lxml.etree import _Element as Element

from motcua.progress.documents.bullets import bullets_of
from motcua.progress.documents.compose import Composed, composed
from motcua.progress.documents.legible import must_be_legible
from motcua.progress.documents.opened import Opened, must_hold_text
from motcua.progress.documents.package import damaged, parts_of
from motcua.progress.documents.story import Paragraph, Story, w
from motcua.progress.types import Block, Document

_NOTES = ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class Place:
    """One paragraph of the document: where it begins in the text, and how its text was composed."""

    start: int
    composed: Composed
    paragraph: Paragraph


def read(name: str, content: bytes) -> Opened:
    """A Word document; raises `Unreadable` where it is none, is damaged, or holds more than is sane."""
    parts_of(name, content)
    try:
        places = places_of(docx.Document(BytesIO(content)))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, RecursionError):
        raise damaged(name) from None
    text = "\n".join(place.composed.text for place in places)
    must_hold_text(name, text)
    must_be_legible(name, text, save_as="Word (.docx)")
    blocks = tuple(Block(place.start, place.start + len(place.composed.text), place.paragraph.cell) for place in places)
    return Opened(name, "docx", Document(text, blocks), content)


def places_of(package: Package) -> list[Place]:
    """The paragraphs that hold more than blanks, in order, each with its place in the text of them all."""
    story = Story(_notes(package), bullets_of(_part(package, "numbering"), _part(package, "styles")))
    story.walk(package.element.body)
    places, start = [], 0
    for paragraph in story.paragraphs:
        if not (whole := composed(paragraph.raw)).text.strip():
            continue
        places.append(Place(start, whole, paragraph))
        start += len(whole.text) + 1
    return places


def place_at(places: list[Place], offset: int) -> Place:
    """The paragraph an offset falls into; the break after a paragraph is part of it."""
    return places[max(0, bisect_right(places, offset, key=lambda place: place.start) - 1)]


def raw_span(place: Place, start: int, end: int) -> tuple[int, int]:
    """A span of the text as a span of the paragraph's raw characters, cut to the paragraph and never empty."""
    last = len(place.composed.text)
    first = min(max(start - place.start, 0), last - 1)
    until = min(max(end - place.start, first + 1), last)
    return place.composed.begins[first], place.composed.ends[until - 1]


def _part(package: Package, kind: str) -> Element | None:
    for relation in package.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] == kind and not relation.is_external:
            root: Element = parse_xml(relation.target_part.blob)
            return root
    return None


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    notes: dict[tuple[str, str], Element] = {}
    for relation in package.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1].removesuffix("s")
        if kind in _NOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            notes |= {(kind, note.get(w("id"), "")): note for note in root.iterfind(w(kind))}
    return notes
