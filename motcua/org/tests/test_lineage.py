"""Where rows stand when units have changed: pure, on small trees made for the purpose, and on generated ones."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.period import Period
from motcua.org.rules.lineage import Handed, Lineage, Span

PROVINCE, A, B, C, D = 1, 10, 20, 30, 40
START, CHANGE, LATER = date(2024, 1, 1), date(2024, 7, 1), date(2025, 7, 1)
YEAR = Period(date(2024, 1, 1), date(2025, 1, 1))
AFTER = date(2025, 12, 31)
ONE, HALF = Fraction(1), Fraction(1, 2)


def span(unit: int, since: date = START, until: date | None = None, parent: int | None = PROVINCE) -> Span:
    return Span(unit, Period(since, until), parent)


def province() -> Span:
    return span(PROVINCE, parent=None)


def tree(*spans: Span, handed: tuple[Handed, ...] = ()) -> Lineage:
    return Lineage([province(), *spans], handed)


def rows(known: Lineage, unit: int, on: date = AFTER) -> dict[int, list[tuple[Any, ...]]]:
    told: dict[int, list[tuple[Any, ...]]] = {}
    for row in known.members_now(unit, YEAR, on).rows:
        told.setdefault(row.unit_id, []).append((row.period.start, row.period.end, row.share))
    return told


def test_a_unit_that_lives_on_keeps_its_rows():
    known = tree(span(A), span(B))
    assert rows(known, A) == {A: [(YEAR.start, YEAR.end, 1)]}


def test_what_was_wholly_taken_over_counts_in_the_successor():
    known = tree(span(A, until=CHANGE), span(B), handed=(Handed(CHANGE, A, B),))
    assert rows(known, B) == {A: [(YEAR.start, CHANGE, 1)], B: [(YEAR.start, YEAR.end, 1)]}


def test_then_a_successor_counts_nothing_of_what_was_before_it():
    known = tree(span(A, until=CHANGE), span(B, since=CHANGE), handed=(Handed(CHANGE, A, B),))
    then = known.members_then(B, YEAR)
    assert [(row.unit_id, row.period) for row in then.rows] == [(B, Period(CHANGE, YEAR.end))]
    assert known.members_then(A, YEAR).rows[0].period == Period(YEAR.start, CHANGE)


def test_successions_are_followed_one_after_the_other():
    known = tree(
        span(A, until=CHANGE),
        span(B, since=CHANGE, until=LATER),
        span(C, since=LATER),
        handed=(Handed(CHANGE, A, B), Handed(LATER, B, C)),
    )
    assert set(rows(known, C)) == {A, B}
    assert set(rows(known, B, on=LATER - timedelta(days=1))) == {A, B}


def test_a_division_without_shares_is_not_separable_between_the_parts():
    handed = (Handed(CHANGE, A, B, is_part=True), Handed(CHANGE, A, C, is_part=True))
    known = tree(span(A, until=CHANGE), span(B, since=CHANGE), span(C, since=CHANGE), handed=handed)
    for part in (B, C):
        told = known.members_now(part, YEAR, AFTER)
        assert [row.unit_id for row in told.rows] == [part]
        (unknown,) = told.not_separable
        assert (unknown.unit_id, unknown.divided_id, unknown.on) == (A, A, CHANGE)
        assert (unknown.period, set(unknown.among_ids)) == (Period(YEAR.start, CHANGE), {B, C})


def test_a_division_is_whole_again_in_what_holds_all_its_parts():
    handed = (Handed(CHANGE, A, B, is_part=True), Handed(CHANGE, A, C, is_part=True))
    known = tree(span(A, until=CHANGE), span(B, since=CHANGE), span(C, since=CHANGE), handed=handed)
    told = known.members_now(PROVINCE, YEAR, AFTER)
    assert told.not_separable == ()
    assert rows(known, PROVINCE)[A] == [(YEAR.start, CHANGE, 1)]


def test_parts_that_are_united_again_are_separable_again():
    handed = (
        Handed(CHANGE, A, B, is_part=True),
        Handed(CHANGE, A, C, is_part=True),
        Handed(LATER, B, D),
        Handed(LATER, C, D),
    )
    known = tree(
        span(A, until=CHANGE),
        span(B, since=CHANGE, until=LATER),
        span(C, since=CHANGE, until=LATER),
        span(D, since=LATER),
        handed=handed,
    )
    assert known.members_now(D, YEAR, AFTER).not_separable == ()
    assert rows(known, D)[A] == [(YEAR.start, CHANGE, 1)]


def test_stated_shares_divide_the_rows():
    third = Fraction(1, 3)
    handed = (Handed(CHANGE, A, B, True, third), Handed(CHANGE, A, C, True, 1 - third))
    known = tree(span(A, until=CHANGE), span(B, since=CHANGE), span(C, since=CHANGE), handed=handed)
    assert rows(known, B)[A] == [(YEAR.start, CHANGE, third)]
    assert rows(known, C)[A] == [(YEAR.start, CHANGE, 1 - third)]
    assert known.members_now(B, YEAR, AFTER).not_separable == ()


def test_a_unit_that_gave_a_part_away_and_lives_on_is_not_separable_only_before_that_day():
    known = tree(span(A), span(B), handed=(Handed(CHANGE, A, B, is_part=True),))
    told = known.members_now(A, YEAR, AFTER)
    assert [(row.unit_id, row.period) for row in told.rows] == [(A, Period(CHANGE, YEAR.end))]
    assert [(each.unit_id, each.period) for each in told.not_separable] == [(A, Period(YEAR.start, CHANGE))]


def test_a_unit_that_gave_a_stated_share_keeps_the_rest():
    known = tree(span(A), span(B), handed=(Handed(CHANGE, A, B, True, HALF / 2),))
    assert rows(known, A)[A] == [(YEAR.start, CHANGE, Fraction(3, 4)), (CHANGE, YEAR.end, 1)]
    assert rows(known, B)[A] == [(YEAR.start, CHANGE, Fraction(1, 4))]


def test_what_ended_without_a_successor_of_its_own_went_with_the_body_it_was_part_of():
    office = 11
    known = tree(
        span(A, until=CHANGE),
        span(office, until=CHANGE, parent=A),
        span(B, since=CHANGE),
        handed=(Handed(CHANGE, A, B),),
    )
    assert set(rows(known, B)) == {A, office, B}


def test_what_nobody_took_over_is_lost_and_counts_nowhere():
    known = Lineage([province(), span(A, until=CHANGE, parent=None)], ())
    assert known.follow(A, START, AFTER).lost == {A: CHANGE}
    assert A not in rows(known, PROVINCE)


def test_a_unit_that_moved_under_another_parent_counts_there_now_and_here_then():
    district, other = 2, 3
    known = tree(
        span(district),
        span(other),
        span(A, until=CHANGE, parent=district),
        span(A, since=CHANGE, parent=other),
    )
    assert A not in rows(known, district)
    assert rows(known, other)[A] == [(YEAR.start, YEAR.end, 1)]
    then = {row.unit_id: row.period for row in known.members_then(district, YEAR).rows}
    assert then[A] == Period(YEAR.start, CHANGE)


def test_a_unit_that_is_not_in_force_counts_nothing_then():
    known = tree(span(A, until=CHANGE))
    assert known.members_then(A, Period(CHANGE, YEAR.end)).rows == ()


@st.composite
def histories(draw: st.DrawFn) -> Lineage:
    """Communes of one province in generations: each ends wholly, in shares, or in unknown parts, or lives on."""
    spans, handed = [province()], []
    alive, next_id, day = list(range(10, 10 + draw(st.integers(2, 5)))), 100, START
    since = dict.fromkeys(alive, START)
    for _ in range(draw(st.integers(0, 3))):
        day += timedelta(days=draw(st.integers(1, 200)))
        new = list(range(next_id, next_id + draw(st.integers(1, 3))))
        next_id += len(new)
        for unit in draw(st.lists(st.sampled_from(alive), unique=True)):
            heirs = draw(st.lists(st.sampled_from(new), min_size=1, max_size=2, unique=True))
            shares = [None, None] if draw(st.booleans()) else [HALF, HALF]
            handed += [
                Handed(day, unit, heir, len(heirs) > 1, share) for heir, share in zip(heirs, shares, strict=False)
            ]
            alive.remove(unit)
            if len(heirs) == 1:
                handed[-1] = Handed(day, unit, heirs[0])
            spans.append(span(unit, since[unit], day))
        alive += new
        since |= dict.fromkeys(new, day)
    return Lineage([*spans, *(span(unit, since[unit]) for unit in alive)], handed)


@given(histories())
def test_now_the_parts_and_the_unseparable_together_are_all_rows(known: Lineage):
    period, on = Period(START, date(2027, 1, 1)), date(2027, 1, 1)
    alive = [unit for unit in known.spans if unit != PROVINCE and known.in_force(unit, on)]
    told = [known.members_now(unit, period, on) for unit in alive]
    for unit in known.spans.keys() - {PROVINCE}:
        sure = sum(row.share for each in told for row in each.rows if row.unit_id == unit)
        doubted = [each for answer in told for each in answer.not_separable if each.unit_id == unit]
        assert sure == 1 or (sure < 1 and doubted), unit


@given(histories())
def test_now_the_province_holds_every_row_and_doubts_none(known: Lineage):
    period, on = Period(START, date(2027, 1, 1)), date(2027, 1, 1)
    told = known.members_now(PROVINCE, period, on)
    assert told.not_separable == ()
    for unit, spans in known.spans.items():
        whole = [Period(max(each.period.start, START), min(each.period.end or on, on)) for each in spans]
        mine = [row for row in told.rows if row.unit_id == unit]
        assert [row.period for row in mine] == whole
        assert {row.share for row in mine} == {ONE}


@given(histories(), st.integers(0, 900))
def test_then_every_row_of_a_day_counts_in_exactly_one_commune(known: Lineage, later: int):
    day = START + timedelta(days=later)
    one_day = Period(day, day + timedelta(days=1))
    communes = [unit for unit in known.spans if unit != PROVINCE]
    counted = [row.unit_id for unit in communes for row in known.members_then(unit, one_day).rows]
    assert sorted(counted) == sorted(unit for unit in communes if known.in_force(unit, day))
