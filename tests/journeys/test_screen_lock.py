"""The lock over a page in the browser: it covers what is there, opens by the password, and loses nothing typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from motcua.demo.province import PASSWORD
from tests.journeys.person import Person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_an_idle_page_is_covered_and_opened_again_with_everything_typed(person: Callable[..., Person]) -> None:
    leader = person()
    page = leader.page
    page.clock.install()
    leader.sign_in("lanhdao")
    page.goto("/tai-khoan/toi/")
    page.get_by_text("Báo vắng mặt").click()
    page.get_by_label("Văn bản, ghi chú").fill("Về quê ăn giỗ")
    cover = page.locator("#khoa-man-hinh")
    expect(cover).to_be_hidden()
    page.clock.fast_forward("16:00")
    expect(cover).to_be_visible()
    page.keyboard.press("Escape")
    expect(cover).to_be_visible()
    other = leader.context.new_page()
    other.goto("/ban-lam-viec/")
    expect(other.get_by_role("heading", name="Màn hình đang khóa")).to_be_visible()
    other.close()
    cover.get_by_label("Mật khẩu").fill("sai mật khẩu")
    cover.get_by_role("button", name="Mở khóa").click()
    expect(cover.get_by_role("alert")).to_contain_text("Mật khẩu chưa đúng; hãy nhập lại.")
    leader.complaints.clear()  # the browser calls the refused password an error
    cover.get_by_label("Mật khẩu").fill(PASSWORD)
    cover.get_by_role("button", name="Mở khóa").click()
    expect(cover).to_be_hidden()
    expect(page.get_by_label("Văn bản, ghi chú")).to_have_value("Về quê ăn giỗ")


def test_the_lock_page_keeps_a_form_where_no_script_runs(person: Callable[..., Person]) -> None:
    leader = person(javascript=False)
    page = leader.sign_in("lanhdao")
    page.goto("/tai-khoan/toi/")
    page.get_by_text("Báo vắng mặt").click()
    page.get_by_label("Đến hết ngày").first.fill("12/09/2024")
    page.get_by_label("Văn bản, ghi chú").fill("Về quê ăn giỗ")
    lock = leader.context.new_page()
    lock.goto("/tai-khoan/toi/")
    lock.get_by_role("button", name="Khóa màn hình").click()
    page.get_by_role("button", name="Ghi vắng mặt").click()
    expect(page.get_by_text("chưa được ghi, và đang được giữ ở đây")).to_be_visible()
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Mở khóa").click()
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_text("Đã ghi thời gian vắng mặt.")).to_be_visible()
