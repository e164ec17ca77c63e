"""Numbers as reports print them, both ways: Vietnamese, English and plain notation, read exactly and printed alike."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from motcua.kernel.text import fold
from motcua.progress.rules import numbers as rules_numbers
from motcua.progress.types import Notation

NUMBER = re.compile(r"\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)*")
SCALES = {words: scale for words, scale in rules_numbers.SCALES.items() if " " not in words and scale >= 1000}
_WHOLE = re.compile(rf"(?:{rules_numbers.NUMBER})")
_LONE_POINT = re.compile(r"\d{1,3}\.\d{3}")
_MEASURES = {"ha", "km", "m", "m2", "km2", "m3", "tan", "kg", "ta", "diem", "usd", "gio", "phut", "lan", "phan nghin"}


class Reading(NamedTuple):
    """A printed number: its value, what one more in its last place is worth, its notation and decimals."""

    value: Fraction
    step: Fraction
    notation: Notation
    places: int


def read_number(printed: str, *, decimal: bool = False, share: bool = False) -> Reading | None:
    """The number of a run of digits, points and commas; None where it is none.

    With `decimal` (a measured unit) three digits after a lone comma are decimals, with `share` also after a lone
    point: 1,777 ha and 1.777% are less than two.
    """
    printed = re.sub(r"[\u00a0\u202f]", ".", printed)
    if not _WHOLE.fullmatch(printed):
        return None
    if share and _LONE_POINT.fullmatch(printed):
        read = rules_numbers.read(printed.replace(".", ","), measured=True)
        return Reading(read.value, read.step, Notation.ENGLISH, rules_numbers.places_of(read.step))
    read = rules_numbers.read(printed, measured=decimal or share)
    return Reading(read.value, read.step, read.notation, rules_numbers.places_of(read.step))


def measured(unit: str) -> bool:
    """Whether a unit is measured rather than counted, so that its figures are rounded ones."""
    words = fold(unit).split()
    return bool(words) and (words[0] in _MEASURES or scale_of(unit) > 1 or "%" in unit)


def scale_of(unit: str) -> int:
    """A million for «triệu đồng», one for «hồ sơ»."""
    words = unit.lower().split()
    return SCALES.get(words[0], 1) if words else 1


def print_exact(value: Fraction, places: int | None = None, notation: Notation = Notation.VIETNAMESE) -> str:
    """`1.234,5`; without `places` as many decimals as the value has, six at most."""
    if places is None:
        places = next((n for n in range(6) if (value * 10**n).denominator == 1), 6)
    rounded = rules_numbers.rounded(value, places)
    whole, rest = divmod(abs(rounded) * 10**places, 10**places)
    digits = f"{int(whole)}" if notation in {Notation.PLAIN, Notation.PADDED} else f"{int(whole):,}"
    if notation is Notation.PADDED:
        digits = digits.zfill(2)
    text = digits + (f".{int(rest):0{places}}" if places else "")
    if notation is not Notation.ENGLISH:
        text = text.translate(str.maketrans(",.", ".,"))
    return ("-" if rounded < 0 else "") + text
