"""Wholes and their parts: sums, stocks, shares that come to a hundred, a part within its whole, a figure said twice."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from motcua.progress.rules.mentions import Mention
from motcua.progress.rules.numbers import places_of, printed
from motcua.progress.rules.ties.terms import HUNDRED, Value, as_read, in_words
from motcua.progress.types import Kind


@dataclass(frozen=True)
class Sum:
    """`whole` is the sum of `parts`."""

    whole: Mention
    parts: tuple[Mention, ...]
    kind: Kind = Kind.SUM

    @property
    def members(self) -> tuple[Mention, ...]:
        """All figures, the whole first."""
        return (self.whole, *self.parts)

    def gap(self, value: Value = as_read) -> Fraction:
        """By how much the parts exceed the whole."""
        return sum(map(value, self.parts), Fraction(0)) - value(self.whole)

    def holds(self, value: Value = as_read) -> bool:
        """Whether it is kept."""
        return abs(self.gap(value)) <= sum((member.slack for member in self.members), Fraction(0))

    def wanted(self, member: Mention) -> Fraction:
        """What a member must be, the others being right."""
        return member.value + self.gap() if member is self.whole else member.value - self.gap()

    @property
    def exact(self) -> str:
        """What stands where the whole is printed, by the parts."""
        return in_words(sum((part.value for part in self.parts), Fraction(0)), self.whole)


@dataclass(frozen=True)
class Balance:
    """What was there and what came is what went and what is left."""

    came: tuple[Mention, ...]
    went: tuple[Mention, ...]
    kind: Kind = Kind.SUM

    @property
    def members(self) -> tuple[Mention, ...]:
        """What is left first: it is the figure to be explained."""
        return (self.went[0], *self.came, *self.went[1:])

    def gap(self, value: Value = as_read) -> Fraction:
        """By how much what came exceeds what went."""
        return sum(map(value, self.came), Fraction(0)) - sum(map(value, self.went), Fraction(0))

    def holds(self, value: Value = as_read) -> bool:
        """Whether it closes."""
        return abs(self.gap(value)) <= sum((member.slack for member in self.members), Fraction(0))

    def wanted(self, member: Mention) -> Fraction:
        """What a member must be."""
        return member.value - self.gap() if member in self.came else member.value + self.gap()

    @property
    def exact(self) -> str:
        """What is left, by the others."""
        return in_words(self.wanted(self.went[0]), self.went[0])


@dataclass(frozen=True)
class Hundred:
    """Shares of one base that leave nothing out: together a hundred."""

    percents: tuple[Mention, ...]
    kind: Kind = Kind.PERCENT_SUM

    @property
    def members(self) -> tuple[Mention, ...]:
        """The shares."""
        return self.percents

    def total(self, value: Value = as_read) -> Fraction:
        """What they come to."""
        return sum(map(value, self.percents), Fraction(0))

    def holds(self, value: Value = as_read) -> bool:
        """Whether a hundred lies within what rounding of each allows."""
        return abs(self.total(value) - HUNDRED) <= sum(
            (share.quantity.step / 2 for share in self.percents), Fraction(0)
        )

    def wanted(self, member: Mention) -> Fraction:
        """What a share must be, the others being right."""
        return member.value + HUNDRED - self.total()

    @property
    def exact(self) -> str:
        """What they come to."""
        return f"{printed(self.total(), max(places_of(share.quantity.step) for share in self.percents))}%"


@dataclass(frozen=True)
class Within:
    """`part` is not more than `whole`."""

    part: Mention
    whole: Mention
    kind: Kind = Kind.PART_OF

    @property
    def members(self) -> tuple[Mention, ...]:
        """The part first."""
        return (self.part, self.whole)

    def holds(self, value: Value = as_read) -> bool:
        """Whether it is kept."""
        return value(self.part) - self.part.slack <= value(self.whole) + self.whole.slack

    def wanted(self, member: Mention) -> Fraction | None:
        """No single value."""
        return None

    @property
    def exact(self) -> str:
        """What the part may at most be."""
        return f"không quá {in_words(self.whole.value, self.whole)}"


@dataclass(frozen=True)
class Same:
    """Two figures that say the same thing."""

    one: Mention
    other: Mention
    kind: Kind = Kind.IDENTITY

    @property
    def members(self) -> tuple[Mention, ...]:
        """Both, in order of the text."""
        return (self.one, self.other)

    def holds(self, value: Value = as_read) -> bool:
        """Whether the intervals meet."""
        return abs(value(self.one) - value(self.other)) <= (self.one.quantity.step + self.other.quantity.step) / 2 * (
            0 if not self.one.slack and not self.other.slack else 1
        )

    def wanted(self, member: Mention) -> Fraction:
        """The other one's value."""
        return self.other.value if member is self.one else self.one.value

    @property
    def exact(self) -> str:
        """The other figure."""
        return self.other.quantity.printed
