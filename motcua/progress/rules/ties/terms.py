"""Figures as values, sums of them that need not be printed, and how a value is put where a figure stands."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from motcua.progress.rules.mentions import Mention
from motcua.progress.rules.numbers import places_of, printed, rounded

type Value = Callable[[Mention], Fraction]
"""What a figure counts as: as printed, or as it would be once repaired."""

type Terms = tuple[tuple[int, Mention], ...]
"""A sum and difference of figures: signs and figures. It need not be printed anywhere."""


HUNDRED = Fraction(100)


def as_read(mention: Mention) -> Fraction:
    """The value as printed."""
    return mention.value


def total(terms: Terms, value: Value = as_read) -> Fraction:
    """What terms come to."""
    return sum((sign * value(term) for sign, term in terms), Fraction(0))


def slack(terms: Terms) -> Fraction:
    """By how much rounding may have moved it."""
    return sum((term.slack for _, term in terms), Fraction(0))


def figures(*groups: Terms) -> tuple[Mention, ...]:
    """The figures of terms, each once."""
    return tuple(dict.fromkeys(term for terms in groups for _, term in terms))


def stepped(value: Fraction, member: Mention) -> Fraction:
    """The nearest value that could be printed where the member stands."""
    step = member.quantity.step
    return rounded(value / step, 0) * step


def in_words(value: Fraction, like: Mention) -> str:
    """A value in the unit and the scale of a printed figure."""
    places = places_of(like.quantity.step / like.scale)
    text = printed(value / like.scale, places)
    return f"{text}%" if like.is_percent else text
