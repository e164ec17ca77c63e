"""Slips of the hand: how far a printed figure is from the one that was meant, in keystrokes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from motcua.progress.rules.mentions import Mention
from motcua.progress.rules.numbers import NUMBER, as_printed, read
from motcua.progress.rules.ties import Tie, Value
from motcua.progress.types import Notation


def distance(typed: str, meant: str) -> int:
    """Keystrokes between two numbers: a digit wrong, lacking, too many, or two changed about each count one.

    Marks between digits count as well, so that 9,4 for 94 is one slip.
    """
    one, other = _bare(typed), _bare(meant)
    if len(one) == len(other) and one.find(",") == other.find(","):
        one, other = one.replace(",", ""), other.replace(",", "")  # 46,34 for 43,64: two digits changed about
    if one == other:
        return 0
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(row[j - 1] + 1, rows[i - 1][j] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def is_swap(typed: str, meant: str) -> bool:
    """Whether only digits changed places, or one of many is wrong: slips that chance does not make."""
    one, other = (re.sub(r"\D", "", text) for text in (typed, meant))
    if distance(typed, meant) != 1 or len(one) != len(other):
        return False
    return sorted(one) == sorted(other) or len(one) >= 4


@lru_cache(maxsize=4096)
def _bare(printed: str) -> str:
    """The digits and the decimal mark of a number as printed; grouping and what is not a number left out."""
    text = "".join(letter for letter in printed if letter.isdigit() or letter in ".,")
    if "," in text and "." in text:
        grouping = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(grouping, "")
    elif text.count(".") > 1 or (text.count(".") == 1 and len(text.rsplit(".", 1)[1]) == 3):
        text = text.replace(".", "")
    elif text.count(",") > 1 or (text.count(",") == 1 and len(text.rsplit(",", 1)[1]) == 3):
        text = text.replace(",", "")
    return text.replace(".", ",").lstrip("0") or "0"


def put(member: Mention, value: Fraction) -> str:
    """A value in the manner in which a member is printed."""
    text = as_printed(
        value, member.quantity.printed, member.scale, english=member.quantity.notation is Notation.ENGLISH
    )
    tail = member.quantity.printed.lstrip("0123456789.,\u00a0\u202f")
    return text + tail if member.is_percent else text


def repairs(tie: Tie) -> Iterator[tuple[Mention, str, int]]:
    """For each member what would make the tie hold, as it would be printed, and in how many keystrokes."""
    for member in tie.members:
        wanted = tie.wanted(member)
        if wanted is None or wanted < 0 or wanted == member.value:
            continue
        text = put(member, wanted)
        if not tie.holds(corrected(member, text)):
            continue
        yield member, text, distance(member.quantity.printed, text)


def corrected(member: Mention, text: str) -> Value:
    """The figures as they are read once a member is printed otherwise, wherever it stands."""
    found = re.search(NUMBER, text)
    assert found, text
    value = read(found[0], measured=member.is_percent or member.scale > 1).value * member.scale
    return lambda other: value if other is member else other.value


def is_clear_slip(tie: Tie) -> bool:
    """Whether a swap of digits, or one wrong digit among many, in one figure explains why a tie fails."""
    return any(is_swap(member.quantity.printed, text) for member, text, keys in repairs(tie) if keys == 1)


def is_transposed(tie: Tie) -> bool:
    """Whether two digits that changed places in one figure explain why a tie fails."""
    return any(
        keys == 1 and sorted(member.quantity.printed) == sorted(text) and member.quantity.printed != text
        for member, text, keys in repairs(tie)
    )


def is_slip(tie: Tie) -> bool:
    """Whether one keystroke in one figure explains why a tie fails."""
    return any(keys <= 1 for _, _, keys in repairs(tie))
