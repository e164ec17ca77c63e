"""Shares, quotients, changes, growth and targets."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from motcua.progress.rules.mentions import Mention
from motcua.progress.rules.numbers import places_of, printed, rounded
from motcua.progress.rules.ties.terms import HUNDRED, Terms, Value, as_read, figures, in_words, slack, stepped, total
from motcua.progress.types import Kind


@dataclass(frozen=True)
class Share:
    """`percent` is `part` in a hundred of `base`; both may be sums that are not printed."""

    part: Terms
    base: Terms
    percent: Mention
    kind: Kind = Kind.RATIO

    @property
    def members(self) -> tuple[Mention, ...]:
        """The share first, then the part and the base."""
        return tuple(dict.fromkeys((self.percent, *figures(self.part, self.base))))

    def ratio(self, value: Value = as_read) -> Fraction | None:
        """The exact share in points; None over an empty base."""
        base = total(self.base, value)
        return HUNDRED * total(self.part, value) / base if base else None

    def holds(self, value: Value = as_read) -> bool:
        """Whether the printed share is the exact one, rounded half up at its last place."""
        part, base, share = total(self.part, value), total(self.base, value), value(self.percent)
        part_slack, base_slack = slack(self.part), slack(self.base)
        if base - base_slack <= 0:
            return False
        low = HUNDRED * max(part - part_slack, Fraction(0)) / (base + base_slack)
        high = HUNDRED * (part + part_slack) / (base - base_slack)
        half = self.percent.quantity.step / 2
        # Half up: an exact share halfway to the next place is printed as the next.
        return low <= share + half and share - half <= high and not (low == high == share + half)

    def wanted(self, member: Mention) -> Fraction | None:
        """What a member must be; for a part or a base the nearest number that could stand there."""
        ratio, share = self.ratio(), self.percent.value
        if member is self.percent:
            return None if ratio is None else rounded(ratio, places_of(member.quantity.step))
        in_part = sum(sign for sign, term in self.part if term is member)
        in_base = sum(sign for sign, term in self.base if term is member)
        rest_part = total(tuple(term for term in self.part if term[1] is not member))
        rest_base = total(tuple(term for term in self.base if term[1] is not member))
        slope = HUNDRED * in_part - share * in_base  # 100 (a·x + A) = p (b·x + B)
        if slope:
            return stepped((share * rest_base - HUNDRED * rest_part) / slope, member)
        return None

    @property
    def exact(self) -> str:
        """The share at the printed places."""
        ratio = self.ratio()
        return "" if ratio is None else f"{printed(ratio, places_of(self.percent.quantity.step))}%"


@dataclass(frozen=True)
class Quotient:
    """`result` is `part` divided by `base`: times as many, or so many for each."""

    part: Mention
    base: Mention
    result: Mention
    kind: Kind = Kind.RATIO

    @property
    def members(self) -> tuple[Mention, ...]:
        """The result first."""
        return (self.result, self.part, self.base)

    def ratio(self, value: Value = as_read) -> Fraction | None:
        """The exact quotient."""
        return value(self.part) / value(self.base) if value(self.base) else None

    def holds(self, value: Value = as_read) -> bool:
        """Whether the printed quotient is the exact one, rounded."""
        base, half = value(self.base), self.result.quantity.step / 2
        if base - self.base.slack <= 0:
            return False
        low = (value(self.part) - self.part.slack) / (base + self.base.slack)
        high = (value(self.part) + self.part.slack) / (base - self.base.slack)
        return low <= value(self.result) + half and value(self.result) - half <= high

    def wanted(self, member: Mention) -> Fraction | None:
        """What a member must be."""
        ratio = self.ratio()
        if member is self.result:
            return None if ratio is None else stepped(ratio, member)
        if member is self.part:
            return stepped(self.result.value * self.base.value, member)
        return stepped(self.part.value / self.result.value, member) if self.result.value else None

    @property
    def exact(self) -> str:
        """The true quotient."""
        ratio = self.ratio()
        return "" if ratio is None else in_words(ratio, self.result)


@dataclass(frozen=True)
class Change:
    """`new` is `old` and `change` together, or without it; `sign` is 1 for growth, -1 for a fall."""

    new: Mention
    old: Mention
    change: Mention
    sign: int
    kind: Kind = Kind.DIFFERENCE

    @property
    def members(self) -> tuple[Mention, ...]:
        """The change first."""
        return (self.change, self.new, self.old)

    def gap(self, value: Value = as_read) -> Fraction:
        """The true change less the one that is printed."""
        return self.sign * (value(self.new) - value(self.old)) - value(self.change)

    def holds(self, value: Value = as_read) -> bool:
        """Whether it is kept."""
        slack = sum(
            (member.quantity.step / 2 if member.is_percent else member.slack for member in self.members), Fraction(0)
        )
        return abs(self.gap(value)) <= slack

    def wanted(self, member: Mention) -> Fraction:
        """What a member must be."""
        if member is self.change:
            return member.value + self.gap()
        return member.value - self.sign * self.gap() if member is self.new else member.value + self.sign * self.gap()

    @property
    def exact(self) -> str:
        """The true change."""
        return in_words(self.sign * (self.new.value - self.old.value), self.change)


@dataclass(frozen=True)
class Growth:
    """`percent` is by how much of `old` `new` is more (`sign` 1) or less (-1)."""

    new: Mention
    old: Mention
    percent: Mention
    sign: int
    kind: Kind = Kind.RATIO

    @property
    def members(self) -> tuple[Mention, ...]:
        """The rate first."""
        return (self.percent, self.new, self.old)

    def ratio(self, value: Value = as_read) -> Fraction | None:
        """The exact rate in points."""
        old = value(self.old)
        return self.sign * HUNDRED * (value(self.new) - old) / old if old else None

    def holds(self, value: Value = as_read) -> bool:
        """Whether the printed rate is the exact one, rounded."""
        new, old, half = value(self.new), value(self.old), self.percent.quantity.step / 2
        if old - self.old.slack <= 0:
            return False
        ends = [
            self.sign * HUNDRED * (new + a * self.new.slack - old - b * self.old.slack) / (old + b * self.old.slack)
            for a in (-1, 1)
            for b in (-1, 1)
        ]
        share = value(self.percent)
        return min(ends) <= share + half and share - half <= max(ends)

    def wanted(self, member: Mention) -> Fraction | None:
        """What a member must be."""
        if member is self.percent:
            ratio = self.ratio()
            return None if ratio is None else rounded(ratio, places_of(member.quantity.step))
        factor = 1 + self.sign * self.percent.value / HUNDRED
        if member is self.new:
            return stepped(self.old.value * factor, member)
        return stepped(self.new.value / factor, member) if factor else None

    @property
    def exact(self) -> str:
        """The true rate."""
        ratio = self.ratio()
        return "" if ratio is None else f"{printed(ratio, places_of(self.percent.quantity.step))}%"


@dataclass(frozen=True)
class Reached:
    """`part` is at least (or at most) `percent` of the base; `bound` is the printed target."""

    part: Mention
    base: Terms
    bound: Mention
    at_least: bool = True
    kind: Kind = Kind.TARGET

    @property
    def members(self) -> tuple[Mention, ...]:
        """The figure first, then the base and the target."""
        return tuple(dict.fromkeys((self.part, *figures(self.base), self.bound)))

    def ratio(self, value: Value = as_read) -> Fraction:
        """What was reached, in the target's unit."""
        if not self.base:
            return value(self.part)
        base = total(self.base, value)
        return HUNDRED * value(self.part) / base if base else Fraction(0)

    def holds(self, value: Value = as_read) -> bool:
        """Whether the target is reached, strictly: no rounding helps."""
        reached, bound = self.ratio(value), value(self.bound)
        return reached >= bound if self.at_least else reached <= bound

    def wanted(self, member: Mention) -> Fraction | None:
        """The least count that reaches it, when the base is not made of it; else with it."""
        if member is not self.part:
            return None
        if not self.base:
            return self.bound.value
        least = self.bound.value / HUNDRED * total(self.base)  # the base lies in the past and does not move
        return Fraction(-(-least.numerator // least.denominator))

    @property
    def limit(self) -> str:
        """What the figure must at least, or may at most, be."""
        return f"{'ít nhất' if self.at_least else 'không quá'} {self.bound.quantity.printed}"

    @property
    def exact(self) -> str:
        """What was reached, with decimals enough to see that it is not the target; the target where it is printed itself."""
        if not self.base:
            return self.limit
        reached = self.ratio()
        for places in range(places_of(self.bound.quantity.step), 7):
            if rounded(reached, places) != self.bound.value:
                return f"{printed(reached, max(places, 2))}%"
        return printed(reached, 6)
