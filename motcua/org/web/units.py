"""The tree of units on any day, and one unit with all it was and became. Open to all: it is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access.doors import open_to_all
from motcua.kernel.period import Period
from motcua.kernel.printed import print_number
from motcua.ledger import queries as ledger
from motcua.org import queries
from motcua.org.queries import Branch
from motcua.org.types import KINDS, Level, Link, NotSeparable, UnitOn, WithoutSuccessor
from motcua.ui.context import page_of
from motcua.ui.days import as_of, asked_day, status_of_day

WHY_OPEN = "Danh mục đơn vị hành chính và cơ quan nhà nước là thông tin công khai"
OFFICES = {
    Level.PROVINCE: "Sở, ban, ngành và đơn vị trực thuộc",
    Level.DISTRICT: "Phòng chuyên môn",
    Level.COMMUNE: "Đơn vị trực thuộc",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Units of one sort below another, with how many of each kind there are, in words."""

    title: str
    nodes: tuple[Node, ...]
    tally: str


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as the tree shows it."""

    unit: UnitOn
    groups: tuple[Group, ...]

    @property
    def only(self) -> Node | None:
        """The one unit that hangs on it, where there is no other: shown right away."""
        nodes = [node for group in self.groups for node in group.nodes]
        return nodes[0] if len(nodes) == 1 and not nodes[0].groups else None

    @property
    def tally(self) -> str:
        """What hangs right below it: `13 phường, 1 xã; 6 phòng chuyên môn`."""
        return "; ".join(group.tally for group in self.groups)


def node_of(branch: Branch) -> Node:
    """A branch with its offices before its places."""
    offices = [below for below in branch.below if not below.unit.code]
    places = [below for below in branch.below if below.unit.code]
    level = Level(places[0].unit.level).label if places else ""
    named = ((OFFICES[Level(branch.unit.level)], offices), (f"Đơn vị hành chính {level}", places))
    return Node(
        branch.unit,
        tuple(
            Group(title, tuple(node_of(each) for each in branches), tally(each.unit.kind for each in branches))
            for title, branches in named
            if branches
        ),
    )


def tally(kinds: Iterable[str]) -> str:
    """`47 xã, 12 phường`, in the order in which kinds are always named."""
    counted, order = Counter(kinds), list(KINDS)
    return ", ".join(f"{print_number(counted[kind])} {KINDS[kind]}" for kind in sorted(counted, key=order.index))


def totals(branches: Iterable[Branch]) -> list[tuple[str, str]]:
    """Each level with its units of each kind."""
    found = queries.counts(branches)
    return [
        (
            str(level.label),
            tally(kind for (of, kind), count in found.items() if of == level.value for _ in range(count)),
        )
        for level in Level
        if any(of == level.value for of, _ in found)
    ]


@require_GET
@open_to_all(WHY_OPEN)
def index(request: HttpRequest) -> HttpResponse:
    """The tree of a day, or what is found in it."""
    day, refusal = asked_day(request)
    words = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"day": day, "refusal": refusal, "words": words, "as_of": as_of(request, day)}
    if words:
        today, elsewhere = queries.find_units(words, day)
        context |= {"found": today, "elsewhere": elsewhere}
    else:
        branches = queries.tree_on(day)
        context |= {"roots": [node_of(branch) for branch in branches], "totals": totals(branches)}
    return render(request, "org/units.html", context, status=status_of_day(refusal))


@require_GET
@open_to_all(WHY_OPEN)
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One unit: what it is on a day, was before and became; where it stands; its calendar; what was recorded of it."""
    day, refusal = asked_day(request)
    identity = queries.unit_named(slug)
    history = queries.history_of(identity.pk)
    unit = next((each for each in history if day in each.period), None)
    last = unit or next((each for each in reversed(history) if each.period.start <= day), history[0])
    codes = {each.code for each in history if each.code}
    before = queries.predecessors_of(identity.pk, transitively=True)
    after = queries.successors_of(identity.pk)
    context = {
        "day": day,
        "refusal": refusal,
        "as_of": as_of(request, day),
        "unit": unit,
        "last": last,
        "history": history,
        "chain": queries.chain_of(unit, day) if unit else [],
        "groups": node_of(Branch(unit, _below(unit, day))).groups if unit else (),
        "before": [link for link in before if link.successor_id == identity.pk],
        "further": [link for link in before if link.successor_id != identity.pk],
        "after": after,
        "now": _now(identity.pk, day, history, after) if unit is None else None,
        "others": [each for code in sorted(codes) for each in _holders(code) if each.id != identity.pk],
        "calendar": _calendar(unit, day) if unit else None,
        "facts": ledger.story_of("org.unit", identity.pk).reverse(),
        "is_staff": page_of(request).actor is not None,
    }
    return render(request, "org/unit.html", context, status=status_of_day(refusal))


def _holders(code: str) -> list[UnitOn]:
    """The units that ever held a code, each once, with all the days it did."""
    held: dict[int, UnitOn] = {}
    for each in queries.names_held(code):
        first = held.get(each.id, each).period.start
        held[each.id] = replace(each, period=Period(first, each.period.end))
    return list(held.values())


def _below(unit: UnitOn, day: date) -> tuple[Branch, ...]:
    return tuple(Branch(each, ()) for each in queries.children_of(unit.id, day))


def _calendar(unit: UnitOn, day: date) -> dict[str, Any]:
    """The calendar a unit keeps on a day."""
    kept = next(each for each in queries.calendars_kept() if each.code == unit.calendar)
    return {"code": kept.code, "name": kept.name, "year": str(day.year)}


def _now(unit_id: int, day: date, history: list[UnitOn], after: list[Link]) -> dict[str, Any] | None:
    """Where the rows of a unit that is no more belong on a day: one unit, several, or none that is known."""
    if day < history[0].period.start:
        return None
    told = queries.now_unit_of(unit_id, day)
    if isinstance(told, WithoutSuccessor):
        return {"lost": True}
    ids = sorted(told.among_ids) if isinstance(told, NotSeparable) else [told]
    return {"units": queries.units_on(day, ids=ids), "divided": isinstance(told, NotSeparable), "own": bool(after)}
