"""Growth and fall: tăng, giảm, so với, từ … lên …; and rates of growth with their base."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.progress.rules.infer.candidate import Candidate, Strength, compatible
from motcua.progress.rules.infer.named import is_closed
from motcua.progress.rules.infer.pairs import (
    POINTS,
    bracketed_pair,
    direction,
    framed_pair,
    from_to,
    named_pair,
    new_before,
    old_after,
)
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.ties import Change, Growth, Quotient, Share
from motcua.progress.rules.units import unit_name, unit_words

_LIKEWISE = re.compile(
    r"[^\d,;.:()]{0,30}[,(]?\s*(?:tương đương|tương ứng|ứng với|tức|hay|bằng)\s*(?:với|là|tỷ lệ)?\s*", re.IGNORECASE
)
_IN_BRACKETS = re.compile(
    r"[^\d,;.:()]{0,30}\(\s*(?:(?:tương đương|tương ứng|bằng|tức|khoảng|là|với|tăng|giảm)\s*)*", re.IGNORECASE
)


def changes(reading: Reading) -> Iterator[Candidate]:
    """Every printed change with what it is a change of."""
    for mention in reading.mentions:
        sign = direction(mention) or _behind_change(reading, mention)
        if mention.unit == "lần" and mention.cell is None and not mention.is_approximate:
            yield from _times(reading, mention)
        if (
            re.search(r"\bbình quân\b[^\d,;.]{0,25}$", mention.lead, re.IGNORECASE)
            and mention.is_count
            and not mention.is_approximate
        ):
            yield from _averages(reading, mention)
        if not sign or mention.cell is not None:
            continue
        if mention.unit in POINTS:
            yield from _points(reading, mention, sign)
        elif mention.is_percent:
            yield from _rates(reading, mention, sign)
        elif mention.is_count:
            yield from _differences(reading, mention, sign)


def _behind_change(reading: Reading, mention: Mention) -> int:
    """The direction of the change that a share in brackets belongs to: giảm 155 ca (11,4%)."""
    before = reading.mentions[mention.index - 1] if mention.index else None
    if before is None or not mention.is_percent or before.sentence != mention.sentence or before.is_percent:
        return 0
    gap = reading.between(before, mention)
    is_its_rate = _IN_BRACKETS.fullmatch(gap) or (_LIKEWISE.fullmatch(gap) and is_closed(mention))
    return direction(before) if is_its_rate else 0


def _times(reading: Reading, times: Mention) -> Iterator[Candidate]:
    """Gấp p lần: as many times what was before."""
    if not re.search(r"\bgấp\b[^\d,;.]{0,20}$", times.lead, re.IGNORECASE):
        return
    old = old_after(reading, times)
    values = [
        other for other in _neighbours(reading, times, 6, 4) if other.is_count and other.unit and other is not times
    ]
    for new in values:
        for base in values:
            if new is not base and new.unit == base.unit and (tie := Quotient(new, base, times)).holds():
                yield Candidate(tie, Strength.GUESS)
                return
    new_ = new_before(reading, times, old) if old is not None else None
    if old is not None and new_ is not None:
        yield Candidate(Quotient(new_, old, times), Strength.LIKELY)


def _averages(reading: Reading, average: Mention) -> Iterator[Candidate]:
    """Bình quân q đơn vị này/đơn vị kia."""
    each = re.match(r"\s*([^\d,;.()/]{1,40})/\s*([^\d,;.()]{1,30})", reading.text[average.end : average.end + 80])
    if not each:
        return
    row = [other for other in _neighbours(reading, average, 8, 3) if other.is_count and other is not average]
    of, for_ = unit_name(unit_words(each[1])[0]), unit_name(unit_words(each[2])[0])
    wholes = [other for other in row if _is_like(other, each[1], of)]
    bases = [other for other in row if _is_like(other, each[2], for_)]
    ties = [Quotient(whole, base, average) for whole in wholes for base in bases if whole is not base]
    behind = [tie for tie in ties if tie.part.index == average.index + 1 and tie.part.depth == average.depth + 1]
    held = next((tie for tie in ties if tie.holds()), None)
    if held is not None:
        yield Candidate(held, Strength.GUESS)
    elif len(ties) == 1 or len(behind) == 1:
        yield Candidate((behind or ties)[0], Strength.LIKELY)


def _is_like(mention: Mention, words: str, unit: str) -> bool:
    return bool(mention.words) and (
        mention.unit == unit
        or words.strip().lower() in mention.quantity.subject.lower()
        or words.strip().lower().startswith(mention.words.split()[0])
    )


def _neighbours(reading: Reading, mention: Mention, before: int, after: int) -> list[Mention]:
    found = []
    for other in reading.mentions[max(0, mention.index - before) : mention.index + after + 1]:
        if other is not mention and abs(other.sentence - mention.sentence) <= 1 and other.side != "m":
            found.append(other)
    return found


def _differences(reading: Reading, change: Mention, sign: int) -> Iterator[Candidate]:
    """Tăng C so với M; từ A lên B, tăng C."""
    around = [
        other
        for other in _neighbours(reading, change, 6, 4)
        if other.is_count and compatible(other, change) and not other.is_change
    ]
    if (certain := bracketed_pair(reading, change)) is not None:
        yield Candidate(Change(*certain, change, sign), Strength.CERTAIN)
        return
    pairs = [(new, old) for new in around for old in around if new is not old]
    for new, old in pairs:
        tie = Change(new, old, change, sign)
        if tie.holds():
            yield Candidate(tie, Strength.GUESS)
            return
    if change.is_approximate:
        return
    named = named_pair(reading, change) or framed_pair(reading, change)
    if named is not None:
        new, old, sure = named
        if any(end.scale != change.scale and not end.unit for end in (new, old)):
            return  # từ 4.531 xuống 4.292, giảm 239 tỷ đồng: the scale is said once
        if compatible(new, change) and compatible(old, change) and not new.is_approximate and not old.is_approximate:
            yield Candidate(Change(new, old, change, sign), Strength.CERTAIN if sure else Strength.LIKELY)


def _rates(reading: Reading, percent: Mention, sign: int) -> Iterator[Candidate]:
    """Tăng p% so với M; từ A lên B, tăng p%; tăng C (p%): the base is N − C."""
    if "điểm" in percent.tail[:8]:
        yield from _points(reading, percent, sign)
        return
    if (true := _after_its_change(reading, percent)) is not None:
        yield Candidate(true, Strength.CERTAIN)
        return
    around = [other for other in _neighbours(reading, percent, 6, 4) if not other.is_percent and other.is_count]
    values = [other for other in around if not other.is_change]
    changed = [other for other in around if other.is_change and direction(other) == sign]
    for new in values:
        for old in values:
            if new is not old and compatible(new, old) and (tie := Growth(new, old, percent, sign)).holds():
                yield Candidate(tie, Strength.GUESS)
                return
    for change in changed:
        for new in values:
            share = Share(((1, change),), ((1, new), (-sign, change)), percent)
            if compatible(new, change) and share.holds():
                yield Candidate(share, Strength.GUESS)
                return
        for old in values:
            share = Share(((1, change),), ((1, old),), percent)
            if share.holds() and not _is_later(old, change, sign, values):
                yield Candidate(share, Strength.GUESS)
                return
        for new in values:
            for old in values:
                true = Share(((1, change),), ((1, old),), percent)
                if (
                    new is not old
                    and new.unit == old.unit == change.unit
                    and Change(new, old, change, sign).holds()
                    and change is reading.mentions[percent.index - 1]
                    and _goes_with(reading.between(change, percent))
                    and old in (old_after(reading, change), old_after(reading, percent), _before_that(reading, change))
                ):
                    yield Candidate(true, Strength.CERTAIN)
                    return
    if percent.is_approximate:
        return
    named = named_pair(reading, percent)
    if named is not None:
        new, old, sure = named
        if (
            new.is_count
            and old.is_count
            and compatible(new, old)
            and new.unit
            and not new.is_approximate
            and not old.is_approximate
        ):
            yield Candidate(Growth(new, old, percent, sign), Strength.CERTAIN if sure else Strength.LIKELY)
            return
    before = reading.mentions[percent.index - 1] if percent.index else None
    if before is not None and before in changed and before.sentence == percent.sentence and before.unit:
        gap = reading.between(before, percent)
        then = new_before(reading, before, before)
        held = any(base is then and change is not before for base, change in reading.undoings)
        for base, change in reading.undoings:
            undone = Share(((1, before),), ((1, base), (-direction(change), change)), percent)
            if base.unit == before.unit and undone.holds():
                yield Candidate(undone, Strength.GUESS)
                return
        exact = not held and then is not None and not before.is_approximate and not then.is_approximate
        if then is not None and exact and len(gap) < 40 and "(" in gap:
            yield Candidate(Share(((1, before),), ((1, then), (-sign, before)), percent), Strength.LIKELY)


def _goes_with(gap: str) -> bool:
    """Whether a rate says in a hundred what the change before it says in figures."""
    plain = re.sub(r"\b(?:tăng|giảm)\b", "", gap, flags=re.IGNORECASE)
    return bool(_LIKEWISE.fullmatch(plain) or re.fullmatch(r"[^\d,;.:()]{0,30}[,(]\s*", plain))


def _after_its_change(reading: Reading, percent: Mention) -> Share | None:
    """Từ A lên B, tăng C, tương đương p%: where C is the change from A to B, the share is over A and nothing else."""
    change = reading.mentions[percent.index - 1] if percent.index else None
    if change is None or change.is_approximate or percent.is_approximate or not change.is_count:
        return None
    pair = from_to(reading, change)
    if (
        pair is None
        or pair[0].index != change.index - 1
        or change.sentence != percent.sentence
        or any(each.is_approximate or not each.is_count or not compatible(each, change) for each in pair[:2])
        or not pair[1].value
        or not is_closed(percent)
        or not _goes_with(reading.between(change, percent))
    ):
        return None
    new, old, _ = pair
    is_change = Change(new, old, change, direction(change)).holds()
    return Share(((1, change),), ((1, old),), percent) if is_change else None


def _before_that(reading: Reading, change: Mention) -> Mention | None:
    """The old figure of từ A lên B, tăng C."""
    pair = from_to(reading, change)
    return pair[1] if pair else None


def _is_later(old: Mention, change: Mention, sign: int, values: list[Mention]) -> bool:
    """Whether a supposed base is what the change led to: then the rate stands over the wrong one."""
    return any(
        Change(old, other, change, sign).holds() and other.unit == old.unit for other in values if other is not old
    )


def _points(reading: Reading, percent: Mention, sign: int) -> Iterator[Candidate]:
    """Tăng 2,5 điểm phần trăm: the difference of two shares."""
    around = [other for other in _neighbours(reading, percent, 4, 3) if other.is_percent and not other.is_change]
    for new in around:
        for old in around:
            tie = Change(new, old, percent, sign)
            if new is not old and tie.holds():
                yield Candidate(tie, Strength.GUESS)
                return
    named = named_pair(reading, percent)
    if named is not None and named[0].is_percent and named[1].is_percent:
        new, old, _ = named
        if any(each.is_approximate for each in (new, old, percent)):
            return
        is_sure = from_to(reading, percent) is not None and percent.index == new.index + 1
        yield Candidate(Change(new, old, percent, sign), Strength.CERTAIN if is_sure else Strength.LIKELY)
