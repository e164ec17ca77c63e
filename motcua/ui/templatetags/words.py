"""How days, moments, numbers, money, sizes and spans of time are written for people. Filters, all builtins.

Every filter prints nothing for None or an empty string, so that a template need not ask first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any

from django import template

from motcua.kernel import printed
from motcua.kernel.worktime import duration_words, remaining_words

register = template.Library()
_UNITS = ("B", "KB", "MB", "GB", "TB")


def _word(function: Callable[..., str]) -> Callable[..., str]:
    """Register a filter that stays silent where there is nothing to say."""

    @register.filter(name=function.__name__)
    @wraps(function)
    def quiet(value: Any, *more: Any) -> str:
        return "" if value is None or value == "" else function(value, *more)

    return quiet


def _day(value: date | datetime) -> date:
    return printed.local(value).date() if isinstance(value, datetime) else value


@_word
def ngay(value: date | datetime) -> str:
    """`09/09/2024`."""
    return printed.print_day(_day(value))


@_word
def thu(value: date | datetime) -> str:
    """`thứ Hai`."""
    return printed.weekday_words(_day(value))


@_word
def gio(value: datetime) -> str:
    """`10:05`, 24 hours, on a Vietnamese clock."""
    return f"{printed.local(value):%H:%M}"


@_word
def ngay_gio(value: datetime) -> str:
    """`09/09/2024 10:05`, for tables."""
    return f"{ngay(value)} {gio(value)}"


@_word
def gio_ngay(value: datetime) -> str:
    """`10 giờ 05, 09/09/2024`, for sentences."""
    at = printed.local(value)
    return f"{at.hour} giờ {at.minute:02}, {ngay(value)}"


@_word
def so(value: int | float | Decimal, places: int | None = None) -> str:
    """`1.234,5`; `so:1` fixes the decimals."""
    return printed.print_number(value, places)


@_word
def tien(value: int | Decimal) -> str:
    """`8.000 đồng`; nothing to pay is said in words."""
    return f"{printed.print_number(value, 0)} đồng" if value else "Không thu"


@_word
def dung_luong(value: int) -> str:
    """Bytes as `340 KB`, `1,4 MB`."""
    size, unit = float(value), 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1024, unit + 1
    return f"{printed.print_number(size, 1 if unit and size < 10 else 0)} {_UNITS[unit]}"


@_word
def con_lai(value: int) -> str:
    """Working minutes left: `Còn 1 ngày 3 giờ`, `Quá 2 giờ` (a day is 8 working hours)."""
    return remaining_words(value)


@_word
def thoi_luong(value: int) -> str:
    """Working minutes as a span: `1 ngày 3 giờ`, `45 phút` (a day is 8 working hours)."""
    return duration_words(value)


@_word
def hoa_dau(value: str) -> str:
    """The first letter upper, the rest as it is (`đang xử lý` → `Đang xử lý`)."""
    text = str(value)
    return text[:1].upper() + text[1:]


@_word
def dien_thoai(value: str) -> str:
    """`0912 345 678`."""
    text = str(value)
    return f"{text[:4]} {text[4:7]} {text[7:]}"


@_word
def dinh_danh(value: str) -> str:
    """A personal number in threes: `058 087 001 234`."""
    text = str(value)
    return " ".join(text[start : start + 3] for start in range(0, len(text), 3))


@_word
def che(value: str, shown: int = 3) -> str:
    """All but the last letters hidden: `•••••••••234`."""
    text = str(value)
    return "•" * max(len(text) - shown, 0) + text[-shown:]
