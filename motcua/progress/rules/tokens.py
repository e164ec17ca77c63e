"""Every digit of a text in exactly one token: dates, document numbers, labels, periods, ranges, shares, numbers.

The patterns are tried in order, each on what those before it left. A number that names or orders (Điều 5, mức độ 3) is a
label; so is one glued to letters that are no unit. A last pattern takes any digits left, so that nothing is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from motcua.progress.rules.blocks import unbroken
from motcua.progress.rules.numbers import NUMBER, SCALE
from motcua.progress.rules.units import _ALIASES, MEASURED
from motcua.progress.types import Document, Token, TokenKind

_N = rf"(?:{NUMBER})"
_YEAR = r"(?:19[3-9]\d|20[0-6]\d)(?!\d)"
_L = r"[^\W\d_]"
_DASH = r"[-–—]"
_LAW = (
    r"nghị quyết|nghị định|quyết định|thông tư liên tịch|thông tư|chỉ thị|công văn|kế hoạch|thông báo|báo cáo|bộ luật|luật|pháp lệnh|"
    r"công điện|tờ trình|văn bản|đề án|chương trình|hướng dẫn|kết luận|quy định|quy chế|lệnh|nq|qđ|ct|kh"
)
_PLACE = r"điều|khoản|điểm|mục|chương|phần|phụ lục|biểu|biểu mẫu|mẫu|mẫu số|bảng|hình|biểu đồ|sơ đồ|trang|câu|tiết"
_NAMING = (
    r"mức độ|cấp độ|mức|khối lớp|lớp|khối|bậc|hạng|loại|nhóm|đợt|lần thứ|lần|thứ|tổ dân phố|tổ|khu phố|thôn|ấp|khóm|bản|phường|quận|tầng|phòng|"
    r"quầy|giai đoạn|kỳ họp thứ|kỳ họp|khóa|khoá|tập|kỳ|vòng|dòng|top|phiên bản|tuần thứ|tuần|bước|quốc lộ|tỉnh lộ|đường tỉnh|hương lộ|"
    r"đường|số nhà|số|vùng|khu vực|cụm|điện thoại|tổng đài|hotline|fax|mã số|mã|tiêu chí số|tiêu chí|chỉ tiêu số|ql|tl|đt|kv|iso|tcvn|qcvn|"
    r"vị trí|mũi|bàn|cửa|ô|lô|dự án số|nhiệm vụ số|tỷ lệ bản đồ|tỷ lệ 1"
)
_COUNTED_SOON = re.compile(r"\s*(?:%|‰|[^\W\d_]+)")


def _is_day(found: re.Match[str]) -> bool:
    numbers = [int(part) for part in re.findall(r"\d+", found[0])]
    if len(numbers) >= 3 and numbers[0] > 1000:
        numbers.reverse()
    try:
        date(numbers[2] if len(numbers) > 2 else 2024, numbers[1], numbers[0])
    except (ValueError, IndexError):
        return False
    return True


def _is_bare_day(found: re.Match[str]) -> bool:
    """A day and month without a year, unless it counts: từ 5/10 xã lên 7/10 xã."""
    return _is_day(found) and not _counts(found.string, found.end())


_HOLIDAYS = frozenset(
    {
        (1, 1),
        (27, 2),
        (8, 3),
        (26, 3),
        (30, 4),
        (1, 5),
        (19, 5),
        (1, 6),
        (27, 7),
        (19, 8),
        (2, 9),
        (20, 10),
        (20, 11),
        (22, 12),
    }
)


def _is_holiday(found: re.Match[str]) -> bool:
    day, month = (int(part) for part in found[0].split("/"))
    said = re.search(
        r"(?:\bvà|[,(]|lễ|dịp|niệm|ngày|khánh)\s*$",
        found.string[max(0, found.start() - 8) : found.start()],
        re.IGNORECASE,
    )
    return (day, month) in _HOLIDAYS and (day > month or bool(said)) and not _counts(found.string, found.end())


def _is_label(found: re.Match[str]) -> bool:
    """A noun with a number behind it names one thing, unless the number itself counts something: dự án 120 tỷ đồng."""
    return not _counts(found.string, found.end())


def _counts(text: str, at: int) -> bool:
    """Whether what follows says what a number counts: a per cent sign, a scale word, or a known unit."""
    if re.compile(r"\s*[%‰]").match(text, at) or SCALE.match(text, at):
        return True
    words = re.compile(r"\s*([^\W\d_]+[²³]?)(?:\s+([^\W\d_]+))?(?:\s+([^\W\d_]+))?").match(text, at)
    if not words:
        return False
    names = [part.lower() for part in words.groups() if part]
    return any(
        " ".join(names[:count]) in _ALIASES or " ".join(names[:count]) in MEASURED
        for count in (3, 2, 1)
        if count <= len(names)
    )


def _is_year(found: re.Match[str]) -> bool:
    return not _counts(found.string, found.end()) or bool(
        re.search(r"năm\s*$", found.string[max(0, found.start() - 6) : found.start()], re.IGNORECASE)
    )


def _is_part(found: re.Match[str]) -> bool:
    """Whether letters and digits glued together are one name: 1A and 4G are, 120ha and 4,8tỷ are not."""
    tail = re.search(r"[^\W\d_]+[²³]?(?:/[^\W\d_]+)?$", found[0])
    if tail and found[0][0].isdigit() and re.fullmatch(rf"{_N}[^\W\d_]+[²³]?(?:/[^\W\d_]+)?", found[0]):
        name = tail[0].lower()
        return not (name in MEASURED or name in _ALIASES or SCALE.match(name) or name.split("/")[0] in MEASURED)
    return True


def _has_digit(found: re.Match[str]) -> bool:
    return any(letter.isdecimal() for letter in found[0])


def _always(_: re.Match[str]) -> bool:
    return True


def _is_month(found: re.Match[str]) -> bool:
    return 1 <= int(found["m"]) <= 12


_Test = Callable[[re.Match[str]], bool]
_PATTERNS: tuple[tuple[TokenKind, re.Pattern[str], _Test], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.MULTILINE), test)
    for kind, pattern, test in (
        (TokenKind.LABEL, r"(?:https?://|www\.)\S{1,500}|(?<![\w.+-])[\w.+-]{1,64}@[\w-][\w.-]{0,100}", _has_digit),
        # days
        (TokenKind.DATE, rf"(?<![\d/.,-])\d{{1,2}}\s?([/.-])\s?\d{{1,2}}\s?\1\s?{_YEAR}(?![/\d])", _is_day),
        (TokenKind.DATE, r"(?<![\d/.,-])(?:19|20)\d\d-\d\d-\d\d(?![\d-])", _is_day),
        (TokenKind.LABEL, rf"(?<![\d/.,-])\d{{1,2}}/\d{{1,2}}/{_YEAR}(?![/\d])", _always),  # a day that no calendar has
        (TokenKind.DATE, rf"(?<=ngày )\s*\d{{1,2}}\s+tháng\s+\d{{1,2}}(?:\s+năm\s+{_YEAR}|\s*/\s*{_YEAR})?", _is_day),
        (TokenKind.DATE, r"\b\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?:19|20)\d\d(?!\d)", _is_day),
        (TokenKind.DATE, r"(?<=ngày )\s*\d{1,2}[/.-]\d{1,2}(?![/.,]?\d|\s*%)", _is_day),
        (TokenKind.DATE, r"(?:(?<=từ )|(?<=đến )|(?<=hết )|(?<=trước )|(?<=sau )|(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=ngày, ))\d{1,2}[/.]\d{1,2}(?![/\d]|[.,]\d|\s*-?\s*\d*\s*%)", _is_bare_day),
        (TokenKind.DATE, r"(?<![\d/.,])\d{1,2}/\d{1,2}(?![/\d]|[.,]\d|\s*%)", _is_holiday),
        (TokenKind.DATE, r"(?<=ngày )\s*(?:mùng |mồng )?\d{1,2}(?=\s*(?:[,.;)–]|-|và\b|đến\b|tháng\b|hằng\b|hàng\b|$))", _always),
        (TokenKind.LABEL, r"(?:(?<=lúc )|(?<=từ )|(?<=đến )|(?<=trước )|(?<=sau )|(?<=hồi ))\d{1,2}\s*giờ(?:\s*\d{1,2}(?:\s*phút)?)?(?!\w)", _always),
        (TokenKind.LABEL, r"\b\d{1,2}h(?:\d{2})?\b|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b24\s?/\s?(?:7|24)\b", _always),
        (TokenKind.LABEL, r"\b(?:hotline|tổng đài)\s+\d{4}[ .]\d{3,4}(?!\d)|(?<![\d.,])0\d{2,3}[. ]\d{3,4}[. ]\d{3,4}(?!\d)|(?<![\d.,])0\d{4}[. ]\d{3}[. ]\d{3}(?!\d)|(?<![\d.,])\d{9,}(?![\d.,])|(?<!\d)1[89]00[ .]?\d{4}(?!\d)", _always),
        # documents and other numbered names
        (TokenKind.DOCUMENT, rf"(?<![\w/])\d{{1,6}}[a-zđ]?\s?[-/]\s?(?:{_YEAR}\s?[-/]\s?)?(?-i:[A-ZĐ])[A-Za-zĐđ]*\d{{0,3}}(?:\s?[-/–&.]\s?(?-i:[A-ZĐ])[A-Za-zĐđ]*\d{{0,3}})*", _always),
        (TokenKind.DOCUMENT, rf"\b(?:{_LAW})\s+(?:liên tịch\s+)?(?:số\s*:?\s*)\d{{1,6}}(?:\s?/\s?\d{{4}})?\b", _always),
        (TokenKind.DOCUMENT, rf"\b(?:{_LAW})\s+\d{{1,3}}\b(?![.,]?\d|\s?[/%])", _is_label),
        (TokenKind.DOCUMENT, r"(?<=nghị quyết \d\d, )\d{1,3}(?=\s+của)", _always),
        (TokenKind.DOCUMENT, rf"(?<=số )\d{{1,5}}\s?/\s?{_YEAR}", _always),
        (TokenKind.DOCUMENT, r"\b\d\.\d{6}(?:\.\d+)*(?:\.[A-Z]\d+)?\b", _always),
        (TokenKind.LABEL, rf"\b(?:{_PLACE})\s+(?:số\s*)?\d{{1,3}}(?:\.\d{{1,2}})*[a-zđ]?\b(?:(?:\s*,\s*|\s*{_DASH}\s*|\s+và\s+|\s+đến\s+)\d{{1,3}}[a-zđ]?\b(?!\s*%|[.,]\d))*(?![.,]\d|\s*%)", _is_label),
        (TokenKind.LABEL, rf"(?<!tổng )(?<!con )(?<!một )(?<!chỉ )(?<!sĩ )(?<!thiểu )(?<!đa )(?<!dân )\b(?:{_NAMING})\s+(?:số\s+)?(?!{_YEAR})\d{{1,4}}(?:\s?/\s?\d{{1,3}}(?!\d))?[a-zđ]?\b(?:(?:\s*,\s*|\s*&\s*|\s+và\s+)\d{{1,2}}\b(?!\s*%|[.,/]\d))*(?![.,]\d|\s*%|/)", _is_label),
        (TokenKind.LABEL, r"(?<=thứ )\d{1,3}\s?/\s?\d{1,3}(?!\d)|(?<=hạng )\d{1,3}\s?/\s?\d{1,3}(?!\d)|(?<=trí )\d{1,3}\s?/\s?\d{1,3}(?!\d)|(?<=tỷ lệ )1/\d[\d.]*\d", _always),
        (TokenKind.LABEL, r"^[ \t]*(?:(?:\(\d{1,2}\)|\d{1,2}[.)])(?=\s)|(?:\d{1,2}\.){1,3}\d{1,2}\.?(?=\s+(?-i:[^a-zđà-ỹ\d\s]))|\[\d+\])", _always),
        (TokenKind.LABEL, r"\(\d{1,2}\)(?=\s+[^\W\d_])(?=[^();]{15})|\[\d{1,3}\]", _always),
        (TokenKind.LABEL, rf"(?<![\d.,])\d{{1,3}}(?:\.\d{{1,2}}(?!\d)){{2,}}|(?<!\w){_L}\w{{0,40}}?[-.]?(?<![^\W\d_]-)\d[\w.]{{0,60}}(?<!\.)|\b(?-i:[A-ZĐ]){{2,}}{_DASH}\d+\w*", _always),
        # spans of time
        (TokenKind.PERIOD, rf"(?<![\d/.,]){_YEAR}\s*{_DASH}\s*(?:{_YEAR}|\d\d(?!\d))(?!\s*%)", _always),
        (TokenKind.PERIOD, rf"\btháng\s+(?P<m>\d{{1,2}})\s*(?:/|-|\.|,?\s+năm\s+|,\s*)\s*{_YEAR}", _is_month),
        (TokenKind.PERIOD, rf"(?<![\d/.,])(?P<m>\d{{1,2}})/{_YEAR}", _is_month),
        (TokenKind.PERIOD, rf"\b\d{{1,2}}\s+tháng(?=\s+(?:đầu|cuối|qua|năm|gần|vừa|cùng|tới))(?:(?:\s+đầu|\s+cuối)?\s+năm\s+{_YEAR})?", _always),
        (TokenKind.PERIOD, rf"\b(?:tháng|quý)\s+(?P<m>\d{{1,2}})(?!\d|[.,/]\d)(?:(?:\s*,\s*|\s+và\s+|\s*{_DASH}\s*|\s+đến\s+(?:tháng\s+)?)\d{{1,2}}(?!\d|[.,]\d|\s*%))*(?:\s*(?:/|năm)\s*{_YEAR})?", _is_month),
        (TokenKind.PERIOD, rf"\bquý\s+[IVX]+(?:\s*(?:/|-|,?\s+năm\s+)\s*{_YEAR})", _always),
        (TokenKind.PERIOD, rf"(?<![\d/.,]){_YEAR}(?![.,/]?\d|\s*%)", _is_year),
        # names glued together, after the years
        (TokenKind.LABEL, rf"(?<![\d.,])(?:{_N}){_L}+[²³]?(?:/{_L}+)?\w*", _is_part),
        # quantities
        (TokenKind.RANGE, rf"(?<![\d/.,])(?:{_N})\s*(?:%\s*(?:{_DASH}|đến|tới)\s*(?:dưới\s+|gần\s+)?|{_DASH}\s*(?:dưới\s+)?)(?:{_N})\s*%", _always),
        (TokenKind.RANGE, rf"(?:(?<=từ )|(?<=khoảng ))(?:{_N})\s*(?:{_DASH}|đến|tới)\s*(?:dưới\s+)?(?:{_N})(?!\s*%|[/\d])", _always),
        (TokenKind.RANGE, rf"(?<![\d/.,])\d{{1,3}}(?:,\d+)?\s?{_DASH}\s?\d{{1,3}}(?:,\d+)?(?=\s+{_L})(?![/\d])", _always),
        (TokenKind.FRACTION, rf"(?<![\d/.,])(?:{_N})\s?/\s?(?:{_N})(?![\d/])(?!\s*%)", _always),
        (TokenKind.PERCENT, rf"(?<!\d)(?:{_N})(?!\d)(?:\s?[%‰]|\s+phần\s+trăm)", _always),
        (TokenKind.NUMBER, rf"(?<!\d)(?:{_N})(?!\d)", _always),
    )
)  # fmt: skip


def tokens(document: Document) -> tuple[Token, ...]:
    """Every stretch of digits with its kind, in order; together they hold each digit of the text once."""
    return scan(unbroken(document).text)


def scan(text: str) -> tuple[Token, ...]:
    """The tokens of a text."""
    taken = bytearray(len(text))
    found: list[Token] = []
    for kind, pattern, test in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            while start < end and not text[start].isdecimal() and text[start].isspace():
                start += 1
            if any(taken[start:end]) or not test(match):
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(Token(start, end, kind))
    # whatever is left, so that no digit is ever dropped
    found.extend(
        Token(start + run.start(), start + run.end(), TokenKind.LABEL)
        for start, end in _untaken(taken)
        for run in re.finditer(r"\d+", text[start:end])
    )
    return tuple(sorted(found, key=lambda token: token.start))


def _untaken(taken: bytearray) -> Iterator[tuple[int, int]]:
    """The stretches that no token has."""
    start = 0
    while 0 <= start < len(taken):
        end = taken.find(1, start)
        end = len(taken) if end < 0 else end
        if end > start:
            yield start, end
        start = taken.find(0, end)
