"""Shares whose part and base the words name: of a plan, of "trong số N", a/b with units in brackets, parts of a full division.

The part must stand right before its share: between them only words that link, or what it grew by. A share that names a base
of its own (tổng số …, kế hoạch năm) is held against no other.
"""

from __future__ import annotations

import re
from fractions import Fraction

from motcua.progress.rules.infer.candidate import compatible
from motcua.progress.rules.infer.words import CONTAINS
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.slips import put
from motcua.progress.rules.ties import Share

PLAN = r"(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|KH|DT)"
"""What is set beforehand."""
_AIM = re.compile(rf"\b{PLAN}\b", re.IGNORECASE)
_LINK = r"(?:và\s+)?(?:(?:ước|đã|mới|chỉ|cũng)\s+)*(?:(?:đạt|bằng|chiếm|tương đương|tương ứng|ứng với|hoàn thành|tỷ lệ|tỉ lệ|với|là)\s*)*"
_BESIDE = re.compile(rf"[^\d,;:.()]{{0,60}}[,;(–-]\s*{_LINK}|\s*{_LINK}", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)|,\s*(?:tăng|giảm|vượt|bằng|đạt)\s+(?:\d[\d.,]*\d|\d)\s*%[^,;]*(?=,)", re.IGNORECASE)
_OF_PLAN = re.compile(
    rf"\s*(?:so với\s+|của\s+)?(?:tổng\s+)?{PLAN}\b(?P<words>[^\d,;.:()]{{0,45}}(?:năm\s+20\d\d)?[^\d,;.:()]{{0,20}})(?P<open>\(?)\s*"
    rf"(?:{PLAN}\s+)?(?:là\s+)?",
    re.IGNORECASE,
)
_LONGER = re.compile(r"\b(?:trung hạn|giai đoạn|nhiệm kỳ|lũy kế|luỹ kế|cộng dồn|cả năm|quý|tháng)\b", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[.,;]|$|\)(?!\s*(?:của|trên|so với|tổng|số)\b))", re.IGNORECASE)
_SET = re.compile(rf"\b({PLAN})\b(?:[^\d,;.:()]|năm\s+20\d\d){{0,40}}:?\s*$", re.IGNORECASE)
_DONE = re.compile(
    r"[^\d.()]{0,24}?\b(?:đã|thực hiện|kết quả|ước|đạt|hoàn thành)\b(?:\s+[^\W\d_]+){0,3}\s*:?\s*", re.IGNORECASE
)
"""What was done, in so few words that no other thing is named."""
_TOLD = re.compile(r"\s*(?:được giao|đã giao|giao|đề ra|đặt ra|này)?\s*", re.IGNORECASE)


def named(reading: Reading, percent: Mention) -> Share | None:
    """The share of which the words leave no doubt what it is of what; None where they do."""
    if percent.is_approximate or percent.is_change:
        return None
    ways = (_fraction, _of_plan_after, _of_plan_before, _of_number)
    tie = next((tie for way in ways if (tie := way(reading, percent)) is not None), None)
    if tie is None or any(term.is_approximate for terms in (tie.part, tie.base) for _, term in terms):
        return None
    return tie


def divided(reading: Reading, percent: Mention, part: Mention) -> Share | None:
    """The share of a part in the whole that it and the parts beside it come to exactly: 8.502 and 28 of 8.530."""
    if not beside(reading, part, percent) or not is_closed(percent) or part.is_approximate or percent.is_approximate:
        return None
    whole, _ = _division(reading, part)
    return Share(((1, part),), ((1, whole),), percent) if whole is not None else None


def of_its_row(reading: Reading, tie: Share) -> Share | None:
    """A share that is true over another figure, where those of the parts beside it are true over the whole that they divide."""
    part = tie.part[0][1]
    true = divided(reading, tie.percent, part) if len(tie.part) == 1 else None
    if true is None or true.holds() or true.base == tie.base:
        return None
    return true if sum(other.holds() for other in _beside_it(reading, part)) >= 2 else None


def is_alone(reading: Reading, part: Mention) -> bool:
    """Whether no share of a part beside this one is false over their whole: else they may all be of something else."""
    return all(other.holds() for other in _beside_it(reading, part))


def _beside_it(reading: Reading, part: Mention) -> list[Share]:
    """The shares printed right behind the other parts of a division, over its whole."""
    whole, parts = _division(reading, part)
    behind = [(other, reading.mentions[other.index + 1]) for other in parts if other.index + 1 < len(reading.mentions)]
    return [
        Share(((1, other),), ((1, whole),), share)
        for other, share in behind
        if whole is not None and other is not part and share.is_percent and beside(reading, other, share)
    ]


def _division(reading: Reading, part: Mention) -> tuple[Mention | None, list[Mention]]:
    """The whole that a part and the counts beside it come to exactly, with these."""
    row = [
        other
        for other in reading.by_sentence[part.sentence]
        if other.is_count and not other.is_change and not other.side and other.depth <= part.depth
    ]
    for whole in reversed(row[: row.index(part) if part in row else 0]):
        if whole.unit != part.unit or not whole.unit or whole.value < 2 or whole.depth != part.depth:
            continue
        parts: list[Mention] = []
        for other in row[row.index(whole) + 1 :]:
            if other.unit not in ("", whole.unit) or other.depth != whole.depth:
                break
            parts.append(other)
            if len(parts) > 1 and sum(each.value for each in parts) == whole.value:
                opened = CONTAINS.search(reading.between(whole, parts[0])) is not None
                return (whole, parts) if part in parts and opened else (None, [])
    return None, []


def alike(whole: Mention, part: Mention) -> bool:
    """Whether two figures count one thing, by their unit or by words of which one begin the other: phiếu, phiếu hài lòng."""
    if whole.unit == part.unit:
        return part.unit != ""
    one, other = f"{whole.words} ", f"{part.words} "
    return len(one) > 1 and len(other) > 1 and (one.startswith(other) or other.startswith(one))


def is_closed(percent: Mention) -> bool:
    """Whether a share ends its clause, so that it names no base of its own."""
    return _CLOSED.match(percent.tail) is not None


def beside(reading: Reading, part: Mention, percent: Mention) -> bool:
    """Whether only words that link stand between a part and its share, what it grew by left out."""
    if part.sentence != percent.sentence or part.index >= percent.index:
        return False
    gap = reading.text[part.words_end : percent.start]
    return _BESIDE.fullmatch(_ASIDE.sub("", gap)) is not None


def is_impossible(tie: Share) -> bool:
    """Whether a count can be the printed share of no whole number at all: 58 is 92,8 % of none."""
    (_, part), share, half = tie.part[0], tie.percent.value, tie.percent.quantity.step / 2
    if len(tie.part) != 1 or part.slack or share <= half or not part.value:
        return False
    least, most = 100 * part.value / (share + half), 100 * part.value / (share - half)
    return most.numerator // most.denominator <= least


def is_close(tie: Share) -> bool:
    """Whether the printed share is within fifteen points of the exact one."""
    ratio = tie.ratio()
    return ratio is not None and abs(ratio - tie.percent.value) <= 15


def is_shuffled(tie: Share) -> bool:
    """Whether the printed share has the digits of the exact one in another order."""
    wanted = tie.wanted(tie.percent)
    if wanted is None:
        return False
    one, other = (re.sub(r"\D", "", text) for text in (tie.percent.quantity.printed, put(tie.percent, wanted)))
    return len(set(one)) > 1 and sorted(one) == sorted(other)


def _part_before(reading: Reading, percent: Mention) -> Mention | None:
    """The count that stands right before a share."""
    for other in reversed(reading.by_sentence[percent.sentence]):
        if other.index >= percent.index or other.is_percent or other.is_change or other.depth > percent.depth:
            continue
        return other if other.is_count and not other.side and beside(reading, other, percent) else None
    return None


def _fraction(reading: Reading, percent: Mention) -> Share | None:
    """P% (a tỷ đồng/b tỷ đồng)."""
    if percent.index + 2 >= len(reading.mentions):
        return None
    part, base = reading.mentions[percent.index + 1 : percent.index + 3]
    if (
        re.fullmatch(r"[^\d,;.:()]{0,40}\(\s*", reading.between(percent, part))
        and re.fullmatch(r"\s*/\s*", reading.text[part.words_end : base.start])
        and reading.text[base.words_end : base.words_end + 1] == ")"
        and part.is_count
        and base.is_count
        and part.unit == base.unit != ""
        and base.value
        and not re.search(r"\b(?:tăng|giảm|vượt|so với|cùng kỳ)\b", percent.lead + percent.tail, re.IGNORECASE)
    ):
        return Share(((1, part),), ((1, base),), percent)
    return None


def _of_plan_after(reading: Reading, percent: Mention) -> Share | None:
    """A, đạt p% dự toán (b); a, bằng p% kế hoạch năm b."""
    if percent.index + 1 >= len(reading.mentions):
        return None
    base = reading.mentions[percent.index + 1]
    if base.sentence != percent.sentence or not base.is_count or base.is_change or base.side:
        return None
    said = _OF_PLAN.fullmatch(reading.between(percent, base))
    if said is None or _LONGER.search(said["words"]):
        return None
    behind = reading.text[base.words_end : base.words_end + 2].strip()
    if (said["open"] and behind[:1] not in (")", "")) or (not said["open"] and behind[:1] not in (".", ",", ";", "")):
        return None
    part = _part_before(reading, percent)
    return _like(part, base, percent) if part is not None else None


def _of_plan_before(reading: Reading, percent: Mention) -> Share | None:
    """Kế hoạch tuyển b, đã tuyển a, đạt p% kế hoạch."""
    part = _part_before(reading, percent)
    if part is None or not part.index:
        return None
    base = reading.mentions[part.index - 1]
    if base.sentence != part.sentence or not base.is_count or base.is_change or base.side or part.depth != base.depth:
        return None
    opens = _SET.search(base.lead)
    if opens is None or not _DONE.fullmatch(reading.text[base.words_end : part.start]):
        return None
    named_again = re.match(rf"\s*(?:so với\s+)?({PLAN})\b([^,;.:()]*)", percent.tail, re.IGNORECASE)
    if named_again is None:
        return None
    same = named_again[1].lower() == opens[1].lower()
    rest = named_again[2].strip()
    is_told = _TOLD.fullmatch(rest) or (rest in ("năm", "cả năm") and re.search(r"\bnăm\b", opens[0]))
    if not same or not is_told or _LONGER.search(opens[0]):
        return None
    if re.search(r"\b(?:nguyên nhân|trong đó|riêng)\b", reading.between(base, part), re.IGNORECASE):
        return None
    return _like(part, base, percent)


def _of_number(reading: Reading, percent: Mention) -> Share | None:
    """Trong số b phiếu, có a phiếu hài lòng, đạt p%."""
    part = _part_before(reading, percent)
    if part is None or not part.index:
        return None
    base = reading.mentions[part.index - 1]
    if not is_closed(percent) and not names_base(percent, base):
        return None
    if (
        base.sentence == part.sentence
        and base.is_count
        and not base.is_change
        and alike(base, part)
        and re.search(r"(?:^|[,;(]|\W-)\s*trong (?:tổng số|số|tổng)\s*$", base.lead, re.IGNORECASE)
        and re.fullmatch(r"[^\d;:.()]{0,60}", reading.between(base, part))
        and part.value <= base.value
    ):
        tie = Share(((1, part),), ((1, base),), percent)
        return tie if is_close(tie) or names_base(percent, base) else None
    return None


def names_base(percent: Mention, base: Mention) -> bool:
    """Whether the words behind a share name what its base counts: chiếm p% số viên chức."""
    return (
        bool(base.words)
        and re.match(
            rf"\s*(?:trên\s+|so với\s+)?(?:tổng\s+)?số\s+{re.escape(base.words)}\s*(?:[,.;)]|$)",
            percent.tail,
            re.IGNORECASE,
        )
        is not None
    )


def _like(part: Mention, base: Mention, percent: Mention) -> Share | None:
    """The share where both count one thing and the printed one is of the right order."""
    bare = (part.unit == "" or base.unit == "") and part.scale == base.scale == 1
    if not bare and (part.unit != base.unit or not part.unit):
        return None
    tie = Share(((1, part),), ((1, base),), percent)
    ratio = tie.ratio()
    return tie if ratio and (Fraction(1, 2) <= percent.value / ratio <= 2 or is_shuffled(tie)) else None


def contained(reading: Reading, tie: Share) -> bool:
    """Whether a part said to be within its whole has a share that can be of nothing else: its digits shuffled, or of no number."""
    return (
        beside(reading, tie.part[0][1], tie.percent)
        and is_closed(tie.percent)
        and (is_impossible(tie) or is_shuffled(tie))
    )


_SAYS_SHARE = re.compile(
    r"\b(?:và|chiếm|tỷ lệ|tỉ lệ|tỷ trọng|đạt|hoàn thành|bằng|tương đương|tương ứng|ứng với|với|là|khoảng|hay|tức|gần|hơn|trên|"
    r"dưới|chỉ|mới|đã|cũng|ước|xấp xỉ|có|được|nâng|lên|mức|số|so)\b|[\s,;:(=–-]",
    re.IGNORECASE,
)
"""Words that say no more than that a share follows."""


def is_foreign(reading: Reading, part: Mention, percent: Mention) -> bool:
    """Whether words beside a share say that it is of something else: 120 trường (đạt chuẩn 75 %); 1.200 hộ, hộ nghèo 2 %.

    Words that name the part itself do not.
    """
    if part.index > percent.index or part.sentence != percent.sentence:
        return False
    gap = reading.text[part.words_end : percent.start]
    beside = re.split(r"[,;(–-]", gap)
    if len(beside) < 2:
        return False
    own = f"{part.lead[-60:]} {part.words} {beside[0]}".lower().split()
    return any(word not in own for word in _SAYS_SHARE.sub(" ", beside[-1]).lower().split())


def is_done(reading: Reading, part: Mention, percent: Mention) -> bool:
    """Whether a share may be of a plan that is printed nowhere: 58 of 65 trạm được nâng cấp, đạt 96,7 %."""
    return bool(re.search(r"\b(?:đạt|hoàn thành)\s*$", reading.between(part, percent), re.IGNORECASE))


def over_its_sister(reading: Reading, tie: Share) -> Share | None:
    """A share over the other part of its whole, where the whole stands before both: 234 of 1.612 when 1.846 = 1.612 + 234."""
    if len(tie.part) != 1 or len(tie.base) != 1:
        return None
    part, base = tie.part[0][1], tie.base[0][1]
    if part.sentence != base.sentence or part.unit != base.unit or not part.unit or part.side or base.side:
        return None
    for whole in reading.by_sentence[part.sentence]:
        if whole.index >= min(part.index, base.index):
            return None
        if (
            whole.is_count
            and whole.value == part.value + base.value
            and re.search(r"\bchiếm\b", tie.percent.lead, re.IGNORECASE)
        ):
            true = Share(tie.part, ((1, whole),), tie.percent)
            return None if true.holds() else true
    return None


def whole_before(reading: Reading, part: Mention) -> tuple[Mention | None, bool]:
    """The count just before, and whether the words say that the part is part of it."""
    for other in reversed(reading.by_sentence[part.sentence]):
        if (
            other.index < part.index
            and other.is_count
            and not other.is_change
            and compatible(other, part)
            and other.unit
        ):
            gap = reading.between(other, part)
            if other.depth > part.depth or other.side or ";" in gap:
                return None, False
            return other, bool(CONTAINS.search(gap)) and (alike(other, part) or not part.unit)
    return None, False
