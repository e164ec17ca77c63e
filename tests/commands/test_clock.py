"""Where the demonstration's clock starts: 8 o'clock of the day asked for, and never before what is on record."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from dev import VIETNAM, opening_moment
from progress import Stop

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
DAY = date(2024, 9, 9)


def at(day: int, hour: int) -> datetime:
    return datetime(2024, 9, day, hour, tzinfo=VIETNAM)


def test_an_empty_record_starts_at_eight_of_the_day():
    assert opening_moment(DAY, False, None, NOW) == at(9, 8)


def test_now_is_the_real_time():
    assert opening_moment(None, True, at(9, 10), NOW) == NOW


def test_the_next_start_goes_on_from_the_newest_record():
    assert opening_moment(DAY, False, at(10, 15), NOW) == at(10, 15)


def test_the_day_of_the_newest_record_may_be_asked_for():
    assert opening_moment(date(2024, 9, 10), True, at(10, 15), NOW) == at(10, 15)


@pytest.mark.parametrize("asked", [DAY, None])
def test_a_clock_that_would_run_backwards_is_refused_with_the_way_out(asked):
    newest = at(10, 15) if asked else datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(Stop, match=r"đồng hồ không lùi.*--reset"):
        opening_moment(asked, True, newest, NOW)
