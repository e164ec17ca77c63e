"""Which paragraphs of a Word document stand as items with a bullet: by their own numbering, or that of their style."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 20
"""Styles based on styles; a file may say that one is based on itself."""


@dataclass(frozen=True)
class Bullets:
    """Lists and their levels that show a bullet, and the list and level each style puts its paragraphs in."""

    shown: frozenset[tuple[str, str]] = frozenset()
    styles: dict[str, tuple[str, str]] = field(default_factory=dict)

    def before(self, paragraph: Element) -> bool:
        """Whether Word shows a bullet before a paragraph."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return False
        place = _place(properties)
        style = properties.find(f"{_W}pStyle")
        if place is None and style is not None:
            place = self.styles.get(_value(style))
        return place in self.shown


def bullets_of(numbering: Element | None, styles: Element | None) -> Bullets:
    """The bullets of a document, of its part of numberings and its part of styles where it has them."""
    if numbering is None:
        return Bullets()
    levels = {
        (_attribute(kind, "abstractNumId"), _attribute(level, "ilvl"))
        for kind in numbering.iterfind(f"{_W}abstractNum")
        for level in kind.iterfind(f"{_W}lvl")
        if _value(level.find(f"{_W}numFmt")) == "bullet"
    }
    lists = {
        _attribute(number, "numId"): _value(number.find(f"{_W}abstractNumId"))
        for number in numbering.iterfind(f"{_W}num")
    }
    shown = frozenset((name, level) for name, kind in lists.items() for of, level in levels if of == kind)
    return Bullets(shown, _styles(styles) if styles is not None else {})


def _styles(styles: Element) -> dict[str, tuple[str, str]]:
    known = {_attribute(style, "styleId"): style for style in styles.iterfind(f"{_W}style")}
    found: dict[str, tuple[str, str]] = {}
    for name, style in known.items():
        ancestor: Element | None = style
        for _ in range(_DEEPEST):
            if ancestor is None:
                break
            properties = ancestor.find(f"{_W}pPr")
            place = _place(properties) if properties is not None else None
            if place:
                found[name] = place
                break
            ancestor = known.get(_value(ancestor.find(f"{_W}basedOn")))
    return found


def _place(properties: Element) -> tuple[str, str] | None:
    """The list and the level that properties of a paragraph name; the list 0 is none."""
    numbers = properties.find(f"{_W}numPr")
    if numbers is None or (list_ := numbers.find(f"{_W}numId")) is None:
        return None
    return _value(list_), _value(numbers.find(f"{_W}ilvl")) or "0"


def _value(element: Element | None) -> str:
    return _attribute(element, "val") if element is not None else ""


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{_W}{name}", "")
