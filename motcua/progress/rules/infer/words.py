"""The words that tie figures: a part, a share, growth, a total; and the classes that leave nothing out together."""

from __future__ import annotations

import re

CONTAINS = re.compile(
    r"\b(?:trong đó|trong số đó|trong ấy|trong số này|bao gồm|gồm|cụ thể|chia ra|theo đó|phân theo|được chia|chia theo)\b|[:(]",
    re.IGNORECASE,
)
"""Words after a whole that open its parts."""

EXHAUSTS = re.compile(r"\b(?:bao gồm|gồm|chia ra|phân theo|chia theo|được chia)\b", re.IGNORECASE)
"""Words that promise all parts."""

REST = re.compile(r"\b(?:còn lại|số còn lại|còn|chuyển kỳ sau|chuyển sang kỳ sau|khác)\b", re.IGNORECASE)
TOTAL = re.compile(
    r"\b(?:tổng cộng|tổng số|tổng|cộng|tất cả|toàn tỉnh|toàn huyện|toàn xã|toàn ngành|cả tỉnh)\b", re.IGNORECASE
)
SHARE = re.compile(
    r"(?:\b(?:chiếm|đạt|tỷ lệ|tỉ lệ|tỷ trọng|tương đương|tương ứng|ứng với|bằng)\b|[(=–,-])[^\d;]{0,45}$", re.IGNORECASE
)
"""Words between a part and its share."""

AIM = re.compile(r"\b(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán|yêu cầu|KH)\b[^\d,;:]{0,30}$", re.IGNORECASE)
"""Words that make the share behind them a target, not a result."""

OWN_RATE = re.compile(
    r"\b(?:có|với)?\s*(?:tỷ lệ|tỉ lệ|khối lượng|tiến độ|công suất|độ che phủ|sản lượng|doanh thu)\s+(?!là\b|đạt\b|chiếm\b)[^\W\d_]+\s+[^\d(]*$",
    re.IGNORECASE,
)
"""Words that begin another subject whose share follows."""

GROWS = re.compile(
    r"\b(?P<word>tăng trưởng|tăng thêm|tăng|giảm bớt|giảm sâu|giảm|vượt|hụt|thấp hơn|cao hơn|nhiều hơn|ít hơn|tăng/giảm)\b",
    re.IGNORECASE,
)
AGAINST = re.compile(
    r"\b(?:dự toán|kế hoạch|KH|chỉ tiêu|mục tiêu|cùng kỳ|so với|so cùng|năm trước|năm ngoái|nghị quyết|DT|CK|giao)\b",
    re.IGNORECASE,
)
"""Words that name a base outside the text's own counts: a plan, a year before."""

# Classes that together leave nothing out; each line one way to divide, words in lower case.
_DIVISIONS = (
    (r"mầm non|mẫu giáo", r"tiểu học", r"thcs|trung học cơ sở"),
    (r"tiểu học", r"thcs|trung học cơ sở", r"thpt|trung học phổ thông"),
    (r"đường bộ", r"đường sắt|đường thủy"),
    (r"quốc tế|nhập cảnh|nước ngoài", r"trong nước|nội địa"),
    (r"khiếu nại", r"tố cáo"),
    (r"\bđúng\b", r"\bsai\b"),
    (r"trên \d|từ \d.*trở lên", r"dưới \d"),
    (r"xuất khẩu", r"nhập khẩu"),
    (r"trước hạn|sớm hạn|trước và đúng hạn|đúng và trước hạn|đúng hạn", r"quá hạn|trễ hạn|chậm hạn|chậm muộn|trễ"),
    (r"trực tuyến|qua mạng", r"trực tiếp"),
    (r"toàn trình", r"một phần"),
    (r"\bnam\b", r"\bnữ\b"),
    (r"cấp tỉnh", r"cấp huyện", r"cấp xã"),
    (r"cấp tỉnh", r"cấp huyện, xã|huyện, xã|huyện và xã"),
    (
        r"đã giải quyết|đã hoàn thành|đã xử lý|hoàn thành|đã thi hành|đã thực hiện|giải quyết xong|thi hành xong",
        r"đang giải quyết|đang thực hiện|chưa|đang xử lý|còn|chuyển kỳ sau|chuyển sang kỳ",
    ),
    (r"\bvượt\b", r"\bđạt\b"),
    (r"kỳ trước|tồn|chuyển sang|chuyển kỳ", r"mới|trong kỳ|phát sinh"),
    (r"công lập", r"ngoài công lập|tư thục|dân lập|ngoài nhà nước"),
    (r"chấp hành|đạt|đồng ý|hài lòng", r"không đạt|không đồng ý|không hài lòng|chưa đạt|chưa hài lòng"),
    (r"chưa đến hạn|trong hạn|còn hạn|chưa quá hạn", r"quá hạn|đã quá hạn"),
    (r"ngân sách trung ương|trung ương", r"ngân sách địa phương|địa phương|ngân sách tỉnh"),
    (r"thường xuyên", r"đầu tư"),
    (r"nông thôn", r"thành thị|đô thị"),
)
_COMPILED = tuple(tuple(re.compile(words, re.IGNORECASE) for words in division) for division in _DIVISIONS)


def divides(labels: list[str]) -> bool:
    """Whether the labels of parts name every class of one division, or every part is one of a row of times."""
    if len(labels) > 1 and all(
        re.search(r"\b(?:năm (?:19|20)\d\d|tháng \d|quý (?:\d|[iv]+))\b", label) for label in labels
    ):
        return True
    return names(labels)


def names(labels: list[str], *, only: bool = False) -> bool:
    """Whether the labels name every class of one division; `only` when no label names anything else."""
    return any(
        all(any(words.search(label) for label in labels) for words in division)
        and (not only or all(any(words.search(label) for words in division) for label in labels))
        for division in _COMPILED
    )
