"""The smallest repairs: one printed figure which, put right, makes a tie hold and makes no other worse."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from motcua.progress.declared.binding import Bound
from motcua.progress.declared.numbers import NUMBER, print_exact
from motcua.progress.declared.ties import Tie, even_share
from motcua.progress.declared.world import World
from motcua.progress.types import Level, Notation, Repair

_FAR = 40  # doublings of the last printed place: beyond any misprint
_WORSE = {None: 0, Level.QUESTION: 1, Level.WARNING: 2, Level.ERROR: 3}


def repairs(tie: Tie, ties: list[Tie], world: World) -> tuple[Repair, ...]:
    """Every single figure that mends a failing tie, in order of the tie."""
    found = []
    for at in world.places_of(tie.relation):
        beside = [other for other in ties if other is not tie and at in world.places_of(other.relation)]
        for value in _candidates(tie, world, at):
            if _mends(tie, beside, world, world.changed(at, value)):
                bound = world.bounds[at]
                found.append(Repair(bound.start, bound.end, bound.printed, reprinted(bound, value)))
                break
    return tuple(found)


def _mends(tie: Tie, beside: list[Tie], before: World, after: World) -> bool:
    if tie.verdict(after) is not None:
        return False
    for other in beside:
        was, now = other.verdict(before), other.verdict(after)
        if _WORSE[now] > _WORSE[was]:
            return False
        if now is not None and abs(other.gap(after) or 0) > abs(other.gap(before) or 0) * Fraction(3, 2):
            return False
    return True


def _candidates(tie: Tie, world: World, at: int) -> Iterator[Fraction]:
    """Numbers for one place with which the tie may hold, the nearest above and below first."""
    if tie.ratio and tie.shares and at == world.main.get(tie.ratio.name):
        even = even_share(world, tie.ratio, tie.shares)
        if even is not None and tie.shares.policy == "balance100":
            yield even
    now, step = world.values[at], world.bounds[at].step

    def fails(steps: int) -> Fraction | None:
        value = now + steps * step
        return tie.gap(world.changed(at, value)) if value >= 0 else None

    start = fails(0)
    if not start:
        return
    nearest = [found for sign in (1, -1) if (found := _nearest(fails, sign, start)) is not None]
    yield from (now + steps * step for steps in sorted(nearest, key=abs))


def _nearest(fails: object, sign: int, start: Fraction) -> int | None:
    """The fewest steps in one direction after which the tie holds: doubled until it is passed, then halved back."""
    assert callable(fails)
    near, far = 0, 1
    for _ in range(_FAR):
        short = fails(sign * far)
        if short is None and near + 1 < far:  # nought was passed: try what is left of the way
            far = (near + far) // 2
            continue
        if short is None:
            return None
        if short == 0 or (short > 0) != (start > 0):
            break
        if abs(short) > abs(start):
            return None
        near, far = far, far * 2
    while far - near > 1:
        middle = (near + far) // 2
        short = fails(sign * middle)
        if short is not None and short != 0 and (short > 0) == (start > 0):
            near = middle
        else:
            far = middle
    return sign * far if fails(sign * far) == 0 else None


def reprinted(bound: Bound, value: Fraction) -> str:
    """Another number printed as this one is: its notation, its decimals, its sign or word after it."""
    notation = bound.notation
    if notation in {Notation.PLAIN, Notation.PADDED} and value >= 1000 > (bound.value or 0):
        notation = Notation.VIETNAMESE
    number = print_exact(value, bound.places, notation)
    return NUMBER.sub(lambda _: number, bound.printed, count=1)
