"""What figures answer in a scope: their values, whether sums agree, their parts, ratios, and the rows behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, F, QuerySet

from motcua.access.types import Actor
from motcua.kernel.printed import print_number
from motcua.kernel.refusal import Malformed
from motcua.ledger.figures.registry import (
    UNSAID,
    UNSAID_WORDS,
    Dimension,
    Figure,
    Identity,
    Number,
    Ratio,
    identities_of,
    named,
    ratios_of,
    subject_of,
)
from motcua.ledger.figures.scopes import Scope


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with its count in a scope."""

    figure: Figure
    count: Number


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as two numbers."""

    part: Number
    whole: Number

    @property
    def percent(self) -> Decimal | None:
        """Percent with two decimals, half up; None of nothing."""
        if self.whole == 0:
            return None
        return (Decimal(100 * self.part) / self.whole).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def __str__(self) -> str:
        return "không có" if self.percent is None else f"{print_number(self.percent, 2)}%"


@dataclass(frozen=True, slots=True)
class Rated:
    """A ratio in a scope, with the figure that is its base."""

    ratio: Ratio
    share: Share
    base: Figure


def _outcome(title: str, left: Number, right: Number) -> str:
    if left == right:
        return f"{title}: khớp, hai vế cùng bằng {print_number(left)}."
    return (
        f"{title}: KHÔNG khớp, vế trái {print_number(left)}, "
        f"vế phải {print_number(right)}, lệch {print_number(left - right)}."
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """An identity in a scope."""

    identity: Identity
    left: Number
    right: Number

    @property
    def holds(self) -> bool:
        """Whether both sides are equal."""
        return self.left == self.right

    @property
    def says(self) -> str:
        """The outcome as one sentence."""
        return _outcome(self.identity.title, self.left, self.right)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a breakdown: its value as an address holds it, in words, and its number."""

    key: str
    words: str
    count: Number


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure by the values of one dimension, the largest part first, and the whole, counted by itself."""

    dimension: Dimension
    parts: tuple[Part, ...]
    whole: Number

    @property
    def total(self) -> Number:
        """The parts together."""
        return sum((part.count for part in self.parts), 0)

    @property
    def holds(self) -> bool:
        """Whether the parts are together the whole."""
        return self.total == self.whole

    @property
    def says(self) -> str:
        """The outcome as one sentence."""
        return _outcome(f"Cộng theo {self.dimension.title.lower()} bằng tổng số", self.total, self.whole)


@dataclass(frozen=True, slots=True)
class Drill:
    """The rows behind a number: those the actor may read, how many more there are, and the number itself."""

    total: Number
    visible: QuerySet[Any]
    hidden: int


def is_told(name: str, within: Scope) -> bool:
    """Whether a figure means anything in a scope."""
    return not subject_of(name).refuses(within)


def rows(name: str, within: Scope) -> QuerySet[Any]:
    """The rows of a figure in a scope; a scope that means nothing for it is refused."""
    subject = subject_of(name)
    if why := subject.refuses(within):
        raise Malformed(why)
    found = named(name).rows(within)
    for dimension, typed in within.narrowed:
        found = subject.dimensions[dimension].within(found, typed)
    return found


def _measured(figure: Figure, found: QuerySet[Any]) -> Number:
    if figure.amount is None:
        return found.count()
    return sum((figure.amount(row) for row in found), 0)


def count(name: str, within: Scope) -> Number:
    """The value of a figure in a scope: how many rows it has, or what they measure together."""
    return _measured(named(name), rows(name, within))


def values(names: Iterable[str], within: Scope) -> dict[str, Number]:
    """The values of several figures in one scope, of those that mean anything there."""
    return {name: count(name, within) for name in names if is_told(name, within)}


def _sum(names: Iterable[str], within: Scope, known: dict[str, Number]) -> Number:
    names = tuple(names)
    for name in names:
        if name not in known:
            known[name] = count(name, within)
    return sum((known[name] for name in names), 0)


def check(each: Identity, within: Scope, known: dict[str, Number] | None = None) -> Checked:
    """Check one identity in a scope; `known` spares counting what has been counted."""
    known = {} if known is None else known
    return Checked(each, _sum(each.left, within, known), _sum(each.right, within, known))


def checked(name: str | None, within: Scope, known: dict[str, Number] | None = None) -> list[Checked]:
    """The identities a figure takes part in, or all, of those that mean anything in a scope."""
    known = {} if known is None else known
    told = [each for each in identities_of(name) if all(is_told(part, within) for part in each.names)]
    return [check(each, within, known) for each in told]


def rate(each: Ratio, within: Scope, known: dict[str, Number] | None = None) -> Rated:
    """A ratio in a scope."""
    known = {} if known is None else known
    share = Share(_sum(each.part, within, known), _sum((each.base,), within, known))
    return Rated(each, share, named(each.base))


def rated(name: str | None, within: Scope, known: dict[str, Number] | None = None) -> list[Rated]:
    """The ratios a figure takes part in, or all, of those that mean anything in a scope."""
    known = {} if known is None else known
    told = [each for each in ratios_of(name) if all(is_told(part, within) for part in each.names)]
    return [rate(each, within, known) for each in told]


def breakdown(name: str, by: str, within: Scope) -> Breakdown:
    """A figure by the values of a dimension of its subject; one that it does not divide by is refused."""
    figure, dimension = named(name), subject_of(name).dimensions.get(by)
    if dimension is None:
        raise Malformed(f"«{figure.title}» không chia được theo «{by}»; hãy chọn cách chia khác.")
    parts = _parts(figure, dimension, rows(name, within))
    words = dimension.words([key for key in parts if key is not None and key != ""], within)
    told = [
        Part(UNSAID, UNSAID_WORDS, number)
        if key is None or key == ""
        else Part(str(key), words.get(key, str(key)), number)
        for key, number in parts.items()
    ]
    told.sort(key=lambda part: (-part.count, part.words))
    return Breakdown(dimension, tuple(told), count(name, within))


def _parts(figure: Figure, dimension: Dimension, found: QuerySet[Any]) -> dict[Any, Number]:
    if figure.amount is None:
        counted = found.order_by().values_list(dimension.column).annotate(Count("pk"))
        return dict(counted)
    parts: dict[Any, Number] = defaultdict(int)
    for row in found.annotate(part_of=F(dimension.column)):
        parts[row.part_of] += figure.amount(row)
    return parts


def drill(name: str, within: Scope, *, by: Actor, on: date) -> Drill:
    """The rows behind a figure: together, visible and hidden are exactly those the figure counts or adds up."""
    found = rows(name, within)
    visible = found.filter(pk__in=subject_of(name).visible(by, on).values("pk"))
    return Drill(_measured(named(name), found), visible, found.count() - visible.count())
