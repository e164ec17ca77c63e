"""What is counted: the words after a number, brought to one name, and whether they count things or measure."""

from __future__ import annotations

import re
from functools import lru_cache

# Names that mean one thing. The first is the one printed in sentences.
_SAME = """
thủ tục hành chính|tthc|thủ tục
hồ sơ|hs hồ sơ|bộ hồ sơ
dịch vụ công trực tuyến|dvctt|dvc trực tuyến|dịch vụ công|dvc|dịch vụ
văn bản quy phạm pháp luật|vbqppl|văn bản qppl|văn bản
học sinh|em học sinh|hs|em
giáo viên|gv|thầy cô
đơn vị sự nghiệp công lập|đvsncl|đơn vị sự nghiệp|đvsn|đơn vị
cơ quan, đơn vị|cơ quan
biên chế|chỉ tiêu biên chế|chỉ tiêu
người|lao động|nhân khẩu|nhân viên|bác sĩ|y sĩ|điều dưỡng|hộ sinh|dược sĩ|kỹ thuật viên|công nhân|chiến sĩ|lãnh đạo
người|cán bộ|công chức|viên chức|cán bộ, công chức|đảng viên|đoàn viên|hội viên|thành viên|đại biểu|thí sinh|bệnh nhân
người|sinh viên|du khách|đối tượng
hộ|hộ gia đình|hộ dân|hộ nghèo|hộ cận nghèo
vụ|vụ việc|vụ án
đồng|đ|vnđ|vnd
xã|xã, phường, thị trấn|phường|thị trấn|xã, phường
sở, ban, ngành|sở|sở, ngành|sở, ban ngành|sở ban ngành
huyện|huyện, thành phố|huyện, thị xã, thành phố
trường hợp|ca|ca bệnh
lượt|lượt người|lượt khách|lượt truy cập
trường|trường học|trường mầm non
đơn|đơn thư|đơn khiếu nại|đơn tố cáo
nhiệm vụ|nv
ha|hecta|héc ta
km|ki lô mét|kilomet
kg|ki lô gam
doanh nghiệp|dn
hợp tác xã|htx
"""
_ALIASES = {alias: group.split("|")[0] for group in _SAME.split("\n") for alias in group.split("|") if alias}
_LONGEST = max(len(alias.split()) for alias in _ALIASES)

MEASURED = frozenset(
    "đồng|usd|ha|km|kg|tấn|tạ|yến|gam|mét|m|m2|m3|m²|m³|km2|km²|lít|giờ|phút|giây|điểm|độ|mm|cm|kwh|kw|mw|gb|tb|mb|ghz|mbps|lần|ngày|"  # noqa: SIM905
    "tháng|năm|tuổi|điểm phần trăm|usd/người|tạ/ha|tấn/ha".split("|")
)
"""Units of what is measured, not counted: their figures may have been rounded."""

_STOP = frozenset(  # words at which the name of what is counted ends
    [
        "chiếm",
        "đạt",
        "là",
        "được",
        "đã",
        "đang",
        "sẽ",
        "có",
        "của",
        "và",
        "với",
        "tại",
        "thuộc",
        "cho",
        "theo",
        "do",
        "so",
        "giảm",
        "tăng",
        "bằng",
        "ở",
        "từ",
        "trên",
        "qua",
        "còn",
        "gồm",
        "để",
        "vào",
        "trong",
        "như",
        "nhưng",
        "hoặc",
        "bị",
        "về",
        "trực",
        "hiện",
        "nay",
        "khi",
        "thì",
        "mà",
        "này",
        "đó",
        "nêu",
        "tương",
        "ước",
        "trước",
        "sau",
        "đúng",
        "trễ",
        "quá",
        "sớm",
        "đến",
        "tới",
        "lên",
        "xuống",
        "vượt",
        "cao",
        "thấp",
        "hơn",
        "gần",
        "khoảng",
        "ít",
        "tối",
        "không",
        "chưa",
        "chỉ",
        "bao",
        "cụ",
        "riêng",
        "nhất",
        "đều",
        "vẫn",
        "cũng",
        "phải",
        "cần",
        "nhằm",
        "dưới",
        "giữa",
        "bởi",
        "chứ",
        "nếu",
        "nên",
        "rồi",
        "tức",
        "vì",
        "cả",
        "các",
        "những",
        "một",
        "mỗi",
        "lũy",
    ]
)
_OF_TIME = frozenset(["năm", "tháng", "quý", "ngày", "kỳ"])
_WHEN = frozenset(["đầu", "giữa", "cuối"])
"""After a unit they say when: 1.250 giường năm 2023, 8.870 chứng thư cuối năm."""

_WORD = re.compile(r"[^\W\d_]+(?:[²³]|\d(?!\d))?(?:/[^\W\d_]+)?|[,%‰]")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def unit_words(after: str) -> tuple[str, int]:
    """The unit that a text begins with and how many characters it takes; ("", 0) when there is none.

    At most four syllables, in lower case as printed; a known name wins over a longer run of words.
    """
    words: list[tuple[str, int]] = []
    at = 0
    while len(words) < 7:
        blank = _SPACE.match(after, at)
        begin = blank.end() if blank else at
        found = _WORD.match(after, begin)
        if not found or (begin == at and words and found[0] != ","):
            break
        words.append((found[0].lower(), found.end()))
        at = found.end()
    for count in range(min(_LONGEST, len(words)), 0, -1):
        name = _joined(words[:count])
        if name in _ALIASES or name in MEASURED:
            return name, words[count - 1][1]
    kept: list[tuple[str, int]] = []
    for word, end in words:
        if word in _STOP or word in ",%‰" or len(kept) == 4:
            break
        if kept and word in _OF_TIME:
            kept = kept[:-1] if kept[-1][0] in _WHEN else kept
            break
        kept.append((word, end))
    return (_joined(kept), kept[-1][1]) if kept else ("", 0)


def _joined(words: list[tuple[str, int]]) -> str:
    return " ".join(word for word, _ in words).replace(" ,", ",")


@lru_cache(maxsize=8192)
def unit_name(words: str) -> str:
    """One name for a unit's words: TTHC and thủ tục hành chính are one; an unknown one goes by its first two syllables."""
    if not words:
        return ""
    if words in _ALIASES:
        return _ALIASES[words]
    if words in MEASURED:
        return words
    parts = words.split()
    for count in range(min(_LONGEST, len(parts)), 0, -1):
        if (name := " ".join(parts[:count])) in _ALIASES:
            return _ALIASES[name]
    return " ".join(parts[:2])


def is_measured(unit: str) -> bool:
    """Whether figures in this unit are measures, which are rounded, rather than counts, which are exact."""
    return unit in MEASURED
