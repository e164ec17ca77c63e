"""The classes into which a whole is divided: which of them cannot overlap, and which leave nothing out.

Who writes "trong đó" may name some classes only. That two classes exclude each other proves a fault when they exceed their
whole; only classes that leave nothing out prove one when they fall short.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum


class Cover(IntEnum):
    """What the labels of parts say of their whole together."""

    UNKNOWN = 0
    DISJOINT = 1
    """They exclude each other; there may be others."""
    COMPLETE = 2
    """They exclude each other and there is no other."""


_TIMES = re.compile(r"\b(?:năm (?:19|20)\d\d|tháng \d|quý (?:\d|[iv]+))\b")

# Each line one way to divide; words in lower case. Complete: nothing else can be.
_COMPLETE = (
    (r"\bđúng\b", r"\bsai\b"),
    (r"trên \d|từ \d.*trở lên", r"dưới \d"),
    (r"xuất khẩu", r"nhập khẩu"),
    (r"quốc tế|nhập cảnh|nước ngoài", r"trong nước|nội địa"),
    (r"trước hạn|sớm hạn|trước và đúng hạn|đúng và trước hạn|đúng hạn", r"quá hạn|trễ hạn|chậm hạn|chậm muộn|trễ"),
    (r"(?<!miền )(?<!việt )\bnam\b", r"\bnữ\b"),
    (r"cấp tỉnh", r"cấp huyện", r"cấp xã"),
    (r"cấp tỉnh", r"cấp huyện, xã|huyện, xã|huyện và xã"),
    (
        r"kỳ trước|năm trước chuyển|tồn|chuyển sang|chuyển kỳ|chuyển qua",
        r"tiếp nhận mới|mới (?:tiếp nhận|nhận|thụ lý|phát sinh)|(?:nhận|thụ lý) mới|trong kỳ|phát sinh",
    ),
    (r"công lập", r"ngoài công lập|tư thục|dân lập|ngoài nhà nước"),
    (r"đạt", r"không đạt|chưa đạt"),
    (r"chưa đến hạn|trong hạn|còn hạn|chưa quá hạn", r"quá hạn|đã quá hạn"),
    (r"nông thôn", r"thành thị|đô thị"),
)
_DISJOINT = (
    (
        r"đã giải quyết|đã hoàn thành|đã xử lý|hoàn thành|đã thi hành|đã thực hiện|giải quyết xong|thi hành xong",
        r"đang giải quyết|đang thực hiện|chưa|đang xử lý|còn|chuyển kỳ sau|chuyển sang kỳ",
    ),
    (r"chấp hành|đồng ý|hài lòng", r"không đồng ý|không hài lòng|chưa hài lòng"),
    (r"mầm non|mẫu giáo", r"tiểu học", r"thcs|trung học cơ sở"),
    (r"tiểu học", r"thcs|trung học cơ sở", r"thpt|trung học phổ thông"),
    (r"đường bộ", r"đường sắt|đường thủy"),
    (r"khiếu nại", r"tố cáo"),
    (r"trực tuyến|qua mạng", r"trực tiếp"),
    (r"toàn trình", r"một phần"),
    (r"\bvượt\b", r"\bđạt\b"),
    (r"ngân sách trung ương|trung ương", r"ngân sách địa phương|địa phương|ngân sách tỉnh"),
    (r"thường xuyên", r"đầu tư"),
)
_COMPILED = tuple(
    (cover, tuple(re.compile(words, re.IGNORECASE) for words in division))
    for cover, divisions in ((Cover.COMPLETE, _COMPLETE), (Cover.DISJOINT, _DISJOINT))
    for division in divisions
)


def cover_of(labels: Sequence[str], *, only: bool = False, beside: str = "") -> Cover:
    """What the labels of parts say of their whole.

    `only` asks that no label names anything but a class; a division of which `beside`, the label of what may be their
    whole, is a class itself does not count: that one stands beside them.
    """
    for cover, division in _COMPILED:
        if (
            all(any(words.search(label) for label in labels) for words in division)
            and (not only or all(any(words.search(label) for words in division) for label in labels))
            and not (beside and any(words.search(beside) for words in division))
        ):
            return cover
    if len(labels) > 1 and all(map(_TIMES.search, labels)) and not _TIMES.search(beside):
        return Cover.DISJOINT
    return Cover.UNKNOWN
