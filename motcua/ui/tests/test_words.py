"""Filters write what a Vietnamese reader expects, and nothing where there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from motcua.ui.templatetags import words

EARLY = datetime(2024, 9, 9, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (words.ngay(date(2024, 9, 9)), "09/09/2024"),
        (words.ngay(datetime(2024, 9, 8, 18, 0, tzinfo=UTC)), "09/09/2024"),
        (words.thu(date(2024, 9, 8)), "Chủ nhật"),
        (words.gio(EARLY), "10:05"),
        (words.ngay_gio(EARLY), "09/09/2024 10:05"),
        (words.gio_ngay(EARLY), "10 giờ 05, 09/09/2024"),
        (words.so(Decimal("1234.5")), "1.234,5"),
        (words.so(1234567), "1.234.567"),
        (words.tien(8000), "8.000 đồng"),
        (words.tien(0), "Không thu"),
        (words.dung_luong(0), "0 B"),
        (words.dung_luong(340_000), "332 KB"),
        (words.dung_luong(1_500_000), "1,4 MB"),
        (words.dung_luong(20 * 1024 * 1024), "20 MB"),
        (words.con_lai(660), "Còn 1 ngày 3 giờ"),
        (words.con_lai(-120), "Quá 2 giờ"),
        (words.hoa_dau("đang xử lý"), "Đang xử lý"),
        (words.dien_thoai("0912345678"), "0912 345 678"),
        (words.dinh_danh("058087001234"), "058 087 001 234"),
        (words.che("058087001234"), "•••••••••234"),
    ],
)
def test_a_value_is_written_the_vietnamese_way(written: str, expected: str) -> None:
    assert written == expected


@pytest.mark.parametrize("name", ["ngay", "ngay_gio", "so", "tien", "dung_luong", "con_lai", "dinh_danh", "che"])
def test_nothing_is_written_for_nothing(name: str) -> None:
    assert getattr(words, name)(None) == ""


def test_a_template_needs_no_load_to_use_the_words(shown: Callable[..., str]) -> None:
    assert shown("{{ day|ngay }} {{ sum|tien }}", day=date(2024, 9, 9), sum=8000) == "09/09/2024 8.000 đồng"


def test_numbers_and_days_printed_without_a_filter_are_vietnamese_too(shown: Callable[..., Any]) -> None:
    assert shown("{{ n }} {{ d }}", n=1234.5, d=date(2024, 9, 9)) == "1.234,5 09/09/2024"
