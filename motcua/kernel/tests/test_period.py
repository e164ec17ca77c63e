"""Periods are half-open, and reporting periods end on the 14th."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import period
from motcua.kernel.period import Period
from motcua.kernel.refusal import Malformed

days = st.dates(date(2000, 1, 1), date(2050, 12, 31))


@st.composite
def periods(draw):
    start = draw(days)
    return Period(start, draw(st.none() | st.integers(1, 900).map(lambda length: start + timedelta(days=length))))


def test_a_period_holds_its_first_day_and_not_its_end():
    september = period.month(2024, 9)
    assert date(2024, 9, 1) in september
    assert date(2024, 9, 30) in september
    assert date(2024, 10, 1) not in september


def test_an_open_period_has_no_last_day():
    since = Period(date(2024, 7, 1))
    assert date(2999, 1, 1) in since
    assert since.last is None


@pytest.mark.parametrize("end", [date(2024, 9, 1), date(2024, 8, 31)])
def test_a_period_that_ends_before_it_begins_is_refused(end):
    with pytest.raises(Malformed, match="Ngày kết thúc phải sau ngày bắt đầu 01/09/2024"):
        Period(date(2024, 9, 1), end)


def test_periods_that_only_touch_do_not_overlap():
    assert not period.month(2024, 9).overlaps(period.month(2024, 10))
    assert not period.month(2024, 10).overlaps(period.month(2024, 9))


@given(periods(), periods())
def test_periods_overlap_where_they_share_a_day(one, two):
    later_start = max(one.start, two.start)
    assert one.overlaps(two) == two.overlaps(one) == (later_start in one and later_start in two)


@pytest.mark.parametrize(
    ("made", "start", "last"),
    [
        (period.month(2024, 12), date(2024, 12, 1), date(2024, 12, 31)),
        (period.quarter(2024, 4), date(2024, 10, 1), date(2024, 12, 31)),
        (period.year(2024), date(2024, 1, 1), date(2024, 12, 31)),
        (period.administrative_month(2024, 9), date(2024, 8, 15), date(2024, 9, 14)),
        (period.administrative_month(2024, 1), date(2023, 12, 15), date(2024, 1, 14)),
        (period.administrative_quarter(2024, 1), date(2023, 12, 15), date(2024, 3, 14)),
        (period.administrative_quarter(2024, 4), date(2024, 9, 15), date(2024, 12, 14)),
        (period.administrative_year(2024), date(2023, 12, 15), date(2024, 12, 14)),
    ],
)
def test_a_named_period_has_the_days_people_mean(made, start, last):
    assert (made.start, made.last) == (start, last)


def test_the_months_of_a_reporting_year_fill_it_without_a_gap():
    months = [period.administrative_month(2024, number) for number in range(1, 13)]
    assert all(one.end == two.start for one, two in pairwise(months))
    assert Period(months[0].start, months[-1].end) == period.administrative_year(2024)


def test_a_period_prints_its_first_and_last_day():
    assert str(period.administrative_month(2024, 9)) == "từ ngày 15/08/2024 đến hết ngày 14/09/2024"
    assert str(Period(date(2024, 7, 1))) == "từ ngày 01/07/2024"
