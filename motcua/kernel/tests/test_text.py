"""Vietnamese text: one spelling, folding, search in both forms, alphabetical order."""

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.text import (
    fold,
    name_sort_key,
    normalise,
    search_query,
    search_tokens,
    search_vector,
    sort_key,
    syllables,
)

WORDS = """
hòa thủy khỏe tùy hoàn quý quà quyển quốc giá già giữa gì gìn giếng khuỷu ngoài xoáy ngoẹo loét huỳnh huýt khuyết nghĩa
của cửa người đường thuở quở tiếng yếu ỷ ủy ngụy mía túi nói kéo dịu tàu vậy đầy thuế huệ hữu mừng cứu mười bưởi tuổi
goòng hoạch hoẵng nguyễn ngoằn ngoèo quỳnh quýt quẻ quậy uẩn oải Ấn Ứng Đặng Hòa HÒA
""".split()  # noqa: SIM905
letters = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƠ")
vietnamese = st.lists(
    st.text(st.one_of(letters, st.sampled_from("àảãáạằầềồờừỳóọúụíỉýỷ")), min_size=1, max_size=6), max_size=8
).map(" ".join)
texts = st.one_of(vietnamese, st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.text(max_size=40))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hoà", "hòa"),
        ("Hoà Bình", "Hòa Bình"),
        ("HOÀ", "HÒA"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("Nguyễn Thị Thuý", "Nguyễn Thị Thúy"),
        ("tuỳ", "tùy"),
        ("uỷ ban", "ủy ban"),
        ("qúy", "quý"),
        ("qủa", "quả"),
        ("gía", "giá"),
        ("hòan", "hoàn"),
        ("tòan", "toàn"),
        ("khủyu", "khuỷu"),
        ("hoà-giải", "hòa-giải"),
    ],
)
def test_a_tone_mark_goes_where_the_house_writes_it(typed, kept):
    assert normalise(typed) == kept


@pytest.mark.parametrize("word", WORDS)
def test_a_word_already_well_spelt_stays(word):
    assert normalise(word) == word


@pytest.mark.parametrize(
    "word", ["khuya", "café", "José", "Chloé", "Krông Nô", "Đắk Lắk", "15/2024/QĐ-UBND", "a\u0300b"]
)
def test_what_is_no_vietnamese_syllable_is_left_alone(word):
    assert normalise(word) == normalize("NFC", word)


@pytest.mark.parametrize("word", WORDS)
def test_a_tone_typed_on_any_vowel_ends_in_the_one_spelling(word):
    decomposed = normalize("NFD", word)
    tone = next(mark for mark in decomposed if mark in "\u0300\u0309\u0303\u0301\u0323")
    bare = normalize("NFC", decomposed.replace(tone, ""))
    nucleus = re.sub(r"^(qu|gi(?=[aăâeêioôơuưy]))", "", bare.lower())
    shift = len(bare) - len(nucleus)
    for at, char in enumerate(nucleus, start=shift):
        if char in "aăâeêioôơuưy":
            assert normalise(bare[: at + 1] + tone + bare[at + 1 :]) == word


@given(texts)
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(vietnamese)
def test_decomposed_text_is_kept_as_composed_text_is(text):
    assert normalise(normalize("NFD", text)) == normalise(text)


@given(vietnamese)
def test_normalising_moves_marks_and_changes_no_letter(text):
    assert fold(normalise(text)) == fold(text)
    assert sorted(normalize("NFD", normalise(text))) == sorted(normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đường Hoà Bình", "duong hoa binh"), ("ĐẶNG THỊ ƯỚC", "dang thi uoc"), ("QĐ-UBND", "qd-ubnd")],
)
def test_folding_takes_all_marks_off(text, folded):
    assert fold(text) == folded


@given(texts)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_syllables_are_words_and_numbers_without_punctuation():
    assert syllables("Số 15/2024/QĐ-UBND, về «hoà giải».") == ["số", "15", "2024", "qđ", "ubnd", "về", "hòa", "giải"]


def test_each_syllable_is_indexed_as_written_and_folded_at_one_position():
    assert search_tokens("Khai sinh Hoà") == [
        ("khai", 1),
        ("~khai", 1),
        ("sinh", 2),
        ("~sinh", 2),
        ("hòa", 3),
        ("~hoa", 3),
    ]
    assert search_vector("Hoà") == "hòa:1 ~hoa:1"


def test_no_position_passes_what_the_database_keeps():
    assert max(position for _, position in search_tokens("từ " * 20_000)) == 16_383


@given(st.text(max_size=60))
def test_a_vector_and_a_query_hold_nothing_the_database_would_read_as_syntax(text):
    assert re.fullmatch(r"(~?(?:[^\W_][\u0300-\u036f]*)+:\d+( |$))*", search_vector(text))
    assert re.fullmatch(r"(~?(?:[^\W_][\u0300-\u036f]*)+( <-> |$))*", search_query(text))


@pytest.mark.parametrize(
    ("typed", "options", "query"),
    [
        ("hoà bình", {}, "hòa <-> bình"),
        ("hoa binh", {}, "~hoa <-> ~binh"),
        ("khai tử", {}, "~khai <-> tử"),
        ("đa", {}, "đa"),
        ("khai sinh", {"phrase": False}, "~khai & ~sinh"),
        ("dang k", {"prefix": True}, "~dang <-> ~k:*"),
        ("khai hoà", {"prefix": True}, "~khai <-> (hòa:* | hoà:*)"),
        ("tử", {"prefix": True}, "tử:*"),
        ("  , ", {}, ""),
        ("", {"prefix": True}, ""),
    ],
)
def test_marked_words_are_asked_for_exactly_and_bare_ones_folded(typed, options, query):
    assert search_query(typed, **options) == query


@given(vietnamese)
def test_a_text_answers_to_itself_and_to_its_folded_self(text):
    indexed = {token for token, _ in search_tokens(text)}
    for typed in (text, fold(text), text.upper()):
        assert set(search_query(typed).split(" <-> ")) - {""} <= indexed


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "an", "ă", "ăn", "â", "ân", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "v"],
        ["ba", "bà", "bả", "bã", "bá", "bạ", "bac"],
        ["ba ba", "ba bà", "bà", "bà ba"],
        ["da", "dạ", "Đa", "đà"],
        ["Phường 2", "phường 10", "Phường An"],
        ["Phan Rang", "Phan Rí", "Phước Dân"],
        ["hoà", "hòa hợp"],
    ],
)
def test_names_stand_in_vietnamese_order(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered


def test_people_stand_in_the_order_of_their_given_names():
    people = ["Trần Văn An", "Lê Thị Ánh", "Nguyễn Bình", "Đặng Thị Đào", "Đặng Thị Đạo"]
    backwards = people[::-1]
    assert sorted(backwards, key=name_sort_key) == people


@given(vietnamese, vietnamese)
def test_the_order_is_kept_by_bytes_and_blind_to_spelling(one, two):
    assert sort_key(one) == sort_key(normalize("NFD", one.upper()))
    assert (sort_key(one) < sort_key(two)) == (sort_key(one).encode() < sort_key(two).encode())


@given(vietnamese, vietnamese)
def test_only_words_spelt_alike_share_a_place(one, two):
    assert (sort_key(one) == sort_key(two)) == (syllables(one) == syllables(two))
