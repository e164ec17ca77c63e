"""How a number is read and printed again, for every value and not only for those somebody thought of."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.progress.rules.numbers import as_printed, places_of, printed, read, rounded
from motcua.progress.types import Notation

WHOLE = st.integers(0, 10**15)
PLACES = st.integers(0, 6)
ANY = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**9)


@given(WHOLE, PLACES, st.booleans())
def test_what_is_printed_reads_as_the_same_value(digits, places, grouped):
    value = Fraction(digits, 10**places)
    # one to three digits before three decimals look like thousands only with a dot; the house prints a comma
    assert read(printed(value, places, grouped=grouped), measured=True).value == value


@given(WHOLE)
def test_a_count_printed_in_english_reads_as_the_same_count(value):
    assert read(f"{value:,}").value == value


@given(st.integers(1000, 10**15), st.integers(1, 6).filter(lambda places: places != 3), st.data())
def test_an_english_number_with_decimals_reads_as_the_same_value(whole, places, data):
    decimals = data.draw(st.integers(0, 10**places - 1))
    got = read(f"{whole:,}.{decimals:0{places}}")
    assert got.value == whole + Fraction(decimals, 10**places)
    assert got.step == Fraction(1, 10**places)


@given(WHOLE, PLACES)
def test_the_step_says_how_many_decimals_were_printed(digits, places):
    got = read(printed(Fraction(digits, 10**places), places), measured=True)
    assert places_of(got.step) == places


@given(ANY, PLACES)
def test_rounding_is_half_up(value, places):
    got = rounded(value, places)
    assert abs(got - value) <= Fraction(1, 2 * 10**places)
    assert (got * 10**places).denominator == 1
    # halfway goes away from zero
    if abs(got - value) == Fraction(1, 2 * 10**places):
        assert abs(got) > abs(value)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=8), PLACES)
def test_rounding_is_that_of_decimal_arithmetic(value, places):
    expected = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert rounded(Fraction(value), places) == Fraction(expected)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1234567), 0, "1.234.567"),
        (Fraction(12345, 10), 1, "1.234,5"),
        (Fraction(5, 1000), 2, "0,01"),
        (Fraction(-12345, 10), 1, "-1.234,5"),
        (Fraction(995, 10), 0, "100"),
        (Fraction(0), 2, "0,00"),
    ],
)
def test_a_number_is_printed_as_the_house_prints_it(value, places, text):
    assert printed(value, places) == text


@pytest.mark.parametrize(
    ("text", "measured", "value", "notation"),
    [
        ("16.298", False, 16298, Notation.VIETNAMESE),
        ("1,777", False, 1777, Notation.ENGLISH),
        ("1,777", True, "1.777", Notation.VIETNAMESE),
        ("52.56", True, "52.56", Notation.ENGLISH),
        ("92,69", True, "92.69", Notation.VIETNAMESE),
        ("0,125", False, "0.125", Notation.VIETNAMESE),
        ("0.125", False, "0.125", Notation.ENGLISH),
        ("1,234,567.8", False, "1234567.8", Notation.ENGLISH),
        ("1068", False, 1068, Notation.PLAIN),
        ("05", False, 5, Notation.PADDED),
        ("0", False, 0, Notation.PLAIN),
    ],
)
def test_both_notations_are_told_apart(text, measured, value, notation):
    got = read(text, measured=measured)
    assert (got.value, got.notation) == (Fraction(value), notation)


@given(st.integers(1000, 10**12), st.integers(1000, 10**12))
def test_a_corrected_number_is_printed_in_the_manner_of_the_one_it_replaces(old, new):
    assert as_printed(Fraction(new), f"{old:,}", english=True) == f"{new:,}"
    assert as_printed(Fraction(new), printed(Fraction(old))) == printed(Fraction(new))
    assert as_printed(Fraction(new), str(old)) == str(new)


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_padded_number_stays_padded(old, new):
    assert as_printed(Fraction(new), f"{old:02}") == f"{new:02}"


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_a_number_with_a_scale_word_is_corrected_before_that_word(old, new):
    like = printed(Fraction(old, 10), 1)
    assert as_printed(Fraction(new) * 10**8, like, 10**9) == printed(Fraction(new, 10), 1)
