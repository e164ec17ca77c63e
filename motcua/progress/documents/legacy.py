"""Bytes older than Unicode as text: windows-1258, TCVN3 (ABC) and VNI, told apart by which gives Vietnamese words.

No byte says in which code it was written; but Vietnamese syllables are so regular that the wrong code gives hardly any.
TCVN3 has no capitals with tones (a second font drew them), so what was typed in that font reads in lower case.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from motcua.kernel.text import is_syllable

SURE = 0.95
"""This share of a text's words with marks must be syllables; names of other peoples (Krông, Đắk) are not."""

_UTF8 = re.compile(rb"\xe1[\xba\xbb][\x80-\xbf]|[\xc3-\xc6][\x80-\xbf]")
"""A Vietnamese letter of UTF-8; in the older codes no syllable has these bytes one after another."""


_TCVN3 = dict(
    zip(
        bytes.fromhex(
            "b8b5b6b7b9 a8bebbbcbdc6 a9cac7c8c9cb aed0cccecfd1 aad5d2d3d4d6 ddd7d8dcde e3dfe1e2e4 abe8e5e6e7e9"
            "acedeaebecee f3eff1f2f4 adf8f5f6f7f9 fdfafbfcfe a1a2a3a4a5a6a7"
        ),
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_ALONE = {
    "ô": "o" + _HORN, "ö": "u" + _HORN, "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_VNI = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])|([ôöñíìæóòî])", re.IGNORECASE)


def decoded(content: bytes) -> str | None:
    """The text of bytes that are no UTF-8, in NFC; None where no code, or more than one, makes it Vietnamese."""
    if _UTF8.search(content):  # several codes in one file, or a file that was cut
        return None
    readings = {reading for read in (_windows_1258, _tcvn3, _vni) if (reading := read(content)) is not None}
    sure = [reading for reading in readings if _likeness(reading) >= SURE]
    return sure[0] if len(sure) == 1 else None


def _windows_1258(content: bytes) -> str | None:
    try:
        return normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return None


def _tcvn3(content: bytes) -> str | None:
    """Signs that TCVN3 does not give to a letter stay as the Western code has them."""
    return "".join(_TCVN3.get(byte) or bytes([byte]).decode("latin-1") for byte in content)


def _vni(content: bytes) -> str | None:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return normalize("NFC", _VNI.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    base, mark, alone = found.groups()
    letter = _VNI_ALONE.get((alone or base).lower(), (alone or base).lower()) + _VNI_MARKS.get((mark or "").lower(), "")
    return letter.upper() if (alone or base).isupper() else letter


def _likeness(text: str) -> float:
    """The share of the words with marks that are Vietnamese syllables, 0 where there is no such word.

    Signs that no Vietnamese text has between its letters count as a word that is none.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]
    odd = len(re.findall(r"(?<=[^\W\d_])[\x80-\x9f¡-©«-¹»-¿×÷](?=[^\W\d_])", text))
    return sum(map(is_syllable, words)) / (len(words) + odd) if words else 0.0
