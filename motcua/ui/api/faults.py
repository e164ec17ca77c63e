"""What a request lacks or has too much of, field by field, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

WORDS = {
    "missing": "Thiếu trường này; hãy gửi kèm.",
    "extra_forbidden": "Không có trường này; hãy bỏ đi hoặc xem lại tên trường.",
    "string_type": "Phải là một chuỗi ký tự.",
    "string_too_short": "Cần ít nhất {min_length} ký tự.",
    "string_too_long": "Chỉ được tối đa {max_length} ký tự.",
    "string_pattern_mismatch": "Không đúng dạng quy định; hãy xem mô tả của trường.",
    "int_type": "Phải là số nguyên.",
    "int_parsing": "Phải là số nguyên.",
    "int_from_float": "Phải là số nguyên.",
    "bool_parsing": "Phải là true hoặc false.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than_equal": "Phải không quá {le}.",
    "enum": "Chỉ nhận một trong: {expected}.",
    "literal_error": "Chỉ nhận một trong: {expected}.",
    "timezone_aware": "Thời điểm phải ghi rõ múi giờ, ví dụ 2024-09-09T10:00:00+07:00.",
    "too_long": "Chỉ được tối đa {max_length} phần tử.",
    "too_short": "Cần ít nhất {min_length} phần tử.",
    "value_error": "{error}",
}
KINDS = {
    "date": "Phải là một ngày, ví dụ 2024-09-09.",
    "datetime": "Phải là một thời điểm, ví dụ 2024-09-09T10:00:00+07:00.",
    "list": "Phải là một danh sách.",
    "model": "Phải là một đối tượng JSON.",
}
OTHERWISE = "Giá trị không đúng kiểu; hãy xem mô tả của trường."


def faults(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Each of pydantic's errors as `field` and `detail`; a field inside another is told by its whole path."""
    return [{"field": _path(error["loc"]), "detail": _words(error)} for error in errors]


def _path(where: Iterable[Any]) -> str:
    """`papers.0.code`, without the names of the body and of the view's own parameter."""
    source, *inside = where
    if source == "body" and inside:
        inside = inside[1:] or inside
    return ".".join(map(str, inside)) or str(source)


def _words(error: Mapping[str, Any]) -> str:
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind in WORDS:
        expected = str(context.get("expected", "")).replace(" or ", " hoặc ")  # pydantic lists values in English
        return WORDS[kind].format(**{**context, "expected": expected})
    return next((words for start, words in KINDS.items() if kind.startswith(start)), OTHERWISE)
