"""People come, take a second factor, forget their password, get rights, go away, leave and return: in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import psycopg
import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Locator, Page, expect

from motcua.demo.province import PASSWORD
from tests.journeys.person import NARROW, WIDE, Person, faults, panel
from tests.stack import OPENING, Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Come = Callable[..., Person]
Size = tuple[int, int]
SIGN_IN = "/tai-khoan/login/"


def by_size(*wide_and_narrow: object) -> pytest.MarkDecorator:
    """Once at a desk and once on a telephone, each with people of their own."""
    return pytest.mark.parametrize(
        ("size", "who"), [*zip((WIDE, NARROW), wide_and_narrow, strict=True)], ids=("wide", "narrow")
    )


def knock(person: Person, username: str, password: str = PASSWORD) -> Page:
    """Fill in the sign-in form and send it, wherever that leads."""
    page = person.page
    page.goto(SIGN_IN)
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    return page


def looks_well(person: Person, name: str) -> None:
    """A picture where one is wanted; axe finds nothing serious, and the page fits its window."""
    person.shot(f"people-{name}")
    assert faults(person.page) == []


def administrator(come: Come, size: Size, username: str) -> tuple[Person, Page]:
    """An administrator at the page of an account."""
    person = come(size)
    page = person.sign_in("quantri")
    page.goto(f"/tai-khoan/danh-sach/{username}/")
    return person, page


def code(secret: str, later: int = 0) -> str:
    """What the telephone shows, or will show so many half minutes later."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()) + later))


def fold(page: Page, words: str) -> Locator:
    """Open the fold of that name; the form in it."""
    page.locator("summary").filter(has_text=words).click()
    return page.locator("details[open] form")


def row(page: Page, heading: str, words: str) -> Locator:
    """The row with these words in the panel of that heading."""
    return panel(page, heading).get_by_role("row").filter(has_text=words)


@by_size("an.nguyen", "binh.tran")
def test_somebody_new_chooses_a_password_of_their_own_long_enough(size: Size, who: str, person: Come) -> None:
    chief, page = administrator(person, size, "quantri")
    page.goto("/tai-khoan/mo-tai-khoan/")
    page.get_by_label("Họ và tên").fill("Nguyễn Thị An")
    page.get_by_label("Tên đăng nhập").fill(who)
    looks_well(chief, "open")
    page.get_by_role("button", name="Mở tài khoản").click()
    password = page.locator("#mat-khau-tam").inner_text()
    looks_well(chief, "temporary-password")

    newcomer = person(size)
    page = knock(newcomer, who, password)
    newcomer.arrive("/tai-khoan/password/change/")
    expect(page.get_by_text("Bạn đang dùng mật khẩu tạm do quản trị đặt")).to_be_visible()
    looks_well(newcomer, "must-change")
    page.get_by_label("Mật khẩu hiện tại").fill(password)
    for label in ("Mật khẩu mới", "Nhập lại mật khẩu mới"):
        page.get_by_label(label, exact=True).fill("ngan-qua-1234")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_role("alert")).to_contain_text("Mật khẩu cần ít nhất 14 ký tự, bạn nhập 13")
    looks_well(newcomer, "too-short")
    page.get_by_label("Mật khẩu hiện tại").fill(password)
    for label in ("Mật khẩu mới", "Nhập lại mật khẩu mới"):
        page.get_by_label(label, exact=True).fill("du-dai-roi-1234")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    newcomer.arrive("/tai-khoan/toi/")
    looks_well(newcomer, "me-new")
    page.goto("/tai-khoan/quyen/")
    expect(page.get_by_role("heading", name="Không có quyền nào vào ngày này")).to_be_visible()
    looks_well(newcomer, "rights-none")


@by_size("phanrang.tuphap", "phanrang.taichinh")
def test_a_second_factor_is_set_up_and_asked_for(size: Size, who: str, person: Come) -> None:
    official = person(size)
    page = official.sign_in(who)
    page.goto("/tai-khoan/toi/")
    looks_well(official, "me")
    page.get_by_role("link", name="Xác thực hai lớp và mã dự phòng").click()
    looks_well(official, "factor-off")
    page.get_by_role("link", name="Bật xác thực hai lớp").click()
    expect(page.get_by_role("heading", name="Xác nhận lại mật khẩu")).to_be_visible()
    looks_well(official, "factor-password-again")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    secret = page.get_by_role("main").locator("code").inner_text()
    looks_well(official, "factor-activate")
    page.get_by_label("Mã xác thực").fill("000000" if code(secret) != "000000" else "111111")
    page.get_by_role("button", name="Bật", exact=True).click()
    looks_well(official, "factor-wrong-code")
    page.get_by_label("Mã xác thực").fill(code(secret))
    page.get_by_role("button", name="Bật", exact=True).click()
    expect(page.get_by_role("heading", name="Mã dự phòng", exact=True)).to_be_visible()
    looks_well(official, "recovery-codes")
    page.goto("/tai-khoan/hai-lop/")
    looks_well(official, "factor-on")
    page.goto("/tai-khoan/logout/")
    looks_well(official, "sign-out")
    page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    official.arrive("/")

    knock(official, who)
    expect(page.get_by_role("heading", name="Nhập mã xác thực")).to_be_visible()
    looks_well(official, "code")
    page.get_by_label("Mã xác thực").fill(code(secret, later=1))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    official.arrive("/ban-lam-viec/")
    page.goto("/tai-khoan/toi/")
    expect(panel(page, "Nhật ký tài khoản")).to_contain_text("Đăng nhập bằng xác thực hai lớp.")


@by_size("phanrang.dothi", "phanrang.laodong")
def test_five_wrong_passwords_lock_and_an_administrator_opens(size: Size, who: str, person: Come) -> None:
    official = person(size)
    for _ in range(4):
        page = knock(official, who, "mat-khau-khong-dung")
        expect(page.get_by_role("alert")).to_contain_text("mật khẩu")
    looks_well(official, "wrong-password")
    page = knock(official, who, "mat-khau-khong-dung")
    said = re.compile("Tài khoản tạm khóa đến .* ngày 09/09/2024 .* hãy chờ đến lúc đó, hoặc nhờ quản trị hệ thống")
    expect(page.get_by_role("alert")).to_contain_text(said)
    looks_well(official, "locked-out")
    knock(official, who)
    expect(page.get_by_role("alert")).to_contain_text(said)

    chief, desk = administrator(person, size, who)
    looks_well(chief, "account-locked")
    desk.get_by_role("button", name="Mở khóa ngay").click()
    expect(desk.get_by_text("Đã mở khóa đăng nhập.")).to_be_visible()
    knock(official, who)
    official.arrive("/ban-lam-viec/")


@by_size("donghai.vanhoa", "donghai.congan")
def test_a_role_given_for_days_is_explained(size: Size, who: str, person: Come) -> None:
    chief, page = administrator(person, size, who)
    page.goto("/tai-khoan/danh-sach/")
    looks_well(chief, "accounts")
    page.goto(f"/tai-khoan/danh-sach/{who}/")
    form = fold(page, "Giao vai trò")
    form.get_by_label("Vai trò").select_option("one_stop_clerk")
    form.get_by_label("Đơn vị").select_option("xa-phuoc-son-22873")
    form.get_by_label("Từ ngày").fill("09/09/2024")
    form.get_by_label("Đến hết ngày").fill("08/09/2024")
    form.get_by_label("Văn bản hoặc lý do").fill("Quyết định 15/QĐ-UBND")
    form.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looks_well(chief, "role-refused")
    form = page.locator("details[open] form")
    expect(form.get_by_label("Văn bản hoặc lý do")).to_have_value("Quyết định 15/QĐ-UBND")
    form.get_by_label("Đến hết ngày").fill("13/09/2024")
    form.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_text("Đã giao vai trò.")).to_be_visible()
    expect(row(page, "Vai trò", "xã Phước Sơn")).to_contain_text("13/09/2024")
    looks_well(chief, "account")
    page.get_by_role("link", name="Được làm gì?", exact=True).click()
    allowed = panel(page, "Ủy ban nhân dân xã Phước Sơn").get_by_role("row").filter(has_text="Tiếp nhận hồ sơ")
    expect(allowed).to_contain_text("Giữ vai trò cán bộ tiếp nhận và trả kết quả từ ngày 09/09/2024.")
    expect(allowed).to_contain_text("Quyết định 15/QĐ-UBND")
    looks_well(chief, "rights")
    page.get_by_role("textbox", name="Xem vào ngày").fill("14/09/2024")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(panel(page, "Ủy ban nhân dân xã Phước Sơn")).to_have_count(0)


@by_size(("phuocson.tuphap", "phuocson.xahoi"), ("phuocson.chutich", "phuocson.phochutich"))
def test_who_stands_in_for_somebody_away_sees_the_right_and_why(size: Size, who: tuple[str, str], person: Come) -> None:
    giver, taker = who
    away = person(size)
    page = away.sign_in(giver)
    page.goto("/tai-khoan/toi/")
    name = page.locator(".lead").first.inner_text().partition(" ·")[0]
    form = fold(page, "Báo vắng mặt")
    form.get_by_label("Đến hết ngày").fill("11/09/2024")
    looks_well(away, "absence")
    form.get_by_role("button", name="Ghi vắng mặt").click()
    expect(page.get_by_text("Đã ghi thời gian vắng mặt.")).to_be_visible()
    panel(page, "Ủy quyền cho người khác làm thay").locator("summary").click()
    form = page.locator("details[open] form")
    form.get_by_label("Người nhận ủy quyền").select_option(taker)
    form.get_by_label("Đến hết ngày").fill("11/09/2024")
    form.get_by_role("button", name="Ghi ủy quyền").click()
    expect(page.get_by_role("alert")).to_contain_text("ăn bản hoặc lý do")
    looks_well(away, "delegation-refused")
    form = page.locator("details[open] form")
    expect(form.get_by_label("Người nhận ủy quyền")).to_have_value(taker)
    form.get_by_label("Văn bản hoặc lý do").fill("Nghỉ phép ba ngày")
    form.get_by_role("button", name="Ghi ủy quyền").click()
    expect(page.get_by_text("Đã ghi ủy quyền.")).to_be_visible()
    looks_well(away, "delegated")

    other = person(size)
    page = other.sign_in(taker)
    page.goto("/tai-khoan/toi/")
    expect(page.get_by_text(f"Bạn đang làm thay {name} đến hết ngày 11/09/2024")).to_be_visible()
    looks_well(other, "stands-in")
    page.goto("/tai-khoan/quyen/")
    why = re.compile(f"Thay {name} giữ vai trò .* theo ủy quyền từ ngày 09/09/2024 đến hết ngày 11/09/2024")
    expect(page.get_by_text(why).first).to_be_visible()
    looks_well(other, "rights-standing-in")
    page.goto("/tai-khoan/quyen/?ngay=12/09/2024")
    expect(page.get_by_text(f"Thay {name}")).to_have_count(0)


@by_size("phanrang.dothi.truong", "phanrang.tuphap.truong")
def test_who_leaves_is_out_that_day_and_returns_with_their_story(size: Size, who: str, person: Come) -> None:
    leaver = person(size)
    leaver.sign_in(who)
    chief, page = administrator(person, size, who)
    form = fold(page, "Ghi thôi việc, chuyển công tác, nghỉ hưu")
    form.get_by_label("Hình thức").select_option("moved")
    form.get_by_label("Quyết định").fill("Quyết định 20/QĐ-UBND")
    looks_well(chief, "leave")
    form.get_by_role("button", name="Ghi thôi giữ việc").click()
    expect(page.get_by_text("Khóa từ ngày 09/09/2024: chuyển công tác (Quyết định 20/QĐ-UBND).")).to_be_visible()
    looks_well(chief, "left")
    page.goto(f"/tai-khoan/danh-sach/{who}/quyen/")
    expect(page.get_by_role("heading", name="Không có quyền nào vào ngày này")).to_be_visible()
    page.goto(f"/tai-khoan/danh-sach/{who}/quyen/?ngay=08/09/2024")
    expect(page.get_by_text("Giữ vai trò thủ trưởng cơ quan").first).to_be_visible()

    leaver.page.goto("/tai-khoan/toi/")
    leaver.arrive(SIGN_IN)
    knock(leaver, who)
    expect(leaver.page.get_by_role("alert")).to_contain_text(
        "Tài khoản đã khóa từ ngày 09/09/2024 vì bạn đã chuyển công tác; nếu bạn vẫn làm việc, hãy liên hệ quản trị"
    )
    looks_well(leaver, "closed")

    page.goto(f"/tai-khoan/danh-sach/{who}/")
    form = fold(page, "Mở lại tài khoản")
    form.get_by_label("Văn bản hoặc lý do").fill("Điều động trở lại")
    looks_well(chief, "reopen")
    form.get_by_role("button", name="Mở lại").click()
    expect(page.get_by_text("Đã mở lại tài khoản; hãy giao lại chức vụ và vai trò nếu cần.")).to_be_visible()
    expect(panel(page, "Nhật ký tài khoản")).to_contain_text("chuyển công tác")
    knock(leaver, who)
    leaver.arrive("/ban-lam-viec/")
    leaver.page.goto("/tai-khoan/quyen/")
    expect(leaver.page.get_by_role("heading", name="Không có quyền nào vào ngày này")).to_be_visible()


@by_size("ninhphuoc.laodong", "ninhphuoc.lanhdao")
def test_an_account_unused_for_46_days_is_closed_and_says_why(size: Size, who: str, person: Come, stack: Stack) -> None:
    last_seen(stack, who, datetime(2024, 7, 25, 9, 0, tzinfo=OPENING.tzinfo))
    official = person(size)
    page = knock(official, who)
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Tài khoản đã khóa từ ngày 09/09/2024 vì lâu không đăng nhập")
    expect(refusal).to_contain_text("hãy liên hệ quản trị hệ thống của đơn vị để mở lại")
    looks_well(official, "idle")


def last_seen(stack: Stack, username: str, at: datetime) -> None:
    """Let somebody's last sign-in have been at that moment: to wait for it would take weeks."""
    with psycopg.connect(stack.database) as connection:
        connection.execute("UPDATE people_account SET signed_in_at = %s WHERE username = %s", (at, username))
