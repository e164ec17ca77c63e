"""Findings as Word comments on the figures at fault. Nothing else of the file changes.

A run that holds more than the figure is split, each part with the formatting it had. Of the package only four parts are
written anew: the body, the comments, and the two lists that must name the comments; all others stay byte for byte.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from itertools import count

import docx
from docx.comments import Comments
from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE
from docx.oxml import OxmlElement
from docx.oxml.parser import oxml_parser
from lxml import etree
from lxml.etree import _Element as Element

from motcua.progress import telling
from motcua.progress.documents import word, words
from motcua.progress.documents.opened import Opened
from motcua.progress.documents.story import Paragraph, w
from motcua.progress.types import Audit, Finding

AUTHOR, INITIALS = "motcua", "mc"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LIST = "[Content_Types].xml"
_NEW = (1980, 1, 1, 0, 0, 0)

Anchors = dict[int, list[tuple[int, int, int, Finding]]]


def commented(opened: Opened, audit: Audit, *, at: datetime | None = None) -> bytes:
    """The same .docx with one comment a finding, in order of the text, each with the number it has in the list of them.

    `at` dates them, else they bear no date.

    Comments that are there already stay. Without findings the bytes are those that came.
    """
    if not audit.findings:
        return opened.content
    package = docx.Document(BytesIO(opened.content))
    anchors = _anchored(word.places_of(package), audit)
    for number, place in enumerate(word.places_of(package)):
        _split(place.paragraph, {(start, end) for start, end, *_ in anchors.get(number, [])})
    desk = _Desk(package, at)
    for number, place in enumerate(word.places_of(package)):
        for start, end, listed, finding in anchors.get(number, []):
            _comment(place.paragraph, start, end, desk.write(words.told(listed, finding)))
    saved = BytesIO()
    package.save(saved)
    return _with_parts(opened.content, saved.getvalue(), package)


def _anchored(places: list[word.Place], audit: Audit) -> Anchors:
    """The findings by the number of their paragraph, each with its span of raw characters."""
    numbers = {place.start: number for number, place in enumerate(places)}
    anchors: Anchors = defaultdict(list)
    for listed, finding in sorted(enumerate(telling.in_order(audit.findings), 1), key=lambda pair: pair[1].start):
        place = word.place_at(places, finding.start)
        anchors[numbers[place.start]].append((*word.raw_span(place, finding.start, finding.end), listed, finding))
    return anchors


def _split(paragraph: Paragraph, spans: set[tuple[int, int]]) -> None:
    """Let runs begin and end where the spans do. From the end to the beginning, so that what is left to do stays."""
    edges = {(start, True) for start, _ in spans} | {(end, False) for _, end in spans}
    for edge, is_start in sorted(edges, reverse=True):
        begin = 0
        for piece in paragraph.pieces:
            end = begin + len(piece.text)
            if (begin <= edge < end) if is_start else (begin < edge <= end):
                if piece.whole is None:
                    _cut(piece.child, piece.text, edge - begin)
                    piece.text = piece.text[: edge - begin]
                break
            begin = end


def _cut(child: Element, text: str, at: int) -> None:
    """Move what follows the first `at` characters of an element, and all after it, into a run of its own."""
    run = child.getparent()
    assert run is not None
    before = [element for element in child.itersiblings(preceding=True) if element.tag != w("rPr")]
    if at == 0 and not before:
        return
    moved = list(child.itersiblings())
    if at == 0:
        moved.insert(0, child)
    elif at < len(text):
        rest = oxml_parser.makeelement(child.tag, dict(child.attrib), child.nsmap)
        for part, words_of_part in ((child, text[:at]), (rest, text[at:])):
            part.text = words_of_part
            part.set(_SPACE, "preserve")
        moved.insert(0, rest)
    if not moved:
        return
    second = oxml_parser.makeelement(run.tag, dict(run.attrib), run.nsmap)
    if (format_ := run.find(w("rPr"))) is not None:
        second.append(deepcopy(format_))
    second.extend(moved)
    run.addnext(second)


class _Desk:
    """Where comments are written, one by one, before they are put to those of the package.

    The library looks through all comments there are for a free number, and so is given an empty list each time.
    """

    def __init__(self, package: Package, at: datetime | None) -> None:
        self._all, self._part, self._at = package.comments._comments_elm, package.part._comments_part, at
        used = {comment.id for comment in self._all.comment_lst}
        self._numbers = (number for number in count(self._all._next_available_comment_id()) if number not in used)

    def write(self, text: str) -> int:
        """A new comment; its number in the package."""
        written = Comments(OxmlElement("w:comments"), self._part).add_comment(text, AUTHOR, INITIALS)
        comment = written._comment_elm
        comment.id, comment.date = next(self._numbers), self._at  # the library dates a comment by the machine's clock
        self._all.append(comment)
        return comment.id


def _comment(paragraph: Paragraph, start: int, end: int, comment: int) -> None:
    """Put a comment, by its number, around the elements that hold a span."""
    begin, held = 0, []
    for piece in paragraph.pieces:
        if begin < end and start < begin + len(piece.text):
            held.append(piece.whole or (piece.child.getparent(), piece.child.getparent()))
        begin += len(piece.text)
    first, last = held[0][0], held[-1][1]
    number = {w("id"): str(comment)}
    first.addprevious(OxmlElement("w:commentRangeStart", attrs=number))
    reference = OxmlElement("w:r")
    reference.get_or_add_rPr().style = "CommentReference"
    reference.append(OxmlElement("w:commentReference", attrs=number))
    last.addnext(reference)
    last.addnext(OxmlElement("w:commentRangeEnd", attrs=number))


def _with_parts(original: bytes, saved: bytes, package: Package) -> bytes:
    """The original package with the parts that changed taken from the saved one."""
    body = package.part.partname.membername
    comments = package.part._comments_part.partname.membername
    relations = package.part.partname.rels_uri.membername
    with zipfile.ZipFile(BytesIO(original)) as old, zipfile.ZipFile(BytesIO(saved)) as new:
        had = {name.lower() for name in old.namelist()}
        changed = {body.lower(): new.read(body), comments.lower(): new.read(comments)}
        if comments.lower() not in had:
            changed[relations.lower()] = new.read(relations)
            changed[_LIST.lower()] = _listed(old.read(_LIST), f"/{comments}")
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
            for entry in old.infolist():
                same = zipfile.ZipInfo(entry.filename, entry.date_time)
                same.compress_type, same.external_attr = entry.compress_type, entry.external_attr
                written.writestr(same, changed.pop(entry.filename.lower(), b"") or old.read(entry))
            for name in (name for name in (comments, relations) if name.lower() in changed):
                added = zipfile.ZipInfo(name, _NEW)
                added.compress_type = zipfile.ZIP_DEFLATED
                written.writestr(added, changed[name.lower()])
    return packed.getvalue()


def _listed(types: bytes, part: str) -> bytes:
    """The package's list of contents with the comments in it."""
    root = etree.fromstring(types, etree.XMLParser(resolve_entities=False))
    kept = [entry for entry in root.iterfind(f"{_TYPES}Override") if entry.get("PartName", "").lower() == part.lower()]
    entry = kept[0] if kept else etree.SubElement(root, f"{_TYPES}Override", PartName=part)
    entry.set("ContentType", CONTENT_TYPE.WML_COMMENTS)
    return etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
