"""The words that tie figures: a part, a share, growth, a total."""

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
