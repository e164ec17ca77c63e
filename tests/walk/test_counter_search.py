"""The counter's first page: finding the procedure by code and by words, at this counter and on this day."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.walk.pages import COUNTER, read, sit_as
from tests.world import BIRTH, CLERK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MARRIAGE_STATE = "1.004873"


@pytest.fixture
def clerk() -> Client:
    return sit_as(CLERK)


@pytest.mark.parametrize("words", ["khai sinh", "Khai Sinh", "KHAI SINH", "dang ky khai sinh", "1.001193", "1.0011"])
def test_a_procedure_is_found_by_words_with_and_without_marks_and_by_code(clerk: Client, words: str) -> None:
    page = read(clerk.get(COUNTER, {"q": words}))
    assert f"{COUNTER}{BIRTH}/" in page


@pytest.mark.parametrize(
    ("words", "finds"),
    [("hon nhan", True), ("hôn nhân", True), ("hôn nhãn", False), ("hộn nhân", False), ("xac nhan tinh trang", True)],
)
def test_a_word_typed_with_marks_finds_only_itself(clerk: Client, words: str, finds: bool) -> None:
    assert (f"{COUNTER}{MARRIAGE_STATE}/" in read(clerk.get(COUNTER, {"q": words}))) is finds


def test_the_list_holds_only_what_this_counter_offers_today(clerk: Client) -> None:
    every = "".join(read(clerk.get(COUNTER, {"trang": page})) for page in (1, 2))
    assert f"{COUNTER}1.000894/" in every
    for elsewhere in ("2.000528", "1.000798", "1.003650", "1.014027"):
        assert f"{COUNTER}{elsewhere}/" not in every


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("9.999999", "Không có thủ tục mang mã «9.999999»"),
        ("2.000528", "không tiếp nhận thủ tục 2.000528"),
        ("2.000528", "hãy hướng dẫn người dân đến bộ phận một cửa của thành phố Phan Rang-Tháp Chàm"),
        ("1.000798", "đã hết hiệu lực từ ngày 01/08/2024"),
        ("1.014027", "chỉ có hiệu lực từ ngày 01/07/2025"),
    ],
)
def test_a_whole_code_that_is_not_for_here_says_why(clerk: Client, code: str, why: str) -> None:
    page = read(clerk.get(COUNTER, {"q": code}))
    assert why in page
    assert "Không tiếp nhận được tại đây" in page


@pytest.mark.parametrize("words", ["xyzzy", "!!!", "'; drop table --", "a:b & c | !d", "\\", "%", "1.", "🙂"])
def test_words_that_mean_nothing_find_nothing_and_break_nothing(clerk: Client, words: str) -> None:
    answer = clerk.get(COUNTER, {"q": words})
    assert answer.status_code == 200
    assert "thủ tục" in read(answer)


def test_htmx_gets_only_the_list(clerk: Client) -> None:
    answer = clerk.get(COUNTER, {"q": "khai sinh"}, headers={"HX-Request": "true"})
    assert f"{COUNTER}{BIRTH}/" in read(answer)
    assert "<html" not in read(answer)


@pytest.mark.parametrize("asked", ["khong-co", "xa-phuoc-son-22873"])
def test_a_clerk_cannot_sit_at_another_counter(clerk: Client, asked: str) -> None:
    answer = clerk.get(COUNTER, {"don-vi": asked})
    assert answer.status_code == 403
    assert "Bạn không tiếp nhận hồ sơ tại đơn vị này hôm nay" in read(answer)
