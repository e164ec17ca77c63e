"""Wholes and their parts: trong đó, gồm, bao gồm, cụ thể, brackets, lists, "tổng cộng", and what was carried over.

A whole is a count that words of containing follow; its parts are the counts after it on the same level, each of which may be
divided again. "Trong đó" often names some parts only, so a failing sum is held against the text only where the words,
the classes or the shares beside the parts say that nothing is left out, and the gap is that of a slip.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from motcua.progress.rules.infer.candidate import Candidate, Strength, compatible, is_kind
from motcua.progress.rules.infer.faults import is_bracketed, is_fault, label_of, leave_nothing, may_overlap
from motcua.progress.rules.infer.words import CONTAINS, REST, TOTAL
from motcua.progress.rules.mentions import CHANGE, Mention, Reading
from motcua.progress.rules.ties import Hundred, Share, Sum, Within
from motcua.progress.rules.units import is_measured

MOST_PARTS = 16
_CONTINUES = re.compile(
    r"\s*(?:[-–+•]\s*)?(?:trong đó|cụ thể|bao gồm|gồm|trong số đó|chia ra|theo đó)\b", re.IGNORECASE
)
_DIVIDES = re.compile(r"\s*(?:phân theo|chia theo|phân loại theo|nếu chia theo|xét theo)\b", re.IGNORECASE)
_NO_TOTAL = re.compile(
    r"\b(?:trên|trong|so với|của|nâng|đưa|hiện có|đến nay|lũy kế|luỹ kế|cả|có)\b[^\d,;.]{0,12}\b(?:tổng cộng|tổng số|tổng)\b"
    r"|\b(?:tổng cộng|tổng số|tổng)\b[^\d;.]*\b(?:hiện có|đến nay|lũy kế|luỹ kế|cả|lên)\b",
    re.IGNORECASE,
)
"""A total of more than what was listed before it."""
_CLOSES = re.compile(r"\b(?:tổng cộng|tổng số|tổng|cộng)\b(?:[^\d;:.()]{0,40})$", re.IGNORECASE)


type _Own = Mapping[tuple[Mention, Mention], Mention]
"""The share printed for a part of a whole."""


def sums(reading: Reading, shares: dict[Mention, Share]) -> Iterator[Candidate]:
    """Every whole with its parts, the sums that hold and those that should."""
    own: dict[tuple[Mention, Mention], Mention] = {}
    for share, tie in shares.items():
        if len(tie.part) == len(tie.base) == 1 and tie.base[0][0] == 1:
            own.setdefault((tie.part[0][1], tie.base[0][1]), share)
    for whole in reading.mentions:
        if not whole.is_count or whole.side or whole.cell is not None:
            continue
        yield from _forward(reading, whole, own)
        yield from _backward(reading, whole)


def _forward(reading: Reading, whole: Mention, own: _Own) -> Iterator[Candidate]:
    parts = _level(reading, whole)
    if not parts:
        return
    gap = reading.text[whole.end : parts[0].start]
    opens = [
        cue
        for cue in CONTAINS.finditer(gap)
        if ";" not in gap[: cue.start()].rstrip("; ") and (cue[0] != "(" or parts[0].depth > whole.depth)
    ]
    if not opens and re.search(r"\btrong(?: tổng)?(?: số)?\s*$", whole.lead, re.IGNORECASE):
        opens = list(re.finditer(r"\b(?:có|thì)\b", gap))  # Trong 426 đơn vị có 14 …
    if opens and not _in_list(reading, whole) and not parts[0].is_change and _in_part(whole, parts[0], gap):
        yield Candidate(
            Within(parts[0], whole),
            Strength.CERTAIN if re.search("trong đó|gồm", gap, re.IGNORECASE) else Strength.LIKELY,
        )
    best: Sum | None = None
    for chosen in _ways(parts):
        tie = Sum(whole, tuple(chosen))
        if len(chosen) >= 2 and tie.holds() and (best is None or len(chosen) > len(best.parts)):
            best = tie
    if best is not None and (joined := _goes_on(reading, best, parts)):
        failing = list(_failing(reading, whole, parts, gap, opened=bool(opens)))
        if any(isinstance(each.tie, Sum) and joined in each.tie.parts for each in failing):
            yield from failing
            return
    if best is not None and (opens or len(best.parts) >= 3 or _rest(best.parts)):
        yield Candidate(best, Strength.GUESS)
        if percents := _percents(best.parts, own, whole):
            yield Candidate(Hundred(percents), Strength.GUESS)
        return
    yield from _failing(reading, whole, parts, gap, opened=bool(opens))


def _in_list(reading: Reading, whole: Mention) -> bool:
    """Whether a figure changes, or ends a list of its kind, so that "trong đó" behind it may be of the whole list."""
    before = reading.mentions[whole.index - 1] if whole.index else None
    return whole.is_change or (
        before is not None
        and before.sentence == whole.sentence
        and before.is_count
        and before.unit == whole.unit
        and before.depth == whole.depth
        and ";" not in reading.between(before, whole)
    )


def _in_part(whole: Mention, part: Mention, gap: str) -> bool:
    return (
        compatible(whole, part)
        and bool(whole.unit)
        and whole.unit == part.unit
        and bool(re.search(r"\btrong đó\b|\bgồm\b", gap, re.IGNORECASE))
        and not re.search(r"[.;]\s", gap)
        and not whole.is_approximate
        and part.index == whole.index + 1
    )


def _level(reading: Reading, whole: Mention) -> list[Mention]:
    """The counts after a whole that may be its parts, in order, with those inside them."""
    text = reading.text
    sentence = whole.sentence
    last = sentence
    first = sentence
    # "Trong đó, …" continues the sentence before it; "Phân theo …:" even the one before that; so do bullets after a colon
    if last + 2 < len(reading.sentences):
        later = reading.sentences[last + 2]
        near = later.block - reading.sentences[last].block <= 2
        if near and _DIVIDES.match(text[later.start : later.start + 30]):
            first = last = last + 2
    while last + 1 < len(reading.sentences) and last - sentence < 12:
        following = reading.sentences[last + 1]
        begun = text[following.start : following.start + 40]
        ended = text[reading.sentences[last].start : reading.sentences[last].end].rstrip()
        bullet = re.match(r"\s*[-–+•*]\s", begun) is not None
        if (_CONTINUES.match(begun) and last == sentence) or (
            bullet and (ended.endswith(":") or (last > sentence and _same_bullet(text, reading, last, last + 1)))
        ):
            last += 1
        else:
            break
    found: list[Mention] = []
    depth: int | None = None
    for other in reading.mentions[whole.index + 1 : whole.index + 1 + 6 * MOST_PARTS]:
        if other.sentence > last or len(found) == MOST_PARTS:
            break
        if other.sentence < first:
            continue
        if whole.brackets and other.brackets[: len(whole.brackets)] != whole.brackets:
            break  # the bracket that holds the whole has closed
        if not other.is_count or other.side == "m" or other.is_rate or other.is_former:
            continue
        if other.is_change and other.quantity.qualifiers & CHANGE != whole.quantity.qualifiers & CHANGE:
            continue
        if found and other.quantity.block != whole.quantity.block and other.quantity.block == found[-1].quantity.block:
            continue  # a bullet has one figure that counts, its first
        if depth is None:
            depth = other.depth
        if (
            found
            and is_bracketed(reading, whole, found[0])
            and other.brackets[: len(found[0].brackets)] != found[0].brackets
        ):
            break  # the bracket right behind the whole has closed
        if other.depth < depth:
            if depth > whole.depth:
                break
            continue
        bracketed = is_bracketed(reading, whole, other) and not is_measured(other.unit) and not other.scale > 1
        if not (compatible(whole, other) or is_kind(other, whole) or bracketed):
            continue
        found.append(other)
    return found


def _goes_on(reading: Reading, tie: Sum, parts: list[Mention]) -> Mention | None:
    """The part that follows the last one of a sum in the same list, which the sum leaves out."""
    last = tie.parts[-1]
    following = next((part for part in parts if part.index > last.index and part.depth == tie.parts[0].depth), None)
    if following is None or following.sentence != last.sentence or following.unit != last.unit:
        return None
    gap = reading.between(last, following)
    if re.search(r"\bvà\b", gap, re.IGNORECASE) or (following.depth > tie.whole.depth and ";" not in gap):
        return following
    return None


def _same_bullet(text: str, reading: Reading, one: int, other: int) -> bool:
    a, b = (text[reading.sentences[index].start : reading.sentences[index].end].lstrip()[:1] for index in (one, other))
    return a == b


def _ways(parts: Sequence[Mention], limit: int = 300) -> Iterator[list[Mention]]:
    """Every run of parts from the first on, where a part that is the sum of those behind it stands for them."""
    inner, count = _inner(parts), 0
    stack: list[tuple[int, list[Mention]]] = [(0, [])]
    while stack and count < limit:
        at, chosen = stack.pop()
        if chosen:
            count += 1
            yield chosen
        if at < len(parts):
            # a part deeper in brackets than the first belongs to the one before it
            nexts = inner[at]
            if parts[at].depth > parts[0].depth and chosen:
                stack.append((at + 1, chosen))
            for follow in nexts:
                stack.append((follow, [*chosen, parts[at]]))


def _inner(parts: Sequence[Mention]) -> dict[int, list[int]]:
    """Where each part may end: at the next, or behind those that it is the sum of."""
    inner: dict[int, list[int]] = {at: [at + 1] for at in range(len(parts))}
    for at in range(len(parts) - 1, -1, -1):
        for end in _ends(parts, at, inner):
            if end not in inner[at]:
                inner[at].append(end)
    return inner


def _ends(parts: Sequence[Mention], at: int, inner: dict[int, list[int]]) -> Iterator[int]:
    """Where the parts of a part end: their sum is the part itself."""
    whole = parts[at]
    stack: list[tuple[int, Fraction, int]] = [(at + 1, Fraction(0), 0)]
    steps = 0
    while stack and steps < 120:
        steps += 1
        index, sofar, number = stack.pop()
        if number >= 2 and abs(sofar - whole.value) <= whole.slack:
            yield index
            continue
        if index >= len(parts) or sofar > whole.value:
            continue
        for follow in inner[index]:
            stack.append((follow, sofar + parts[index].value, number + 1))


def _rest(parts: Sequence[Mention]) -> bool:
    return bool(REST.search(parts[-1].lead[-40:]))


def _percents(parts: Sequence[Mention], own: _Own, whole: Mention) -> tuple[Mention, ...]:
    """The shares printed for the parts, when each has one."""
    found = [own.get((part, whole)) for part in parts]
    return tuple(share for share in found if share is not None) if all(found) else ()


def _failing(reading: Reading, whole: Mention, parts: list[Mention], gap: str, *, opened: bool) -> Iterator[Candidate]:
    """The longest row of parts whose failing sum the text cannot mean."""
    if whole.is_approximate or whole.is_former or len(parts) < 2:
        return
    levels = [part for part in parts if part.depth == parts[0].depth]
    for row in _rows(parts, levels):
        if len(row) < 2 or any(part.is_approximate for part in row):
            continue
        tie = Sum(whole, tuple(row))
        if not tie.holds() and is_fault(reading, tie, gap, opened=opened, last=row[-1] is parts[-1]):
            yield Candidate(tie, Strength.CERTAIN)
            return


def _rows(parts: list[Mention], levels: list[Mention]) -> Iterator[list[Mention]]:
    """The rows of parts that the text sets out as one list, the longest first; divided parts stand for theirs."""
    natural: list[Mention] = []
    skip, inner = -1, _inner(parts)
    for at, part in enumerate(parts):
        if at < skip or part.depth > parts[0].depth:
            continue
        if natural and re.search(r"\.\s", part.lead):
            break
        natural.append(part)
        skip = max(inner[at])
    yield natural
    if natural != levels:
        yield levels
    for at in range(1, len(natural)):
        if ";" in natural[at].lead:
            yield natural[:at]
            break


def _backward(reading: Reading, whole: Mention) -> Iterator[Candidate]:
    """A total after its parts: "… và …, tổng cộng …"; or below a list of them: "Cộng: …"."""
    first = reading.by_sentence[whole.sentence][0]
    if first is whole and re.fullmatch(
        r"\W*(?:tổng cộng|tổng số|cộng|tổng)\b[^\d,;.]{0,25}", whole.lead, re.IGNORECASE
    ):
        return  # below a list: `lists` knows
    if not _CLOSES.search(whole.lead[-60:]) or not TOTAL.search(whole.lead):
        return
    parts: list[Mention] = []
    for other in reversed(reading.by_sentence[whole.sentence]):
        if other.index >= whole.index:
            continue
        if not other.is_count or other.side or not compatible(other, whole) or other.depth != whole.depth:
            continue
        parts.insert(0, other)
        tie = Sum(whole, tuple(parts))
        if len(parts) >= 2 and tie.holds():
            yield Candidate(tie, Strength.GUESS)
            return
    if len(parts) < 2 or _NO_TOTAL.search(whole.lead[-60:]):
        return
    tie = Sum(whole, tuple(parts))
    is_plain = re.search(r"(?:^|[,;.:]|\bvà)\s*(?:tổng cộng|cộng)\b", whole.lead[-60:], re.IGNORECASE) is not None
    if whole.value and abs(tie.gap()) / whole.value <= (
        Fraction(1, 4) if is_plain and len(parts) > 2 else Fraction(1, 50)
    ):
        yield Candidate(tie, Strength.LIKELY)


def by_shares(reading: Reading, shares: Mapping[Mention, Share]) -> Iterator[Candidate]:
    """Figures whose shares of one whole leave nothing out: together they are the whole, wherever they stand."""
    rows: dict[Mention, list[Share]] = defaultdict(list)
    for tie in shares.values():
        if len(tie.part) == len(tie.base) == 1 and not tie.part[0][1].side and tie.part[0][1].cell is None:
            rows[tie.base[0][1]].append(tie)
    for whole, ties in rows.items():
        by_part = {tie.part[0][1]: tie for tie in ties if abs(tie.percent.index - whole.index) < 40}
        parts = sorted(by_part, key=lambda mention: mention.index)
        if len(parts) < 2 or whole.is_approximate or not whole.value or any(part.is_approximate for part in parts):
            continue
        step = max(tie.percent.quantity.step for tie in by_part.values())
        top = _top(parts)
        total = Sum(whole, tuple(top))
        near = abs(total.gap()) / whole.value <= (len(top) + 1) * step / 200
        if len(top) < 2 or not near:
            continue
        row = Hundred(tuple(by_part[part].percent for part in top))
        labels = [label_of(part) for part in top]
        if may_overlap(labels):
            continue
        if all(by_part[part].holds() for part in top) and not leave_nothing(row):
            continue
        yield Candidate(
            total,
            Strength.CERTAIN
            if whole.unit and all(not part.unit or compatible(part, whole) for part in top)
            else Strength.GUESS,
        )
        if all(by_part[part].holds() for part in top):
            yield Candidate(row, Strength.GUESS)


def _top(parts: list[Mention]) -> list[Mention]:
    """The parts less those that stand within another: a and b after n = a + b."""
    kept: list[Mention] = []
    at = 0
    while at < len(parts):
        kept.append(parts[at])
        end = next(
            (
                end
                for end in range(at + 3, len(parts) + 1)
                if sum((p.value for p in parts[at + 1 : end]), Fraction(0)) == parts[at].value
            ),
            at + 1,
        )
        at = end
    return kept
