"""Days are written as Decree 30/2020/NĐ-CP wants them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from motcua.printing.words import long_day, long_moment


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 9, 9), "ngày 09 tháng 9 năm 2024"),
        (date(2026, 2, 2), "ngày 02 tháng 02 năm 2026"),
        (date(2025, 1, 31), "ngày 31 tháng 01 năm 2025"),
        (date(2025, 12, 10), "ngày 10 tháng 12 năm 2025"),
    ],
)
def test_small_days_and_the_first_two_months_take_a_zero(day: date, words: str) -> None:
    assert long_day(day) == words


def test_a_moment_is_told_on_a_vietnamese_clock() -> None:
    assert long_moment(datetime(2024, 9, 8, 17, 5, tzinfo=UTC)) == "00 giờ 05 phút, ngày 09 tháng 9 năm 2024"
