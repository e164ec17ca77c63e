"""Calendars: what they do with their tables, and the tables the product ships."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from motcua.kernel.refusal import Malformed
from motcua.kernel.tests.shipped import FOLDER, OFFICE, WITH_SATURDAYS
from motcua.kernel.worktime import (
    Calendar,
    DayException,
    DayKind,
    Pattern,
    Term,
    calendar_codes,
    due,
    parse_sessions,
    read_calendar,
)
from motcua.kernel.zone import VIETNAM

FULL = parse_sessions("07:00-11:30 13:30-17:00")
WINTER = parse_sessions("07:30-11:30 13:00-17:00")
WEEK = frozenset(range(5))


def at(day: int, hour: int, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2024, month, day, hour, minute, tzinfo=VIETNAM)


def office(*exceptions: DayException, patterns: tuple[Pattern, ...] = ()) -> Calendar:
    week = Pattern(WEEK, FULL, date(2024, 1, 1), None, "thử")
    return Calendar("thu", "Lịch thử", date(2024, 9, 1), date(2024, 12, 31), patterns or (week,), exceptions)


def test_a_half_day_counts_only_its_sessions_and_says_so():
    half = DayException(date(2024, 9, 10), DayKind.HALF_DAY, "Sơ tán tránh bão", "Công điện 01", True, FULL[:1])
    result = due(at(9, 16), Term.parse("8h"), office(half))
    assert result.due == at(11, 9, 30)
    assert "Thứ Ba 10/09/2024: Sơ tán tránh bão, chỉ làm việc 07:00–11:30, theo Công điện 01." in result.trace


def test_days_of_the_calendar_end_with_the_half_day_they_fall_on():
    half = DayException(date(2024, 9, 10), DayKind.HALF_DAY, "Sơ tán tránh bão", "Công điện 01", True, FULL[:1])
    assert due(at(9, 16), Term.parse("1c"), office(half)).due == at(10, 11, 30)


def test_a_half_day_without_sessions_is_refused():
    half = DayException(date(2024, 9, 10), DayKind.HALF_DAY, "Sơ tán", "Công điện 01")
    with pytest.raises(Malformed, match="chưa ghi giờ làm việc của thứ Ba 10/09/2024"):
        office(half).add(at(9, 10), 60)


def test_a_made_up_day_may_have_its_own_sessions():
    made_up = DayException(date(2024, 9, 14), DayKind.MAKE_UP, "Làm bù", "Quyết định 1", True, FULL[:1])
    assert due(at(13, 16), Term.parse("4h"), office(made_up)).due == at(14, 10)


def test_a_made_up_day_has_the_sessions_mondays_have_then():
    winter = Pattern(WEEK, WINTER, date(2024, 10, 15), None, "giờ mùa đông")
    summer = Pattern(WEEK, FULL, date(2024, 1, 1), date(2024, 10, 15), "giờ mùa hè")
    made_up = DayException(date(2024, 11, 2), DayKind.MAKE_UP, "Làm bù", "Quyết định 1")
    assert office(made_up, patterns=(summer, winter)).sessions_on(date(2024, 11, 2)) == WINTER


def test_hours_change_on_the_day_their_validity_ends():
    winter = Pattern(WEEK, WINTER, date(2024, 10, 15), None, "giờ mùa đông")
    summer = Pattern(WEEK, FULL, date(2024, 1, 1), date(2024, 10, 15), "giờ mùa hè")
    seasons = office(patterns=(summer, winter))
    assert [seasons.sessions_on(date(2024, 10, day)) for day in (14, 15)] == [FULL, WINTER]
    assert due(at(14, 16, month=10), Term.parse("8h"), seasons).due == at(15, 16, month=10)


def test_two_hours_for_one_day_are_refused():
    twice = (Pattern(WEEK, FULL, date(2024, 1, 1), None, "một"), Pattern(WEEK, WINTER, date(2024, 1, 1), None, "hai"))
    with pytest.raises(Malformed, match="hai giờ làm việc khác nhau cho thứ Hai 02/09/2024"):
        office(patterns=twice).opening(at(9, 10))


def test_a_day_written_twice_is_refused():
    day = DayException(date(2024, 9, 10), DayKind.HOLIDAY, "Nghỉ", "Quyết định 1")
    with pytest.raises(Malformed, match="ghi ngày 10/09/2024 hai lần"):
        office(day, replace(day, name="Nghỉ nữa")).opening(at(9, 10))


def test_a_calendar_without_work_is_refused():
    with pytest.raises(Malformed, match="không có buổi làm việc nào"):
        office(patterns=(Pattern(frozenset(), FULL, date(2024, 1, 1), None, "thử"),)).opening(at(9, 10))


@pytest.mark.parametrize(
    "text", ["", "7-11", "07:00-11:30 11:00-17:00", "11:30-07:00", "07:00", "07:00-11:30-12:00-13:00x"]
)
def test_sessions_that_overlap_or_cannot_be_read_are_refused(text):
    with pytest.raises(Malformed, match="hãy viết dạng 07:00-11:30 13:30-17:00"):
        parse_sessions(text)


def test_closing_is_the_end_of_the_days_last_session():
    assert OFFICE.closing(at(9, 10)) == at(9, 17)
    assert OFFICE.closing(at(9, 17)) == at(9, 17)
    assert OFFICE.closing(at(9, 17, 1)) == at(10, 17)
    assert WITH_SATURDAYS.closing(at(7, 9)) == at(7, 11, 30)


def test_opening_is_now_or_the_next_start():
    assert OFFICE.opening(at(9, 10)) == at(9, 10)
    assert OFFICE.opening(at(9, 11, 30)) == at(9, 13, 30)
    assert OFFICE.opening(at(7, 10)) == at(9, 7)


# What the product ships ---------------------------------------------------------------------------------------


def test_the_shipped_calendars_cover_2019_to_2027():
    assert calendar_codes(FOLDER) == ["hanh-chinh", "hanh-chinh-t7"]
    for code in calendar_codes(FOLDER):
        calendar = read_calendar(FOLDER, code)
        assert (calendar.code, calendar.first, calendar.last) == (code, date(2019, 1, 1), date(2027, 12, 31))


def test_every_exceptional_day_names_its_source():
    assert len(OFFICE.exceptions) == 133
    assert [each for each in OFFICE.exceptions if not each.source or not each.name] == []


def test_every_exchange_has_its_other_day():
    kinds = {each.day: each.kind for each in OFFICE.exceptions}
    other = {DayKind.SWAP_OFF: DayKind.MAKE_UP, DayKind.MAKE_UP: DayKind.SWAP_OFF}
    exchanges = [each for each in OFFICE.exceptions if each.kind in other]
    assert len(exchanges) == 12
    assert [each for each in exchanges if each.pair is None or kinds[each.pair] != other[each.kind]] == []


def test_made_up_days_are_saturdays_and_exchanged_days_are_weekdays():
    assert {each.day.weekday() for each in OFFICE.exceptions if each.kind is DayKind.MAKE_UP} == {5}
    assert all(each.day.weekday() < 5 for each in OFFICE.exceptions if each.kind is DayKind.SWAP_OFF)


def test_only_2027_is_provisional():
    assert {each.day.year for each in OFFICE.exceptions if not each.confirmed} == {2027}
    assert all(each.confirmed for each in OFFICE.exceptions if each.day.year < 2027)


@pytest.mark.parametrize("year", range(2019, 2028))
def test_every_year_has_its_statutory_holidays(year):
    """Ten days, eleven from 2021, twelve from 2026; none is lost on a day of rest."""
    wanted = 10 if year < 2021 else 11 if year < 2026 else 12
    of_year = [each for each in OFFICE.exceptions if each.day.year == year]
    statutory = [each for each in of_year if each.kind is DayKind.HOLIDAY]
    lost = sum(each.day.weekday() >= 5 for each in statutory)
    assert len(statutory) == wanted
    assert len([each for each in of_year if each.kind is DayKind.SUBSTITUTE]) == lost


def test_a_year_of_work_is_what_one_counts_on_the_wall():
    """2024: 262 weekdays less 11 days of holidays on weekdays, substitutes and exchange, and one Saturday made up."""
    start, end = datetime(2024, 1, 1, tzinfo=VIETNAM), datetime(2025, 1, 1, tzinfo=VIETNAM)
    days = [start.date() + timedelta(days=number) for number in range(366)]
    off = {each.day for each in OFFICE.exceptions if each.is_off}
    worked = sum(day.weekday() < 5 and day not in off for day in days) + 1
    assert worked == 251
    assert OFFICE.between(start, end) == worked * 480
