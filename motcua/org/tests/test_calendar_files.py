"""The shipped calendars keep what their README promises, also where they work on Saturdays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.kernel.tests.shipped import OFFICE, WITH_SATURDAYS

BLOCKS = {2025: (date(2025, 1, 25), 9), 2026: (date(2026, 2, 14), 9)}


@pytest.mark.parametrize("calendar", [OFFICE, WITH_SATURDAYS], ids=lambda calendar: calendar.code)
@pytest.mark.parametrize("year", BLOCKS)
def test_nobody_works_during_the_nine_days_of_tet(calendar, year):
    first, days = BLOCKS[year]
    worked = [day for n in range(days) if calendar.sessions_on(day := first + timedelta(days=n))]
    assert worked == []


def test_the_saturdays_before_and_after_those_days_are_worked_where_saturdays_are():
    around = [date(2025, 1, 18), date(2025, 2, 8), date(2026, 2, 7), date(2026, 2, 28)]
    assert all(WITH_SATURDAYS.sessions_on(day) for day in around)
    assert not any(OFFICE.sessions_on(day) for day in around)
