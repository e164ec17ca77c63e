"""Shares with their base: chiếm, đạt, tỷ lệ, and brackets behind a count.

A share's part is the count before it (or in the bracket behind it). Its base may come before or later, be a sum that is not
printed, or be what was before a change. Whatever base makes the share true is taken; only where none does and the text leaves
no doubt about the base, because it is named or because the shares beside it stand over it, is the share at fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.progress.rules.infer.candidate import Candidate, Strength, compatible
from motcua.progress.rules.infer.words import AGAINST, CONTAINS, GROWS, SHARE
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.ties import Share, Terms, figures
from motcua.progress.types import Qualifier, TokenKind

BACK = 30
"""How many figures back a base is looked for."""
_NAMED_BASE = re.compile(r"\b(?:trên tổng(?: số)?|trong tổng(?: số)?|so với tổng(?: số)?|tổng số|trên|/)\s*(?:là\s*)?$", re.I)
_AFTER = re.compile(r"^\s*(?:\(|[^\d;.]{0,24}\b(?:tương ứng|tương đương|với|tức|là)\b)[^\d;.]{0,30}$", re.I)


def shares(reading: Reading) -> Iterator[Candidate]:
    """For each share the tie that holds, or the one that should."""
    found: dict[Mention, Share] = {}
    open_: list[tuple[Mention, tuple[Terms, ...], bool]] = []
    for percent in reading.mentions:
        if not percent.is_percent or percent.quantity.kind in (TokenKind.RANGE, TokenKind.BOUND):
            continue
        parts, is_named = _parts(reading, percent)
        if not parts:
            continue
        explicit = _explicit_base(reading, percent, parts) if is_named else None
        if explicit is not None:
            tie = Share(parts[0], explicit, percent)
            if not tie.holds() and (other := _holding(reading, percent, parts)):
                tie = other
            found[percent] = tie
            yield Candidate(tie, Strength.CERTAIN)
            continue
        if tie_ := _holding(reading, percent, parts):
            found[percent] = tie_
            yield Candidate(tie_, Strength.GUESS)
        elif is_named:
            open_.append((percent, parts, is_named))
    for percent, parts, _ in open_:
        if candidate := _should(reading, percent, parts, found):
            yield candidate


def _parts(reading: Reading, percent: Mention) -> tuple[tuple[Terms, ...], bool]:
    """What the share may be of something: the surest first; and whether the words say so."""
    before = _before(reading, percent)
    grows = _grows(percent)
    found: list[Terms] = []
    named = False
    if before is not None and not before.is_percent and before.is_count:
        gap = reading.between(before, percent)
        if ";" not in gap and not grows and SHARE.search(gap) and len(gap) < 140:
            named = True
            if _NAMED_BASE.search(before.lead) and before.index and reading.mentions[before.index - 1].sentence == percent.sentence:
                rest = _run_before(reading, before)
                found += [tuple((1, part) for part in rest[:count]) for count in range(1, len(rest) + 1)]
            elif before.side == "m":
                found.append(((1, reading.mentions[before.index - 1]),))
            else:
                found.append(((1, before),))
    after = _after(reading, percent)
    if after is not None and not after.is_percent and after.is_count and not grows and _AFTER.search(reading.between(percent, after)):
        named = named or "(" in reading.between(percent, after)
        found.append(((1, after),))
    if not grows:
        for other in reversed(reading.by_sentence[percent.sentence]):
            if other.index < percent.index and other.is_count and other.side != "m" and ((1, other),) not in found:
                found.append(((1, other),))
                if len(found) > 4:
                    break
    return tuple(found), named


def _grows(percent: Mention) -> bool:
    """Whether the share is by how much something grew or fell."""
    words = list(GROWS.finditer(percent.lead))
    if words and re.fullmatch(r"[^\d;:()]{0,30}[(]?[^\d;:()]{0,12}", percent.lead[words[-1].end() :]):
        return "tỷ lệ" not in percent.lead[words[-1].end() :]
    return percent.is_change


def _before(reading: Reading, mention: Mention) -> Mention | None:
    if not mention.index:
        return None
    other = reading.mentions[mention.index - 1]
    if other.sentence == mention.sentence:
        return other
    return None


def _after(reading: Reading, mention: Mention) -> Mention | None:
    if mention.index + 1 >= len(reading.mentions):
        return None
    other = reading.mentions[mention.index + 1]
    return other if other.sentence == mention.sentence else None


def _run_before(reading: Reading, base: Mention) -> list[Mention]:
    """The counts of one kind just before a base, nearest first."""
    found: list[Mention] = []
    for other in reversed(reading.mentions[: base.index]):
        if other.sentence != base.sentence or not other.is_count or not compatible(other, base) or len(found) == 4:
            break
        found.append(other)
    return found


def _explicit_base(reading: Reading, percent: Mention, parts: tuple[Terms, ...]) -> Terms | None:
    """The base that the words name: the m of n/m, or trên tổng số m."""
    part = parts[0][0][1]
    if len(parts[0]) == 1 and part.side == "n":
        return ((1, reading.mentions[part.index + 1]),)
    before = _before(reading, percent)
    if before is not None and before.is_count and _NAMED_BASE.search(before.lead) and before is not part and SHARE.search(percent.lead):
        return ((1, before),)
    after = _after(reading, percent)
    if after is not None and after.is_count and part is not after and re.search(
        r"^[^\d;.]{0,20}\b(?:tổng số|tổng|của|trong số|so với tổng số|trên)\s*$", reading.between(percent, after), re.I
    ) and compatible(part, after):
        return ((1, after),)
    return None


def _holding(reading: Reading, percent: Mention, parts: tuple[Terms, ...]) -> Share | None:
    """The first tie that is true."""
    for part in parts:
        for base in _bases(reading, percent, part):
            tie = Share(part, base, percent)
            if tie.holds():
                return tie
    return None


def _bases(reading: Reading, percent: Mention, part: Terms) -> Iterator[Terms]:
    """What the base may be, the likeliest first."""
    own = {term for _, term in part}
    first = part[0][1]
    near = [
        other
        for other in reversed(reading.mentions[max(0, percent.index - BACK) : percent.index])
        if other.is_count and other not in own and other.value > 0
    ]
    later = [
        other
        for other in reading.mentions[percent.index + 1 : percent.index + 7]
        if other.is_count and other not in own and other.value > 0 and other.sentence - percent.sentence <= 1
    ]
    same = [other for other in near if compatible(other, first)]
    for other in (*same, *(other for other in later if compatible(other, first))):
        yield ((1, other),)
    for other in near:
        if other not in same:
            yield ((1, other),)
    # a sum that is not printed: the part with its neighbours
    row = [other for other in reading.by_sentence[percent.sentence] if other.is_count and other.side != "m" and compatible(other, first)]
    for begin in range(len(row)):
        for end in range(begin + 2, min(len(row), begin + 5) + 1):
            if any(term in row[begin:end] for term in own):
                yield tuple((1, term) for term in row[begin:end])
    if len(part) == 1:
        yield from undone(reading, first)


def undone(reading: Reading, part: Mention) -> Iterator[Terms]:
    """What was before a change: N (giảm C so với …) means N + C; also where the text said so before, of the same thing."""
    for change in reading.mentions:
        if not change.is_change or change.is_percent or not change.index or not change.is_count:
            continue
        base = reading.mentions[change.index - 1]
        if base.sentence != change.sentence or not base.is_count or base.is_change or "(" not in reading.between(base, change):
            continue
        if part is change or part is base or _same_thing(part, change):
            yield ((1, base), (_sign(change), change))


def _sign(change: Mention) -> int:
    return 1 if Qualifier.DECREASE in change.quantity.qualifiers else -1


def _same_thing(one: Mention, other: Mention) -> bool:
    """Whether two changes are of one thing, in the text's words."""
    a, b = one.quantity.subject.lower().split(), other.quantity.subject.lower().split()
    return len(a) >= 3 and a[:4] == b[:4]


def _should(reading: Reading, percent: Mention, parts: tuple[Terms, ...], found: dict[Mention, Share]) -> Candidate | None:
    """The tie that the text leaves no doubt about, for a share that no base makes true."""
    part = parts[0]
    first = part[0][1]
    if first.is_approximate or percent.is_approximate:
        return None
    words = f"{percent.lead} {percent.tail[:60]}"
    outside = bool(AGAINST.search(words))
    sisters = [
        tie
        for other, tie in found.items()
        if _beside(reading, other, percent)
        and len(tie.part) == 1
        and len(tie.base) == 1
        and tie.part[0][1] not in figures(tie.base)
        and compatible(tie.part[0][1], first)
        and _alike(reading, tie, percent, first)
    ]
    if sisters:
        base = max(sisters, key=lambda tie: (-abs(tie.percent.index - percent.index))).base
        if base[0][1].value >= first.value and first is not base[0][1] and not outside:
            return Candidate(Share(part, base, percent), Strength.CERTAIN if len({tie.base for tie in sisters}) == 1 else Strength.LIKELY)
    if outside:
        return None
    whole = _whole_before(reading, first)
    if whole is not None and whole.value >= first.value:
        return Candidate(Share(part, ((1, whole),), percent), Strength.LIKELY)
    return None


def _beside(reading: Reading, one: Mention, other: Mention) -> bool:
    """Whether two shares stand in one sentence, or in bullets of one list."""
    if one.sentence == other.sentence:
        return True
    return abs(one.sentence - other.sentence) <= 3 and abs(one.quantity.block - other.quantity.block) <= 3


def _alike(reading: Reading, tie: Share, percent: Mention, part: Mention) -> bool:
    """Whether two shares stand behind their counts in the same way."""
    one = reading.between(tie.part[0][1], tie.percent) if tie.part[0][1].index < tie.percent.index else "?"
    other = reading.between(part, percent) if part.index < percent.index else "?"
    return _shape(one) == _shape(other)


def _shape(gap: str) -> str:
    words = [word for word in ("chiếm", "đạt", "tỷ lệ", "tương ứng", "bằng") if word in gap.lower()]
    return ("(" if "(" in gap else "") + (words[0] if words else "")


def _whole_before(reading: Reading, part: Mention) -> Mention | None:
    """The count just before, of which the words say that the part is part."""
    for other in reversed(reading.by_sentence[part.sentence]):
        if other.index < part.index and other.is_count and not other.is_change and compatible(other, part) and other.unit:
            return other if CONTAINS.search(reading.between(other, part)) and other.depth <= part.depth else None
    return None
