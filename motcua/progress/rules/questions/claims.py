"""Words that assert more than figures show: shares without operands, promises behind their pace, links made and being made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from fractions import Fraction
from itertools import pairwise

from motcua.kernel.text import fold
from motcua.progress.rules.infer.named import is_closed
from motcua.progress.rules.judge import Judged
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.numbers import printed
from motcua.progress.rules.questions.asking import ask, listed
from motcua.progress.rules.says import DOUBTS, doubt
from motcua.progress.rules.ties import Share
from motcua.progress.types import Finding, Level, TokenKind

_PROMISE = re.compile(
    r"\b(?:đảm bảo|bảo đảm|chắc chắn|phấn đấu)\s+(?:hoàn thành|đạt)\b[^.;]*\bmục tiêu\b|\bđúng (?:theo )?(?:lộ trình|tiến độ)\b",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:mục tiêu|chỉ tiêu|kế hoạch|bình quân|tối đa|mức)\b[^,;.]{0,20}$|\bphấn đấu\b[^;.]{0,80}$|\bđến (?:hết )?năm 20\d\d,? (?:phải )?đạt\b[^;.]{0,20}$",
    re.IGNORECASE,
)
"""Words that make a share a target, which stands on no figures yet."""
_OF_ITS_OWN = re.compile(
    r"\b(?:tăng trưởng|tốc độ|GRDP|GDP|IIP|CPI|lạm phát|lãi suất|chỉ số|SIPAS|PAR INDEX|PAPI|PCI|DDCI|che phủ|bao phủ|tỷ suất|thất thoát|"
    r"hộ nghèo|hộ cận nghèo|thất nghiệp|suy dinh dưỡng|đô thị hóa|đô thị hoá|nước sạch|lấp đầy|công suất|nợ xấu)\b[^,;.:()]*$",
    re.IGNORECASE,
)
"""Rates that others measure and publish; a report that cites one owes no counts for it."""
_SPAN = re.compile(r"(20\d\d)\s*[-–—]\s*(20\d\d)")
_MADE = re.compile(
    r"\bđã\b[^.;,]{0,30}?\b(kết nối|tích hợp|liên thông|hoàn thành|vận hành)\b([^.;]{0,60})", re.IGNORECASE
)
_MAKING = re.compile(
    r"\bđang\b[^.;,]{0,20}?\b(kết nối|tích hợp|liên thông|hoàn thành|vận hành)\b([^.;]{0,60})", re.IGNORECASE
)


def claims(reading: Reading, judged: Judged) -> Iterator[Finding]:
    """Questions of all three kinds."""
    yield from _bare(reading, judged)
    yield from _pace(reading)
    yield from _states(reading)


def _bare(reading: Reading, judged: Judged) -> Iterator[Finding]:
    """Shares that stand on no printed figure, by sentence."""
    tied = {member for tie in (*judged.holding, *judged.failing, *judged.balanced) for member in tie.members}
    bare: dict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if (
            mention.is_percent
            and mention.quantity.kind is TokenKind.PERCENT
            and mention not in tied
            and mention.cell is None
            and not mention.is_approximate
            and not mention.is_change
            and not _AIMED.search(mention.lead)
            and not _OF_ITS_OWN.search(mention.lead[-70:])
        ):
            bare[mention.sentence].append(mention)
    doubtful = {tie.percent: tie for tie in judged.doubtful if _seems_whole(reading, tie)}
    for row in bare.values():
        for mention in row:
            if (tie := doubtful.get(mention)) is not None:
                others = [(member.start, member.end) for member in tie.members]
                yield ask(reading.text, (mention.start, mention.end), doubt(tie), exact=tie.exact, others=others)
        row = [mention for mention in row if mention not in doubtful]
        if not row:
            continue
        yield unfounded(reading.text, [(mention.start, mention.end) for mention in row])


def _seems_whole(reading: Reading, tie: Share) -> bool:
    """Whether the text says that a part is of its base and names no other base."""
    base, part = tie.base[-1][1], tie.part[0][1]
    said = base.index < part.index and re.search(
        r"\b(?:trong đó|gồm)\b(?!.*\b(?:trong đó|gồm)\b)", reading.between(base, part), re.IGNORECASE
    )
    return bool(said) and is_closed(tie.percent)


def unfounded(text: str, shares: Sequence[tuple[int, int]]) -> Finding:
    """The question about shares that no figures of the text give."""
    figures = listed(" ".join(text[start:end].split()) for start, end in shares)
    says = f"Tỷ lệ {figures} không tính lại được từ các số đếm trong văn bản; cần nêu rõ tử số và mẫu số."
    return ask(text, shares[0], says, others=shares)


def without(question: Finding, text: str, known: Set[tuple[int, int]]) -> Finding | None:
    """A question about shares, less those whose figures are known; None when none is left. Other findings stay."""
    if question.level is Level.QUESTION and question.says.endswith(DOUBTS):
        return None if (question.start, question.end) in known else question
    left = [place for place in question.places if place not in known]
    if len(left) == len(question.places) or question.says != unfounded(text, question.places).says:
        return question
    return unfounded(text, left) if left else None


def _pace(reading: Reading) -> Iterator[Finding]:
    """A promise to reach a target, when what is done lags behind the time that has gone."""
    for index, row in reading.by_sentence.items():
        sentence = reading.sentences[index]
        text = reading.text[sentence.start : sentence.end]
        promise = _PROMISE.search(text)
        if promise is None or "mục tiêu" not in text.lower():
            continue
        shares = [m for m in row if m.is_percent and m.quantity.kind is TokenKind.PERCENT]
        cut = sentence.start + text.lower().index("mục tiêu")
        done, aims = [m for m in shares if m.start < cut], [m for m in shares if m.start > cut]
        gone = _gone(reading, text)
        lag = [
            (a, b)
            for a, b in zip(done, aims, strict=False)
            if b.value and a.value < b.value and a.value / b.value < (gone or Fraction(1, 2))
        ]
        if not lag:
            continue
        rows = "; ".join(
            f"{a.quantity.printed} so với {b.quantity.printed} ({printed(100 * a.value / b.value, 1)}%)" for a, b in lag
        )
        when = f" khi đã qua {printed(100 * gone)}% thời gian" if gone else ""
        yield ask(
            reading.text,
            (lag[0][0].start, lag[0][0].end),
            f"Văn bản khẳng định sẽ hoàn thành mục tiêu nhưng mới đạt {rows}{when}; cần nêu căn cứ.",
            others=[(m.start, m.end) for pair in lag for m in pair],
        )


def _gone(reading: Reading, text: str) -> Fraction | None:
    """How much of a plan's years has gone: 2022 - 2024 of 2022-2026."""
    here = _SPAN.search(text)
    if here is None:
        return None
    first, last = int(here[1]), int(here[2])
    ends = [int(found[2]) for found in _SPAN.finditer(reading.text) if int(found[1]) == first and int(found[2]) > last]
    return Fraction(last - first + 1, max(ends) - first + 1) if ends else None


def _states(reading: Reading) -> Iterator[Finding]:
    """Said to be done, and said to be under way, of one thing."""
    made = [(found, _things(found[2])) for found in _MADE.finditer(reading.text)]
    for found in _MAKING.finditer(reading.text):
        things = _things(found[2])
        for before, known in made:
            same = found[1].lower() == before[1].lower() or found[1].lower() in before[0].lower()
            if same and things & known and 0 < found.start() - before.start() < 700:
                yield ask(
                    reading.text,
                    found.span(1),
                    f"Trước đó văn bản nói “{' '.join(before[0][:60].split())}…”, ở đây lại là “{' '.join(found[0][:60].split())}…”; "
                    "việc này đã xong hay đang làm?",
                    others=[before.span(1)],
                )
                return


def _things(words: str) -> set[str]:
    """Pairs of words that name what is spoken of."""
    syllables = re.findall(r"\w+", fold(words))
    return {f"{a} {b}" for a, b in pairwise(syllables) if f"{a} {b}" in _NAMES or (len(a) > 3 and len(b) > 3)}


_NAMES = frozenset({"chinh phu", "bo cong", "quoc gia", "van phong", "cong dich", "dan cu"})
