"""What is known of the figures of a rule file: what is printed where, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from motcua.progress.declared.binding import Bound
from motcua.progress.declared.expressions import Binary, Comparison, Name, Number, Span, Term, evaluate, names
from motcua.progress.declared.numbers import scale_of
from motcua.progress.declared.rulefile import Ratio, RuleFile
from motcua.progress.types import Qualifier

_LOOSE = {Qualifier.MORE_THAN, Qualifier.NEARLY, Qualifier.ABOUT}


def share_term(ratio: Ratio) -> Term:
    """What a ratio's figure is, from its two terms."""
    return Binary("*", Number(Fraction(ratio.factor)), Binary("/", ratio.num, ratio.den))


@dataclass(slots=True)
class World:
    """The printed numbers, each at its place, and how every name is known.

    `main` leads a name to the place that speaks for it: printed without a qualifier, and the most precise. `follows`
    leads a name that is nowhere printed to a term, `solved` to a relation in which it alone is unknown.
    """

    file: RuleFile
    bounds: list[Bound]
    values: list[Fraction] = field(default_factory=list)
    main: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)
    follows: dict[str, Term] = field(default_factory=dict)
    solved: dict[str, Comparison] = field(default_factory=dict)
    nought: frozenset[str] = frozenset()

    def printed(self, at: int, *, strict: bool = False) -> Span:
        """All that the figure printed at a place may have been, in its declared unit."""
        bound, value = self.bounds[at], self.values[at]
        unit = self.file.unit(bound.name)
        own = scale_of(unit) if unit else self.bounds[self.main[bound.name]].scale
        factor = Fraction(bound.scale, own) if bound.scale != 1 else Fraction(1)
        rounded = bound.form in {"share", "measure"} or bound.places > 0 or bound.scale > 1
        room = bound.step / 2 if rounded and not strict else Fraction(0)
        return Span((value - room) * factor, (value + room) * factor)

    def span(self, name: Name, *, strict: bool = False, skip: str = "") -> Span | None:
        """All that a figure may be; None where nothing is known of it."""
        key, part = name.name, name.part
        if key.startswith("#"):
            return self.printed(int(key[1:]), strict=strict)
        if key not in self.main and key.endswith((".value", ".printed")) and not part:
            key, _, part = key.rpartition(".")
        if part == "printed":
            return self.printed(self.places[key][0], strict=True) if key in self.places else None
        if part == "value" and key in self.main and self.bounds[self.main[key]].qualifier in _LOOSE:
            return None
        if key in self.main:
            return self.printed(self.main[key], strict=strict)
        if key in self.nought:
            return Span(Fraction(0), Fraction(0))
        if key == skip:
            return None
        if key in self.follows:
            return evaluate(self.follows[key], lambda each: self.span(each, strict=strict, skip=skip))
        if key in self.solved:
            return self._solve(key, self.solved[key], strict=strict)
        return None

    def _solve(self, unknown: str, relation: Comparison, *, strict: bool) -> Span | None:
        """The value of the one unknown of an equation that grows evenly with it."""
        ends = []
        for trial in (0, 1):
            fixed = Span(Fraction(trial), Fraction(trial))

            def known(each: Name, fixed: Span = fixed, strict: bool = strict) -> Span | None:
                return fixed if each.name == unknown else self.span(each, strict=strict, skip=unknown)

            left, right = evaluate(relation.left, known), evaluate(relation.right, known)
            if left is None or right is None:
                return None
            ends.append(Span(left.low - right.high, left.high - right.low))
        slope = ends[1].low - ends[0].low
        if slope == 0 or ends[1].high - ends[0].high != slope:
            return None
        edges = (-ends[0].low / slope, -ends[0].high / slope)
        return Span(min(edges), max(edges))

    def knows(self, term: Term | Comparison) -> bool:
        """Whether every figure of a term is known."""
        return all(self.span(each) is not None for each in names(term))

    def places_of(self, term: Term | Comparison, seen: frozenset[str] = frozenset()) -> list[int]:
        """The printed places a term rests on, each once, in order of the term."""
        found: list[int] = []
        for each in names(term):
            key = each.name
            if key.startswith("#"):
                found.append(int(key[1:]))
                continue
            if key not in self.main and key.endswith((".value", ".printed")):
                key = key.rpartition(".")[0]
            if key in self.main:
                found.append(self.main[key])
            elif key not in seen and (below := self.follows.get(key) or self.solved.get(key)):
                found += self.places_of(below, seen | {key})
        return list(dict.fromkeys(found))

    def changed(self, at: int, value: Fraction) -> World:
        """The same world with another number printed at one place."""
        values = list(self.values)
        values[at] = value
        return replace(self, values=values)


def world_of(file: RuleFile, bounds: Iterable[Bound], equations: Iterable[Comparison]) -> World:
    """Everything that can be known from what is printed; `equations` may each give one figure that is not printed."""
    numbers = [bound for bound in bounds if bound.value is not None]
    world = World(file, numbers, [bound.value for bound in numbers if bound.value is not None])
    for at, bound in enumerate(numbers):
        world.places.setdefault(bound.name, []).append(at)
    for name, places in world.places.items():
        world.main[name] = min(places, key=lambda at: _standing(numbers[at], places.index(at)))
    world.follows = {figure.name: figure.term for figure in file.figures.values() if figure.term is not None}
    world.follows |= {ratio.name: share_term(ratio) for ratio in file.ratios.values()}
    open_ones = list(equations)
    learned = True
    while learned:
        learned = False
        for relation in open_ones:
            unknown = {each.name for each in names(relation) if world.span(each) is None}
            if len(unknown) == 1 and relation.operator == "==":
                name = unknown.pop()
                if name in file.figures and file.figures[name].term is None:
                    world.solved[name] = relation
                    learned = world.span(Name(name)) is not None
                    if not learned:
                        del world.solved[name]
                if learned:
                    break
    return world


def _standing(bound: Bound, order: int) -> tuple[bool, Fraction, int]:
    return bound.qualifier in _LOOSE, bound.step * bound.scale, order
