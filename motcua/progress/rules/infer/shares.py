"""Shares with their base: chiếm, đạt, tỷ lệ, and brackets behind a count.

A share's part is the count before it (or in the bracket behind it). Its base may come before or later, be a sum that is not
printed, or be what was before a change. Whatever base makes the share true is taken; only where none does and the text leaves
no doubt about the base, because it is named or because the shares beside it stand over it, is the share at fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from motcua.progress.rules.infer.bases import BACK, Bases
from motcua.progress.rules.infer.candidate import Candidate, Strength, compatible
from motcua.progress.rules.infer.named import (
    contained,
    divided,
    is_alone,
    is_close,
    is_done,
    is_foreign,
    is_shuffled,
    named,
    names_base,
    of_its_row,
    over_its_sister,
    whole_before,
)
from motcua.progress.rules.infer.operands import explicit_base, parts_of
from motcua.progress.rules.infer.words import AGAINST
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.slips import is_clear_slip, is_slip, is_swap, put
from motcua.progress.rules.ties import Share, Terms, figures
from motcua.progress.rules.units import is_measured
from motcua.progress.types import TokenKind


def shares(reading: Reading) -> Iterator[Candidate]:
    """For each share the tie that holds, or the one that should."""
    found: dict[Mention, Share] = {}
    open_: list[tuple[Mention, tuple[Terms, ...]]] = []
    distant: list[tuple[Mention, tuple[Terms, ...], Share]] = []
    bases = Bases(reading)
    for percent in reading.mentions:
        if not percent.is_percent or percent.quantity.kind in (TokenKind.RANGE, TokenKind.BOUND):
            continue
        parts, is_named = parts_of(reading, percent)
        if (tie := named(reading, percent)) is not None:
            if not names_base(percent, tie.base[0][1]):
                tie = _holding(percent, (tie.part, *parts), bases.near) or tie
            found[percent] = tie
            yield Candidate(tie, Strength.CERTAIN)
            continue
        if not parts:
            continue
        explicit = explicit_base(reading, percent, parts) if is_named else None
        if explicit is not None:
            ties = [Share(part, explicit, percent) for part in parts if not set(figures(part)) & set(figures(explicit))]
            ties += _other_fractions(reading, percent)
            tie = next((tie for tie in ties if tie.holds()), ties[0])
            found[percent] = tie
            yield Candidate(tie, _sureness(reading, tie))
            continue
        if tie_ := _holding(percent, parts, bases.near):
            if true := over_its_sister(reading, tie_) or of_its_row(reading, tie_):
                yield Candidate(true, Strength.CERTAIN)
                continue
            found[percent] = tie_
            yield Candidate(tie_, Strength.GUESS)
        elif tie_ := _holding(percent, parts, bases.far):
            distant.append((percent, parts if is_named else (), tie_))
        elif is_named:
            open_.append((percent, parts))
    for percent, parts, tie_ in distant:
        # a far base that happens to fit counts less than the base of the shares beside it
        candidate = _by_sisters(reading, percent, parts[0], found) if parts else None
        if (
            candidate is not None
            and candidate.strength is Strength.CERTAIN
            and (is_slip(candidate.tie) or (_count_sisters(percent, found) >= 2 and _is_elsewhere(tie_, percent)))
        ):
            yield candidate
        else:
            found[percent] = tie_
            yield Candidate(tie_, Strength.GUESS)
    for percent, parts in open_:
        yield from _should(reading, percent, parts, found)


def _other_fractions(reading: Reading, percent: Mention) -> list[Share]:
    """The n/m of the sentence before the share: 1.004/1.042 vụ với 1.789/1.876 bị cáo, đạt 96,35% số vụ."""
    return [
        Share(((1, side),), ((1, reading.mentions[side.index + 1]),), percent)
        for side in reading.by_sentence[percent.sentence]
        if side.side == "n" and side.index < percent.index
    ]


def _sureness(reading: Reading, tie: Share) -> Strength:
    """How sure a share behind n/m is: 38/57 xã đạt 100% may say that so many of them have reached it."""
    part = tie.part[0][1]
    if tie.percent.is_approximate or part.is_approximate:
        return Strength.GUESS
    last = tie.base[-1][1]
    if part.side == "n" and (part.quantity.step < 1) != (last.quantity.step < 1):
        return Strength.GUESS  # 13/298,7: projects and their capital side by side
    is_of_plan = AGAINST.search(re.split(r"[,;.:()]", tie.percent.tail, maxsplit=1)[0]) is not None
    if is_of_plan and not is_measured(last.unit):
        return Strength.LIKELY  # of a plan, which need not be what the n are counted in
    gap = reading.text[last.words_end : tie.percent.start] if last.index < tie.percent.index else ","
    stated = re.search(r"[,(;:]|tỷ lệ|tỉ lệ|chiếm|tương|bằng", gap, re.IGNORECASE)
    return Strength.CERTAIN if stated or tie.percent.quantity.step < 1 or part.side != "n" else Strength.LIKELY


def _count_sisters(percent: Mention, found: dict[Mention, Share]) -> int:
    return sum(
        other.sentence == percent.sentence and tie.holds() and len(tie.base) == 1 for other, tie in found.items()
    )


def _is_elsewhere(tie: Share, percent: Mention) -> bool:
    """Whether a supposed base stands in another sentence, after the share."""
    return all(term.sentence > percent.sentence for _, term in tie.base)


def _holding(
    percent: Mention, parts: tuple[Terms, ...], bases: Callable[[Mention, Terms], Iterator[Terms]]
) -> Share | None:
    """The first tie that is true."""
    for part in parts:
        for base in bases(percent, part):
            tie = Share(part, base, percent)
            if tie.holds():
                return tie
    return None


def _should(
    reading: Reading, percent: Mention, parts: tuple[Terms, ...], found: dict[Mention, Share]
) -> Iterator[Candidate]:
    """The tie that the text leaves no doubt about, for a share that no base makes true."""
    part = parts[0]
    first = part[0][1]
    if first.is_approximate or percent.is_approximate or first.is_change:
        return
    done = is_done(reading, first, percent)
    if is_foreign(reading, first, percent) or (done and _is_one_of_rates(reading, percent, found)):
        return
    if len(part) == 1 and (true := divided(reading, percent, first)) is not None:
        is_sure = is_alone(reading, first) and not done
        if not done or _is_clear(true):
            yield Candidate(true, Strength.CERTAIN if is_sure else Strength.LIKELY)
        return
    if candidate := _by_sisters(reading, percent, part, found):
        yield candidate
        return
    if AGAINST.search(_clause(percent)):
        return
    whole, is_said = whole_before(reading, first)
    if whole is not None and whole.value >= first.value:
        tie = Share(part, ((1, whole),), percent)
        if is_said and contained(reading, tie):
            yield Candidate(tie, Strength.CERTAIN)
            return
        if _is_clear(tie) or (is_said and not done):
            yield Candidate(tie, Strength.LIKELY)
            return
        if is_said:
            yield Candidate(tie, Strength.GUESS)
            return
    beside = _beside_before(reading, first)
    if beside is not None and beside.value >= first.value:
        tie = Share(part, ((1, beside),), percent)
        if (_is_clear(tie) or _is_near(tie)) and is_clear_slip(tie) and not done:
            yield Candidate(tie, Strength.LIKELY)
            return
    twin = reading.labelled_like(first)
    if twin is not None and twin.value >= first.value and compatible(twin, first):
        tie = Share(part, ((1, twin),), percent)
        if _is_clear(tie):
            yield Candidate(tie, Strength.LIKELY)


def _is_one_of_rates(reading: Reading, percent: Mention, found: dict[Mention, Share]) -> bool:
    """Whether "đạt p%" stands in a row of its like of which another is no share of a printed figure either."""
    return any(
        other is not percent
        and other not in found
        and other.is_percent
        and other.depth == percent.depth
        and re.search(r"\b(?:đạt|hoàn thành)\s*$", other.lead, re.IGNORECASE)
        for other in reading.by_sentence[percent.sentence]
    )


def _beside_before(reading: Reading, part: Mention) -> Mention | None:
    """The last count of its kind before a part, in its sentence or the one before it."""
    for other in reversed(reading.mentions[max(0, part.index - 6) : part.index]):
        if other.sentence < part.sentence - 1 or other.quantity.block != part.quantity.block:
            return None
        if other.is_count and not other.is_change and other.unit and other.unit == part.unit and other.side != "n":
            return None if other.is_approximate or other.depth > part.depth else other
    return None


def _is_near(tie: Share) -> bool:
    """Whether the printed share is within half a point of the exact one."""
    ratio = tie.ratio()
    return ratio is not None and abs(ratio - tie.percent.value) * 2 <= 1


def _is_clear(tie: Share) -> bool:
    """Whether a slip in the share is no chance: two digits changed about, or one wrong among four."""
    wanted = tie.wanted(tie.percent)
    if wanted is None:
        return False
    return is_swap(tie.percent.quantity.printed, put(tie.percent, wanted))


def _clause(percent: Mention) -> str:
    """The words of a share up to the ends of its clause."""
    return f"{percent.lead[-60:]} {re.split(r'[,;.:()]', percent.tail, maxsplit=1)[0]}"


def _by_sisters(reading: Reading, percent: Mention, part: Terms, found: dict[Mention, Share]) -> Candidate | None:
    """The base over which the shares beside this one stand."""
    first = part[0][1]
    if first.is_approximate or percent.is_approximate or first.is_change or AGAINST.search(_clause(percent)):
        return None
    sisters = [
        tie
        for other in reading.mentions[max(0, percent.index - BACK + 1) : percent.index + BACK]
        if (tie := found.get(other)) is not None
        and _beside(reading, other, percent)
        and len(tie.part) == len(tie.base) == 1
        and tie.part[0][1].side != "n"
        and compatible(tie.part[0][1], first)
        and compatible(tie.base[0][1], first)
        and is_measured(tie.base[0][1].unit) == is_measured(first.unit)
        and tie.part[0][1].depth == first.depth
        and (other.sentence == percent.sentence or tie.base[0][1].sentence != other.sentence)
        and tie.holds()
        and _alike(reading, tie, percent, first)
    ]
    if not sisters:
        return None
    bases = {tie.base for tie in sisters}
    base = next(iter(bases))
    if len(bases) > 1 or base[0][1].value < first.value or first is base[0][1] or base[0][1].index > first.index:
        return None
    if re.match(r"\s*(?:của|tổng|số|dân số|diện tích|trên|trong)\b", percent.tail, re.IGNORECASE):
        return Candidate(Share(part, base, percent), Strength.LIKELY)  # it names a base, perhaps of its own
    tie = Share(part, base, percent)
    beside = sum(tie.percent.sentence == percent.sentence for tie in sisters)
    is_sure = is_slip(tie) or (beside >= 2 and (is_close(tie) or is_shuffled(tie)))
    return Candidate(tie, Strength.CERTAIN if is_sure else Strength.GUESS)


def _beside(reading: Reading, one: Mention, other: Mention) -> bool:
    """Whether two shares stand in one sentence, or in bullets of one list."""
    if one.sentence == other.sentence:
        return True
    marks = [reading.text[reading.sentence_of(each).start :][:3].lstrip()[:1] for each in (one, other)]
    return abs(one.quantity.block - other.quantity.block) <= 4 and marks[0] == marks[1] and marks[0] in "-+–•*"


def _alike(reading: Reading, tie: Share, percent: Mention, part: Mention) -> bool:
    """Whether two shares stand behind their counts in the same way."""
    one = reading.between(tie.part[0][1], tie.percent) if tie.part[0][1].index < tie.percent.index else "?"
    other = reading.between(part, percent) if part.index < percent.index else "?"
    return _shape(one) == _shape(other)


def _shape(gap: str) -> str:
    words = [word for word in ("chiếm", "đạt", "tỷ lệ", "tương ứng", "bằng") if word in gap.lower()]
    return ("(" if "(" in gap else "") + (words[0] if words else "")
