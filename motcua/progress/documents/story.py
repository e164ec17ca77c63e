"""A Word document as its reader sees it: paragraphs in order, and for each character the element that holds it.

Tracked insertions count and deletions do not, as if all were accepted; a field shows its result; hidden text, tables of
contents, equations, headers and footers are left out, and the numbers that Word gives to lists are no text; its bullets
are, for they tell the items of a list. A text box
and a foot- or endnote follow the paragraph they hang on. Word takes no comment inside those, so their text leads back
to the run in the paragraph they hang on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from motcua.progress.documents.bullets import Bullets
from motcua.progress.types import Cell

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "•"}
BULLET = "• "
_GONE = {"del", "moveFrom", "rt", "sdtPr", "sdtEndPr", "rPr", "pPr", "tblPr", "trPr", "tcPr"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_BOUND = ("dataBinding", "text", "date", "dropDownList", "comboBox")
"""Content controls that Word fills or keeps plain: a comment goes around them, not into them."""


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return _W + name


@dataclass(slots=True)
class Field:
    """A field with its code and the runs that hold its first and its last mark."""

    begin: Element
    end: Element | None = None
    code: str = ""
    shows: bool = False


@dataclass(slots=True)
class Piece:
    """Characters of one element inside a run.

    `host` is what to comment on where the run itself cannot bear it, `field` the outermost field whose result it is.
    """

    child: Element
    text: str
    host: Element | None
    field: Field | None

    @property
    def whole(self) -> tuple[Element, Element] | None:
        """The first and last element of what a comment must go around; None where it may go around the text alone.

        A field is such a whole: Word writes its result anew and would lose a comment inside it.
        """
        if self.host is not None:
            return self.host, self.host
        if self.field and self.field.end is not None and self.field.end.getparent() is self.field.begin.getparent():
            return self.field.begin, self.field.end
        return None


@dataclass(slots=True)
class Paragraph:
    """The pieces of a paragraph in order, and the cell it stands in."""

    pieces: list[Piece]
    cell: Cell | None

    @property
    def raw(self) -> str:
        """Its text before it is composed."""
        return "".join(piece.text for piece in self.pieces)


@dataclass
class Story:
    """Walks a body once; `notes` holds the foot- and endnotes by kind and number, `bullets` which items have one."""

    notes: dict[tuple[str, str], Element]
    bullets: Bullets = field(default_factory=Bullets)
    paragraphs: list[Paragraph] = field(default_factory=list)
    _tables: int = 0
    _fields: list[Field] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _hanging: list[tuple[Element, Element]] = field(default_factory=list)

    def walk(self, container: Element, cell: Cell | None = None, host: Element | None = None) -> None:
        """Everything inside a body, a cell, a text box or a note."""
        for element in _children(container):
            match _name(element):
                case "p":
                    self._paragraph(element, cell, host)
                case "tbl":
                    self._table(element, host)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "txbxContent":
                    self.walk(element, cell, host)
        self._close(cell)

    def _paragraph(self, paragraph: Element, cell: Cell | None, host: Element | None) -> None:
        is_new = not self._pieces
        self._inline(paragraph, host)
        if is_new and self._pieces and self.bullets.before(paragraph):
            self._pieces.insert(0, Piece(paragraph, BULLET, host, None))
        if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is None:
            self._close(cell)
        hanging, self._hanging = self._hanging, []
        for content, anchor in hanging:
            pieces, self._pieces = self._pieces, []
            fields, self._fields = self._fields, []
            self.walk(content, cell, host if host is not None else anchor)
            self._pieces, self._fields = pieces, fields

    def _close(self, cell: Cell | None) -> None:
        """The paragraph ends here; one whose mark is deleted goes on in the next."""
        if self._pieces:
            self.paragraphs.append(Paragraph(self._pieces, cell))
            self._pieces = []

    def _table(self, table: Element, host: Element | None) -> None:
        number = self._tables
        self._tables += 1
        for row, line in enumerate(_inside(table, "tr", _is_row_gone)):
            column = _number(line, "trPr/gridBefore")
            for cell in _inside(line, "tc", lambda cell: cell.find(f"{_W}tcPr/{_W}cellDel") is not None):
                if not _goes_on(cell):
                    self.walk(cell, Cell(number, row, column), host)
                column += _number(cell, "tcPr/gridSpan") or 1

    def _inline(self, parent: Element, host: Element | None) -> None:
        """The runs of a paragraph, however deep: links, insertions, fields, content controls."""
        for element in _children(parent):
            name = _name(element)
            if name == "r":
                self._run(element, host)
            elif name == "sdt":
                plain = any(element.find(f"{_W}sdtPr/{_W}{kind}") is not None for kind in _BOUND)
                self._inline(element, host if host is not None or not plain else element)
            elif name not in _GONE:
                self._inline(element, host)

    def _run(self, run: Element, host: Element | None) -> None:
        hidden = run.find(f"{_W}rPr/{_W}vanish")
        is_hidden = hidden is not None and hidden.get(w("val"), "1") not in {"0", "false", "off"}
        for child in _children(run):
            name = _name(child)
            if name == "fldChar":
                self._mark(child.get(w("fldCharType"), ""), run)
            elif name == "instrText" and self._fields:
                self._fields[-1].code += child.text or ""
            elif name in _NOTES:
                note = self.notes.get((_NOTES[name], child.get(w("id"), "")))
                if note is not None:
                    self._hanging.append((note, run))
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                self._hanging += ((box, run) for box in _boxes(child))
            elif not is_hidden and all(field.shows for field in self._fields):
                text = _words(child) if name == "t" else _SIGNS.get(name, "")
                if text:
                    self._pieces.append(Piece(child, text, host, self._fields[0] if self._fields else None))

    def _mark(self, mark: str, run: Element) -> None:
        """One of the three marks of a field."""
        if mark == "begin":
            self._fields.append(Field(run))
        elif self._fields and mark == "separate":
            self._fields[-1].shows = self._fields[-1].code.split()[:1] != ["TOC"]
        elif self._fields and mark == "end":
            self._fields.pop().end = run


def _children(parent: Element) -> Iterator[Element]:
    """Its elements, without comments and processing instructions, the first choice where there are several."""
    for element in parent:
        if not isinstance(element.tag, str):
            continue
        if element.tag == f"{_MC}AlternateContent" and parent.tag != w("r"):
            chosen = _choice(element)
            yield from _children(chosen) if chosen is not element else ()
        else:
            yield element


def _choice(alternatives: Element) -> Element:
    """What Word of today shows, else what older ones do."""
    found = (alternatives.find(f"{_MC}{kind}") for kind in ("Choice", "Fallback"))
    return next((choice for choice in found if choice is not None), alternatives)


def _boxes(drawing: Element) -> Iterator[Element]:
    """The text boxes of a drawing, each once; those inside them come when they are walked."""
    for element in drawing:
        if element.tag == w("txbxContent"):
            yield element
        elif element.tag == f"{_MC}Fallback" and drawing.find(f"{_MC}Choice") is not None:
            continue
        else:
            yield from _boxes(element)


def _inside(parent: Element, kind: str, is_gone: Callable[[Element], bool]) -> Iterator[Element]:
    """Rows of a table or cells of a row, out of the controls they may stand in."""
    for element in _children(parent):
        if _name(element) == kind and not is_gone(element):
            yield element
        elif _name(element) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _inside(element, kind, is_gone)


def _is_row_gone(row: Element) -> bool:
    return row.find(f"{_W}trPr/{_W}del") is not None


def _goes_on(cell: Element) -> bool:
    """Whether a cell only continues the one above or before it."""
    for kind in ("vMerge", "hMerge"):
        merged = cell.find(f"{_W}tcPr/{_W}{kind}")
        if merged is not None and merged.get(w("val"), "continue") == "continue":
            return True
    return False


def _number(element: Element, path: str) -> int:
    found = element.find("/".join(map(w, path.split("/"))))
    value = found.get(w("val"), "0") if found is not None else "0"
    return int(value) if value.isdecimal() and len(value) < 4 else 0


def _words(text: Element) -> str:
    """What an element of text shows: Word drops blanks at its ends unless told to keep them."""
    words = (text.text or "").translate({10: " ", 13: " "})
    holder: Element | None = text
    while holder is not None and holder.get(_SPACE) is None:
        holder = holder.getparent()
    return words if holder is not None and holder.get(_SPACE) == "preserve" else words.strip(" \t")


def _name(element: Element) -> str:
    """Its name without the namespace; empty for what is not Word's own."""
    tag = str(element.tag)
    if tag.startswith(_W):
        return tag[len(_W) :]
    return "AlternateContent" if tag == f"{_MC}AlternateContent" else ""
