"""What holds for every deadline, whatever the receipt, the term and the events."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from motcua.kernel.tests.reference import reference_due
from motcua.kernel.tests.shipped import OFFICE, WITH_SATURDAYS
from motcua.kernel.worktime import (
    WORKING_DAY,
    Calendar,
    DayException,
    DayKind,
    Event,
    EventKind,
    State,
    Term,
    Unit,
    due,
)
from motcua.kernel.zone import VIETNAM

EDGES = (0, 419, 420, 421, 689, 690, 691, 809, 810, 811, 1019, 1020, 1021, 1439)
calendars = st.sampled_from([OFFICE, WITH_SATURDAYS])
days = st.dates(date(2019, 6, 1), date(2026, 12, 31))
minutes_of_day = st.one_of(st.sampled_from(EDGES), st.integers(0, 1439))
moments = st.builds(
    lambda day, minute: datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=VIETNAM),
    days,
    minutes_of_day,
)
units = st.sampled_from(list(Unit))
cutoffs = st.one_of(st.none(), st.sampled_from([time(6), time(11, 30), time(12), time(15), time(16, 59), time(17)]))
LARGEST = {
    Unit.MINUTE: 9600,
    Unit.HOUR: 200,
    Unit.WORKING_DAY: 25,
    Unit.WITHIN_DAY: 25,
    Unit.CALENDAR_DAY: 60,
    Unit.MONTH: 4,
}


@st.composite
def terms(draw, unit=units, smallest=1):
    drawn = draw(unit)
    return Term(draw(st.integers(smallest, LARGEST[drawn])), drawn)


@st.composite
def stories(draw, begun):
    """A few events that can befall a clock begun at a moment, in order."""
    events, at, suspended = [], begun, False
    for _ in range(draw(st.integers(0, 4))):
        at += timedelta(minutes=draw(st.integers(0, 6000)))
        kind = draw(st.sampled_from(["resume" if suspended else "suspend", "extend", "reset"]))
        suspended = kind == "suspend" or (suspended and kind == "extend")
        term = draw(terms()) if kind == "extend" or (kind == "reset" and draw(st.booleans())) else None
        events.append(Event(at, EventKind(kind), term))
    return events


def naive(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM).replace(tzinfo=None)


def due_at(
    received: datetime, term: Term, calendar: Calendar, events: Iterable[Event] = (), cutoff: time | None = None
) -> datetime:
    """The due moment of a clock that runs."""
    result = due(received, term, calendar, events, cutoff=cutoff).due
    assert result is not None
    return result


def by_minutes(term: Term) -> bool:
    return term.working_minutes is not None


@given(moments, st.integers(0, 20_000), calendars)
def test_measuring_what_was_added_gives_it_back(start, minutes, calendar):
    assert calendar.between(start, calendar.add(start, minutes)) == minutes


@given(moments, moments, calendars)
def test_measuring_backwards_is_the_same_with_a_minus(start, end, calendar):
    assert calendar.between(start, end) == -calendar.between(end, start)


@given(moments, moments, moments, calendars)
def test_a_stretch_measures_as_much_as_its_parts(one, two, three, calendar):
    assert calendar.between(one, two) + calendar.between(two, three) == calendar.between(one, three)


@given(moments, moments, terms(), calendars, cutoffs, st.data())
def test_a_later_receipt_is_never_due_earlier(one, two, term, calendar, cutoff, data):
    if data.draw(st.booleans()):
        two = one + timedelta(minutes=data.draw(st.integers(0, 1500)))
    earlier, later = sorted((one, two))
    assert due_at(earlier, term, calendar, cutoff=cutoff) <= due_at(later, term, calendar, cutoff=cutoff)
    events = data.draw(stories(later))
    before = due(earlier, term, calendar, events, cutoff=cutoff)
    after = due(later, term, calendar, events, cutoff=cutoff)
    if before.due and after.due:
        assert before.due <= after.due


@given(moments, terms(), calendars, cutoffs)
def test_a_cutoff_delays_to_the_next_working_day_and_never_hastens(received, term, calendar, cutoff):
    plain, cut = due_at(received, term, calendar), due_at(received, term, calendar, cutoff=cutoff)
    assert plain <= cut
    is_late = cutoff is not None and received.time() >= cutoff and bool(calendar.sessions_on(received.date()))
    if not is_late:
        assert cut == plain
    elif received.time() < time(17):
        opening = calendar.opening(calendar.closing_of(received.date()))
        assert cut == due_at(opening, term, calendar)


@given(moments, st.integers(1, 20), calendars)
def test_within_the_day_ends_where_a_working_day_closes(received, amount, calendar):
    begun = calendar.opening(received)
    moment = due_at(received, Term(amount, Unit.WITHIN_DAY), calendar)
    assert moment == calendar.closing_of(moment.date())
    days = (begun.date() + timedelta(days=n) for n in range((moment.date() - begun.date()).days + 1))
    assert sum(bool(calendar.sessions_on(day)) for day in days) == amount


@given(moments, st.data(), calendars)
def test_a_longer_term_is_never_due_earlier(received, data, calendar):
    shorter = data.draw(terms())
    longer = replace(shorter, amount=shorter.amount + data.draw(st.integers(1, 5)))
    assert due_at(received, shorter, calendar) <= due_at(received, longer, calendar)
    if by_minutes(shorter):
        assert due_at(received, shorter, calendar) < due_at(received, longer, calendar)


@given(moments, terms(), calendars, st.data())
def test_suspending_and_resuming_at_one_instant_changes_nothing(received, term, calendar, data):
    events = data.draw(stories(received))
    place = data.draw(st.integers(0, len(events)))
    before = events[place - 1].at if place else received
    after = events[place].at if place < len(events) else before + timedelta(days=40)
    at = before + timedelta(minutes=data.draw(st.integers(0, int((after - before) / timedelta(minutes=1)))))
    suspended = due(received, term, calendar, events[:place]).state is State.SUSPENDED
    assume(not suspended)
    twice = [Event(at, EventKind.SUSPEND), Event(at, EventKind.RESUME)]
    told = due(received, term, calendar, [*events[:place], *twice, *events[place:]])
    assert told == due(received, term, calendar, events)


@settings(max_examples=60, deadline=None)
@given(moments, terms(), days, st.data())
def test_an_added_holiday_never_makes_a_due_earlier(received, term, day, data):
    day = data.draw(st.one_of(st.just(day), st.dates(received.date(), received.date() + timedelta(days=50))))
    events = data.draw(stories(received))
    others = tuple(each for each in OFFICE.exceptions if each.day != day)
    holiday = DayException(day, DayKind.HOLIDAY, "Ngày nghỉ thêm", "Quyết định thử")
    more = replace(OFFICE, exceptions=(*others, holiday))
    with_holiday, without = due(received, term, more, events), due(received, term, OFFICE, events)
    assert with_holiday.state is without.state
    if with_holiday.due and without.due:
        assert with_holiday.due >= without.due


@given(moments, st.sampled_from([Unit.MINUTE, Unit.HOUR, Unit.WORKING_DAY]), st.data(), calendars)
def test_splitting_a_term_of_working_time_ends_at_the_same_moment(received, unit, data, calendar):
    whole = data.draw(st.integers(2, LARGEST[unit]))
    first = data.draw(st.integers(1, whole - 1))
    begun, rest, all_of_it = Term(first, unit), Term(whole - first, unit), Term(whole, unit)
    expected = due_at(received, all_of_it, calendar)
    assert due_at(due_at(received, begun, calendar), rest, calendar) == expected
    assert due_at(received, begun, calendar, [Event(received, EventKind.EXTEND, rest)]) == expected


@given(moments, terms(), calendars)
def test_a_due_moment_lies_within_a_session_or_at_its_end(received, term, calendar):
    moment = due_at(received, term, calendar)
    minute = moment.hour * 60 + moment.minute
    assert any(start < minute <= end for start, end in calendar.sessions_on(moment.date()))


@given(moments, terms(), calendars)
def test_early_means_a_working_day_before(received, term, calendar):
    result = due(received, term, calendar)
    assert result.early_until is not None
    assert calendar.between(result.early_until, due_at(received, term, calendar)) == WORKING_DAY


@given(moments, terms(), calendars)
def test_a_moment_may_be_told_in_any_zone_or_none(received, term, calendar):
    result = due(received, term, calendar)
    assert due(received.astimezone(UTC), term, calendar) == result
    assert due(naive(received), term, calendar) == result
    assert due_at(received, term, calendar).isoformat().endswith("+07:00")


@given(moments, terms().filter(by_minutes), st.integers(0, 5000), st.integers(0, 20_000), calendars)
def test_what_was_left_at_a_suspension_is_left_after_it(received, term, ran, slept, calendar):
    at = received + timedelta(minutes=ran)
    again = at + timedelta(minutes=slept)
    pause, go_on = Event(at, EventKind.SUSPEND), Event(again, EventKind.RESUME)
    suspended = due(received, term, calendar, [pause])
    resumed = due_at(received, term, calendar, [pause, go_on])
    left = suspended.remaining
    assert suspended.due is None
    assert left is not None
    if left > 0:
        assert calendar.between(again, resumed) == left
    if left < 0:
        assert resumed == due_at(received, term, calendar)


@given(moments, terms(), calendars, st.data())
def test_every_explanation_runs_from_the_receipt_to_the_due_moment(received, term, calendar, data):
    result = due(received, term, calendar, data.draw(stories(received)))
    assert result.trace[0].startswith("Tiếp nhận lúc ")
    assert result.trace[-1].startswith("Hẹn trả kết quả: " if result.due else "Đang tạm dừng")
    assert all(each.endswith(".") and "  " not in each and "None" not in each for each in result.trace)


@example(datetime(2024, 9, 9, 16, tzinfo=VIETNAM), Term(1, Unit.HOUR), [60, 180, 120, 60], None)
@settings(max_examples=80, deadline=None)
@given(moments, terms(), st.lists(st.integers(1, 9000), max_size=4), cutoffs)
def test_a_walk_minute_by_minute_agrees(received, term, gaps, cutoff):
    at, events = received, []
    for number, gap in enumerate(gaps[: len(gaps) // 2 * 2]):
        at += timedelta(minutes=gap)
        events.append((EventKind.RESUME if number % 2 else EventKind.SUSPEND, at))
    expected = reference_due(naive(received), term, [naive(at) for _, at in events], cutoff)
    assert naive(due_at(received, term, OFFICE, [Event(at, kind) for kind, at in events], cutoff)) == expected


@pytest.mark.parametrize("unit", list(Unit))
def test_a_deadline_over_years_costs_as_little_as_one_over_days(unit, monkeypatch):
    """O(log n): the number of steps of the arithmetic does not grow with the term."""
    calls = 0
    worked = Calendar._worked

    def counting(self, minute):
        nonlocal calls
        calls += 1
        return worked(self, minute)

    monkeypatch.setattr(Calendar, "_worked", counting)
    years = {
        Unit.MINUTE: 900_000,
        Unit.HOUR: 15_000,
        Unit.WORKING_DAY: 1_900,
        Unit.WITHIN_DAY: 1_900,
        Unit.CALENDAR_DAY: 2_900,
        Unit.MONTH: 95,
    }
    received = datetime(2019, 6, 3, 9, tzinfo=VIETNAM)
    assert due_at(received, Term(years[unit], unit), OFFICE).year >= 2026
    assert calls <= 3
