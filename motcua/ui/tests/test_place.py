"""Whose administration a page belongs to, on the day it is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.ui.context import place_on


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2024, 9, 9), "Tỉnh Ninh Thuận"),
        (date(2025, 6, 30), "Tỉnh Ninh Thuận"),
        (date(2025, 7, 1), "Tỉnh Khánh Hòa"),
        (date(2030, 1, 1), "Tỉnh Khánh Hòa"),
    ],
)
def test_the_name_is_the_one_in_force_that_day(day: date, place: str) -> None:
    assert place_on(day) == place


def test_a_place_without_a_name_has_none(settings: Any) -> None:
    settings.MOTCUA_PLACE = []
    assert place_on(date(2024, 9, 9)) == ""
