"""How one printed number is read: Vietnamese and English marks, scale words, and a number printed again.

No library is used: for Vietnamese they read 1,777 as 1,777 and 52.56 as 5256, and both stand in real reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from motcua.progress.types import Notation

NUMBER = r"\d{1,3}(?:\.\d{3}){1,8}(?:,\d{1,15})?|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,8}(?:,\d{1,15})?|\d{1,3}(?:,\d{3}){1,8}(?:\.\d{1,15})?|\d{1,15}[.,]\d{1,15}|\d{1,15}"
"""What a number looks like, in either notation."""

SCALES = {
    "chục": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 10**6,
    "tỷ": 10**9, "tỉ": 10**9, "nghìn tỷ": 10**12, "ngàn tỷ": 10**12, "nghìn tỉ": 10**12, "ngàn tỉ": 10**12, "trăm triệu": 10**8,
    "triệu tỷ": 10**15,
}  # fmt: skip
SCALE = re.compile(
    r"\s*(?:(?P<scale>(?:nghìn|ngàn)\s+t[ỷỉ]|triệu\s+tỷ|trăm\s+triệu|nghìn|ngàn|vạn|triệu|t[ỷỉ]|trăm|chục)\b)",
    re.IGNORECASE,
)
_VIETNAMESE = re.compile(r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d{1,15})?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,15})?")


@dataclass(frozen=True, slots=True)
class Read:
    """A number as read: `value` and `step`, what one more in its last place is worth."""

    value: Fraction
    step: Fraction
    notation: Notation


def read(printed: str, *, measured: bool = False) -> Read:
    """The value of a number as printed, without unit or scale.

    `measured` says that a share or a measure follows, where three decimals are likelier than thousands: 1,777% is one
    and three quarters, 1,777 hồ sơ are a thousand. Never fails on what `NUMBER` matches.
    """
    if _VIETNAMESE.fullmatch(printed) and (printed[:2] != "0." or printed.count(".") > 1 or "," in printed):
        whole, _, decimals = re.sub("[.\u00a0\u202f]", "", printed).partition(",")
        return _exact(whole, decimals, Notation.VIETNAMESE)
    if _ENGLISH.fullmatch(printed) and (printed[:2] != "0," or printed.count(",") > 1 or "." in printed):
        groups = printed.partition(".")[0].count(",")
        if groups > 1 or "." in printed or not measured:
            whole, _, decimals = printed.replace(",", "").partition(".")
            return _exact(whole, decimals, Notation.ENGLISH)
    if "," in printed:
        whole, _, decimals = printed.partition(",")
        return _exact(whole, decimals, Notation.VIETNAMESE)
    if "." in printed:
        whole, _, decimals = printed.partition(".")
        return _exact(whole, decimals, Notation.ENGLISH)
    padded = len(printed) > 1 and printed.startswith("0")
    return _exact(printed, "", Notation.PADDED if padded else Notation.PLAIN)


def _exact(whole: str, decimals: str, notation: Notation) -> Read:
    step = Fraction(1, 10 ** len(decimals))
    return Read(Fraction(int(whole + decimals)) * step, step, notation)


def scale_of(words: str) -> int:
    """What a scale word multiplies by."""
    return SCALES[" ".join(words.lower().split())]


def rounded(value: Fraction, places: int) -> Fraction:
    """Half up (away from zero), exactly."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(-whole if value < 0 else whole, 10**places)


def balanced(shares: list[Fraction], places: int, total: int = 100) -> list[Fraction]:
    """Shares rounded so that they add up to `total`: cut off, then the largest remainders get one more."""
    units = 10**places
    cut = [(share * units).numerator // (share * units).denominator for share in shares]
    left = total * units - sum(cut)
    order = sorted(range(len(shares)), key=lambda at: (cut[at] - shares[at] * units, at))
    for at in order[: max(left, 0)]:
        cut[at] += 1
    return [Fraction(value, units) for value in cut]


def places_of(step: Fraction) -> int:
    """How many decimals a step is: 2 for 1/100, 0 for 1 and more."""
    places = 0
    while step < 1:
        step *= 10
        places += 1
    return places


def printed(value: Fraction, places: int = 0, *, grouped: bool = True) -> str:
    """A number as the house prints it: 1.234,5."""
    value = rounded(value, places)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    if grouped:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", whole)
    return ("-" if value < 0 else "") + whole + ("," + decimals if decimals else "")


def as_printed(value: Fraction, like: str, scale: int = 1, *, english: bool = False) -> str:
    """A value in the manner of a figure that is printed already: its decimals, grouping, padding and marks."""
    body = re.match(NUMBER, like)
    figure = body[0] if body else like
    source = read(figure, measured=not english)
    places = places_of(source.step)
    text = printed(value / scale, places, grouped=source.notation is not Notation.PLAIN or source.value < 1000)
    if source.notation is Notation.ENGLISH:
        text = text.translate(str.maketrans(".,", ",."))
    if source.notation is Notation.PADDED:
        text = text.rjust(len(figure), "0")
    return text
