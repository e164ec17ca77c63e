"""The one search (Ctrl-K): it finds all that one may see, with or without marks, and nothing else."""

from __future__ import annotations

import pytest

from motcua.kernel.text import fold
from tests.walk.pages import read, said, sit_as
from tests.world import CLERK, OTHER_COMMUNE, SPECIALIST, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
ADMINISTRATOR, OTHER_CLERK = "quantri", "phuocson.motcua"
APPLICANT = "Chamaléa Thị Mơ"


def found(username: str, words: str) -> str:
    """What the page of results says, below its form."""
    answer = sit_as(username).get("/tim/", {"q": words})
    assert answer.status_code == 200
    return said(answer).partition("chỉ tìm trong những gì bạn được xem.")[2]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("chứng thực bản sao", "Chứng thực bản sao từ bản chính"),
        ("1.001193", "Thủ tục đăng ký khai sinh"),
        ("phường Đông Hải", "Ủy ban nhân dân phường Đông Hải"),
        ("khóa màn hình", "Khóa màn hình khi không thao tác"),
        ("đúng hạn", "đúng hạn"),
    ],
)
@pytest.mark.parametrize("write", [str, fold], ids=["with marks", "without"])
def test_everybody_finds_procedures_units_rules_and_figures(words: str, named: str, write: type[str]) -> None:
    assert named in found(CLERK, write(words))


@pytest.mark.parametrize("words", [APPLICANT, fold(APPLICANT), "thi mo"])
def test_a_dossier_is_found_by_who_may_see_it_and_by_nobody_else(words: str) -> None:
    dossier = receive()
    for username in (CLERK, SPECIALIST):
        assert dossier.code in found(username, words)
    for username in (OTHER_CLERK, ADMINISTRATOR):
        assert dossier.code not in found(username, words)
        assert dossier.code not in found(username, dossier.code)


def test_each_counter_finds_its_own_of_two_dossiers_of_one_person() -> None:
    here, there = receive(), receive(by=OTHER_CLERK, unit=OTHER_COMMUNE)
    for username, own, other in ((CLERK, here, there), (OTHER_CLERK, there, here)):
        assert own.code in found(username, APPLICANT)
        assert other.code not in found(username, APPLICANT)


@pytest.mark.parametrize("words", ["Đàng Xuân Hiếu", "dang xuan hieu", "chuyenvien"])
def test_accounts_are_found_by_administrators_alone(words: str) -> None:
    assert "Đàng Xuân Hiếu · chuyenvien" in found(ADMINISTRATOR, words)
    assert "· chuyenvien" not in found(CLERK, words)


def test_a_mark_typed_must_be_there() -> None:
    receive()
    assert "Không tìm thấy gì" in found(CLERK, "Chamalèa")


@pytest.mark.parametrize("words", ["k", "", "zzzz khong co"])
def test_too_little_or_nothing_is_said_so(words: str) -> None:
    told = found(CLERK, words)
    assert ("Không tìm thấy gì" in told) is (len(words) > 1)
    assert ("Hãy gõ ít nhất hai ký tự." in told) is (len(words) == 1)


def test_what_was_typed_stays_in_the_form() -> None:
    assert 'value="khai «sinh»"' in read(sit_as(CLERK).get("/tim/", {"q": "khai «sinh»"}))
