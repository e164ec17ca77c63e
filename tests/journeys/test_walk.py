"""The walk: a person's application from the counter to its result, by clerk, specialist, leader and citizen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from motcua.demo.province import PASSWORD
from tests.journeys.person import Person, code_of, panel

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NAME, ID_NUMBER, PHONE, ADDRESS = "Katơr Thị Bích Hằng", "058192004517", "0912345678", "Khu phố 6, phường Đông Hải"
DUE = re.compile(r"17 giờ 00 phút\s*,?\s*thứ Hai ngày 09/09/2024")
SECONDS_OF_A_STROKE = 0.28
"""How long a person at a counter takes for one key (Card, Moran and Newell 1980: an average typist)."""


def at_the_counter(clerk: Person, scan: Path) -> str:
    """Receive a birth registration without touching the mouse; the code of the new dossier."""
    page = clerk.page
    page.goto("/ban-lam-viec/")
    assert "Tên đăng nhập" in clerk.focused(), "the entrance begins where the clerk begins"
    clerk.type("canbo.motcua")
    clerk.press("Tab")
    clerk.type(PASSWORD)
    clerk.press("Enter")
    clerk.arrive(".*/ban-lam-viec/")
    clerk.tab_to("Tiếp nhận hồ sơ")
    clerk.press("Enter")
    clerk.arrive(".*/tiep-nhan/")
    clerk.press("F2")
    clerk.type("khai sinh")
    expect(page.get_by_text("thủ tục khớp «khai sinh»")).to_be_visible()
    clerk.shot("walk-choose")
    clerk.tab_to("1.001193")
    clerk.press("Enter")
    clerk.arrive(".*/1.001193/")
    expect(page.locator("#hen-tra")).to_contain_text(DUE)
    expect(page.get_by_text("Vì sao ngày này?")).to_be_visible()
    expect(page.get_by_text("Thời hạn giải quyết: trong ngày làm việc")).to_be_visible()

    assert "Số định danh cá nhân" in clerk.focused(), "the form begins where the clerk begins"
    clerk.type(ID_NUMBER)
    clerk.press("Tab")
    clerk.type(NAME)
    clerk.press("Tab")
    clerk.type(PHONE)
    clerk.press("Tab")
    clerk.type(ADDRESS)
    clerk.tab_to("Tờ khai đăng ký khai sinh")
    clerk.press("Space")
    clerk.tab_to("Giấy chứng sinh")
    clerk.press("Space")
    clerk.tab_to("Bản sao")
    clerk.type("2")
    clerk.tab_to("Bản quét")
    clerk.choose_file(lambda: clerk.press("Space"), scan)
    clerk.tab_to("Nội dung yêu cầu", most=40)
    clerk.type("Đăng ký khai sinh cho con gái")
    clerk.shot("walk-receive")
    assert page.locator("#id_name").input_value() == NAME, "what the clerk typed stays"
    clerk.press("Control+Enter")
    clerk.arrive(".*/ho-so/H43.*/")
    clerk.shot("walk-received")
    return code_of(page)


def receipt_of(clerk: Person) -> str:
    """The text of the receipt behind the button that F8 presses."""
    link = clerk.page.get_by_role("link", name="In giấy tiếp nhận")
    assert link.get_attribute("data-key") == "F8"
    answer = clerk.context.request.get(str(link.get_attribute("href")))
    assert answer.body().startswith(b"%PDF")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages).split())


def open_from_inbox(official: Person, code: str) -> None:
    official.page.get_by_role("link", name="Việc chờ tôi").first.click()
    official.page.get_by_role("link", name=code).click()
    official.arrive(f".*/{code}/")


def pass_on(official: Person, note: str) -> None:
    official.page.get_by_label("Ý kiến xử lý").fill(note)
    official.press("F9")
    official.page.get_by_text("Đã chuyển hồ sơ").wait_for()


def test_a_person_walks_from_the_counter_to_the_result(person: Callable[..., Person], papers: Path) -> None:
    started = time.monotonic()
    clerk, specialist, leader, citizen = (person() for _ in range(4))

    code = at_the_counter(clerk, papers / "giay-chung-sinh.pdf")
    assert re.fullmatch(r"H43\.31\.31-240909-\d{4}", code)
    expect(panel(clerk.page, "Thời hạn")).to_contain_text(DUE)
    receipt = receipt_of(clerk)
    assert code in receipt
    assert NAME in receipt
    assert re.search(r"17 giờ 00 phút,? (thứ Hai,? )?ngày 0?9[/ ]", receipt), receipt
    lookup_code = panel(clerk.page, "Người nộp và nội dung").locator("dd").last.inner_text()
    assert re.fullmatch(r"[2-9A-Z]{10}", lookup_code)
    clerk.press("F9")
    clerk.page.get_by_text("Đã chuyển hồ sơ").wait_for()

    specialist.sign_in("chuyenvien")
    open_from_inbox(specialist, code)
    specialist.press("F4")
    specialist.page.get_by_text("Bạn đã nhận xử lý bước này").wait_for()
    specialist.page.get_by_text("Nhập kết quả").click()
    specialist.page.get_by_label("Số, ký hiệu kết quả").fill("112/2024")
    specialist.page.get_by_label("Tệp kết quả").set_input_files(papers / "giay-khai-sinh.pdf")
    specialist.shot("walk-result")
    specialist.page.get_by_role("button", name="Ghi kết quả").click()
    specialist.page.get_by_text("Đã ghi kết quả").wait_for()
    pass_on(specialist, "Giấy chứng sinh hợp lệ, đã tra cứu cư trú; đề nghị ký.")

    leader.sign_in("lanhdao")
    open_from_inbox(leader, code)
    leader.shot("walk-leader")
    leader.page.get_by_text("Trả lại bước trước").click()
    leader.page.get_by_label("Lý do trả lại").fill("Ghi thiếu nơi sinh trong giấy khai sinh.")
    leader.page.get_by_role("button", name="Trả lại", exact=True).click()
    leader.page.get_by_text("Đã trả lại hồ sơ").wait_for()

    open_from_inbox(specialist, code)
    expect(specialist.page.get_by_text("Ghi thiếu nơi sinh trong giấy khai sinh.").first).to_be_visible()
    pass_on(specialist, "Đã ghi nơi sinh: Bệnh viện đa khoa tỉnh.")

    open_from_inbox(leader, code)
    pass_on(leader, "Đồng ý.")

    open_from_inbox(clerk, code)
    assert clerk.page.get_by_label("Họ tên người nhận").input_value() == NAME
    clerk.shot("walk-hand-out")
    clerk.press("F9")
    clerk.page.get_by_text("Đã trả kết quả hồ sơ").wait_for()
    clerk.shot("walk-story")
    told = clerk.page.locator("main").inner_text()

    citizen.page.goto("/")
    citizen.page.get_by_label("Mã tra cứu").fill(lookup_code.lower())
    citizen.page.keyboard.press("Enter")
    expect(citizen.page.get_by_text("Đã trả kết quả").first).to_be_visible()
    citizen.shot("walk-citizen")
    took = time.monotonic() - started
    public = citizen.page.content()

    person_takes = took + clerk.strokes * SECONDS_OF_A_STROKE
    print(f"\nThe walk took {took:.1f} s, {clerk.strokes} strokes at the counter; a person: some {person_takes:.0f} s")
    assert person_takes < 180

    for holder in ("Trần Thị Ngọc Diễm", "Đàng Xuân Hiếu", "Phạm Ngọc Thiện"):
        assert holder in told
    for event in ("Tiếp nhận", "112/2024", "Trả lại", "Ghi thiếu nơi sinh", "Bệnh viện đa khoa tỉnh", "Đồng ý."):
        assert event in told
    ways = [each.inner_text() for each in panel(clerk.page, "Quá trình xử lý").locator("li").all()]
    assert len(ways) == 6, "received, examined, sent back, examined again, approved, handed out"
    assert all(re.search(r"\d+ (phút|giờ|ngày)", way) for way in ways), f"how long each step took: {ways}"
    happenings = panel(clerk.page, "Nhật ký").locator("li").count()
    assert happenings >= 9

    assert code in public
    for secret in (NAME, "Bích Hằng", ID_NUMBER, PHONE, "0912 345 678", "058 192", ADDRESS, "Khu phố 6"):
        assert secret not in public, f"the public page tells «{secret}»"
