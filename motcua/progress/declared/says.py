"""What is said of a tie that fails: what is printed, what is exact, and one sentence that names the figures."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from motcua.progress.declared.expressions import Binary, Comparison, Extreme, Name, Number, Term, evaluate, names
from motcua.progress.declared.numbers import print_exact
from motcua.progress.declared.ties import Tie
from motcua.progress.declared.world import World
from motcua.progress.rules.numbers import rounded
from motcua.progress.types import Kind, Level

_SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " / "}
_MUST = {"==": "bằng", "!=": "khác", "<": "nhỏ hơn", "<=": "không quá", ">": "lớn hơn", ">=": "ít nhất bằng"}


class Said(NamedTuple):
    """The place at fault and the three sayings of a finding."""

    at: int
    printed: str
    exact: str
    says: str


def say(tie: Tie, level: Level, world: World) -> Said:
    """A failing tie, told."""
    if tie.ratio is not None:
        return _ratio(tie, level, world)
    left, right = tie.relation.left, tie.relation.right
    if tie.kind is Kind.PERCENT_SUM and isinstance(right, Number):
        return _percent_sum(tie, world)
    if tie.kind is Kind.IDENTITY and isinstance(left, Name) and left.name.startswith("#"):
        return _identity(tie, world)
    if tie.relation.operator == "==":
        return _equation(tie, world)
    return _bound(tie, world)


def _ratio(tie: Tie, level: Level, world: World) -> Said:
    ratio = tie.ratio
    assert ratio is not None
    at = world.main[ratio.name]
    bound = world.bounds[at]
    value = _value(tie.relation.right, world)
    sign = ratio.unit if ratio.factor != 1 and ratio.unit in {"%", "‰"} else ""
    exact = print_exact(value, bound.places) + sign
    told = f"{_told(ratio.num, world)} trên {_told(ratio.den, world)}"
    if level is Level.WARNING and tie.level is not Level.WARNING:
        if tie.gap(world):
            only = f"số in {bound.printed} chỉ đúng khi làm tròn cân bằng 100 %"
            says = f"{told} là {_long(value)}{sign}, làm tròn thành {exact}; {only}."
        else:
            says = f"{told}: số in {bound.printed} làm tròn thường, mà quy tắc khai làm tròn cân bằng 100 %."
        return Said(at, bound.printed, exact, says)
    return Said(at, bound.printed, exact, f"{told} là {exact}, không phải {bound.printed}.")


def _percent_sum(tie: Tie, world: World) -> Said:
    places = world.places_of(tie.relation.left)
    most = max((world.bounds[at].places for at in places), default=2)
    summed, goal = (
        print_exact(_value(tie.relation.left, world), most) + "%",
        _long(_value(tie.relation.right, world)) + "%",
    )
    at = places[0]
    says = f"Các tỷ lệ {_listed(tie.relation.left, world)} cộng lại là {summed}, không phải {goal}."
    return Said(at, world.bounds[at].printed, summed, says)


def _identity(tie: Tie, world: World) -> Said:
    second, first = (int(side.name[1:]) for side in names(tie.relation))
    if second == first:
        second, first = world.places_of(tie.relation)[0], first
    here, there = sorted((second, first), key=lambda at: world.bounds[at].start)
    one, other = world.bounds[here], world.bounds[there]
    label = _label(one.name, world)
    at = second
    must = "" if tie.relation.operator == "==" else " với từ đứng trước nó"
    says = f"{label} in {one.printed} ở chỗ này mà {other.printed} ở chỗ khác; hai số không khớp nhau{must}."
    return Said(at, world.bounds[second].printed, world.bounds[first].printed, says)


def _equation(tie: Tie, world: World) -> Said:
    left, right = tie.relation.left, tie.relation.right
    if not isinstance(left, Name) and isinstance(right, Name):
        left, right = right, left
    places = world.places_of(left) or world.places_of(tie.relation)
    at = places[0]
    bound = world.bounds[at]
    printed, value = _value(left, world), _value(right, world)
    short = abs(printed - value)
    unit = f" {world.file.unit(bound.name)}" if world.file.unit(bound.name) else ""
    sign = "%" if world.file.is_share(bound.name) else ""
    exact = print_exact(value, bound.places if sign and isinstance(left, Name) else None) + sign
    side = f"{_told(right, world)} = {exact}" if not isinstance(right, Name | Number) else _told(right, world)
    note = f" ({tie.label})" if tie.label else ""
    if isinstance(left, Name):
        says = f"{_told(left, world)}, nhưng {side}; lệch {_long(short)}{'' if sign else unit}{note}."
    else:
        says = (
            f"{_told(left, world)} = {_long(printed)}, nhưng {side}; lệch {_long(short)}{'' if sign else unit}{note}."
        )
    return Said(
        at, bound.printed if isinstance(left, Name) and left.name in world.main else _long(printed), exact, says
    )


def _bound(tie: Tie, world: World) -> Said:
    left, right = tie.relation.left, tie.relation.right
    at = (world.places_of(left) or world.places_of(tie.relation))[0]
    bound = world.bounds[at]
    value, goal = _value(left, world), _value(right, world)
    must = _MUST[tie.relation.operator]
    side = _told(right, world)
    if not isinstance(right, Name | Number | Extreme):
        side = f"{side} = {_long(goal)}"
    reached = _reached(left, right, world)
    exact = reached or _long(goal)
    told = _told(left, world) if isinstance(left, Name) else f"{_told(left, world)} = {_long(value)}"
    also = f", tức {reached}" if reached else ""
    note = f" ({tie.label})" if tie.label else ""
    says = f"{told}{also}, mà phải {must} {side}; lệch {_long(abs(value - goal))}{note}."
    return Said(at, bound.printed, exact, says)


def _reached(left: Term, right: Term, world: World) -> str:
    """For `x >= 10% * y`: how many percent of y are reached."""
    if not (isinstance(right, Binary) and right.operator == "*"):
        return ""
    share, base = (right.left, right.right) if isinstance(right.left, Number) else (right.right, right.left)
    if not (isinstance(share, Number) and share.share):
        return ""
    whole = _value(base, world)
    return f"{_long(100 * _value(left, world) / whole)}%" if whole else ""


def _value(term: Term, world: World) -> Fraction:
    span = evaluate(term, lambda name: world.span(name, strict=True))
    return (span.low + span.high) / 2 if span else Fraction(0)


def _long(value: Fraction) -> str:
    """A number with the decimals it takes to be told from its neighbour."""
    if (value * 10**2).denominator == 1:
        return print_exact(value)
    return print_exact(rounded(value, 6))


def _label(name: str, world: World) -> str:
    return world.file.label(name)


def _told(term: Term, world: World) -> str:
    """A term in words: the labels of its figures, each with its number."""
    if isinstance(term, Name):
        if term.name.startswith("#"):
            bound = world.bounds[int(term.name[1:])]
            return f"{_label(bound.name, world)} in {bound.printed}"
        key = term.name if term.name in world.main else term.name.removesuffix(".value").removesuffix(".printed")
        if key in world.main:
            return f"{_label(key, world)} {world.bounds[world.main[key]].printed}"
        return f"{_label(key, world)} {_long(_value(term, world))}"
    if isinstance(term, Number):
        return _long(term.value) + ("%" if term.share else "")
    if isinstance(term, Extreme):
        word = "số lớn nhất trong" if term.greatest else "số nhỏ nhất trong"
        return f"{word} {', '.join(_told(part, world) for part in term.terms)}"
    left, right = _told(term.left, world), _told(term.right, world)
    if term.operator in "*/":
        left, right = (f"({told})" if isinstance(side, Binary) and side.operator in "+-" else told
                       for side, told in ((term.left, left), (term.right, right)))  # fmt: skip
    elif term.operator == "-" and isinstance(term.right, Binary) and term.right.operator in "+-":
        right = f"({right})"
    return f"{left}{_SIGNS[term.operator]}{right}"


def _listed(term: Term, world: World) -> str:
    return ", ".join(_told(name, world) for name in names(term))


def said_of(relation: Comparison, world: World) -> str:
    """A relation whose figures are not all known, for a sentence that says so."""
    unknown = [_label(name.name.split(".")[0], world) for name in names(relation) if world.span(name) is None]
    return ", ".join(dict.fromkeys(unknown))
