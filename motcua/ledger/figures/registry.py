"""What is declared: subjects with the dimensions they divide by, figures, the sums that must agree, ratios."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from motcua.access.types import Actor
from motcua.kernel.refusal import Malformed, NotFound
from motcua.ledger.figures.scopes import Scope

Number = int | Decimal
Rows = Callable[[Scope], QuerySet[Any]]
Words = Callable[[Collection[Any], Scope], Mapping[Any, str]]
UNSAID = "-"
"""The value, in an address, of rows that say nothing for a dimension."""
UNSAID_WORDS = "Không ghi"


def number_typed(typed: str) -> int:
    """The number of a row as it stands in an address; refused where it is none."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise Malformed(f"Không đọc được «{typed}»; hãy chọn lại trong danh sách.")
    return int(typed)


def _as_they_are(keys: Collection[Any], within: Scope) -> Mapping[Any, str]:
    return {key: str(key) for key in keys}


@dataclass(frozen=True, slots=True)
class Dimension:
    """What the rows of a subject divide by: a column, how an address names its values, and what people call them."""

    name: str
    title: str
    column: str
    read: Callable[[str], Any] = str
    words: Words = _as_they_are

    def within(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        """The rows of one value; `UNSAID` are those that have none."""
        if typed != UNSAID:
            return rows.filter(**{self.column: self.read(typed)})
        unsaid = Q(**{f"{self.column}__isnull": True})
        return rows.filter(unsaid | Q(**{self.column: ""}) if self.read is str else unsaid)

    def said(self, typed: str, within: Scope) -> str:
        """What people call a value as it stands in an address."""
        if typed == UNSAID:
            return UNSAID_WORDS
        key = self.read(typed)
        return self.words([key], within).get(key, typed)


@dataclass(frozen=True, slots=True)
class Subject:
    """What figures count: the Vietnamese noun, whose rows an actor may read, and the template of one row.

    `has_units` is False where rows belong to the province as a whole, so that no unit can be asked for.
    """

    name: str
    noun: str
    visible: Callable[[Actor, date], QuerySet[Any]]
    template: str
    has_units: bool = True
    dimensions: dict[str, Dimension] = field(default_factory=dict)

    def refuses(self, within: Scope) -> str:
        """Why a scope means nothing here, as a sentence; nothing where it does."""
        if within.unit_id is not None and not self.has_units:
            return "Số liệu này chỉ có cho toàn tỉnh; hãy bỏ chọn đơn vị."
        for name, _ in within.narrowed:
            if name not in self.dimensions:
                title = next((each.title.lower() for each in dimensions() if each.name == name), name)
                return f"Số liệu này không chia theo {title}; hãy bỏ điều kiện ấy."
        return ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: its name, its title, how it is counted in words, the rows it counts, the version of its formula.

    Where it does not count rows but adds up what they measure, `amount` is that of one row, and `unit` its unit.
    """

    name: str
    title: str
    says: str
    subject: str
    rows: Rows
    version: int = 1
    unit: str = ""
    amount: Callable[[Any], Number] | None = None

    @property
    def app(self) -> str:
        """The app that answers for it."""
        return self.name.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Identity:
    """Sums that must agree: names on the left and on the right, and why they must."""

    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def app(self) -> str:
        """The app that answers for it, which is that of its first figure."""
        return self.left[0].split(".", 1)[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Every figure that takes part."""
        return (*self.left, *self.right)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of a whole: the figures that make the part together, and the one that is its base."""

    name: str
    title: str
    part: tuple[str, ...]
    base: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every figure that takes part."""
        return (*self.part, self.base)


_figures: dict[str, Figure] = {}
_subjects: dict[str, Subject] = {}
_identities: list[Identity] = []
_ratios: dict[str, Ratio] = {}


def subject(
    name: str,
    noun: str,
    *,
    visible: Callable[[Actor, date], QuerySet[Any]],
    template: str,
    has_units: bool = True,
    by: Iterable[Dimension] = (),
) -> None:
    """Make known what figures of an app count, and by which dimensions these divide."""
    _subjects[name] = Subject(name, noun, visible, template, has_units, {each.name: each for each in by})


def dimension(
    name: str, title: str, column: str, *, read: Callable[[str], Any] = str, words: Words = _as_they_are
) -> Dimension:
    """A dimension; its name stands in addresses. `number_typed` reads the keys of columns that hold row numbers."""
    return Dimension(name, title, column, read, words)


def figure(
    name: str,
    title: str,
    *,
    subject: str,
    says: str,
    version: int = 1,
    unit: str = "",
    amount: Callable[[Any], Number] | None = None,
) -> Callable[[Rows], Rows]:
    """Declare a figure by the function that finds its rows; `says` is its formula in Vietnamese words."""

    def register(rows: Rows) -> Rows:
        if name in _figures and _figures[name].rows.__qualname__ != rows.__qualname__:
            raise ValueError(f"figure {name!r} is declared twice")
        _figures[name] = Figure(name, title, says, subject, rows, version, unit, amount)
        return rows

    return register


def _sum(formula: str) -> tuple[str, ...]:
    return tuple(re.split(r"\s*\+\s*", formula.strip()))


def identity(formula: str, title: str) -> Identity:
    """Declare sums that must agree, as `a.b + a.c = a.d + a.e`."""
    sides = [_sum(side) for side in formula.split("=")]
    if len(sides) != 2:
        raise ValueError(f"identity {formula!r} needs exactly one equals sign")
    found = Identity(title, *sides)
    _identities.append(found)
    return found


def ratio(name: str, title: str, *, part: str, base: str) -> Ratio:
    """Declare a ratio: `part` is a sum as `a.b + a.c`, `base` the figure it is a part of."""
    _ratios[name] = Ratio(name, title, _sum(part), base)
    return _ratios[name]


def figures(app: str | None = None) -> tuple[Figure, ...]:
    """The declared figures, of one app or all, in the order they were declared."""
    return tuple(each for each in _figures.values() if app is None or each.app == app)


def named(name: str) -> Figure:
    """The figure of that name; an unknown one is refused by name."""
    if name not in _figures:
        raise NotFound(f"Không có số liệu mang tên «{name}»; hãy chọn trong danh mục số liệu.")
    return _figures[name]


def subject_of(name: str) -> Subject:
    """What a figure counts."""
    return _subjects[named(name).subject]


def dimensions() -> tuple[Dimension, ...]:
    """Every dimension of any subject, once by name."""
    return tuple({name: each for subject in _subjects.values() for name, each in subject.dimensions.items()}.values())


def identities_of(name: str | None = None) -> tuple[Identity, ...]:
    """The identities a figure takes part in, or all."""
    return tuple(each for each in _identities if name is None or name in each.names)


def ratios_of(name: str | None = None) -> tuple[Ratio, ...]:
    """The ratios a figure takes part in, or all."""
    return tuple(each for each in _ratios.values() if name is None or name in each.names)
