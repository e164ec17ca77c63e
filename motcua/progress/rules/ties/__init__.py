"""The relations that figures keep, in exact arithmetic: what each says, whether it holds, and what would make it hold.

Every figure as printed stands for an interval, half a step to each side where it was rounded; a relation fails only when no
values within the intervals keep it. A share is printed by rounding half up, so its interval is that of its last place.
"""

from __future__ import annotations

from collections.abc import Iterable

from motcua.progress.rules.mentions import Mention
from motcua.progress.rules.ties.rates import Change, Growth, Quotient, Reached, Share
from motcua.progress.rules.ties.terms import HUNDRED, Terms, Value, as_read, figures, total
from motcua.progress.rules.ties.wholes import Balance, Hundred, Same, Sum, Within

type Tie = Sum | Balance | Share | Quotient | Hundred | Within | Same | Change | Growth | Reached


def members_of(ties: Iterable[Tie]) -> dict[Mention, list[Tie]]:
    """For each figure, the ties it is in."""
    found: dict[Mention, list[Tie]] = {}
    for tie in ties:
        for member in tie.members:
            found.setdefault(member, []).append(tie)
    return found


__all__ = [
    "HUNDRED",
    "Balance",
    "Change",
    "Growth",
    "Hundred",
    "Quotient",
    "Reached",
    "Same",
    "Share",
    "Sum",
    "Terms",
    "Tie",
    "Value",
    "Within",
    "as_read",
    "figures",
    "members_of",
    "total",
]
