"""Personal numbers and telephone numbers as people type them, by a table of cases and by properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.refusal import Malformed
from motcua.population.rules import clean_id_number, clean_name, clean_phone

ID_NUMBERS = {
    "058192000017": "058192000017",
    "058 192 000 017": "058192000017",
    "058.192.000.017": "058192000017",
    "058-192-000-017": "058192000017",
    " 058192000017\t": "058192000017",
    "058\u00a0192\u00a0000\u00a0017": "058192000017",
}
PHONES = {
    "0912345678": "0912345678",
    "0912 345 678": "0912345678",
    "0912.345.678": "0912345678",
    "(0259) 3822 123": "02593822123",
    "+84912345678": "0912345678",
    "+84 912 345 678": "0912345678",
    "84912345678": "0912345678",
    "+842593822123": "02593822123",
    "0259-3822-123": "02593822123",
}
NO_ID_NUMBERS = [
    "",
    " ",
    "05819200001",
    "0581920000178",
    "05819200001a",
    "٠٥٨١٩٢٠٠٠٠١٧",
    "²58192000017",
    "+58192000017",
]
NO_PLACES = ["000000000000", "000 192 000 017"]
NAMES = {
    "  Nguyễn   Thị Mơ ": "Nguyễn Thị Mơ",
    "Nguyễn\u200b Thị\u00ad M\u202eơ": "Nguyễn Thị Mơ",
    "Nguye\u0302\u0303n Thị Mơ": "Nguyễn Thị Mơ",
    "Công ty 27/7": "Công ty 27/7",
    "Ê": "Ê",
}
NO_NAMES = ["", "  ", "\u200b\u202e", "123", "...", "\u00ad7"]
NO_PHONES = [
    "",
    "12345",
    "1912345678",
    "091234567",
    "091234567890",
    "0912a45678",
    "++84912345678",
    "+84",
    "0000000000",
    "0012345678",
    "٠٩١٢٣٤٥٦٧٨",
]
blanks = st.text(alphabet=" .-\t", max_size=2)


@pytest.mark.parametrize("typed", ID_NUMBERS)
def test_a_personal_number_is_read_as_people_type_it(typed: str) -> None:
    assert clean_id_number(typed) == ID_NUMBERS[typed]


@pytest.mark.parametrize("typed", PHONES)
def test_a_telephone_number_is_read_as_people_type_it(typed: str) -> None:
    assert clean_phone(typed) == PHONES[typed]


@pytest.mark.parametrize("typed", NO_ID_NUMBERS)
def test_what_is_no_personal_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Malformed, match="đúng 12 chữ số") as refused:
        clean_id_number(typed)
    assert refused.value.field == "id_number"
    assert refused.value.citation.startswith("Luật Căn cước")


@pytest.mark.parametrize("typed", NO_PLACES)
def test_a_number_of_no_place_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Malformed, match="không có mã 000") as refused:
        clean_id_number(typed)
    assert refused.value.field == "id_number"


@pytest.mark.parametrize("typed", NAMES)
def test_a_name_is_kept_in_one_spelling_without_what_nobody_sees(typed: str) -> None:
    assert clean_name(typed) == NAMES[typed]


@pytest.mark.parametrize("typed", NO_NAMES)
def test_a_name_without_letters_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Malformed, match=r"họ và tên|Họ và tên") as refused:
        clean_name(typed)
    assert refused.value.field == "name"


@pytest.mark.parametrize("typed", NO_PHONES)
def test_what_is_no_telephone_number_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Malformed, match="bắt đầu bằng số 0") as refused:
        clean_phone(typed)
    assert refused.value.field == "phone"


def test_a_refusal_says_how_many_digits_were_typed_or_that_letters_were() -> None:
    with pytest.raises(Malformed, match="bạn nhập 11 ký tự"):
        clean_id_number("058 192 000 01")
    with pytest.raises(Malformed, match="chỉ được gồm chữ số"):
        clean_id_number("058 192 000 O17")


@given(st.from_regex(r"(?!000)[0-9]{12}", fullmatch=True), st.lists(blanks, min_size=13, max_size=13))
def test_blanks_and_dots_between_digits_never_matter(digits: str, between: list[str]) -> None:
    typed = "".join(blank + digit for blank, digit in zip(between, f"{digits} ", strict=True))
    assert clean_id_number(typed) == digits
    assert clean_id_number(digits) == digits


@given(st.from_regex(r"[1-9][0-9]{8,9}", fullmatch=True), st.sampled_from(["0", "+84", "84", "+84 ", "84."]))
def test_home_and_foreign_spelling_are_one_number(rest: str, start: str) -> None:
    assert clean_phone(start + rest) == f"0{rest}"


@given(st.text(max_size=20))
def test_whatever_comes_through_is_well_formed_and_stays_so(typed: str) -> None:
    for clean, lengths in ((clean_id_number, {12}), (clean_phone, {10, 11})):
        try:
            kept = clean(typed)
        except Malformed:
            continue
        assert kept.isascii()
        assert kept.isdigit()
        assert len(kept) in lengths
        assert clean(kept) == kept
