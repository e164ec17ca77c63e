"""From candidates to findings: which ties hold, which fail for sure, and what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from motcua.progress.rules.infer.candidate import Candidate, Strength
from motcua.progress.rules.infer.changes import changes
from motcua.progress.rules.infer.lists import divisions, hundreds, lists
from motcua.progress.rules.infer.restated import restated
from motcua.progress.rules.infer.scales import scales
from motcua.progress.rules.infer.shares import shares
from motcua.progress.rules.infer.stocks import balances, fractions, rests
from motcua.progress.rules.infer.sums import by_shares, sums
from motcua.progress.rules.infer.tables import tables
from motcua.progress.rules.infer.targets import targets
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.numbers import balanced, places_of, rounded
from motcua.progress.rules.slips import corrected, is_slip, repairs
from motcua.progress.rules.ties import HUNDRED, Hundred, Share, Sum, Terms, Tie


@dataclass(frozen=True)
class Judged:
    """The ties that hold, those that fail for sure, the failing shares that balancing to a hundred explains, and the shares
    that fail over what seems their base but may be of something else."""

    holding: tuple[Tie, ...]
    failing: tuple[Tie, ...]
    balanced: tuple[Share, ...]
    doubtful: tuple[Share, ...] = ()


def judge(reading: Reading) -> Judged:
    """Every tie of a text, weighed."""
    all_shares = list(shares(reading))
    by_percent = {candidate.tie.percent: candidate.tie for candidate in all_shares if isinstance(candidate.tie, Share)}
    held = {percent: tie for percent, tie in by_percent.items() if tie.holds()}
    candidates: list[Candidate] = [
        *all_shares,
        *sums(reading, held),
        *fractions(reading),
        *rests(reading, held),
        *balances(reading),
        *lists(reading),
        *divisions(reading),
        *hundreds(reading),
        *scales(reading),
        *by_shares(reading, _standing(by_percent, all_shares)),
        *changes(reading),
        *targets(reading),
        *restated(reading),
        *tables(reading),
    ]
    holding: dict[tuple[object, ...], Tie] = {}
    failing: dict[tuple[object, ...], Tie] = {}
    doubtful: dict[Mention, Share] = {}
    for candidate in candidates:
        tie = candidate.tie
        key = (type(tie), *(member.index for member in tie.members))
        if tie.holds():
            holding[key] = tie
        elif candidate.strength is Strength.CERTAIN or (candidate.strength is Strength.LIKELY and is_slip(tie)):
            failing[key] = tie
        elif isinstance(tie, Share) and all(not term.side for _, term in tie.part):
            doubtful.setdefault(tie.percent, tie)
    settled = {tie.percent for tie in holding.values() if isinstance(tie, Share)}
    broken = [tie for tie in failing.values() if not (isinstance(tie, Share) and tie.percent in settled)]
    true_sums = _sums_by_part(holding.values())
    broken = [tie for tie in broken if not _explained(tie, true_sums)]
    by_base = _by_base((*holding.values(), *broken))
    to_hundred = [tie for tie in broken if isinstance(tie, Share) and is_balanced(tie, by_base[tie.base])]
    broken = [tie for tie in broken if tie not in to_hundred]
    broken.extend(_consequences(holding.values(), broken, to_hundred))
    return Judged(tuple(holding.values()), tuple(broken), tuple(to_hundred), tuple(doubtful.values()))


def _standing(by_percent: dict[Mention, Share], candidates: Iterable[Candidate]) -> dict[Mention, Share]:
    """The shares that are true, and those that should be."""
    certain = {
        candidate.tie.percent
        for candidate in candidates
        if isinstance(candidate.tie, Share) and candidate.strength is Strength.CERTAIN
    }
    return {percent: tie for percent, tie in by_percent.items() if tie.holds() or percent in certain}


def _sums_by_part(ties: Iterable[Tie]) -> dict[Mention, list[Sum]]:
    """The sums that each figure is a part of."""
    found: dict[Mention, list[Sum]] = {}
    for tie in ties:
        if isinstance(tie, Sum):
            for part in tie.parts:
                found.setdefault(part, []).append(tie)
    return found


def _explained(tie: Tie, true_sums: Mapping[Mention, Sequence[Sum]]) -> bool:
    """Whether a failing sum is only a worse reading of a true one: its whole divided truly, or the parts of another."""
    if not isinstance(tie, Sum):
        return False
    parts = set(tie.parts)
    others = (other for part in parts for other in true_sums.get(part, ()))
    return any(len(parts & set(other.parts)) >= (1 if other.whole is tie.whole else 2) for other in others)


def _by_base(ties: Iterable[Tie]) -> dict[Terms, list[Share]]:
    """The shares of each base."""
    found: dict[Terms, list[Share]] = defaultdict(list)
    for tie in ties:
        if isinstance(tie, Share):
            found[tie.base].append(tie)
    return found


def is_balanced(tie: Share, ties: Iterable[Tie]) -> bool:
    """Whether the shares of one base were rounded so that they come to a hundred, the largest remainders up."""
    row = [other for other in ties if isinstance(other, Share) and other.base == tie.base and len(other.part) == 1]
    row = list({other.percent: other for other in (*row, tie)}.values())
    step = tie.percent.quantity.step
    if len(row) < 3 or any(other.percent.quantity.step != step for other in row):
        return False
    base = row[0].base[0][1] if len(row[0].base) == 1 else None
    if base is None or sum((other.percent.value for other in row), Fraction(0)) != HUNDRED:
        return False
    exact = {other.percent: other.ratio() or Fraction(0) for other in row}
    if [percent.value for percent in exact] == balanced(list(exact.values()), places_of(step)):
        return True
    # a hand balances differently: half-up everywhere, and the last unit put on the largest class
    nearest = {percent: rounded(ratio, places_of(step)) for percent, ratio in exact.items()}
    off = [percent for percent in exact if percent.value != nearest[percent]]
    return (
        off == [tie.percent]
        and abs(tie.percent.value - nearest[tie.percent]) == step
        and tie.percent.value == max(p.value for p in exact)
    )


def _consequences(holding: Iterable[Tie], broken: list[Tie], balanced: list[Share]) -> list[Tie]:
    """The row of shares that does not come to a hundred because one of them is false."""
    found: list[Tie] = []
    by_base = _by_base((*holding, *broken, *balanced))
    sums_of: dict[Mention, list[Sum]] = defaultdict(list)
    for tie in (*holding, *broken):
        if isinstance(tie, Sum):
            sums_of[tie.whole].append(tie)
    for bad in [tie for tie in broken if isinstance(tie, Share) and len(tie.base) == 1]:
        base = bad.base[0][1]
        own = {tie.part[0][1]: tie.percent for tie in by_base[bad.base] if len(tie.part) == 1}
        for whole in sums_of.get(base, ()):
            row = _divided(whole, sums_of, own)
            if row is not None and bad.percent in row:
                if not (hundred := Hundred(row)).holds():
                    found.append(hundred)
                break
    return found


def _divided(
    whole: Sum, sums_of: Mapping[Mention, Sequence[Sum]], own: dict[Mention, Mention]
) -> tuple[Mention, ...] | None:
    """The shares of a whole's parts, a part without one standing for its own parts."""
    row: list[Mention] = []
    for part in whole.parts:
        inner = next((tie for tie in sums_of.get(part, ()) if all(each in own for each in tie.parts)), None)
        if inner is not None:
            row.extend(own[each] for each in inner.parts)
        elif part in own:
            row.append(own[part])
        else:
            return None
    return tuple(row)


def smallest_repairs(tie: Tie, holding: Mapping[Mention, Sequence[Tie]]) -> list[tuple[Mention, str]]:
    """The figures that, changed by the fewest keystrokes, make a tie hold and break none that holds (by figure)."""
    found: list[tuple[int, Mention, str]] = []
    for member, text, keys in repairs(tie):
        value = corrected(member, text)
        if any(not other.holds(value) for other in holding.get(member, ())):
            continue
        found.append((keys, member, text))
    if not found:
        return []
    least = min(keys for keys, _, _ in found)
    return [
        (member, text)
        for keys, member, text in sorted(found, key=lambda each: each[1].start)
        if keys == least and keys <= 3
    ]


__all__ = ["Judged", "is_balanced", "judge", "smallest_repairs"]
