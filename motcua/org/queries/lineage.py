"""How units follow each other: predecessors, successors, and whose rows a unit counts, then and now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from motcua.kernel.period import Period
from motcua.kernel.refusal import Malformed
from motcua.org.models import Succession, UnitVersion
from motcua.org.queries.units import as_on, unit_on, units_on
from motcua.org.rules.lineage import Followed, Handed, Lineage, Span
from motcua.org.types import Boundary, Link, Members, NotSeparable, Takes, UnitOn, WithoutSuccessor


def lineage() -> Lineage:
    """All units and successions, read in two statements; ask it as often as a page or a report needs."""
    versions = UnitVersion.objects.values_list("unit_id", "valid", "parent_id")
    successions = Succession.objects.select_related("reorganisation")
    return Lineage(
        (Span(unit, Period(valid.lower, valid.upper), parent) for unit, valid, parent in versions),
        (
            Handed(
                on=each.reorganisation.on,
                predecessor=each.predecessor_id,
                successor=each.successor_id,
                is_part=each.takes == Takes.PART,
                share=each.share,
            )
            for each in successions
        ),
    )


def units_then(day: date) -> list[UnitOn]:
    """The units by whose boundaries rows of that day are counted "then": those in force on it."""
    return units_on(day)


def now_unit_of(unit_id: int, on: date, *, of_day: date | None = None) -> int | NotSeparable | WithoutSuccessor:
    """The unit of the day `on` to which rows of a unit belong.

    `of_day` is the day of the row; without it, the unit's first day. A division without stated shares, and one with
    them, is `NotSeparable`: the row lies in one of several units; `members` counts it where that can be said.
    """
    return roll_up([unit_id], on, of_day=of_day)[unit_id]


def roll_up(
    unit_ids: Iterable[int], on: date, *, of_day: date | None = None
) -> dict[int, int | NotSeparable | WithoutSuccessor]:
    """`now_unit_of` for many units in two statements."""
    known = lineage()
    return {unit_id: _one(known, unit_id, on, of_day) for unit_id in unit_ids}


def _one(known: Lineage, unit_id: int, on: date, of_day: date | None) -> int | NotSeparable | WithoutSuccessor:
    spans = known.spans.get(unit_id)
    if not spans:
        raise Malformed(f"Không có đơn vị số {unit_id}; hãy chọn đơn vị trong danh mục.", field="unit")
    since = of_day or spans[0].period.start
    if since > on:
        raise Malformed(
            f"Ngày ranh giới {on:%d/%m/%Y} ở trước ngày của số liệu {since:%d/%m/%Y}; hãy chọn ngày sau.", field="on"
        )
    way = known.follow(unit_id, since, on)
    if len(way.anywhere) == 1:
        return next(iter(way.anywhere))
    if not way.anywhere:
        return WithoutSuccessor(*next(iter(way.lost.items()), (unit_id, since)))
    divided, day = _where_divided(known, unit_id, since, on, way)
    return NotSeparable(unit_id, Period(since, since + timedelta(days=1)), divided, day, way.anywhere)


def _where_divided(known: Lineage, unit_id: int, since: date, on: date, way: Followed) -> tuple[int, date]:
    """At which unit, and when, a way first parts."""
    if way.divided:
        return way.divided[0].unit, way.divided[0].on
    first = next(each for each in known.handed[unit_id] if since < each.on <= on)
    if first.is_part:
        return unit_id, first.on
    return _where_divided(known, first.successor, first.on, on, known.follow(first.successor, first.on, on))


def members(unit_id: int, *, boundary: Boundary, period: Period, on: date) -> Members:
    """Whose rows a unit counts over a period, itself and all below it: the port of the registry of figures.

    `then`: by the boundaries of each day; a unit that was not yet, or is no more, counts nothing on that day, and
    `on` says nothing. `now`: by the boundaries of the day `on` (not before the last day of the period), on which the
    unit must be in force. Each `Member` is a unit id with the days whose rows count, and the share of them; each
    `NotSeparable` names rows of which an unknown part belongs here: count them apart, never add them.
    """
    if boundary == "then":
        return lineage().members_then(unit_id, period)
    if period.last is None or period.last > on:
        raise Malformed(
            f"Ranh giới ngày {on:%d/%m/%Y} không dùng được cho kỳ {period}; hãy chọn ngày ranh giới không sớm hơn "
            "ngày cuối kỳ.",
            field="on",
        )
    unit_on(unit_id, on)
    return lineage().members_now(unit_id, period, on)


def predecessors_of(unit_id: int, *, until: date | None = None, transitively: bool = False) -> list[Link]:
    """From whom a unit took over, latest first, as known on the day `until`; the units as they were on their eve.

    Transitively: also from whom those did, nearest first.
    """
    return _links(unit_id, until, "successor", transitively)


def successors_of(unit_id: int, *, until: date | None = None, transitively: bool = False) -> list[Link]:
    """Who took over from a unit, latest first, as known on the day `until`; the units as they became that day.

    Transitively: also who took over from those, nearest first.
    """
    return _links(unit_id, until, "predecessor", transitively)


def _links(unit_id: int, until: date | None, side: str, transitively: bool) -> list[Link]:
    """The successions in which the unit stands on that side, told by their other side; two statements a generation."""
    other, days = ("predecessor", timedelta(days=1)) if side == "successor" else ("successor", timedelta())
    found: list[Link] = []
    asked, seen = {unit_id}, {unit_id}
    while asked:
        rows = Succession.objects.filter(**{f"{side}__in": asked}).select_related("reorganisation")
        if until is not None:
            rows = rows.filter(reorganisation__on__lte=until)
        kept = list(rows.order_by("-reorganisation__on", "pk"))
        then = as_on((getattr(row, f"{other}_id"), row.reorganisation.on - days) for row in kept)
        links = [_link(row, unit) for row, unit in zip(kept, then, strict=True)]
        found += [link for link in links if link.unit.id not in seen]
        asked = {link.unit.id for link in links} - seen if transitively else set()
        seen |= asked
    return found


def _link(row: Succession, unit: UnitOn) -> Link:
    act = row.reorganisation
    return Link(
        predecessor_id=row.predecessor_id,
        successor_id=row.successor_id,
        unit=unit,
        on=act.on,
        takes=Takes(row.takes),
        share=row.share,
        basis=act.basis,
        clause=row.clause,
        note=row.note,
        is_verified=act.is_verified,
    )
