"""What is left over: classes over one m, the rest of a whole, and stocks with what came and went."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.progress.rules.infer.candidate import Candidate, Strength, compatible
from motcua.progress.rules.infer.classes import cover_of
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.slips import is_transposed
from motcua.progress.rules.ties import Balance, Share, Sum

_OPENS = re.compile(r"\b(?:đầu năm|đầu kỳ|kỳ trước|năm trước chuyển|số cũ|tồn đầu|tồn kỳ trước)\b", re.IGNORECASE)
_SHUTS = re.compile(
    r"\b(?:cuối năm|cuối kỳ|chuyển kỳ sau|chuyển sang kỳ sau|tồn cuối|hiện còn|đến nay còn|hiện quản lý|hiện có|dư nợ cuối)\b",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"\b(?:tiếp nhận|mới|kết nạp|tăng|nhập|bổ sung|tuyển|phát sinh|chuyển đến|giải ngân|cho vay)\b", re.IGNORECASE
)
_GOES = re.compile(
    r"\b(?:hoàn thành|về địa phương|giải thể|giải quyết|giảm|xuất|nghỉ|ra khỏi|chuyển đi|đình chỉ|thi hành xong|chấp hành xong|chuyển nơi khác|rút|trả|thu nợ|thu hồi|khai trừ|từ trần)\b",
    re.IGNORECASE,
)


_LEFT = re.compile(
    r"\b(?:còn(?: lại)?(?:\s+(?:đang|chưa)[^\d,;.]{0,20})?|(?P<open>đang (?:giải quyết|xử lý|thực hiện)))\s*(?:là\s*)?$",
    re.IGNORECASE,
)


def fractions(reading: Reading) -> Iterator[Candidate]:
    """Classes given as n/m over one m: 12/41 …; 18/41 …; 11/41 …."""
    for row in reading.by_sentence.values():
        sides = [mention for mention in row if mention.side == "n"]
        if len(sides) < 3:
            continue
        wholes = [reading.mentions[side.index + 1] for side in sides]
        if len({whole.value for whole in wholes}) != 1:
            continue
        labels = [re.split(r"[,;:.(]", whole.tail, maxsplit=1)[0] for whole in wholes]
        bounded = any("trên" in label for label in labels) and any("dưới" in label for label in labels)
        tie = Sum(wholes[0], tuple(sides))
        if tie.holds() or bounded or cover_of(labels):
            yield Candidate(tie, Strength.LIKELY)


def rests(reading: Reading, shares: dict[Mention, Share]) -> Iterator[Candidate]:
    """What is left: n trên m, đạt p%; còn r — and: W …, đã … N, còn r."""
    for rest in reading.mentions:
        if not rest.is_count or rest.side or not rest.unit or not (left := _LEFT.search(rest.lead)):
            continue
        before = [
            other
            for other in reading.by_sentence[rest.sentence]
            if other.index < rest.index
            and other.is_count
            and other.side != "m"
            and compatible(other, rest)
            and not other.is_change
            and not other.is_approximate
        ]
        share = next(
            (
                tie
                for tie in shares.values()
                if tie.percent.index == rest.index - 1 and len(tie.part) == len(tie.base) == 1
            ),
            None,
        )
        if share is not None and len(before) == 2 and {share.part[0][1], share.base[0][1]} == set(before):
            yield Candidate(Sum(share.base[0][1], (share.part[0][1], rest)), Strength.CERTAIN)
            continue
        done = before[-1] if before else None
        wholes = [other for other in before[:-1] if other.side != "m"]
        if (
            done is None
            or len(wholes) != 1
            or done.side
            or not re.search(r"\bđã\b[^,;.]*$|\b(?:hoàn thành|giải quyết|xử lý)\b[^,;.]*$", done.lead, re.IGNORECASE)
        ):
            continue
        tie = Sum(wholes[0], (done, rest))
        if left["open"] and not is_transposed(tie):
            continue  # received, resolved and open need not close: some were carried over, some withdrawn
        if wholes[0].value >= done.value and not re.search(r"\bmới\b|kỳ trước|\btồn\b", done.lead, re.IGNORECASE):
            yield Candidate(tie, Strength.CERTAIN if abs(tie.gap()) * 10 <= wholes[0].value else Strength.GUESS)


def balances(reading: Reading) -> Iterator[Candidate]:
    """Opening + what came = what went + closing, all in one sentence."""
    for row in reading.by_sentence.values():
        counts = [mention for mention in row if mention.is_count and not mention.side and mention.depth == row[0].depth]
        opening = next((at for at, mention in enumerate(counts) if _OPENS.search(mention.lead)), None)
        if opening is None or len(counts) < opening + 4:
            continue
        closing = next((at for at in range(opening + 2, len(counts)) if _SHUTS.search(counts[at].lead)), None)
        if closing is None:
            continue
        came, went, sure = [counts[opening]], [counts[closing]], True
        for mention in counts[opening + 1 : closing]:
            words = re.split(r"[;,]", mention.lead)[-1]
            if mention.unit != counts[opening].unit and mention.unit:
                sure = False
            if _COMES.search(words) and not _GOES.search(words):
                came.append(mention)
            elif _GOES.search(words) and not _COMES.search(words):
                went.append(mention)
            else:
                sure = False
        if sure and len(came) >= 2 and len(went) >= 2:
            yield Candidate(Balance(tuple(came), tuple(went)), Strength.LIKELY)
