"""The citizens' pages: a dossier's state by its look-up code and nothing about anybody, and the public catalogue."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.kernel import clock
from motcua.onestop import actions
from motcua.onestop.models import Dossier
from motcua.onestop.types import Receiver
from tests.walk.pages import LOOK_UP, read
from tests.world import BIRTH, CLERK, actor, at_leader, at_specialist, finished, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
CATALOGUE = "/thu-tuc/"


def looked_up(typed: str) -> str:
    return read(Client().get(LOOK_UP, {"ma": typed}, follow=True))


def test_the_look_up_code_shows_state_step_and_remaining_time() -> None:
    dossier = receive(moment(9))
    page = looked_up(dossier.lookup_code)
    for told in (dossier.code, "Thủ tục đăng ký khai sinh", "Được tiếp nhận", "Còn 5 giờ", "Tiếp nhận hồ sơ"):
        assert told in page
    assert "17 giờ 00 phút" in page
    assert "thứ Hai ngày 09/09/2024" in page


def test_a_late_dossier_says_by_how_much() -> None:
    dossier = at_specialist(moment(9))
    with clock.at(moment(11, day=10)):
        assert "Quá 4 giờ" in looked_up(dossier.lookup_code)


@pytest.mark.parametrize("spelt", ["lower", "blanks", "dashes", "padded"])
def test_the_code_may_be_typed_as_people_type(spelt: str) -> None:
    dossier = receive()
    code = dossier.lookup_code
    typed = {
        "lower": code.lower(),
        "blanks": f"{code[:4]} {code[4:7]} {code[7:]}",
        "dashes": f"{code[:5]}-{code[5:]}",
        "padded": f"  {code}\t",
    }[spelt]
    assert dossier.code in looked_up(typed)


def test_the_address_printed_as_qr_opens_the_page_in_small_letters_too() -> None:
    dossier = receive()
    for code in (dossier.lookup_code, dossier.lookup_code.lower()):
        assert dossier.code in read(Client().get(f"{LOOK_UP}{code}/"))


@pytest.mark.parametrize("typed", ["ABCDEFGHJK", "x", "'; --", "🙂", "A" * 500, "ĐƯỢC", "%"])
def test_an_unknown_code_is_not_found_and_stays_to_be_mended(typed: str) -> None:
    receive()
    answer = Client().get(LOOK_UP, {"ma": typed}, follow=True)
    assert answer.status_code == 404
    assert "Không có hồ sơ nào mang mã tra cứu này" in read(answer)
    assert typed[:20].upper() in read(answer).upper()


def test_a_dossiers_own_code_is_no_key_to_it() -> None:
    dossier = receive()
    assert Client().get(LOOK_UP, {"ma": dossier.code}, follow=True).status_code == 404
    assert Client().get(f"{LOOK_UP}{dossier.code}/").status_code == 404


def test_an_empty_look_up_shows_the_form() -> None:
    for address in (LOOK_UP, f"{LOOK_UP}?ma=", f"{LOOK_UP}?ma=+"):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert "Mã tra cứu" in read(answer)


@pytest.mark.parametrize("make", [receive, at_specialist, at_leader, finished])
def test_no_personal_data_stands_on_the_public_page(make: object) -> None:
    dossier: Dossier = make()  # type: ignore[operator]
    if dossier.finished_at:
        taker = Receiver(dossier.applicant_name, dossier.applicant_id_number)
        actions.hand_out(dossier_id=dossier.pk, seen=None, receiver=taker, by=actor(CLERK), at=moment(11))
    page = looked_up(dossier.lookup_code)
    assert dossier.code in page
    officials = [run.holder_name for run in dossier.runs.all() if run.holder_name]
    assert officials
    for secret in (
        "Chamaléa",
        "058192000017",
        "058 192 000 017",
        "0900000017",
        "0900 000 017",
        "Khu phố 3",
        dossier.abstract,
        "112/2024",
        *officials,
    ):
        assert secret not in page, secret


def test_a_returned_dossier_says_when_it_was_taken() -> None:
    dossier = finished()
    taker = Receiver(dossier.applicant_name, dossier.applicant_id_number)
    actions.hand_out(dossier_id=dossier.pk, seen=None, receiver=taker, by=actor(CLERK), at=moment(11, 15))
    page = looked_up(dossier.lookup_code)
    assert "Đã trả kết quả" in page
    assert "09/09/2024 11:15" in page
    assert "Còn " not in page


def test_the_first_page_leads_to_looking_up_and_to_the_catalogue() -> None:
    page = read(Client().get("/"))
    assert f'action="{LOOK_UP}"' in page
    assert f'action="{CATALOGUE}"' in page


@pytest.mark.parametrize("words", ["khai sinh", "dang ky khai sinh", "1.001193", "ho tich khai sinh"])
def test_the_catalogue_is_searched_with_and_without_marks_and_by_code(words: str) -> None:
    assert f"{CATALOGUE}{BIRTH}/" in read(Client().get(CATALOGUE, {"q": words}))


def test_a_procedures_page_says_term_fee_papers_steps_and_law() -> None:
    page = read(Client().get(f"{CATALOGUE}{BIRTH}/"))
    for told in (
        "trong ngày làm việc",
        "Không thu",
        "Giấy khai sinh",
        "Tờ khai đăng ký khai sinh theo mẫu",
        "Thẩm tra hồ sơ",
        "công chức chuyên môn thụ lý",
        "123/2015/NĐ-CP",
    ):
        assert told in page, told


def test_an_unknown_procedure_is_refused_by_its_code() -> None:
    answer = Client().get(f"{CATALOGUE}9.999999/")
    assert answer.status_code == 422
    assert "Không có thủ tục mang mã «9.999999»" in read(answer)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("1.014027", "chỉ có hiệu lực từ ngày 01/07/2025"),
        ("1.000798", "đã hết hiệu lực từ ngày 01/08/2024"),
    ],
)
def test_a_procedure_that_is_not_in_force_says_so_above_what_it_was_or_will_be(code: str, says: str) -> None:
    answer = Client().get(f"{CATALOGUE}{code}/")
    assert answer.status_code == 200
    assert says in read(answer)


def test_the_catalogue_turns_pages() -> None:
    first, second = (read(Client().get(CATALOGUE, {"trang": number})) for number in ("1", "2"))
    assert "thủ tục" in first
    assert first.count('class="choice"') == second.count('class="choice"') == 20
    assert first != second


@pytest.mark.parametrize("address", [LOOK_UP, CATALOGUE, "/", f"{LOOK_UP}ABC/", f"{CATALOGUE}{BIRTH}/"])
def test_public_pages_are_only_read(address: str) -> None:
    assert Client().post(address).status_code == 405


def test_search_engines_stay_away_from_dossiers_and_browsers_find_the_mark() -> None:
    assert "Disallow: /tra-cuu/" in Client().get("/robots.txt").content.decode()
    assert Client().get("/favicon.ico")["Location"].endswith(".svg")
