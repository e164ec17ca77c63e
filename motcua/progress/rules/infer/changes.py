"""Growth and fall: tăng, giảm, so với, từ … lên …; and rates of growth with their base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from motcua.progress.rules.infer.candidate import Candidate, Strength, compatible
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.slips import is_swap, put
from motcua.progress.rules.ties import Change, Growth, Quotient, Share
from motcua.progress.rules.units import unit_name, unit_words
from motcua.progress.types import Qualifier

_FROM = re.compile(r"\btừ\s+(?:mức\s+)?$", re.IGNORECASE)
_TO = re.compile(r"\b(?:lên|xuống|xuống còn|còn|lên đến|lên tới|thành)\s*(?:mức\s+)?$", re.IGNORECASE)


def changes(reading: Reading) -> Iterator[Candidate]:
    """Every printed change with what it is a change of."""
    for mention in reading.mentions:
        sign = _direction(mention) or _behind_change(reading, mention)
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
        if mention.is_percent:
            yield from _rates(reading, mention, sign)
        elif mention.is_count:
            yield from _differences(reading, mention, sign)


def _behind_change(reading: Reading, mention: Mention) -> int:
    """The direction of the change that a share in brackets belongs to: giảm 155 ca (11,4%)."""
    before = reading.mentions[mention.index - 1] if mention.index else None
    if before is None or not mention.is_percent or before.sentence != mention.sentence or before.is_percent:
        return 0
    gap = reading.between(before, mention)
    return _direction(before) if re.fullmatch(r"[^\d,;.:()]{0,30}\([^\d,;:()]{0,20}", gap) and "tỷ lệ" not in gap else 0


def _times(reading: Reading, times: Mention) -> Iterator[Candidate]:
    """Gấp p lần: as many times what was before."""
    if not re.search(r"\bgấp\b[^\d,;.]{0,20}$", times.lead, re.IGNORECASE):
        return
    old = _old_after(reading, times)
    values = [
        other for other in _neighbours(reading, times, 6, 4) if other.is_count and other.unit and other is not times
    ]
    for new in values:
        for base in values:
            if new is not base and new.unit == base.unit and (tie := Quotient(new, base, times)).holds():
                yield Candidate(tie, Strength.GUESS)
                return
    new_ = _new_before(reading, times, old) if old is not None else None
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
    held = next((tie for tie in ties if tie.holds()), None)
    if held is not None:
        yield Candidate(held, Strength.GUESS)
    elif len(ties) == 1:
        yield Candidate(ties[0], Strength.LIKELY)


def _is_like(mention: Mention, words: str, unit: str) -> bool:
    return bool(mention.words) and (
        mention.unit == unit
        or words.strip().lower() in mention.quantity.subject.lower()
        or words.strip().lower().startswith(mention.words.split()[0])
    )


def _direction(mention: Mention) -> int:
    if Qualifier.INCREASE in mention.quantity.qualifiers:
        return 1
    return -1 if Qualifier.DECREASE in mention.quantity.qualifiers else 0


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
    pairs = [(new, old) for new in around for old in around if new is not old]
    for new, old in pairs:
        tie = Change(new, old, change, sign)
        if tie.holds():
            yield Candidate(tie, Strength.GUESS)
            return
    if change.is_approximate:
        return
    named = _named_pair(reading, change) or _framed_pair(reading, change)
    if named is not None:
        new, old, sure = named
        if any(end.scale != change.scale and not end.unit for end in (new, old)):
            return  # từ 4.531 xuống 4.292, giảm 239 tỷ đồng: the scale is said once
        if compatible(new, change) and compatible(old, change) and not new.is_approximate and not old.is_approximate:
            yield Candidate(Change(new, old, change, sign), Strength.CERTAIN if sure else Strength.LIKELY)


type _Pair = tuple[Mention, Mention, bool]
"""Now and before, and whether the words leave no doubt which is which."""


def _named_pair(reading: Reading, change: Mention) -> _Pair | None:
    """Now and before, where the words say which is which."""
    if pair := _planned_pair(reading, change) or _from_to(reading, change):
        return pair
    # N (tăng C so với M) and: N, tăng C so với M; the old figure follows at once, in brackets or after its year
    old = _old_after(reading, change)
    if old is None:
        return None
    new = _new_before(reading, change, old)
    if new is None:
        is_alike = change.is_count and old.is_count and old.unit == change.unit
        return _clear_pair(reading, change, old) if is_alike else None
    known = new.unit == old.unit and (new.unit == change.unit or change.is_percent)
    near = new.index >= change.index - (1 if change.is_percent else 3)
    return new, old, known and new.sentence == change.sentence and near


def _planned_pair(reading: Reading, change: Mention) -> _Pair | None:
    """N (kế hoạch M), vượt C: both stand just before."""
    if change.index < 2:
        return None
    new, old = reading.mentions[change.index - 2], reading.mentions[change.index - 1]
    if (
        new.sentence == old.sentence == change.sentence
        and old.depth == new.depth + 1 == change.depth + 1
        and old.unit == new.unit
        and re.search(r"\((?:kế hoạch|chỉ tiêu|dự toán|cùng kỳ|năm|kỳ)\b[^()]*$", old.lead, re.IGNORECASE)
        and re.fullmatch(r"[^\d;()]*\)[^\d;.()]*", reading.between(old, change))
        and not new.is_change
    ):
        return new, old, True
    return None


def _from_to(reading: Reading, change: Mention) -> _Pair | None:
    """Từ A … lên B (tăng C) and: tăng C …, từ A lên B."""
    for first, second in pairwise(reading.by_sentence[change.sentence]):
        if (
            _FROM.search(first.lead)
            and _TO.search(second.lead)
            and first.is_percent == second.is_percent
            and (change.is_percent or not first.is_percent)
            and change not in (first, second)
            and (second.index == change.index - 1 or first.index == change.index + 1)
        ):
            return second, first, True
    return None


def _framed_pair(reading: Reading, change: Mention) -> _Pair | None:
    """So với năm trước (M), số … tăng C: the old figure stands before, the new one is of its kind before that."""
    at = change.index - 1
    old = reading.mentions[at] if at >= 0 else None
    if (
        old is None
        or old.sentence != change.sentence
        or not old.is_count
        or old.unit != change.unit
        or not old.unit
        or not re.search(
            r"\bso với\b[^;.]*\([^()]*$", reading.text[reading.sentence_of(old).start : old.start], re.IGNORECASE
        )
    ):
        return None
    return _clear_pair(reading, change, old)


def _clear_pair(reading: Reading, change: Mention, old: Mention) -> _Pair | None:
    """The figure before whose difference from the old one is the printed change but for a clear slip."""
    sign = _direction(change)
    for new in reversed(reading.mentions[max(0, old.index - 60) : min(old.index, change.index)]):
        if new.is_count and new.unit == old.unit and not new.is_change and not new.side and new.depth <= change.depth:
            tie = Change(new, old, change, sign)
            if not new.is_approximate and is_swap(change.quantity.printed, put(change, tie.wanted(change))):
                return new, old, True
    return None


def _old_after(reading: Reading, change: Mention) -> Mention | None:
    """The figure that the words after a change call the old one."""
    for old in reading.mentions[change.index + 1 : change.index + 3]:
        if old.sentence != change.sentence or old.is_change:
            return None
        if old.is_percent and not change.is_percent:
            continue
        gap = reading.between(change, old)
        said = re.search(r"(?:\bso với|\bso|\bcùng kỳ|\bnăm trước|\((?:năm|cùng kỳ|kỳ)[^()]*)", gap, re.IGNORECASE)
        if (
            said is None
            or re.search(r"trong đó|gồm", gap, re.IGNORECASE)
            or ";" in gap
            or re.search(r"[.]\s|\bvà\b|\)", gap[said.start() :])
        ):
            return None
        between = gap[said.end() :]
        if "," in between.rstrip(" ,") or (
            re.search(r"\d", between)
            and not re.search(r"[(:]|\blà\b|\bcó\b|\bnhận\b|\bthực hiện\b", gap[said.start() :])
        ):
            return None
        return old
    return None


def _new_before(reading: Reading, change: Mention, old: Mention) -> Mention | None:
    """The figure that a change made of the old one: the nearest of its kind before the change, on its level or above."""
    for new in reversed(reading.mentions[max(0, change.index - 10) : change.index]):
        if new.is_change or new.depth > change.depth or new.is_percent != old.is_percent or new.side:
            continue
        if new.sentence < change.sentence - 1:
            return None
        if new.is_percent or (new.is_count and new.unit and new.unit == old.unit):
            return new
    return None


def _rates(reading: Reading, percent: Mention, sign: int) -> Iterator[Candidate]:
    """Tăng p% so với M; từ A lên B, tăng p%; tăng C (p%): the base is N − C."""
    if "điểm" in percent.tail[:8]:
        yield from _points(reading, percent, sign)
        return
    around = [other for other in _neighbours(reading, percent, 6, 4) if not other.is_percent and other.is_count]
    values = [other for other in around if not other.is_change]
    changed = [other for other in around if other.is_change and _direction(other) == sign]
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
                    and old
                    in (_old_after(reading, change), _old_after(reading, percent), _before_that(reading, change))
                ):
                    yield Candidate(true, Strength.CERTAIN)
                    return
    if percent.is_approximate:
        return
    named = _named_pair(reading, percent)
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
        then = _new_before(reading, before, before)
        held = any(base is then and change is not before for base, change in reading.undoings)
        for base, change in reading.undoings:
            undone = Share(((1, before),), ((1, base), (-_direction(change), change)), percent)
            if base.unit == before.unit and undone.holds():
                yield Candidate(undone, Strength.GUESS)
                return
        exact = not held and then is not None and not before.is_approximate and not then.is_approximate
        if then is not None and exact and len(gap) < 40 and "(" in gap:
            yield Candidate(Share(((1, before),), ((1, then), (-sign, before)), percent), Strength.LIKELY)


def _before_that(reading: Reading, change: Mention) -> Mention | None:
    """The old figure of từ A lên B, tăng C."""
    pair = _from_to(reading, change)
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
    named = _named_pair(reading, percent)
    if named is not None and named[0].is_percent and named[1].is_percent:
        yield Candidate(Change(named[0], named[1], percent, sign), Strength.LIKELY)
