"""What a share may be of what: the counts around it, the surest first, and the base that the words name."""

from __future__ import annotations

import re

from motcua.progress.rules.infer.candidate import compatible
from motcua.progress.rules.infer.words import AIM, GROWS, OWN_RATE, SHARE
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.ties import Terms

_NAMED_BASE = re.compile(
    r"\b(?:trên tổng(?: số)?|trong tổng(?: số)?|so với tổng(?: số)?|tổng số|trên)\s*(?:là\s*)?$", re.IGNORECASE
)
_ON = re.compile(r"\b(?:trên|trong|của|so với)\s*(?:tổng(?: số)?)?\s*(?:là\s*)?$", re.IGNORECASE)
"""Words that name a base of what stands before them; a total without them may have a share of its own behind it."""
_AFTER = re.compile(r"^\s*(?:\(|[^\d;.]{0,24}\b(?:tương ứng|tương đương|với|tức|là)\b)[^\d;.]{0,30}$", re.IGNORECASE)


def parts_of(reading: Reading, percent: Mention) -> tuple[tuple[Terms, ...], bool]:
    """What the share may be of something: the surest first; and whether the words say so."""
    before = _before(reading, percent)
    grows = _grows(percent)
    found: list[Terms] = []
    named = False
    if before is not None and not before.is_percent and before.is_count:
        gap = reading.between(before, percent)
        if _joins(gap) and not grows and SHARE.search(gap) and len(gap) < 140:
            named = True
            sides = reading.mentions[before.index - 1] if before.index else None
            if (
                sides is not None
                and sides.is_count
                and re.fullmatch(r"[^\d;,.()]{0,25}/\s*", reading.between(sides, before))
            ):
                found.append(((1, sides),))
            elif (
                _NAMED_BASE.search(before.lead)
                and before.index
                and reading.mentions[before.index - 1].sentence == percent.sentence
            ):
                rest = _run_before(reading, before)
                found += [tuple((1, part) for part in rest[:count]) for count in range(1, len(rest) + 1)]
            elif before.side == "m":
                found.append(((1, reading.mentions[before.index - 1]),))
            else:
                found.append(((1, before),))
    after = _after(reading, percent)
    if (
        after is not None
        and not after.is_percent
        and after.is_count
        and not grows
        and _AFTER.search(reading.between(percent, after))
    ):
        named = named or "(" in reading.between(percent, after)
        found.append(((1, after),))
    if not grows:
        for other in reversed(reading.by_sentence[percent.sentence]):
            if other.index < percent.index and other.is_count and other.side != "m" and ((1, other),) not in found:
                found.append(((1, other),))
                if len(found) > 4:
                    break
    return tuple(found), named


def _joins(gap: str) -> bool:
    """Whether a share still belongs to the count before it: no other subject begins between them."""
    ahead, mark, behind = gap.rpartition(";")
    if mark and (";" in ahead or not re.match(r"\s*(?:đạt|chiếm|tỷ lệ)", behind, re.IGNORECASE)):
        return False
    return not AIM.search(gap) and not OWN_RATE.search(gap)


def _grows(percent: Mention) -> bool:
    """Whether the share is by how much something grew or fell."""
    words = list(GROWS.finditer(percent.lead))
    if words and re.fullmatch(r"[^\d;:()]{0,30}[(]?[^\d;:()]{0,12}", percent.lead[words[-1].end() :]):
        return "tỷ lệ" not in percent.lead[words[-1].end() :]
    return percent.is_change


def _before(reading: Reading, mention: Mention) -> Mention | None:
    """The figure before, past what stands in brackets that have closed."""
    for other in reversed(reading.mentions[max(0, mention.index - 8) : mention.index]):
        if other.sentence != mention.sentence:
            return None
        if other.depth <= mention.depth or other.brackets == mention.brackets:
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


def explicit_base(reading: Reading, percent: Mention, parts: tuple[Terms, ...]) -> Terms | None:
    """The base that the words name: the m of n/m, or trên tổng số m."""
    part = parts[0][0][1]
    if len(parts[0]) == 1 and part.side == "n":
        return ((1, reading.mentions[part.index + 1]),)
    before = _before(reading, percent)
    if (
        before is not None
        and part.index == before.index - 1
        and re.fullmatch(r"[^\d;,.()]{0,25}/\s*", reading.between(part, before))
    ):
        return ((1, before),) if compatible(part, before) and before.unit else None
    if (
        before is not None
        and before.is_count
        and _NAMED_BASE.search(before.lead)
        and (percent.depth <= before.depth or _ON.search(before.lead))
        and before is not part
        and compatible(before, part)
        and SHARE.search(percent.lead)
    ):
        return ((1, before),)
    after = _after(reading, percent)
    if (
        after is not None
        and after.is_count
        and part is not after
        and re.search(
            r"^[^\d;.,()]{0,20}\b(?:tổng số|tổng|của|trong số|so với tổng số|trên)\s*$",
            reading.between(percent, after),
            re.IGNORECASE,
        )
        and compatible(part, after)
        and not _is_last_of_many(reading, part)
    ):
        return ((1, after),)
    return None


def _is_last_of_many(reading: Reading, part: Mention) -> bool:
    """Whether counts of its kind stand before a part in its sentence, so that a share behind it may be of them all."""
    before = reading.by_sentence[part.sentence]
    return any(each.is_count and each.unit == part.unit and each.index < part.index for each in before)
