"""A sentence with slots, cut into what must stand in a text: words, slots, and gaps.

Words are compared by their one spelling, without case, marks of punctuation and line breaks; offsets stay those of the
text that was given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from motcua.kernel.text import normalise
from motcua.progress.declared.numbers import NUMBER

_TOKEN = re.compile(
    rf"(?P<number>{NUMBER.pattern})"
    r"|(?P<share>%|phần\s+trăm(?!\w))"
    r"|(?P<word>(?:[^\W\d_][\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]*)+)"
    r"|(?P<slash>/)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\{([^{}]*)\}|…|\.{3,}")
_SHORT_I = re.compile(r"([hklmst])([yýỳỷỹỵ])")
_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number, a percent sign or a slash of a text, and where it stands."""

    key: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Words that must stand side by side."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a figure stands; `part` is what follows its name after a point."""

    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that do not matter, up to the end of the next sentence."""


Piece = Literal | Slot | Gap


@dataclass(frozen=True, slots=True)
class Template:
    """The pieces of a sentence in order; no gap stands first, last or beside another."""

    pieces: tuple[Piece, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in order, as often as they occur."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))


def words(text: str) -> list[Word]:
    """What a text says, without its punctuation."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        key = "%" if kind == "share" else match[0] if kind in {"number", "slash"} else one_spelling(match[0])
        found.append(Word(key, match.start(), match.end(), kind))
    return found


@lru_cache(maxsize=65_536)
def one_spelling(word: str) -> str:
    """A word without case, with its tone mark in one place, kĩ as kỹ and tỉ as tỷ."""
    plain = normalise(normalize("NFC", word).lower())
    if found := _SHORT_I.fullmatch(plain):
        return found[1] + found[2].translate(_TO_I)
    return plain


def compile_template(text: str) -> Template:
    """The pieces of a sentence; `ValueError` in Vietnamese where it is none."""
    pieces: list[Piece] = []
    at = 0
    for match in [*_PIECE.finditer(text), None]:
        literal = text[at : match.start() if match else len(text)]
        if "{" in literal or "}" in literal:
            raise ValueError("ngoặc nhọn mở và đóng không khớp")
        if keys := tuple(word.key for word in words(literal)):
            pieces.append(Literal(keys))
        if match is None:
            break
        at = match.end()
        if match[1] is None:
            pieces.append(Gap())
        else:
            name, _, part = normalise(normalize("NFKC", match[1])).strip().rpartition(".")
            if part not in {"value", "printed"} or not name:
                name, part = f"{name}.{part}" if name else part, ""
            if not name:
                raise ValueError("có ô trống «{}» không tên")
            pieces.append(Slot(name, part))
    kept: list[Piece] = []
    for piece in pieces:
        if not (isinstance(piece, Gap) and (not kept or isinstance(kept[-1], Gap))):
            kept.append(piece)
    while kept and isinstance(kept[-1], Gap):
        kept.pop()
    if not any(isinstance(piece, Literal) for piece in kept):
        raise ValueError("câu phải có chữ, không chỉ có số liệu")
    return Template(tuple(kept))
