"""Numbers with a name: every number shown anywhere is one of these, for a scope, and opens to the rows it counts.

An app declares its figures in its `figures.py`. A figure *is* a set of rows; its value is how many there are, so the
drill-down cannot differ from the number. Identities say which sums must agree; they are checked wherever figures are
shown, and one that fails is shown, never hidden. A share is two counts, never stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, Literal, cast

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from motcua.access.types import Actor
from motcua.kernel.period import Period
from motcua.kernel.printed import print_number
from motcua.kernel.refusal import Malformed, NotFound
from motcua.kernel.zone import VIETNAM

Boundary = Literal["then", "now"]


@dataclass(frozen=True, slots=True)
class Members:
    """Whose rows belong to a unit: unit ids, and sentences on what could not be told apart (a split with no share)."""

    ids: frozenset[int]
    not_separable: tuple[str, ...] = ()


MembersOf = Callable[[int, Boundary, Period, date], Members]
"""The port that `org` implements (`settings.FIGURE_UNITS`): unit, boundary, period, the day of "now"."""


@cache
def _members_of() -> MembersOf:
    return cast(MembersOf, import_string(settings.FIGURE_UNITS))


@dataclass(frozen=True, slots=True)
class Scope:
    """What a number speaks of: a closed period, a unit with all below it (None: the whole province), and a cut-off.

    `boundary` says whether units are taken as they were on the days of the period, or as they are now. What happened
    at or after `cut` is not seen. Make it with `scope()`, which asks `org` whose rows belong to the unit.
    """

    period: Period
    unit_id: int | None
    boundary: Boundary
    as_of: datetime
    members: Members | None = field(default=None, compare=False)

    @property
    def starts_at(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.period.start, time(), VIETNAM)

    @property
    def cut(self) -> datetime:
        """The moment up to which records count, exclusive: the end of the period, or the cut-off if that is earlier."""
        assert self.period.end is not None
        return min(datetime.combine(self.period.end, time(), VIETNAM), self.as_of)

    def of_units(self, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
        """Only the rows of the scope's unit, by a column that keeps the unit it happened in."""
        return rows if self.members is None else rows.filter(**{f"{column}__in": self.members.ids})


def scope(period: Period, *, as_of: datetime, unit_id: int | None = None, boundary: Boundary = "then") -> Scope:
    """A scope; refuses a period without an end, and one that has not begun."""
    if period.end is None:
        raise Malformed("Hãy chọn ngày kết thúc của kỳ số liệu.", field="to")
    if datetime.combine(period.start, time(), VIETNAM) > as_of:
        raise Malformed("Kỳ số liệu chưa bắt đầu; hãy chọn ngày bắt đầu không sau hôm nay.", field="from")
    day = as_of.astimezone(VIETNAM).date()
    members = _members_of()(unit_id, boundary, period, day) if unit_id is not None else None
    return Scope(period, unit_id, boundary, as_of, members)


Rows = Callable[[Scope], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Subject:
    """What figures count: the Vietnamese noun, whose rows an actor may read, and the template of one row."""

    name: str
    noun: str
    visible: Callable[[Actor, date], QuerySet[Any]]
    template: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: its name, its title, how it is counted in words, the rows it counts, the version of its formula."""

    name: str
    title: str
    says: str
    subject: str
    rows: Rows
    version: int = 1

    @property
    def app(self) -> str:
        """The app that answers for it."""
        return self.name.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with its count in a scope."""

    figure: Figure
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as two counts."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Percent with two decimals, half up; None of nothing."""
        if self.whole == 0:
            return None
        return (Decimal(100 * self.part) / self.whole).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def __str__(self) -> str:
        return "không có" if self.percent is None else f"{print_number(self.percent, 2)}%"


@dataclass(frozen=True, slots=True)
class Identity:
    """Sums that must agree: names on the left and on the right, and why they must."""

    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """An identity in a scope."""

    identity: Identity
    left: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether both sides are equal."""
        return self.left == self.right

    @property
    def says(self) -> str:
        """The outcome as one sentence."""
        if self.holds:
            return f"{self.identity.title}: khớp, hai vế cùng bằng {print_number(self.left)}."
        gap = print_number(self.left - self.right)
        return (
            f"{self.identity.title}: KHÔNG khớp, vế trái {print_number(self.left)}, "
            f"vế phải {print_number(self.right)}, lệch {gap}."
        )


@dataclass(frozen=True, slots=True)
class Drill:
    """The rows behind a number: those the actor may read, and how many more there are."""

    total: int
    visible: QuerySet[Any]
    hidden: int


_figures: dict[str, Figure] = {}
_subjects: dict[str, Subject] = {}
_identities: list[Identity] = []


def subject(name: str, noun: str, *, visible: Callable[[Actor, date], QuerySet[Any]], template: str) -> None:
    """Make known what figures of an app count."""
    _subjects[name] = Subject(name, noun, visible, template)


def figure(name: str, title: str, *, subject: str, says: str, version: int = 1) -> Callable[[Rows], Rows]:
    """Declare a figure by the function that finds its rows; `says` is its formula in Vietnamese words."""

    def register(rows: Rows) -> Rows:
        if name in _figures and _figures[name].rows.__qualname__ != rows.__qualname__:
            raise ValueError(f"figure {name!r} is declared twice")
        _figures[name] = Figure(name, title, says, subject, rows, version)
        return rows

    return register


def identity(formula: str, title: str) -> Identity:
    """Declare sums that must agree, as `a.b + a.c = a.d + a.e`."""
    sides = formula.split("=")
    names = [tuple(re.split(r"\s*\+\s*", side.strip())) for side in sides]
    if len(names) != 2:
        raise ValueError(f"identity {formula!r} needs exactly one equals sign")
    found = Identity(title, *names)
    _identities.append(found)
    return found


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


def count(name: str, within: Scope) -> int:
    """The value of a figure in a scope."""
    return named(name).rows(within).count()


def values(names: Iterable[str], within: Scope) -> dict[str, int]:
    """The values of several figures in one scope."""
    return {name: count(name, within) for name in names}


def share(part: str, whole: str, within: Scope) -> Share:
    """A share of two figures in a scope."""
    return Share(count(part, within), count(whole, within))


def identities_of(name: str | None = None) -> tuple[Identity, ...]:
    """The identities a figure takes part in, or all."""
    return tuple(each for each in _identities if name is None or name in (*each.left, *each.right))


def check(each: Identity, within: Scope, known: dict[str, int] | None = None) -> Checked:
    """Check one identity in a scope; `known` spares counting what has been counted."""
    known = {} if known is None else known
    for name in (*each.left, *each.right):
        if name not in known:
            known[name] = count(name, within)
    return Checked(each, sum(known[name] for name in each.left), sum(known[name] for name in each.right))


def drill(name: str, within: Scope, *, by: Actor, on: date) -> Drill:
    """The rows behind a figure: together, visible and hidden are exactly the figure."""
    rows = named(name).rows(within)
    visible = rows.filter(pk__in=subject_of(name).visible(by, on).values("pk"))
    total = rows.count()
    return Drill(total, visible, total - visible.count())


def days(first: date, last: date) -> Period:
    """The period from one day to another, both included."""
    return Period(first, last + timedelta(days=1))
