"""What a number speaks of: which days, whose rows, seen from when, and which part of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Literal, cast

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from motcua.kernel.period import Period
from motcua.kernel.printed import local
from motcua.kernel.refusal import Malformed
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
    at or after `cut` is not seen. `narrowed` keeps one value each of some dimensions of what is counted, as they stand
    in an address. Make it with `scope()`, which asks `org` whose rows belong to the unit.
    """

    period: Period
    unit_id: int | None
    boundary: Boundary
    as_of: datetime
    members: Members | None = field(default=None, compare=False)
    narrowed: tuple[tuple[str, str], ...] = ()

    @property
    def starts_at(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.period.start, time(), VIETNAM)

    @property
    def cut(self) -> datetime:
        """The moment up to which records count, exclusive: the end of the period, or the cut-off if that is earlier."""
        assert self.period.end is not None
        return min(datetime.combine(self.period.end, time(), VIETNAM), self.as_of)

    @property
    def until(self) -> date:
        """The last day that is seen, for records that know days only: all of it counts."""
        return max(self.period.start, local(self.cut - timedelta(microseconds=1)).date())

    def of_units(self, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
        """Only the rows of the scope's unit, by a column that keeps the unit it happened in."""
        return rows if self.members is None else rows.filter(**{f"{column}__in": self.members.ids})


def scope(
    period: Period,
    *,
    as_of: datetime,
    unit_id: int | None = None,
    boundary: Boundary = "then",
    narrowed: Mapping[str, str] | None = None,
) -> Scope:
    """A scope; refuses a period without an end, and one that has not begun."""
    if period.end is None:
        raise Malformed("Hãy chọn ngày kết thúc của kỳ số liệu.", field="to")
    if datetime.combine(period.start, time(), VIETNAM) > as_of:
        raise Malformed("Kỳ số liệu chưa bắt đầu; hãy chọn ngày bắt đầu không sau hôm nay.", field="from")
    day = as_of.astimezone(VIETNAM).date()
    members = _members_of()(unit_id, boundary, period, day) if unit_id is not None else None
    return Scope(period, unit_id, boundary, as_of, members, tuple(sorted((narrowed or {}).items())))


def days(first: date, last: date) -> Period:
    """The period from one day to another, both included."""
    return Period(first, last + timedelta(days=1))
