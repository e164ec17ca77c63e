"""What stands on a page of a PDF: its lines, each character with its number and place, and the rules of its tables.

All places are in points from the top left of the page as it is shown: crop and rotation are undone here once.
PDFium serves one thread at a time; whoever holds a page holds `PDFIUM`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median_low
from threading import Lock
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from motcua.progress.documents.compose import composed

PDFIUM = Lock()

_HYPHENS = {"\ufffe": "-", "\x02": "-"}
"""How PDFium writes a hyphen at the end of a line."""

_WIDE, _WIDE_BESIDE_DIGITS = 1.5, 0.6
"""A gap of so many heights of its line ends a stretch of text: columns of a table without rules, tab stops."""

_THIN = 2.5
"""Points; a filled shape no thicker is a rule."""

_MOST_SEGMENTS = 4_000


class Box(NamedTuple):
    """A rectangle in points from the top left of the page shown."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on one line, in NFC; `glyphs` numbers each character on its page, `word` is how wide its first
    word is."""

    text: str
    glyphs: tuple[int, ...]
    box: Box
    word: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a page in the order of the file, its rules, its size, and whether a picture covers it."""

    lines: tuple[Line, ...]
    rules: tuple[Box, ...]
    width: float
    height: float
    is_picture: bool


class View:
    """The way from a page's own coordinates to the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.turned = page.get_rotation()
        self.width, self.height = page.get_size()

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page as it is shown."""
        match self.turned:
            case 90:
                return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
            case 180:
                return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
            case 270:
                return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
            case _:
                return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)


def sheet_of(page: pdfium.PdfPage) -> Sheet:
    """All there is to know of a page to read it."""
    view = View(page)
    textpage = page.get_textpage()
    rules = tuple(_rules(page, view))
    lines = tuple(_lines(textpage, view, [rule for rule in rules if rule.right - rule.left < _THIN]))
    few = sum(len(line.text) for line in lines) < 300
    return Sheet(lines, rules, view.width, view.height, few and _covered(page, view))


def boxes_of(page: pdfium.PdfPage, glyphs: list[int]) -> list[Box]:
    """Where characters stand, one box for each run on a line; unknown numbers are passed over."""
    view, textpage = View(page), page.get_textpage()
    boxes: list[Box] = []
    for glyph in glyphs:
        box = _box(textpage, glyph, view)
        if box is None:
            continue
        last = boxes[-1] if boxes else None
        if last and abs(last.bottom - box.bottom) < last.height / 2 and -1 < box.left - last.right < 2 * box.height:
            boxes[-1] = Box(last.left, min(last.top, box.top), box.right, max(last.bottom, box.bottom))
        else:
            boxes.append(box)
    return boxes


def _characters(textpage: pdfium.PdfTextPage) -> str:
    """One character for each number; PDFium's own text may be shorter or longer than its count."""
    count = textpage.count_chars()
    text: str = textpage.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = (c.FPDFText_GetUnicode(textpage, at) for at in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _box(textpage: pdfium.PdfTextPage, glyph: int, view: View) -> Box | None:
    """A character's box with the height of its font; None where it has no place."""
    rectangle = c.FS_RECTF()
    if not c.FPDFText_GetLooseCharBox(textpage, glyph, ctypes.byref(rectangle)) or rectangle.right <= rectangle.left:
        return None
    return view.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _lines(textpage: pdfium.PdfTextPage, view: View, uprights: list[Box]) -> Iterator[Line]:
    begun: list[tuple[str, int, Box]] = []
    blanks: list[tuple[str, int]] = []
    letters: list[tuple[str, int, Box | None]] = []
    for at, char in enumerate(_characters(textpage)):
        char = _HYPHENS.get(char, char)
        if char in "\r\n":
            if begun:
                yield _line(letters, begun)
            begun, blanks, letters = [], [], []
        elif char.isspace() or char == "\0":
            if begun:
                blanks.append((" " if char == "\0" else char, at))
        elif (box := _box(textpage, at, view)) is not None:
            if begun and _parted(begun[-1], (char, at, box), uprights):
                yield _line(letters, begun)
                begun, letters = [], []
            elif begun:
                letters += [(*blank, None) for blank in blanks]
            blanks = []
            begun.append((char, at, box))
            letters.append((char, at, box))
        elif begun:
            letters.append((char, at, None))
    if begun:
        yield _line(letters, begun)


def _parted(one: tuple[str, int, Box], two: tuple[str, int, Box], uprights: list[Box]) -> bool:
    """Whether two neighbours belong to different columns."""
    (before, _, left), (after, _, right) = one, two
    gap, height = right.left - left.right, max(left.height, right.height)
    if gap > _WIDE * height or gap < -20 * height or abs(right.bottom - left.bottom) > 2 * height:
        return True
    if gap > _WIDE_BESIDE_DIGITS * height and (before.isdigit() or before == "%") and after.isdigit():
        return True
    middle = (right.top + right.bottom) / 2
    return gap > 1 and any(
        left.right - 1 <= rule.left and rule.right <= right.left + 1 and rule.top <= middle <= rule.bottom
        for rule in uprights
    )


def _line(letters: list[tuple[str, int, Box | None]], placed: list[tuple[str, int, Box]]) -> Line:
    whole = composed("".join(char for char, _, _ in letters))
    boxes = [box for _, _, box in placed]
    word_end = next((at for at, (char, _, _) in enumerate(letters) if char.isspace()), len(letters))
    word = [box for _, _, box in letters[:word_end] if box is not None]
    return Line(
        whole.text,
        tuple(letters[begin][1] for begin in whole.begins),
        Box(
            boxes[0].left,
            median_low(box.top for box in boxes),  # a capital with a hook above it stands higher than its line
            boxes[-1].right,
            median_low(box.bottom for box in boxes),
        ),
        word[-1].right - word[0].left if word else 0.0,
    )


def _rules(page: pdfium.PdfPage, view: View) -> Iterator[Box]:
    """Straight lines across or down the page, drawn as strokes, as thin fills or as the edges of a stroked box."""
    for shape in page.get_objects(filter=[c.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = shape.get_bounds()
        if right - left < _THIN or top - bottom < _THIN:
            yield view.box(left, bottom, right, top)
            continue
        fills, strokes = ctypes.c_int(), ctypes.c_int()
        c.FPDFPath_GetDrawMode(shape, ctypes.byref(fills), ctypes.byref(strokes))
        if strokes.value:
            yield from _edges(shape, view)


def _edges(shape: pdfium.PdfObject, view: View) -> Iterator[Box]:
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    here = start = None
    for at in range(min(c.FPDFPath_CountSegments(shape), _MOST_SEGMENTS)):
        segment = c.FPDFPath_GetPathSegment(shape, at)
        c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        there = matrix.on_point(x.value, y.value)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            start = there
        elif kind == c.FPDF_SEGMENT_LINETO and here:
            yield from _edge(here, there, view)
        here = there
        if start and c.FPDFPathSegment_GetClose(segment):
            yield from _edge(here, start, view)


def _edge(one: tuple[float, float], two: tuple[float, float], view: View) -> Iterator[Box]:
    (x0, y0), (x1, y1) = one, two
    if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
        yield view.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _covered(page: pdfium.PdfPage, view: View) -> bool:
    """Whether pictures cover most of the page: a scan, perhaps with the stamp of a signature over it."""
    area = 0.0
    for picture in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return area > 0.5 * view.width * view.height
