"""What stands on a page of a PDF: its lines, each character with its number and place, and the rules of its tables.

All places are in points from the top left of the page as it is shown: crop and rotation are undone here once.
PDFium serves one thread at a time; whoever holds a page holds `PDFIUM`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
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


class Letter(NamedTuple):
    """A character, its number on the page, and its box; blanks and marks drawn over a letter have none."""

    char: str
    glyph: int
    box: Box | None


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
        if box is not None and boxes and _adjoin(boxes[-1], box):
            last = boxes.pop()
            box = Box(*map(min, last[:2], box[:2]), *map(max, last[2:], box[2:]))
        if box is not None:
            boxes.append(box)
    return boxes


def _adjoin(one: Box, two: Box) -> bool:
    """Whether two characters stand side by side or, in text that is turned, one above the other."""
    across = max(one.left, two.left) - min(one.right, two.right)
    down = max(one.top, two.top) - min(one.bottom, two.bottom)
    size = min(two.height, two.right - two.left, one.height, one.right - one.left)
    return (down < -size / 3 and across < 2 * two.height) or (across < -size / 3 and down < 2 * (two.right - two.left))


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
    letters: list[Letter] = []
    for at, char in enumerate(_characters(textpage)):
        if char in "\r\n":
            yield from _stretches(letters, uprights)
            letters = []
        elif char.isspace() or char == "\0":
            letters.append(Letter(" " if char == "\0" else char, at, None))
        else:
            letters.append(Letter(_HYPHENS.get(char, char), at, _box(textpage, at, view)))
    yield from _stretches(letters, uprights)


def _stretches(letters: list[Letter], uprights: list[Box]) -> Iterator[Line]:
    """The stretches of one line that belong together, without the blanks between them."""
    placed = [at for at, letter in enumerate(letters) if letter.box is not None]
    if not placed:
        return
    is_spread = _is_spread([(letters[one], letters[two]) for one, two in pairwise(placed) if two > one + 1])
    begin = placed[0]
    for one, two in pairwise(placed):
        if _parted(letters[one], letters[two], uprights, is_spread=is_spread):
            yield _line(letters[begin:two])
            begin = two
    yield _line(letters[begin:])


def _gap(one: Letter, two: Letter) -> float:
    assert one.box is not None
    assert two.box is not None
    return two.box.left - one.box.right


def _is_spread(neighbours: list[tuple[Letter, Letter]]) -> bool:
    """Whether the gaps of a line are alike because it was spread to the width of a narrow column."""
    gaps = [_gap(one, two) for one, two in neighbours]
    figures = sum(one.char.isdigit() and two.char.isdigit() for one, two in neighbours)
    return len(gaps) > 1 and 2 * figures < len(gaps) and max(gaps) < 1.4 * min(gaps)


def _parted(one: Letter, two: Letter, uprights: list[Box], *, is_spread: bool) -> bool:
    """Whether two neighbours belong to different columns."""
    assert one.box is not None
    assert two.box is not None
    left, right = one.box, two.box
    gap, height = right.left - left.right, max(left.height, right.height)
    if -1 < gap < 1 and left.bottom == right.bottom:
        return False
    if gap < -20 * height or abs(right.bottom - left.bottom) > 2 * height:
        return True
    if gap > 1:
        middle = (right.top + right.bottom) / 2
        for rule in uprights:
            if left.right - 1 <= rule.left and rule.right <= right.left + 1 and rule.top <= middle <= rule.bottom:
                return True
    if is_spread:
        return False
    beside_digits = (one.char.isdigit() or one.char == "%") and two.char.isdigit()
    return gap > (_WIDE_BESIDE_DIGITS if beside_digits else _WIDE) * height


def _line(letters: list[Letter]) -> Line:
    while letters[-1].char.isspace():
        letters = letters[:-1]
    whole = composed("".join(letter.char for letter in letters))
    boxes = [letter.box for letter in letters if letter.box is not None]
    word_end = next((at for at, letter in enumerate(letters) if letter.char.isspace()), len(letters))
    word = [letter.box for letter in letters[:word_end] if letter.box is not None]
    return Line(
        whole.text,
        tuple(letters[begin].glyph for begin in whole.begins),
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
