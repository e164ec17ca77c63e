"""The dossier's page: its story, and each verb through its address, by the right official and with sound input."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.kernel import clock
from motcua.onestop.models import Dossier
from motcua.onestop.types import Status
from tests.walk.pages import read, scan, sit_as, url
from tests.world import CLERK, LEADER, SPECIALIST, actor, at_leader, at_specialist, finished, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]
OTHER_CLERK = "phuocson.motcua"
RESULT = {"number": "112/2024", "signed_on": "09/09/2024"}


def send(client: Client, dossier: Dossier, verb: str, **typed: Any) -> Any:
    """Post a verb's form as somebody who sees the dossier as it is now."""
    dossier.refresh_from_db()
    return client.post(url(dossier, f"{verb}/"), {"seen": dossier.version} | typed, follow=True)


def open_step(dossier: Dossier) -> str:
    return dossier.runs.get(closed_at=None).step.code


def test_the_page_tells_the_whole_story() -> None:
    dossier = finished()
    page = read(sit_as(CLERK).get(url(dossier)))
    for told in (
        dossier.code,
        "Thủ tục đăng ký khai sinh",
        "Chamaléa Thị Mơ",
        "058 192 000 017",
        "0900 000 017",
        dossier.lookup_code,
        "Tờ khai đăng ký khai sinh theo mẫu",
        "Vì sao ngày này?",
        *dossier.due_trace,
        "Thẩm tra hồ sơ",
        actor(SPECIALIST).name,
        "Đủ điều kiện",
        "112/2024",
        "Tiếp nhận hồ sơ " + dossier.code,
        "Đúng hạn",
    ):
        assert told in page, told


def test_a_dossier_walks_to_its_result_page_by_page() -> None:
    dossier = receive(moment(9))
    clerk, specialist, leader = sit_as(CLERK), sit_as(SPECIALIST), sit_as(LEADER)
    assert "sang bước sau" in read(send(clerk, dossier, "chuyen"))
    assert "Bạn đã nhận xử lý bước này" in read(send(specialist, dossier, "nhan"))
    assert "Đã ghi kết quả" in read(send(specialist, dossier, "ket-qua", **RESULT))
    assert "sang bước sau" in read(send(specialist, dossier, "chuyen", note="Đủ điều kiện"))
    send(leader, dossier, "chuyen")
    dossier.refresh_from_db()
    assert dossier.status == Status.FINISHED
    taker = {"receiver_name": "Chamaléa Thị Mơ", "receiver_id": "058 192 000 017", "relation": "chính chủ"}
    assert f"Đã trả kết quả hồ sơ {dossier.code}" in read(send(clerk, dossier, "tra-ket-qua", **taker))
    dossier.refresh_from_db()
    assert dossier.status == Status.RETURNED
    assert "Người nhận kết quả" in read(clerk.get(url(dossier)))


def test_files_passed_on_are_kept_with_the_step_and_told() -> None:
    dossier = at_specialist()
    send(sit_as(SPECIALIST), dossier, "chuyen", note="Kèm biên bản", enclosed=[scan("biên bản.pdf"), scan("ảnh.pdf")])
    kept = dossier.attachments.all()
    assert [each.name for each in kept] == ["biên bản.pdf", "ảnh.pdf"]
    page = read(sit_as(LEADER).get(url(dossier)))
    assert "Kèm biên bản" in page
    for each in kept:
        assert url(dossier, f"tep/{each.pk}/") in page


def test_a_result_is_one_file_and_two_are_refused_by_name_of_the_field() -> None:
    dossier = at_specialist()
    two = [scan("một.pdf"), scan("hai.pdf")]
    specialist = sit_as(SPECIALIST)
    answer = send(specialist, dossier, "ket-qua", number="1/2024", signed_on="09/09/2024", result_file=two)
    assert "Ở đây chỉ nhận 1 tệp" in read(answer)


def test_the_page_says_how_long_each_official_held_it() -> None:
    dossier = receive(moment(8))
    with clock.at(moment(9, 45)):
        send(sit_as(CLERK), dossier, "chuyen")
        assert "1 giờ 45 phút" in read(sit_as(CLERK).get(url(dossier)))


def test_a_leader_sends_back_and_the_reason_is_told() -> None:
    dossier = at_leader()
    answer = send(sit_as(LEADER), dossier, "tra-lai", to="xu_ly", reason="Thiếu chữ ký nháy")
    assert f"Đã trả lại hồ sơ {dossier.code}" in read(answer)
    assert open_step(dossier) == "xu_ly"
    assert "Thiếu chữ ký nháy" in read(sit_as(SPECIALIST).get(url(dossier)))


def test_the_form_offers_only_what_may_be_done_now() -> None:
    dossier = at_leader()
    offers = read(sit_as(LEADER).get(url(dossier)))
    assert "Phê duyệt" in offers
    assert url(dossier, "tra-lai/") in offers
    assert url(dossier, "tra-ket-qua/") not in offers
    looks_on = read(sit_as(CLERK).get(url(dossier)))
    assert "việc này dành cho lãnh đạo phê duyệt" in looks_on
    for verb in ("nhan", "chuyen", "tra-lai", "ket-qua", "tra-ket-qua"):
        assert url(dossier, f"{verb}/") not in looks_on


INVALID: dict[str, tuple[Any, str, str, dict[str, Any], str]] = {
    "no reason": (at_leader, LEADER, "tra-lai", {"to": "xu_ly", "reason": " "}, "Hãy nhập lý do trả lại"),
    "no such step": (
        at_leader,
        LEADER,
        "tra-lai",
        {"to": "tra_ket_qua", "reason": "Sai chính tả"},
        "không được trả lại về bước đã chọn",
    ),
    "no number": (at_specialist, SPECIALIST, "ket-qua", RESULT | {"number": ""}, "Hãy nhập số, ký hiệu kết quả"),
    "a day that is none": (
        at_specialist,
        SPECIALIST,
        "ket-qua",
        RESULT | {"signed_on": "31/02/2024"},
        "Không có ngày «31/02/2024»",
    ),
    "signed tomorrow": (
        at_specialist,
        SPECIALIST,
        "ket-qua",
        RESULT | {"signed_on": "10/09/2024"},
        "Ngày ký 10/09/2024 ở sau hôm nay",
    ),
    "a note too long": (at_leader, LEADER, "chuyen", {"note": "dài " * 501}, "2000"),
    "an empty file": (
        at_specialist,
        SPECIALIST,
        "chuyen",
        {"note": "Có tệp", "enclosed": scan("rỗng.pdf", b"")},
        "rỗng.pdf",
    ),
    "a file of a wrong kind": (
        at_specialist,
        SPECIALIST,
        "chuyen",
        {"note": "Có tệp", "enclosed": scan("nhạc.mp3", b"ID3")},
        "không thuộc loại được nhận",
    ),
    "a wrong kind for the result": (
        at_specialist,
        SPECIALIST,
        "ket-qua",
        RESULT | {"result_file": scan("kq.exe", b"MZ")},
        "không thuộc loại được nhận",
    ),
    "nobody took it": (
        finished,
        CLERK,
        "tra-ket-qua",
        {"receiver_name": "", "receiver_id": "058192000017", "relation": "chính chủ"},
        "Hãy nhập họ tên người nhận",
    ),
    "an id too short": (
        finished,
        CLERK,
        "tra-ket-qua",
        {"receiver_name": "Lê Thị Lý", "receiver_id": "0581", "relation": "mẹ"},
        "Số định danh có 12 chữ số, bạn đã nhập 4",
    ),
    "a stranger without a relation": (
        finished,
        CLERK,
        "tra-ket-qua",
        {"receiver_name": "Nguyễn Văn A", "receiver_id": "058087000001", "relation": "chính chủ"},
        "hãy ghi rõ quan hệ hoặc văn bản ủy quyền",
    ),
}


@pytest.mark.parametrize("case", INVALID)
def test_what_will_not_do_is_refused_at_its_form_with_all_that_was_typed(case: str) -> None:
    make, username, verb, typed, says = INVALID[case]
    dossier = make()
    before = dossier.version
    answer = send(sit_as(username), dossier, verb, **typed)
    assert answer.status_code == 422
    page = read(answer)
    assert says in page
    for name, word in typed.items():
        assert name == "to" or not isinstance(word, str) or word.strip() in page, word
    dossier.refresh_from_db()
    assert dossier.version == before


def test_nothing_is_approved_without_its_result_and_the_opinion_stays() -> None:
    dossier = at_specialist()
    send(sit_as(SPECIALIST), dossier, "chuyen")
    answer = send(sit_as(LEADER), dossier, "chuyen", note="Đồng ý cấp")
    assert answer.status_code == 422
    page = read(answer)
    assert "Hồ sơ chưa có kết quả nên chưa thể phê duyệt" in page
    assert "Căn cứ: Nghị định 61/2018/NĐ-CP, Điều 20" in page
    assert "Đồng ý cấp" in page


@pytest.mark.parametrize(
    ("make", "username", "verb", "typed", "says"),
    [
        (receive, CLERK, "ket-qua", RESULT, "bước hiện tại không nhập kết quả"),
        (finished, CLERK, "chuyen", {"note": "Chuyển tiếp"}, "Đây là bước trả kết quả"),
        (receive, CLERK, "tra-lai", {"to": "xu_ly", "reason": "Nhầm bước"}, "không được trả lại"),
        (receive, CLERK, "tra-ket-qua", {"receiver_name": "", "receiver_id": "", "relation": ""}, "Hãy nhập họ tên"),
        (
            receive,
            CLERK,
            "tra-ket-qua",
            {"receiver_name": "Lê Thị Lý", "receiver_id": "058192000017", "relation": "chính chủ"},
            "chưa có kết quả để trả",
        ),
    ],
)
def test_a_verb_that_has_no_place_at_this_step_is_refused_aloud(
    make: Any, username: str, verb: str, typed: dict[str, str], says: str
) -> None:
    dossier = make()
    answer = send(sit_as(username), dossier, verb, **typed)
    assert answer.status_code == 422
    page = read(answer)
    assert says in page
    assert 'role="alert"' in page
    assert all(word in page for name, word in typed.items() if name != "to")


@pytest.mark.parametrize("verb", ["nhan", "chuyen", "tra-lai", "ket-qua", "tra-ket-qua"])
def test_a_step_that_is_not_yours_is_refused_with_whose_it_is(verb: str) -> None:
    dossier = at_specialist()
    sound = RESULT | {"to": "tiep_nhan", "reason": "Chuyển nhầm", "note": "Ghi chú riêng"}
    taker = {"receiver_name": "Lê Thị Lý", "receiver_id": "058192000017", "relation": "mẹ"}
    answer = send(sit_as(CLERK), dossier, verb, **sound, **taker)
    assert answer.status_code == 403
    assert "việc này dành cho công chức chuyên môn thụ lý" in read(answer)
    assert open_step(dossier) == "xu_ly"


@pytest.mark.parametrize("verb", ["", "nhan/", "chuyen/", "tra-lai/", "ket-qua/", "tra-ket-qua/", "giay-tiep-nhan.pdf"])
def test_another_communes_official_does_not_learn_that_the_dossier_exists(verb: str) -> None:
    dossier, stranger = receive(), sit_as(OTHER_CLERK)
    is_read = verb in ("", "giay-tiep-nhan.pdf")
    answer = stranger.get(url(dossier, verb)) if is_read else stranger.post(url(dossier, verb), {"seen": 1})
    unknown = url(dossier, verb).replace("-0001/", "-9999/")
    nowhere = stranger.get(unknown) if is_read else stranger.post(unknown, {"seen": 1})
    assert answer.status_code == nowhere.status_code == 404
    assert read(answer).replace(dossier.code, "X") == read(nowhere).replace(dossier.code[:-4] + "9999", "X")


@pytest.mark.parametrize("verb", ["nhan", "chuyen", "tra-lai", "ket-qua", "tra-ket-qua"])
def test_a_verb_is_no_page(verb: str) -> None:
    assert sit_as(CLERK).get(url(receive(), f"{verb}/")).status_code == 405


def test_what_waits_says_how_long_and_what_is_late_by_how_much() -> None:
    dossier = receive(moment(9))
    with clock.at(moment(11)):
        assert "Còn 4 giờ" in read(sit_as(CLERK).get(url(dossier)))
    with clock.at(moment(11, day=10)):
        assert "Quá 4 giờ" in read(sit_as(CLERK).get(url(dossier)))
