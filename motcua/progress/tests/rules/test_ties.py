"""A tie made of consistent figures holds, and what it wants of a spoiled member mends it."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.progress.rules import document_of
from motcua.progress.rules.mentions import Mention, read_document
from motcua.progress.rules.numbers import printed, rounded
from motcua.progress.rules.ties import (
    HUNDRED,
    Balance,
    Change,
    Growth,
    Hundred,
    Quotient,
    Reached,
    Same,
    Share,
    Sum,
    Tie,
    Value,
    Within,
)

COUNT = st.integers(1000, 10**7)
ROW = st.lists(COUNT, min_size=2, max_size=8)
OFF = st.integers(1, 500)


def count(value: int) -> Mention:
    return read_document(document_of(f"Có {printed(Fraction(value))} hồ sơ")).mentions[0]


def percent(value: Fraction, places: int = 2) -> Mention:
    return read_document(document_of(f"Đạt {printed(value, places)}%")).mentions[0]


def times(value: Fraction) -> Mention:
    return read_document(document_of(f"Gấp {printed(value, 2)} lần")).mentions[0]


def put(member: Mention, wanted: Fraction | None) -> Value:
    """The figures as printed, but for one."""
    assert wanted is not None
    return lambda other: wanted if other is member else other.value


def assert_each_member_mends(tie: Tie) -> None:
    """The tie fails, and holds once any member that it wants something of is that."""
    assert not tie.holds()
    for member in tie.members:
        wanted = tie.wanted(member)
        if wanted is not None:
            assert tie.holds(put(member, wanted))


@given(ROW, OFF)
def test_a_sum(parts, off):
    row = tuple(map(count, parts))
    assert Sum(count(sum(parts)), row).holds()
    assert_each_member_mends(Sum(count(sum(parts) + off), row))


@given(ROW, ROW, OFF)
def test_a_balance(came, went, off):
    left = sum(came) - sum(went)
    assume(left > 0)
    coming, going = tuple(map(count, came)), tuple(map(count, went))
    assert Balance(coming, (count(left), *going)).holds()
    assert_each_member_mends(Balance(coming, (count(left + off), *going)))


@given(COUNT, COUNT, st.integers(0, 3))
def test_a_share(one, other, places):
    part, base = sorted((one, other))
    exact = HUNDRED * Fraction(part, base)
    figures = ((1, count(part)),), ((1, count(base)),)
    assert Share(*figures, percent(exact, places)).holds()
    spoiled = Share(*figures, percent(exact + 2, places))
    assert not spoiled.holds()
    wanted = spoiled.wanted(spoiled.percent)
    assert wanted == rounded(exact, places)
    assert spoiled.holds(put(spoiled.percent, wanted))


def test_a_share_halfway_is_printed_as_the_next():
    half = ((1, count(2001)),), ((1, count(4000)),)  # 50,025 %
    assert Share(*half, percent(Fraction(5003, 100))).holds()
    assert not Share(*half, percent(Fraction(5002, 100))).holds()


@given(st.lists(st.integers(100, 2000), min_size=2, max_size=4))
def test_a_row_of_shares_comes_to_a_hundred(points):
    row = tuple(percent(Fraction(each, 100)) for each in points)
    last = percent(HUNDRED - Fraction(sum(points), 100))
    assert Hundred((*row, last)).holds()
    assert_each_member_mends(Hundred((*row, percent(last.value - 1))))


@given(COUNT, OFF, st.sampled_from([1, -1]))
def test_a_change(old, off, sign):
    new = old + sign * off
    assert Change(count(new), count(old), count(off), sign).holds()
    assert_each_member_mends(Change(count(new), count(old), count(off + 7), sign))


@given(COUNT, OFF)
def test_a_rate_of_growth(old, off):
    exact = HUNDRED * Fraction(off, old)
    figures = count(old + off), count(old)
    assert Growth(*figures, percent(exact), 1).holds()
    spoiled = Growth(*figures, percent(exact + 1), 1)
    assert not spoiled.holds()
    wanted = spoiled.wanted(spoiled.percent)
    assert spoiled.holds(put(spoiled.percent, wanted))


@given(COUNT, COUNT)
def test_a_quotient(one, other):
    base, part = sorted((one, other))
    figures = count(part), count(base)
    assert Quotient(*figures, times(Fraction(part, base))).holds()
    spoiled = Quotient(*figures, times(Fraction(part, base) + 1))
    assert not spoiled.holds()
    wanted = spoiled.wanted(spoiled.result)
    assert spoiled.holds(put(spoiled.result, wanted))


@given(COUNT, OFF)
def test_a_part_is_within_its_whole_and_a_restated_figure_is_the_same(value, off):
    assert Within(count(value), count(value + off)).holds()
    assert not Within(count(value + off), count(value)).holds()
    assert Same(count(value), count(value)).holds()
    assert_each_member_mends(Same(count(value), count(value + off)))


@given(COUNT, st.integers(1, 100))
def test_a_target_is_reached_by_the_least_count_and_not_by_one_less(base, points):
    least = -(-base * points // 100)
    bound, whole = percent(Fraction(points)), ((1, count(base)),)
    assert Reached(count(least), whole, bound).holds()
    assert_each_member_mends(Reached(count(least - 1), whole, bound))
