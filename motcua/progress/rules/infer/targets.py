"""Bounds and promises: n of m, ít nhất p%, vượt chỉ tiêu, đạt mục tiêu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.progress.rules.infer.bases import undone
from motcua.progress.rules.infer.candidate import Candidate, Strength
from motcua.progress.rules.infer.named import PLAN
from motcua.progress.rules.mentions import CHANGE, Mention, Reading
from motcua.progress.rules.ties import Reached, Within
from motcua.progress.types import Qualifier, TokenKind

_RANKED = re.compile(r"\b(?:xếp|hạng|thứ|vị trí|điểm|sao|đạt điểm|tỷ lệ)\b[^\d]{0,20}$", re.IGNORECASE)
_AIMED = re.compile(
    r"\b(?:vượt|đạt và vượt|bảo đảm|đảm bảo|hoàn thành|đạt)\s+(?:mức\s+|so với\s+|được\s+)?(?:chỉ tiêu|kế hoạch|mục tiêu|yêu cầu)"
    r"[^\d;]{0,60}$",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    rf"\s*[,;–(-]?\s*(?:và\s+|đã\s+)*(?:đạt và vượt|đạt, vượt|vượt|đạt|hoàn thành|bảo đảm|đảm bảo)\s+(?:mức\s+|so với\s+|được\s+)?{PLAN}"
    r"(?:\s+(?:đề ra|đặt ra|được giao|giao|này|nêu trên))?\s*(?:[.,;)]|$)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\s*\)?\s*[,;:–-]?\s*(?:(?:kết quả|thực hiện|thực tế|đến nay|hiện nay|đã|ước|năm 20\d\d|nay|là|đạt|được|có|tăng|giảm)[\s,]*)+",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:hài lòng|đúng hạn|trước hạn|trực tuyến|giải ngân|số hóa|số hoá|bao phủ|che phủ|đạt chuẩn|nước sạch|hợp vệ sinh|đào tạo|bảo hiểm|BHYT|BHXH|"
    r"giải quyết|khám phá|làm rõ|thi hành|thu gom|xử lý|đô thị hóa|đô thị hoá|tăng trưởng|tốc độ tăng|hoàn thành|tham gia|phổ cập|tiêm|tốt nghiệp|"
    r"lấp đầy|điện lưới|internet|tài khoản|thanh toán|chỉ số|đồng thuận|có việc làm|huy động|chấp hành|đạt|thu hồi|kiên cố)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:nghèo|thất nghiệp|thiếu việc làm|suy dinh dưỡng|nhẹ cân|thấp còi|nợ xấu|nợ đọng|trễ hạn|quá hạn|chậm|tử vong|chết|tăng dân số|tỷ suất sinh|mức sinh|sinh con|tội phạm|tai nạn|"
    r"hủy|huỷ|sửa|bỏ học|lưu ban|tồn đọng|tồn|thất thoát|hao hụt|mắc|nhiễm|ô nhiễm|khiếu nại|tố cáo|vi phạm|tảo hôn|chi phí|lạm phát|CPI|giảm|sai sót|lỗi|"
    r"không|chưa|bội chi|nghiện|ly hôn|thôi việc)\b",
    re.IGNORECASE,
)
"""Words of what should grow, and of what should not."""


def targets(reading: Reading) -> Iterator[Candidate]:
    """Every bound that the text sets itself."""
    for mention in reading.mentions:
        if mention.side == "n":
            whole = reading.mentions[mention.index + 1]
            # 7.582/1 are two counts side by side, not one of the other
            # and 5.281.883/5.250.921 m3, đạt 100,60%, is what was done of a plan
            beyond = reading.mentions[whole.index + 1] if whole.index + 1 < len(reading.mentions) else None
            planned = (
                beyond is not None and beyond.is_percent and beyond.value > 100 and beyond.sentence == whole.sentence
            )
            if not planned and not _RANKED.search(mention.lead) and mention.value < 2 * whole.value:
                yield Candidate(Within(mention, whole), Strength.CERTAIN)
        if (
            mention.is_percent
            and mention.quantity.qualifiers & {Qualifier.AT_LEAST, Qualifier.AT_MOST}
            and mention.is_change
        ):
            yield from _reached(reading, mention)
        if mention.is_percent and mention.quantity.kind in (TokenKind.PERCENT, TokenKind.BOUND):
            yield from _beyond(reading, mention)
        if mention.is_percent or mention.is_count:
            yield from _promised(reading, mention)


def _reached(reading: Reading, bound: Mention) -> Iterator[Candidate]:
    """Giảm ít nhất p% of a thing: the plan's own cut of that thing, over what was there before."""
    direction = bound.quantity.qualifiers & CHANGE
    for change in reading.mentions[bound.index + 1 : bound.index + 14]:
        if change.is_percent or not change.is_change or change.quantity.qualifiers & CHANGE != direction:
            continue
        if not _same_words(bound.quantity.subject, change.quantity.subject):
            continue
        for base in undone(reading, change):
            yield Candidate(
                Reached(change, base, bound, Qualifier.AT_LEAST in bound.quantity.qualifiers), Strength.CERTAIN
            )
            return


def _same_words(one: str, other: str) -> bool:
    """Whether two figures are of one thing: the first four words agree."""
    a, b = one.lower().split()[:4], other.lower().split()[:4]
    return len(a) >= 3 and a == b


def _beyond(reading: Reading, bound: Mention) -> Iterator[Candidate]:
    """Đạt a%, vượt chỉ tiêu b%; giảm a%, bảo đảm mục tiêu giảm ít nhất b%: a must be as much."""
    if not _AIMED.search(bound.lead):
        yield from _marked(reading, bound)
        return
    for reached in reversed(reading.mentions[max(0, bound.index - 3) : bound.index]):
        if reached.sentence != bound.sentence or ";" in reading.between(reached, bound):
            return
        if not reached.is_percent:
            continue
        if (
            reached.quantity.kind is not TokenKind.PERCENT
            or reached.is_approximate
            or _AIMED.search(reached.lead[-40:])
        ):
            return
        if bool(reached.quantity.qualifiers & CHANGE) != bool(bound.quantity.qualifiers & CHANGE - {_exceeding(bound)}):
            return
        up = _aims_up(reading, reached, bound)
        if bound.value * 2 < reached.value * 3 or bound.value < 10:
            is_near = bound.value * 2 < reached.value * 3 and up is not None
            yield Candidate(
                Reached(reached, (), bound, up is not False), Strength.CERTAIN if is_near else Strength.GUESS
            )
        return


def _marked(reading: Reading, bound: Mention) -> Iterator[Candidate]:
    """A% (kế hoạch b%) - vượt."""
    if not bound.index or not re.search(r"\((?:kế hoạch|chỉ tiêu|mục tiêu|KH)\b[^()\d]*$", bound.lead, re.IGNORECASE):
        return
    reached = reading.mentions[bound.index - 1]
    if (
        reached.sentence == bound.sentence
        and reached.is_percent
        and reached.quantity.kind is TokenKind.PERCENT
        and re.match(r"\s*\)\s*[,–-]?\s*(?:đạt|vượt)\b", reading.text[bound.end : bound.end + 14], re.IGNORECASE)
    ):
        up = _aims_up(reading, reached, bound)
        yield Candidate(
            Reached(reached, (), bound, up is not False), Strength.GUESS if up is None else Strength.CERTAIN
        )


def _aims_up(reading: Reading, reached: Mention, bound: Mention) -> bool | None:
    """Whether a target is reached by more (True) or by less; None where the words do not say: tỷ lệ hộ nghèo 2,1 %, đạt mục tiêu 3 %."""
    qualifiers = bound.quantity.qualifiers
    if qualifiers & {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        return True
    if Qualifier.AT_MOST in qualifiers:
        return False
    if reached.quantity.qualifiers & CHANGE:
        return True  # giảm a%, bảo đảm mục tiêu giảm b%
    begin = max(reading.sentence_of(reached).start, reached.start - 150)
    subject = re.split(r"[;:]", reading.text[begin : reached.start])[-1]
    return True if _MORE.search(subject) and not _LESS.search(subject) else None


def _promised(reading: Reading, reached: Mention) -> Iterator[Candidate]:
    """Chỉ tiêu ít nhất b%; kết quả đạt a%, vượt chỉ tiêu: the figure just before the result bounds it."""
    claim = _CLAIMED.match(reading.text[reached.end if reached.is_percent else reached.words_end :][:60])
    bound = reading.mentions[reached.index - 1] if reached.index else None
    if claim is None or bound is None or bound.sentence != reached.sentence or bound.is_percent != reached.is_percent:
        return
    kinds = (TokenKind.PERCENT, TokenKind.BOUND) if reached.is_percent else (TokenKind.NUMBER,)
    limits = bound.quantity.qualifiers & {Qualifier.AT_LEAST, Qualifier.AT_MOST}
    if (
        len(limits) == 1
        and bound.quantity.kind in kinds
        and reached.quantity.kind is kinds[0]
        and not reached.is_approximate
        and reached.quantity.qualifiers & CHANGE == bound.quantity.qualifiers & CHANGE
        and (reached.is_percent or reached.unit == bound.unit != "")
        and re.search(rf"\b{PLAN}\b[^\d,;.()]{{0,60}}$", bound.lead, re.IGNORECASE)
        and _RESULT.fullmatch(reading.text[bound.end if bound.is_percent else bound.words_end : reached.start])
    ):
        yield Candidate(Reached(reached, (), bound, Qualifier.AT_LEAST in limits), Strength.CERTAIN)


def _exceeding(bound: Mention) -> Qualifier | None:
    """The word vượt before a target is no growth of it."""
    return Qualifier.INCREASE if re.search(r"\bvượt\b[^,;]*$", bound.lead, re.IGNORECASE) else None
