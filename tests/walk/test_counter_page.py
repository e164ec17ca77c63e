"""The counter's form: saving a receipt, and every reason for which it is refused with all that was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from motcua.files.models import StoredFile
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import story_of
from motcua.onestop.models import Dossier
from motcua.onestop.types import Status
from motcua.org import queries as org
from tests.walk.pages import COUNTER, filled, keeps, papers, read, scan, sit_as, url, values
from tests.world import BIRTH, CLERK, MARITAL, MONDAY, SPECIALIST, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]
FORM = f"{COUNTER}{BIRTH}/"


@pytest.fixture
def clerk() -> Client:
    return sit_as(CLERK)


def paper(number: int) -> str:
    """The beginning of the names of a paper's inputs."""
    return f"paper-{papers()[number].pk}"


def test_the_form_shows_the_due_moment_and_why_before_anything_is_saved(clerk: Client) -> None:
    answer = clerk.get(FORM)
    page = read(answer)
    assert answer.status_code == 200
    assert "17 giờ 00" in page
    assert "09/09/2024" in page
    assert "Vì sao ngày này?" in page
    assert not Dossier.objects.exists()


def test_saving_makes_the_dossier_and_leads_to_its_page(clerk: Client) -> None:
    sent = filled()
    answer = clerk.post(FORM, sent, follow=True)
    dossier = Dossier.objects.get()
    assert answer.redirect_chain == [(url(dossier), 302)]
    page = read(answer)
    assert f"Đã tiếp nhận hồ sơ {dossier.code}" in page
    assert sent["abstract"] in page
    assert (dossier.status, dossier.sets, dossier.applicant_id_number) == (Status.RECEIVED, 2, "058192000017")
    assert dossier.applicant_phone == "0900000017"


def test_papers_are_kept_with_their_counts_and_scans(clerk: Client) -> None:
    sent = filled() | {f"{paper(0)}-originals": "2", f"{paper(0)}-copies": "3"}
    clerk.post(FORM, sent | {f"{paper(0)}-scans": [scan(), scan("mặt sau.pdf")]})
    kept = Dossier.objects.get().papers.all()
    assert [(row.originals, row.copies) for row in kept] == [(2, 3), (1, 0)]
    assert [each.name for each in kept[0].scans.all()] == ["tờ khai.pdf", "mặt sau.pdf"]


def test_a_paper_with_a_scan_counts_as_handed_in_without_its_tick(clerk: Client) -> None:
    sent = filled()
    del sent[f"{paper(0)}-on"]
    answer = clerk.post(FORM, sent | {f"{paper(0)}-scans": scan()})
    assert answer.status_code == 302
    assert Dossier.objects.get().papers.count() == 2


@pytest.mark.parametrize("length", [201, 240])
def test_a_scan_with_a_very_long_name_is_kept_under_a_shorter_one(clerk: Client, length: int) -> None:
    long = "Giấy chứng sinh " * 20
    answer = clerk.post(FORM, filled() | {f"{paper(0)}-scans": scan(f"{long[:length]}.pdf")})
    assert answer.status_code == 302
    kept = Dossier.objects.get().papers.order_by("order")[0].scans.get()
    assert len(kept.name) <= 200
    assert kept.name.endswith(".pdf")


def test_every_scan_that_will_not_do_is_named(clerk: Client) -> None:
    bad = [scan("một.pdf", b"MZ"), scan("hai.exe", b"MZ"), scan("ba.pdf")]
    answer = clerk.post(FORM, filled() | {f"{paper(0)}-scans": bad})
    page = read(answer)
    assert "một.pdf" in page
    assert "hai.exe" in page
    assert len(values(answer, f"{paper(0)}-scans-kept")) == 1


def test_a_scan_one_clerk_sent_is_of_no_use_in_the_form_of_another(clerk: Client) -> None:
    sent = filled(phone="12345") | {f"{paper(0)}-scans": scan()}
    token = values(clerk.post(FORM, sent), f"{paper(0)}-scans-kept")[0]
    answer = sit_as("phuocson.motcua").post(FORM, filled() | {f"{paper(0)}-scans-kept": token})
    assert answer.status_code == 422
    assert "Tệp đã đính kèm không đọc lại được" in read(answer)


def test_a_second_click_leads_to_the_same_dossier(clerk: Client) -> None:
    sent = filled()
    first, second = (clerk.post(FORM, sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


def test_a_late_entry_keeps_the_moment_it_was_really_received(clerk: Client) -> None:
    clerk.post(FORM, filled(received_at="06/09/2024 15:30", late_because="Mất điện cả chiều"))
    dossier = Dossier.objects.get()
    assert dossier.received_at == datetime(2024, 9, 6, 15, 30, tzinfo=VIETNAM)
    assert "-240906-" in dossier.code
    assert "Vào sổ muộn, lý do: «Mất điện cả chiều»." in story_of("onestop.dossier", dossier.pk)[0].says


def test_a_receipt_of_last_year_is_questioned(clerk: Client) -> None:
    answer = clerk.post(FORM, sent := filled(received_at="09/09/2023 08:00"))
    assert answer.status_code == 422
    assert "09/09/2023 08:00 là trước hôm nay 366 ngày; hãy kiểm tra lại ngày" in read(answer)
    assert not keeps(answer, sent)
    assert not Dossier.objects.exists()


def test_the_same_form_saved_again_with_other_words_is_refused_then_becomes_a_dossier_of_its_own(clerk: Client) -> None:
    clerk.post(FORM, sent := filled())
    answer = clerk.post(FORM, other := sent | {"name": "Trần Văn Khác", "id_number": "058192000025"})
    assert answer.status_code == 422
    assert f"đã được lưu thành hồ sơ {Dossier.objects.get().code} với nội dung khác" in read(answer)
    anew = values(answer, "key")
    assert clerk.post(FORM, other | {"key": anew}).status_code == 302
    assert Dossier.objects.filter(applicant_name="Trần Văn Khác").count() == 1


def test_missing_papers_are_told_together_with_the_faults_of_the_form(clerk: Client) -> None:
    page = read(clerk.post(FORM, filled(ticked=False, phone="12345")))
    assert "Số điện thoại bắt đầu bằng 0" in page
    assert page.count("Giấy tờ bắt buộc này chưa được đánh dấu đã nhận đủ") >= 2


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "an id of eleven digits": ({"id_number": "058 192 000 01"}, "Số định danh có 12 chữ số, bạn đã nhập 11"),
    "an id with letters": ({"id_number": "05819200001A"}, "Chỉ nhập chữ số"),
    "no id": ({"id_number": ""}, "Hãy nhập số định danh cá nhân"),
    "a phone that is none": ({"phone": "12345"}, "Số điện thoại bắt đầu bằng 0"),
    "no name": ({"name": "  "}, "Hãy nhập họ và tên"),
    "an e-mail that is none": ({"email": "mo@"}, "Địa chỉ thư điện tử chưa đúng"),
    "no channel": ({"channel": ""}, "Hãy chọn cách nộp"),
    "a channel the counter has not": ({"channel": "2"}, "2"),
    "a malformed moment": ({"received_at": "32/13/2024 25:00"}, "Không đọc được thời điểm «32/13/2024 25:00»"),
    "a day without its hour": ({"received_at": "09/09/2024"}, "Không đọc được thời điểm «09/09/2024»"),
    "a receipt in the future": ({"received_at": "09/09/2024 10:30"}, "ở sau hiện tại (09/09/2024 10:00)"),
    "a day before the procedure": ({"received_at": "04/01/2016 08:00"}, "chưa có dữ liệu trước ngày"),
    "no sets": ({"sets": "0"}, "Hãy nhập từ 1 trở lên"),
    "half a set": ({"sets": "1,5"}, "số nguyên"),
    "too long a name": ({"name": "Â" * 121}, "120"),
    "a key that is none": ({"key": "x"}, "Biểu mẫu không còn nguyên vẹn"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_receipt_is_refused_on_the_page_with_all_that_was_typed(clerk: Client, case: str) -> None:
    changed, says = REFUSED[case]
    sent = filled(**changed)
    answer = clerk.post(FORM, sent)
    assert answer.status_code == 422
    assert says in read(answer)
    assert not keeps(answer, {name: value for name, value in sent.items() if name != "key"})
    assert not Dossier.objects.exists()


def test_missing_papers_are_named_and_the_law_with_them(clerk: Client) -> None:
    answer = clerk.post(FORM, sent := filled(ticked=False))
    page = read(answer)
    assert answer.status_code == 422
    assert "Hồ sơ còn thiếu 2 giấy tờ bắt buộc: «Tờ khai đăng ký khai sinh theo mẫu»" in page
    assert "Căn cứ: Nghị định 61/2018/NĐ-CP, Điều 17" in page
    for missing in papers()[:2]:
        assert f'<a href="#paper-{missing.pk}-on">{missing.name}: Giấy tờ bắt buộc này chưa được đánh dấu' in page
        assert f'aria-describedby="paper-{missing.pk}-them paper-{missing.pk}-loi"' in page
    assert not keeps(answer, sent)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("typed", ["100", "-1", "một", "1.5", "²"])
def test_a_count_that_is_none_is_refused_at_its_paper(clerk: Client, typed: str) -> None:
    answer = clerk.post(FORM, filled() | {f"{paper(0)}-originals": typed})
    assert answer.status_code == 422
    assert f"Số bản phải là số từ 0 đến 99 (bạn nhập «{typed}»)" in read(answer)
    assert values(answer, f"{paper(0)}-originals") == [typed]


def test_a_count_that_is_none_is_refused_beside_a_scan_without_a_tick_too(clerk: Client) -> None:
    sent = filled() | {f"{paper(2)}-originals": "nhiều", f"{paper(2)}-scans": scan()}
    answer = clerk.post(FORM, sent)
    assert answer.status_code == 422
    assert "bạn nhập «nhiều»" in read(answer)


def test_a_ticked_paper_of_which_there_is_none_is_refused(clerk: Client) -> None:
    answer = clerk.post(FORM, filled() | {f"{paper(0)}-originals": "0", f"{paper(0)}-copies": ""})
    assert answer.status_code == 422
    assert "Đã đánh dấu nhưng chưa có bản nào" in read(answer)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("bài hát.mp3", b"ID3\x03\x00", "không thuộc loại được nhận"),
        ("đơn.pdf", b"MZ\x90\x00", "không mở được như một tệp PDF"),
        ("rỗng.pdf", b"", "không có nội dung (0 byte)"),
        ("to.pdf", b"%PDF-" + b"0" * 2000, "quá mức"),
    ],
)
def test_a_file_that_will_not_do_is_refused_and_the_good_ones_stay(
    clerk: Client, settings: Any, name: str, content: bytes, says: str
) -> None:
    settings.FILE_LIMIT_BYTES = 1000
    sent = filled()
    answer = clerk.post(FORM, sent | {f"{paper(0)}-scans": [scan(), scan(name, content)]})
    assert answer.status_code == 422
    page = read(answer)
    assert says in page
    assert name in page
    assert not keeps(answer, sent)
    assert len(values(answer, f"{paper(0)}-scans-kept")) == 1


def test_a_count_of_thousands_of_digits_is_refused(clerk: Client) -> None:
    answer = clerk.post(FORM, filled() | {f"{paper(0)}-originals": "9" * 6000})
    assert answer.status_code == 422
    assert "Số bản phải là số từ 0 đến 99" in read(answer)


def test_scans_survive_a_refusal_and_need_not_be_sent_again(clerk: Client) -> None:
    sent = filled(phone="1")
    answer = clerk.post(FORM, sent | {f"{paper(1)}-scans": scan()})
    (token,) = values(answer, f"{paper(1)}-scans-kept")
    assert clerk.post(FORM, sent | {"phone": "0900000017", f"{paper(1)}-scans-kept": token}).status_code == 302
    assert Dossier.objects.get().attachments.get().name == "tờ khai.pdf"
    assert StoredFile.objects.count() == 1


def test_a_forged_token_of_a_scan_is_refused(clerk: Client) -> None:
    answer = clerk.post(FORM, sent := filled() | {f"{paper(0)}-scans-kept": "WzEsIngiXQ:1sXy:forged"})
    assert answer.status_code == 422
    assert "Tệp đã đính kèm không đọc lại được" in read(answer)
    assert not keeps(answer, {name: value for name, value in sent.items() if not name.endswith("-scans-kept")})
    assert not Dossier.objects.exists()


def test_a_term_that_leaves_the_calendar_is_refused_by_name(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    short = replace(org.calendar("hanh-chinh"), last=MONDAY.date(), exceptions=())
    monkeypatch.setattr(org, "calendar", lambda code, unit_id=None, hold=False: short)
    form = f"{COUNTER}{MARITAL}/"
    shown, answer = clerk.get(form), clerk.post(form, sent := filled(MARITAL))
    assert "Chưa tính được ngày hẹn" in read(shown)
    assert answer.status_code == 422
    assert "Kết quả tính vượt ra ngoài lịch làm việc" in read(answer)
    assert not keeps(answer, sent)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("9.999999", "Không có thủ tục mang mã «9.999999»"),
        ("1.014027", "chỉ có hiệu lực từ ngày 01/07/2025"),
        ("1.000798", "đã hết hiệu lực từ ngày 01/08/2024"),
        ("2.000528", "không tiếp nhận thủ tục 2.000528"),
    ],
)
def test_the_form_of_a_procedure_that_is_not_for_here_is_refused(clerk: Client, code: str, says: str) -> None:
    for answer in (clerk.get(f"{COUNTER}{code}/"), clerk.post(f"{COUNTER}{code}/", {})):
        assert answer.status_code == 422
        assert says in read(answer)


def test_only_clerks_sit_at_the_counter() -> None:
    answer = sit_as(SPECIALIST).post(FORM, filled())
    assert answer.status_code == 403
    assert "Trang này dành cho cán bộ tiếp nhận và trả kết quả" in read(answer)
    assert not Dossier.objects.exists()


def test_the_due_moment_follows_the_channel_and_the_moment_typed(clerk: Client) -> None:
    page = read(clerk.get(f"{FORM}han-tra/", {"channel": "3", "received_at": "06/09/2024 15:00"}))
    assert "từ 15 giờ 00 trở đi" in page
    assert "17 giờ 00 phút, thứ Hai ngày 09/09/2024" in page
    assert "Chưa tính được" in read(clerk.get(f"{FORM}han-tra/", {"received_at": "mai"}))
    assert "Chưa tính được" in read(clerk.get(f"{FORM}han-tra/", {"channel": "99"}))


def test_a_known_personal_number_fills_the_applicants_fields(clerk: Client) -> None:
    receive(moment(9))
    answer = clerk.get(f"{FORM}nguoi-nop/", {"id_number": "058192000017", "name": "", "phone": ""})
    assert values(answer, "name") == ["Chamaléa Thị Mơ"]
    assert values(answer, "phone") == ["0900000017"]
    assert "Đã có trong sổ người nộp" in read(answer)


def test_a_number_nobody_has_or_not_whole_yet_leaves_the_page_as_it_is(clerk: Client) -> None:
    receive(moment(9))
    for number in ("0581920000", "058192000099", "abc"):
        answer = clerk.get(f"{FORM}nguoi-nop/", {"id_number": number, "name": "Người khác"})
        assert (answer.status_code, answer.content) == (204, b"")


def test_several_people_with_one_telephone_are_offered_to_choose_from(clerk: Client) -> None:
    receive(moment(9))
    receive(moment(9), id_number="058192000018", name="Chamaléa Văn Sơn")
    page = read(clerk.get(f"{FORM}nguoi-nop/", {"id_number": "", "phone": "0900 000 017"}))
    assert "Số điện thoại này có 2 người" in page
    assert "Chamaléa Thị Mơ" in page
    assert "Chamaléa Văn Sơn" in page
