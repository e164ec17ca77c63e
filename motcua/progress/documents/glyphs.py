"""What stands on a page of a PDF: its lines, each character with its number and place, and the rules of its tables.

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

from motcua.progress.documents.compose import Composed, composed
from motcua.progress.documents.strokes import THIN, rules_of
from motcua.progress.documents.view import Box, View

PDFIUM = Lock()

_HYPHENS = {"\ufffe": "-", "\x02": "-"}
"""How PDFium writes a hyphen at the end of a line."""

_SYMBOLS = {
    **dict.fromkeys(
        (chr(0xF000 + at) for at in b"\x6c\x6e\x6f\x70\x71\x72\x75\x76\x7e\xa7\xa8\xb7\xd8\xe0\xe8\xf0\xfc\xfe"), "•"
    ),
    "\uf02d": "-",
    "\uf02b": "+",
}
"""Bullets of the fonts Symbol and Wingdings, which have no letters of Unicode."""

_SIGNS = _HYPHENS | _SYMBOLS
BULLETS = frozenset("•-–—+*▪●○◦✓➢")

_WIDE, _WIDE_BESIDE_DIGITS = 1.5, 0.6
"""A gap of so many heights of its line ends a stretch of text: columns of a table without rules, tab stops."""


class Letter(NamedTuple):
    """A character, its number on the page, and its box; blanks and marks drawn over a letter have none."""

    char: str
    glyph: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on one line, in NFC; `glyphs` numbers each character on its page, `word` is how wide its first
    word is, `gaps` are where the words after it begin in the text, and where the blanks before them begin and end."""

    text: str
    glyphs: tuple[int, ...]
    box: Box
    word: float
    gaps: tuple[tuple[int, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a page in the order of the file, its rules, its size, and whether a picture covers it."""

    lines: tuple[Line, ...]
    rules: tuple[Box, ...]
    width: float
    height: float
    is_picture: bool


def sheet_of(page: pdfium.PdfPage) -> Sheet:
    """All there is to know of a page to read it."""
    view = View(page)
    textpage = page.get_textpage()
    rules = tuple(rules_of(page, view))
    lines = tuple(_lines(textpage, view, [rule for rule in rules if rule.right - rule.left < THIN]))
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
            letters.append(Letter(_SIGNS.get(char, char), at, _box(textpage, at, view)))
    yield from _stretches(letters, uprights)


def _stretches(letters: list[Letter], uprights: list[Box]) -> Iterator[Line]:
    """The stretches of one line that belong together, without the blanks between them."""
    placed = [at for at, letter in enumerate(letters) if letter.box is not None]
    if not placed:
        return
    is_spread = _is_spread([(letters[one], letters[two]) for one, two in pairwise(placed) if two > one + 1])
    begin = placed[0]
    for one, two in pairwise(placed):
        opens = one == begin and letters[one].char in BULLETS and not letters[two].char.isdigit()
        if _parted(letters[one], letters[two], uprights, is_spread=is_spread or opens):
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
        tuple(_gaps(letters, whole)),
    )


def _gaps(letters: list[Letter], whole: Composed) -> Iterator[tuple[int, float, float]]:
    """Where a word begins after a blank, in the composed text, and the room between it and the word before."""
    for at in range(1, len(whole.text)):
        if whole.text[at - 1].isspace() and not whole.text[at].isspace():
            before = next((box for letter in reversed(letters[: whole.begins[at]]) if (box := letter.box)), None)
            behind = letters[whole.begins[at]].box
            if before and behind and behind.left > before.right:
                yield at, before.right, behind.left


def _covered(page: pdfium.PdfPage, view: View) -> bool:
    """Whether pictures cover most of the page: a scan, perhaps with the stamp of a signature over it."""
    area = 0.0
    for picture in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return area > 0.5 * view.width * view.height
