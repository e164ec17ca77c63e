"""How time left, days, moments and numbers are said and read."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.printed import (
    day_words,
    local,
    moment_words,
    parse_day,
    parse_moment,
    parse_number,
    print_day,
    print_number,
    weekday_words,
)
from motcua.kernel.refusal import Malformed
from motcua.kernel.worktime import Term, duration_words, parse_sessions, remaining_words, sessions_words
from motcua.kernel.zone import VIETNAM


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (660, "Còn 1 ngày 3 giờ"),
        (-120, "Quá 2 giờ"),
        (25, "Còn 25 phút"),
        (145, "Còn 2 giờ 25 phút"),
        (480, "Còn 1 ngày"),
        (479, "Còn 7 giờ 59 phút"),
        (719, "Còn 1 ngày 3 giờ"),
        (-719, "Quá 1 ngày 3 giờ"),
        (509, "Còn 1 ngày"),
        (4800, "Còn 10 ngày"),
        (0, "Đến hạn"),
        (-1, "Quá 1 phút"),
    ],
)
def test_time_left_is_said_in_days_of_eight_hours(minutes, words):
    assert remaining_words(minutes) == words


@given(st.integers(-100_000, 100_000).filter(bool))
def test_time_left_is_never_said_to_be_more_than_it_is(minutes):
    said = dict(zip((parts := remaining_words(minutes).split())[2::2], map(int, parts[1::2]), strict=True))
    total = said.get("ngày", 0) * 480 + said.get("giờ", 0) * 60 + said.get("phút", 0)
    assert 0 < total <= abs(minutes) < total + 60


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "dưới 1 phút"), (719, "1 ngày 3 giờ 59 phút"), (-61, "1 giờ 1 phút")]
)
def test_a_duration_is_said_to_the_minute(minutes, words):
    assert duration_words(minutes) == words


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("16h", "16 giờ làm việc"),
        ("5d", "5 ngày làm việc"),
        ("1t", "trong ngày làm việc"),
        ("10c", "10 ngày"),
        ("1m", "1 tháng"),
    ],
)
def test_a_term_is_said_in_full(term, words):
    assert Term.parse(term).words == words


def test_sessions_are_said_as_on_the_door():
    assert sessions_words(parse_sessions("07:00-11:30 13:30-17:00")) == "07:00–11:30 và 13:30–17:00"


def test_a_moment_is_said_as_on_a_receipt():
    assert moment_words(datetime(2024, 9, 11, 3, tzinfo=UTC)) == "10 giờ 00 phút, thứ Tư ngày 11/09/2024"


def test_days_are_said_with_their_weekday():
    assert day_words(date(2024, 9, 8)) == "Chủ nhật 08/09/2024"
    assert [weekday_words(date(2024, 9, day)) for day in (9, 14)] == ["thứ Hai", "thứ Bảy"]


def test_a_naive_moment_is_vietnamese():
    assert local(datetime(2024, 9, 9, 10)) == datetime(2024, 9, 9, 3, tzinfo=UTC)  # noqa: DTZ001


@pytest.mark.parametrize("typed", ["09/09/2024", "9/9/2024", " 09/09/2024 ", "2024-09-09"])
def test_a_day_is_read_as_people_and_browsers_write_it(typed):
    assert parse_day(typed) == date(2024, 9, 9)


@pytest.mark.parametrize("typed", ["30/02/2024", "2024-02-30", "00/09/2024", "29/02/2023"])
def test_a_day_that_is_not_is_told_apart_from_one_that_cannot_be_read(typed):
    with pytest.raises(Malformed, match="Không có ngày"):
        parse_day(typed)


@pytest.mark.parametrize("typed", ["", "09-09-2024", "9 tháng 9", "09/09/24", "20240909"])
def test_a_day_that_cannot_be_read_is_refused(typed):
    with pytest.raises(Malformed, match="Không đọc được ngày"):
        parse_day(typed)


@given(st.dates())
def test_a_printed_day_is_read_back(day):
    assert parse_day(print_day(day)) == day


@pytest.mark.parametrize(
    "typed",
    [
        "2024-09-09T10:00",
        "2024-09-09 10:00",
        "2024-09-09T10:00:00",
        "2024-09-09T10:00:00.000",
        "2024-09-09T03:00Z",
        "2024-09-09T03:00:00+00:00",
        "2024-09-09T10:00+0700",
        "09/09/2024 10:00",
        " 9/9/2024 10:00 ",
    ],
)
def test_a_moment_is_read_in_every_usual_form(typed):
    assert parse_moment(typed) == datetime(2024, 9, 9, 10, tzinfo=VIETNAM)
    assert parse_moment(typed).utcoffset() == datetime(2024, 9, 9, tzinfo=VIETNAM).utcoffset()


@pytest.mark.parametrize(
    "typed", ["2024-09-09", "09/09/2024", "10:00", "", "2024-W37-1T10:00", "20240909T1000", "2024-09-09T24:00"]
)
def test_a_moment_without_its_hour_or_in_another_form_is_refused(typed):
    with pytest.raises(Malformed, match="Không đọc được thời điểm"):
        parse_moment(typed)


@pytest.mark.parametrize(
    "typed", ["2024-02-30T10:00", "2024-13-01T10:00", "09/09/2024 25:00", "0001-01-01T00:00+14:00"]
)
def test_a_moment_that_is_not_is_refused(typed):
    with pytest.raises(Malformed, match="Không có"):
        parse_moment(typed)


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (1234.5, None, "1.234,5"),
        (3761706, None, "3.761.706"),
        (Decimal("80.115"), 2, "80,12"),
        (0, 2, "0,00"),
        (-1234567, None, "-1.234.567"),
    ],
)
def test_a_number_is_printed_with_dots_and_a_comma(value, places, printed):
    assert print_number(value, places) == printed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_a_printed_number_is_read_back(value):
    assert parse_number(print_number(value)) == value


@pytest.mark.parametrize("typed", ["", "1,234.5", "1.23", "12.34.567", "1,2,3", "một", "1e5", "NaN"])
def test_a_number_written_another_way_is_refused(typed):
    with pytest.raises(Malformed, match="hãy viết dạng 1"):
        parse_number(typed)
