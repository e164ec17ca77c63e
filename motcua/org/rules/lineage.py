"""Where rows stand when units have changed: followed through successions, never guessed where a unit was divided.

A row keeps the unit it happened in. *Then* counts it into the units of its own day. *Now* counts it into the units of
a later day: a unit that lives on keeps its rows; what ended went wholly to its successor, or, where nobody is named,
with the body it was part of; what was divided goes by the stated shares. Without shares the rows are not separable
between the parts, but they are still whole within anything that holds all of them, such as the province.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from motcua.kernel.period import Period
from motcua.org.types import Member, Members, NotSeparable

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Span:
    """A unit during one of its versions: which unit, when, and under which parent."""

    unit: int
    period: Period
    parent: int | None


@dataclass(frozen=True, slots=True)
class Handed:
    """On a day one unit took over from another: all (`is_part` false), a stated share, or an unknown part."""

    on: date
    predecessor: int
    successor: int
    is_part: bool = False
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Divided:
    """So much of the rows lies somewhere among `among`; nobody knows how it is divided."""

    unit: int
    on: date
    among: frozenset[int]
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Followed:
    """Where rows stand on a later day: surely (`parts`, by unit), divided, and lost to units without successor."""

    parts: Mapping[int, Fraction] = field(default_factory=dict)
    divided: tuple[Divided, ...] = ()
    lost: Mapping[int, date] = field(default_factory=dict)

    def times(self, weight: Fraction) -> Followed:
        """The same for a part of the rows."""
        return Followed(
            {unit: share * weight for unit, share in self.parts.items()},
            tuple(Divided(each.unit, each.on, each.among, each.weight * weight) for each in self.divided),
            self.lost,
        )

    @property
    def anywhere(self) -> frozenset[int]:
        """Every unit that may hold some of the rows."""
        return frozenset(self.parts).union(*(each.among for each in self.divided))


def together(ways: Iterable[Followed]) -> Followed:
    """Several parts of the same rows as one answer."""
    parts: dict[int, Fraction] = defaultdict(Fraction)
    divided: list[Divided] = []
    lost: dict[int, date] = {}
    for way in ways:
        for unit, share in way.parts.items():
            parts[unit] += share
        divided += way.divided
        lost |= way.lost
    return Followed(dict(parts), tuple(divided), lost)


class Lineage:
    """All units with their spans and successions, to be asked as often as one likes."""

    def __init__(self, spans: Iterable[Span], handed: Iterable[Handed]) -> None:
        self.spans: dict[int, list[Span]] = defaultdict(list)
        self.handed: dict[int, list[Handed]] = defaultdict(list)
        for span in sorted(spans, key=lambda each: each.period.start):
            self.spans[span.unit].append(span)
        for each in sorted(handed, key=lambda each: each.on):
            self.handed[each.predecessor].append(each)
        self._known: dict[tuple[int, date, date], Followed] = {}

    def in_force(self, unit: int, day: date) -> Span | None:
        """The span of a unit that covers a day."""
        return next((span for span in self.spans.get(unit, ()) if day in span.period), None)

    def below(self, unit: int, day: date) -> frozenset[int]:
        """A unit and all below it on a day; empty where it is not in force."""
        if self.in_force(unit, day) is None:
            return frozenset()
        children: dict[int | None, list[int]] = defaultdict(list)
        for spans in self.spans.values():
            for span in spans:
                if day in span.period:
                    children[span.parent].append(span.unit)
        found, waiting = {unit}, [unit]
        while waiting:
            new = [child for child in children[waiting.pop()] if child not in found]
            found.update(new)
            waiting += new
        return frozenset(found)

    # Following rows ------------------------------------------------------------------------------

    def follow(self, unit: int, since: date, on: date) -> Followed:
        """Where the rows of a unit of the day `since` stand on the day `on`, which is not earlier."""
        key = (unit, since, on)
        if key not in self._known:
            self._known[key] = self._follow(unit, since, on)
        return self._known[key]

    def _follow(self, unit: int, since: date, on: date) -> Followed:
        changes = [each for each in self.handed.get(unit, ()) if since < each.on <= on]
        if not changes:
            return self._kept(unit, since, on)
        day = changes[0].on
        takings = [each for each in changes if each.on == day]
        stays = self.in_force(unit, day) is not None
        if not takings[0].is_part:
            return self.follow(takings[0].successor, day, on)
        if any(each.share is None for each in takings):
            ways = [self.follow(each.successor, day, on) for each in takings]
            ways += [self.follow(unit, day, on)] if stays else []
            among = frozenset().union(*(way.anywhere for way in ways))
            return Followed(divided=(Divided(unit, day, among, ONE),), lost=together(ways).lost)
        shares = [(each.successor, each.share) for each in takings if each.share is not None]
        rest = ONE - sum((share for _, share in shares), Fraction())
        shares += [(unit, rest)] if stays else []
        return together(self.follow(successor, day, on).times(share) for successor, share in shares)

    def _kept(self, unit: int, since: date, on: date) -> Followed:
        """No succession in between: the unit still stands, or went with the body it was part of."""
        if self.in_force(unit, on):
            return Followed({unit: ONE})
        last = [span for span in self.spans.get(unit, ()) if span.period.start <= on][-1:]
        if not last or last[0].period.end is None:
            return Followed(lost={unit: since})
        end, parent = last[0].period.end, last[0].parent
        return Followed(lost={unit: end}) if parent is None else self.follow(parent, end - timedelta(days=1), on)

    # Whose rows a unit counts --------------------------------------------------------------------

    def members_then(self, unit: int, period: Period) -> Members:
        """Whose rows a unit counts in a period by the boundaries of each day."""
        days = {edge for spans in self.spans.values() for span in spans for edge in _edges(span.period)}
        rows = [
            Member(member, piece) for piece in _cut(period, days) for member in sorted(self.below(unit, piece.start))
        ]
        return Members(unit, tuple(_joined(rows)), ())

    def members_now(self, unit: int, period: Period, on: date) -> Members:
        """Whose rows a unit counts in a period by the boundaries of the day `on`, which is not before its end."""
        inside = self.below(unit, on)
        rows: list[Member] = []
        unknown: list[NotSeparable] = []
        for other in sorted(self.spans):
            cuts = {each.on for each in self.handed.get(other, ())}
            for span in self.spans[other]:
                for piece in _cut(_shared(span.period, period), cuts):
                    way = self.follow(other, piece.start, on)
                    certain = sum((share for at, share in way.parts.items() if at in inside), Fraction())
                    for each in way.divided:
                        if each.among <= inside:
                            certain += each.weight
                        elif each.among & inside:
                            unknown.append(NotSeparable(other, piece, each.unit, each.on, each.among))
                    if certain:
                        rows.append(Member(other, piece, certain))
        return Members(unit, tuple(_joined(rows)), tuple(unknown))


def _edges(period: Period) -> Iterator[date]:
    yield period.start
    if period.end:
        yield period.end


def _shared(one: Period, two: Period) -> Period | None:
    """The days two periods have in common."""
    if not one.overlaps(two):
        return None
    ends = [end for end in (one.end, two.end) if end]
    return Period(max(one.start, two.start), min(ends) if ends else None)


def _cut(period: Period | None, days: Iterable[date]) -> Iterator[Period]:
    """A period in pieces that begin on those days."""
    if period is None:
        return
    edges = [period.start, *sorted(day for day in days if day > period.start and day in period)]
    for start, end in pairwise([*edges, period.end]):
        assert start is not None
        yield Period(start, end)


def _joined(rows: Iterable[Member]) -> Iterator[Member]:
    """The same with touching periods of one unit and share put together."""
    last: Member | None = None
    for row in sorted(rows, key=lambda each: (each.unit_id, each.period.start)):
        if last and (last.unit_id, last.share, last.period.end) == (row.unit_id, row.share, row.period.start):
            last = Member(row.unit_id, Period(last.period.start, row.period.end), row.share)
            continue
        if last:
            yield last
        last = row
    if last:
        yield last
