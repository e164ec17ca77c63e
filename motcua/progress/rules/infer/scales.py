"""Shares alone that divide one whole by their own names: grades of one judgement, sectors of an economy.

A class may be left unsaid, so a row below a hundred says nothing; classes that exclude each other never come to more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.progress.rules.infer.candidate import Candidate, Strength
from motcua.progress.rules.mentions import Mention, Reading
from motcua.progress.rules.ties import HUNDRED, Hundred
from motcua.progress.types import TokenKind

_GRADES = {name: re.compile(name) for name in ("xuất sắc", "giỏi", "tốt", "khá", "trung bình", "yếu", "kém")}
_SECTORS = {
    "nông nghiệp": re.compile(r"(?:nông|lâm|ngư|thủy sản|thuỷ sản)[^\d:()]*|khu vực i"),
    "công nghiệp": re.compile(r"công nghiệp(?: ?(?:[-–,]|và) ?xây dựng)?|khu vực ii"),
    "dịch vụ": re.compile(r"(?:thương mại ?(?:[-–,]|và) ?)?dịch vụ|khu vực iii"),
    "thuế": re.compile(r"thuế[^\d:()]*"),
}
_SCALES = (
    (_GRADES, re.compile(r"\b(?:xếp loại|phân loại|học lực|hạnh kiểm|chia ra|gồm|rèn luyện|học tập)\b", re.IGNORECASE)),
    (_SECTORS, re.compile(r"\bcơ cấu (?:kinh tế|ngành kinh tế|các ngành|grdp)\b", re.IGNORECASE)),
)
_OPENS = re.compile(r"^[\s,;]*(?:(?:và|còn lại|còn|loại|xếp loại|mức|ngành|lĩnh vực)\s+)*")
_CLOSES = re.compile(r"\s*(?:chiếm|đạt|là|:|tỷ lệ|tỷ trọng|\s)*$")
_RATES = re.compile(
    r"\btheo (?:học lực|hạnh kiểm|loại|nhóm|xếp loại|phân loại)\b|\bnhóm\b|\b(?:hoàn thành|tăng trưởng|tốc độ|đỗ|trúng tuyển|tốt nghiệp|giải ngân|hài lòng)\b"
    r"|\bt[ỷỉ] lệ (?!(?:\w+ ){0,3}(?:xếp loại|phân loại)\b)",
    re.IGNORECASE,
)
"""Words that make each share one of its own class."""
MOST = 130
"""What a row of one whole may come to by a slip; more is no row of one whole."""
FEWEST = 3
"""Classes that make a row."""


def scales(reading: Reading) -> Iterator[Candidate]:
    """Rows of classes that come to more than a hundred."""
    for index, row in reading.by_sentence.items():
        begin = reading.sentences[index].start
        for classes, says in _SCALES:
            at = 0
            while at < len(row):
                run = _run(row[at:], classes)
                said = reading.text[begin : run[0].start] if len(run) >= FEWEST else ""
                if says.search(said) and not _RATES.search(said):
                    tie = Hundred(tuple(run))
                    if tie.holds() or HUNDRED < tie.total() <= MOST:
                        yield Candidate(tie, Strength.CERTAIN)
                at += max(len(run), 1)


def _run(row: list[Mention], classes: dict[str, re.Pattern[str]]) -> list[Mention]:
    """The shares from the first on that each bear another name of a class; none where a name comes twice."""
    run: list[Mention] = []
    known: set[str] = set()
    for mention in row:
        if (
            not mention.is_percent
            or mention.quantity.kind is not TokenKind.PERCENT
            or mention.is_change
            or mention.is_approximate
            or (run and mention.brackets != run[0].brackets)
        ):
            break
        name = _class(mention, classes, is_first=not run)
        if not name:
            break
        if name in known:
            return []
        known.add(name)
        run.append(mention)
    return run


def _class(mention: Mention, classes: dict[str, re.Pattern[str]], *, is_first: bool) -> str:
    """Which class a share is of; only the first of a row may have other words before the name."""
    lead = mention.lead.lower()
    words = "" if lead.rstrip()[-1:] in (",", ";") else _OPENS.sub("", _CLOSES.sub("", lead)).strip()
    behind = re.split(r"[,;.)]", mention.tail.lower(), maxsplit=1)[0].strip()
    for name, pattern in classes.items():
        if pattern.fullmatch(words) or (is_first and re.search(rf"\b(?:{pattern.pattern})$", words)):
            return name
        if (not words or (is_first and lead.rstrip().endswith(":"))) and pattern.fullmatch(behind):
            return name
    return ""
