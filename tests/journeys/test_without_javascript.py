"""The counter and the approval in a browser that runs no scripts at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person, code_of
from tests.knocks.official import Office
from tests.stack import Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_a_receipt_needs_no_javascript(person: Callable[..., Person], papers: Path) -> None:
    clerk = person(javascript=False)
    page = clerk.sign_in("canbo.motcua")
    page.goto("/mot-cua/tiep-nhan/")
    page.get_by_label("Tên hoặc mã thủ tục").fill("khai sinh")
    page.get_by_label("Tên hoặc mã thủ tục").press("Enter")
    page.get_by_role("link", name="1.001193").click()
    expect(page.get_by_text("Vì sao ngày này?")).to_be_visible()
    page.get_by_label("Số định danh cá nhân").fill("058192000033")
    page.get_by_label("Họ và tên").fill("Bá Thị Lan")
    page.get_by_label("Số điện thoại").fill("0900000033")
    page.get_by_label("Giấy chứng sinh").check()
    page.get_by_label("Bản quét").nth(1).set_input_files(papers / "giay-chung-sinh.pdf")
    page.get_by_role("button", name="Lưu và cấp mã hồ sơ").click()
    expect(page.get_by_role("alert")).to_contain_text("còn thiếu 1 giấy tờ bắt buộc")
    page.get_by_label("Tờ khai đăng ký khai sinh").check()
    page.get_by_role("button", name="Lưu và cấp mã hồ sơ").click()
    clerk.arrive(".*/ho-so/H43.*/")
    assert "-240909-" in code_of(page)
    expect(page.get_by_role("link", name="giay-chung-sinh.pdf")).to_be_visible()


def test_an_approval_needs_no_javascript(person: Callable[..., Person], stack: Stack) -> None:
    code = Office(stack.port).at_leader()
    leader = person(javascript=False)
    page = leader.sign_in("lanhdao")
    page.get_by_role("link", name="Việc chờ tôi").first.click()
    page.get_by_role("link", name=code).click()
    page.get_by_label("Ý kiến xử lý").fill("Đồng ý.")
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.get_by_text(f"Đã chuyển hồ sơ {code}")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Đã xử lý xong")
