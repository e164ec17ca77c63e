"""Form 01 says what the circular wants, in order, on the day's form, and bears anything a counter may meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from pypdf import PdfReader

from motcua.kernel.dated import NoRuleInForce
from motcua.kernel.zone import VIETNAM
from motcua.onestop.printing import receipt
from motcua.onestop.printing.forms import receipt_form_on
from motcua.onestop.printing.receipt import ReceiptPaper, ReceiptSheet, receipt_pdf

SHEET = ReceiptSheet(
    superior="UBND huyện Ninh Phước",
    issuer="Ủy ban nhân dân xã Phước Thuận",
    place="Phước Thuận",
    counter="Ủy ban nhân dân xã Phước Thuận",
    code="H43.32.5-240909-0001",
    applicant="Nguyễn Thị Thúy Hằng",
    address="Thôn Thuận Hòa, xã Phước Thuận, huyện Ninh Phước, tỉnh Ninh Thuận",
    phone="0912 345 678",
    email="hang@example.vn",
    identity_number="058190001234",
    request="Đăng ký khai sinh (1.001193)",
    papers=(ReceiptPaper("Tờ khai đăng ký khai sinh", 1), ReceiptPaper("Giấy chứng sinh", 1, 2)),
    term="16 giờ làm việc",
    received_at=datetime(2024, 9, 9, 10, 5, tzinfo=VIETNAM),
    due_at=datetime(2024, 9, 11, 10, 5, tzinfo=VIETNAM),
    result_at="Bộ phận tiếp nhận và trả kết quả xã Phước Thuận",
    fee="Không thu",
    lookup_code="7KQ2M9XD4TRW",
    received_by="Trần Văn Bảo",
    why=("Câu thứ nhất.", "Câu thứ hai.", "Câu thứ ba.", "Câu thứ tư.", "Câu thứ năm."),
)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def words(sheet: ReceiptSheet, copy: receipt.Copy = "citizen") -> str:
    return "\n".join(pages(receipt_pdf(sheet, copy=copy)))


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_receipt_says_what_the_form_wants_in_the_order_of_the_form() -> None:
    text = flat(words(SHEET))
    wanted = [
        "UBND HUYỆN NINH PHƯỚC",
        "ỦY BAN NHÂN DÂN XÃ PHƯỚC THUẬN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Mã hồ sơ: H43.32.5-240909-0001",
        "Phước Thuận, ngày 09 tháng 9 năm 2024",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "(Liên: Giao khách hàng)",
        "Bộ phận tiếp nhận và trả kết quả: Ủy ban nhân dân xã Phước Thuận",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Thúy Hằng",
        "Địa chỉ: Thôn Thuận Hòa, xã Phước Thuận",
        "Số điện thoại: 0912 345 678",
        "Email: hang@example.vn",
        "Số CMND/Thẻ căn cước/Hộ chiếu: 058190001234",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh (1.001193)",
        "1. Thành phần hồ sơ",
        "STT Tên giấy tờ, tài liệu Số bản chính Số bản sao",
        "1 Tờ khai đăng ký khai sinh 1",
        "2 Giấy chứng sinh 1 2",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định là: 16 giờ làm việc",
        "4. Thời gian nhận hồ sơ: 10 giờ 05 phút, ngày 09 tháng 9 năm 2024",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 10 giờ 05 phút, ngày 11 tháng 9 năm 2024",
        "6. Đăng ký nhận kết quả tại: Bộ phận tiếp nhận và trả kết quả xã Phước Thuận",
        "7. Phí, lệ phí: Không thu",
        "nhập mã 7KQ2 M9XD 4TRW",
        "Câu thứ nhất. Câu thứ hai. Câu thứ ba. Câu thứ tư.",
        "NGƯỜI NỘP HỒ SƠ NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Nguyễn Thị Thúy Hằng Trần Văn Bảo",
        "Mẫu số 01, Thông tư số 01/2018/TT-VPCP",
    ]
    found = [text.find(phrase) for phrase in wanted]
    assert -1 not in found, wanted[found.index(-1)]
    assert found == sorted(found)
    assert "Câu thứ năm" not in text


def test_a_common_receipt_takes_one_page_a_copy() -> None:
    citizen, office = pages(receipt_pdf(SHEET))
    assert "(Liên: Giao khách hàng)" in citizen
    assert "(Liên: Lưu)" in office
    assert citizen.replace("Giao khách hàng", "Lưu") == office


def test_one_copy_can_be_printed_alone() -> None:
    assert "(Liên: Lưu)" in words(SHEET, "office")
    assert "(Liên: Lưu)" not in words(SHEET, "citizen")


def test_what_is_not_known_leaves_no_empty_line() -> None:
    text = words(replace(SHEET, phone="", email="", identity_number="", why=()))
    for label in ("Số điện thoại", "Email", "Hộ chiếu", "Người nộp:", "Cách tính", "Quyển số"):
        assert label not in text


def test_who_hands_in_for_another_is_named_and_signs() -> None:
    text = flat(words(replace(SHEET, submitted_by="Lê Văn Cường", book="03", serial="125")))
    assert "Người nộp: Lê Văn Cường" in text
    assert "Lê Văn Cường Trần Văn Bảo" in text
    assert "Quyển số: 03 Số thứ tự: 125" in text


def test_twenty_five_papers_flow_on_under_a_repeated_header() -> None:
    name = "Bản vẽ thiết kế kỹ thuật thi công đã được phê duyệt kèm thuyết minh tính toán kết cấu"
    printed = pages(
        receipt_pdf(replace(SHEET, papers=tuple(ReceiptPaper(f"{name} {n}", n) for n in range(1, 26))), copy="citizen")
    )
    with_rows = [page for page in printed if name in flat(page)]
    assert len(with_rows) == 2
    assert all("Tên giấy tờ, tài liệu" in page for page in with_rows)
    assert [flat(page)[:1] for page in printed[1:]] == [str(n) for n in range(2, len(printed) + 1)]
    assert "5. Thời gian trả kết quả" in printed[-1], "nobody signs a page without the due moment"


def test_a_very_long_name_keeps_all_its_words() -> None:
    name = "Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư Xây dựng Thương mại Dịch vụ Du lịch " * 3
    text = words(replace(SHEET, applicant=name.strip(), email="x" * 120 + "@example.vn"))
    assert f"Tiếp nhận hồ sơ của: {name.strip()}" in flat(text)
    assert max(line.count("x") for line in text.splitlines()) < 80


@pytest.mark.parametrize("typed", ["#sys.version", "$a$ *b* _c_", "\\u{41}", "<nhãn> @nhãn", "// chú thích"])
def test_no_field_can_smuggle_markup_in(typed: str) -> None:
    sheet = replace(SHEET, applicant=typed, address=typed, request=typed, papers=(ReceiptPaper(typed, 1),))
    assert words(replace(sheet, received_by=typed)).count(typed) == 6


def test_the_qr_code_holds_the_look_up_address(settings: Any) -> None:
    settings.PUBLIC_URL = "https://motcua.example.vn"
    with patch.object(receipt.qr, "svg", wraps=receipt.qr.svg) as drawn:
        text = flat(words(SHEET))
    drawn.assert_called_once_with("https://motcua.example.vn/tra-cuu/7KQ2M9XD4TRW")
    assert "motcua.example.vn/tra-cuu" in text


def test_moments_are_printed_on_a_vietnamese_clock() -> None:
    text = words(replace(SHEET, received_at=datetime(2024, 9, 9, 3, 5, tzinfo=UTC)))
    assert "4. Thời gian nhận hồ sơ: 10 giờ 05 phút, ngày 09 tháng 9 năm 2024" in text


def test_where_the_law_sets_no_term_no_day_is_promised() -> None:
    text = words(replace(SHEET, term="không quy định", due_at=None, why=()))
    assert "5. Thời gian trả kết quả giải quyết hồ sơ: không hẹn ngày" in text


def test_the_set_of_2025_is_used_from_the_day_it_takes_effect() -> None:
    last = words(replace(SHEET, received_at=datetime(2025, 9, 14, 23, 59, tzinfo=VIETNAM)))
    first = words(replace(SHEET, received_at=datetime(2025, 9, 15, 0, 0, tzinfo=VIETNAM)))
    assert "Mẫu số 01, Thông tư số 01/2018/TT-VPCP" in last
    assert "Bộ phận tiếp nhận và trả kết quả: " in last
    assert "Mẫu số 01, Thông tư số 03/2025/TT-VPCP" in first
    assert "Trung tâm Phục vụ hành chính công: " in first


def test_a_day_before_the_first_set_is_refused_with_its_basis() -> None:
    with pytest.raises(NoRuleInForce, match=r"31/12/2018") as refused:
        receipt_form_on(date(2018, 12, 31))
    assert refused.value.citation == "Thông tư số 01/2018/TT-VPCP"


def test_equal_sheets_give_equal_bytes() -> None:
    assert receipt_pdf(SHEET) == receipt_pdf(replace(SHEET))
