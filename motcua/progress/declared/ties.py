"""The ties a rule file declares between the figures of a text, and whether each holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from motcua.progress.declared.expressions import Binary, Comparison, Name, Number, Term, gap, in_points, names, total
from motcua.progress.declared.rulefile import BALANCE, Breakdown, Ratio, RuleFile
from motcua.progress.declared.world import World, share_term
from motcua.progress.rules.numbers import balanced
from motcua.progress.types import Kind, Level, Qualifier


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation of one text: the rule that declares it, what it says, and how sure its failing is.

    `ratio` and `shares` are there where the figures of a ratio are tied: a breakdown may round them to a hundred.
    """

    rule: str
    kind: Kind
    level: Level
    relation: Comparison
    strict: bool = False
    ratio: Ratio | None = None
    shares: Breakdown | None = None
    label: str = ""

    def gap(self, world: World) -> Fraction | None:
        """By how much it fails, signed; nought where it holds, None where a figure is unknown."""
        return gap(self.relation, lambda name: world.span(name, strict=self.strict))

    def verdict(self, world: World) -> Level | None:
        """Nothing where it holds; else how it is to be reported."""
        short = self.gap(world)
        if short is None:
            return None
        if self.ratio is None or self.shares is None:
            return self.level if short else None
        printed = world.printed(world.main[self.ratio.name], strict=True).low
        even = even_share(world, self.ratio, self.shares)
        if short == 0:
            missed = self.shares.policy == BALANCE and even is not None and even != printed and _full(world, self)
            return Level.WARNING if missed else None
        if even is not None and even == printed:
            return None if self.shares.policy == BALANCE else Level.WARNING
        return self.level


def _full(world: World, tie: Tie) -> bool:
    return tie.ratio is not None and world.bounds[world.main[tie.ratio.name]].places == tie.ratio.places


def even_share(world: World, ratio: Ratio, breakdown: Breakdown) -> Fraction | None:
    """A part's share when all shares of its breakdown are rounded to add up to a hundred; None where parts are unknown
    or do not make up the whole."""
    whole = world.span(Name(breakdown.of), strict=True)
    parts = [world.span(Name(part), strict=True) for part in breakdown.parts]
    known = [part.low for part in parts if part is not None]
    if whole is None or len(known) < len(parts) or sum(known) != whole.low or whole.low == 0 or min(known) < 0:
        return None
    places = world.bounds[world.main[ratio.name]].places if ratio.name in world.main else ratio.places
    shares = balanced([100 * part / whole.low for part in known], places)
    return shares[breakdown.parts.index(getattr(ratio.num, "name", ""))]


def equations(file: RuleFile) -> Iterator[Comparison]:
    """Every declared equality, exact ones first: each may tell a figure that is not printed."""
    for breakdown in file.breakdowns.values():
        yield _sum(breakdown)
    for rule in file.rules.values():
        yield from (in_points(relation, file.is_share) for relation in rule.relations if relation.operator == "==")
    for ratio in file.ratios.values():
        yield Comparison(Name(ratio.name), "==", share_term(ratio))


def _sum(breakdown: Breakdown) -> Comparison:
    return Comparison(Name(breakdown.of), "==", total([Name(part) for part in breakdown.parts]))


def ties_of(file: RuleFile, world: World) -> list[Tie]:
    """Every tie of a text whose figures are known, in the order of the file; what merely defines a figure is none."""
    found = [
        *_identities(world),
        *_breakdowns(file, world),
        *_ratios(file, world),
        *_rules(file),
        *_needs(file, world),
    ]
    defining = set(world.solved.values())
    return [tie for tie in found if tie.relation not in defining and tie.gap(world) is not None]


def _identities(world: World) -> Iterator[Tie]:
    for name, places in world.places.items():
        main = world.main[name]
        for place in places:
            if place != main:
                yield from _identity(world, name, main, place)


def _identity(world: World, name: str, main: int, place: int) -> Iterator[Tie]:
    """What a second printing of a figure owes the first: the same, or what its qualifier says."""
    first, second = Name(f"#{main}"), Name(f"#{place}")
    alike = world.bounds[main].step == world.bounds[place].step  # printed alike, they are rounded alike
    tie = Tie(name, Kind.IDENTITY, Level.ERROR, Comparison(second, "==", first), strict=alike)
    match world.bounds[place].qualifier:
        case Qualifier.MORE_THAN:
            yield replace(tie, relation=Comparison(second, "<", first))
        case Qualifier.NEARLY:
            yield replace(tie, relation=Comparison(second, ">", first))
        case Qualifier.AT_LEAST:
            yield replace(tie, relation=Comparison(second, "<=", first))
        case Qualifier.AT_MOST:
            yield replace(tie, relation=Comparison(second, ">=", first))
        case Qualifier.ABOUT:
            value = world.values[place]
            room = Number(max(abs(value) / 10, world.bounds[place].step))
            tie = replace(tie, level=Level.WARNING)
            yield replace(tie, relation=Comparison(first, "<=", _plus(second, room)))
            yield replace(tie, relation=Comparison(second, "<=", _plus(first, room)))
        case _:
            yield tie


def _plus(left: Term, right: Term) -> Term:
    return total([left, right])


def _breakdowns(file: RuleFile, world: World) -> Iterator[Tie]:
    for breakdown in file.breakdowns.values():
        known = [part for part in breakdown.parts if part in world.main or part in world.follows]
        if len(known) == len(breakdown.parts):
            yield Tie(breakdown.name, Kind.SUM, breakdown.level, _sum(breakdown))
        elif known:
            some = Comparison(total([Name(part) for part in known]), "<=", Name(breakdown.of))
            yield Tie(breakdown.name, Kind.PART_OF, breakdown.level, some)
        if breakdown.of in world.main:
            for part in breakdown.parts:
                if part in world.solved and world.solved[part] != _sum(breakdown):
                    yield Tie(breakdown.name, Kind.SUM, breakdown.level, _sum(breakdown))
                    break
        shares = [
            ratio.name for ratio in file.ratios.values() if file.policy(ratio) is breakdown and ratio.factor == 100
        ]
        if len(shares) == len(breakdown.parts) > 1 and all(share in world.main for share in shares):
            hundred = Comparison(total([Name(share) for share in shares]), "==", Number(_HUNDRED))
            yield Tie(breakdown.name, Kind.PERCENT_SUM, breakdown.level, hundred)


_HUNDRED = Fraction(100)


def _ratios(file: RuleFile, world: World) -> Iterator[Tie]:
    for ratio in file.ratios.values():
        if ratio.name in world.main:
            relation = Comparison(Name(ratio.name), "==", share_term(ratio))
            shares = file.policy(ratio) if ratio.factor == 100 else None
            yield Tie(ratio.name, Kind.RATIO, ratio.level, relation, ratio=ratio, shares=shares)
    for figure in file.figures.values():
        if figure.term is not None and figure.name in world.main:
            relation = in_points(Comparison(Name(figure.name), "==", figure.term), file.is_share)
            yield Tie(figure.name, Kind.SUM, Level.ERROR, relation)


def _rules(file: RuleFile) -> Iterator[Tie]:
    for rule in file.rules.values():
        for relation in rule.relations:
            relation = in_points(relation, file.is_share)
            strict = rule.strict or (isinstance(relation.left, Name) and not any(names(relation.right)))
            yield Tie(rule.name, rule.kind, rule.level, relation, strict, label=rule.label)


def _needs(file: RuleFile, world: World) -> Iterator[Tie]:
    """What a claim needs where it stands: `printed` is what it prints itself."""
    for claim in file.claims.values():
        if not any(bound.claim == claim.name for bound in world.bounds) and claim.template.slots:
            continue
        for need in claim.needs:
            here = Comparison(_here(need.left, claim.name, world), need.operator, _here(need.right, claim.name, world))
            yield Tie(claim.name, Kind.TARGET, claim.level, in_points(here, file.is_share))


def _here(term: Term, claim: str, world: World) -> Term:
    if isinstance(term, Name):
        name, _, part = term.name.rpartition(".")
        if part == "printed" and name in world.places:
            mine = [at for at in world.places[name] if world.bounds[at].claim == claim]
            return Name(f"#{(mine or world.places[name])[0]}")
        return Name(name, "value") if part == "value" and name in world.places else term
    if isinstance(term, Binary):
        return replace(term, left=_here(term.left, claim, world), right=_here(term.right, claim, world))
    return term
