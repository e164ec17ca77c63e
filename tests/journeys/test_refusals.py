"""Refusals as a person sees them: a sentence that says what to do, and nothing typed is lost."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from motcua.demo.province import PASSWORD
from tests.journeys.person import Person, panel
from tests.knocks.official import BIRTH, CLERK, COUNTER, LEADER, OTHER_LEADER, Office
from tests.stack import Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

TYPED = {
    "Họ và tên": "Chamaléa Thị Mơ",
    "Số điện thoại": "0900000017",
    "Địa chỉ": "Khu phố 3, phường Đông Hải",
    "Nội dung yêu cầu": "Đăng ký khai sinh cho con trai",
    "Số bộ hồ sơ": "2",
}
SCAN = "giay-chung-sinh.pdf"


@pytest.fixture(scope="module")
def office(stack: Stack) -> Office:
    return Office(stack.port)


Sit = Callable[[Person, str], Page]


@pytest.fixture(scope="module")
def signed_in(office: Office) -> Sit:
    """`signed_in(person, username)` sits down as somebody who signed in this morning."""
    known = {each.username: each for each in (office.clerk, office.specialist, office.leader, office.other_leader)}
    return lambda person, username: person.sit_as(known[username].cookies)


def fill(page: Page, folder: Path, other: dict[str, str] | None = None) -> dict[str, str]:
    """A complete receipt with one scan, for somebody new; `other` maps labels to what is typed instead."""
    typed = {"Số định danh cá nhân": f"058{uuid.uuid4().int % 10**9:09}"} | TYPED | (other or {})
    for label, words in typed.items():
        page.get_by_label(label).fill(words)
    expect(page.locator(".htmx-request")).to_have_count(0)  # the register's answer moves what stands below it
    for paper in ("Tờ khai đăng ký khai sinh", "Giấy chứng sinh"):
        page.get_by_label(paper).check()
    page.get_by_label("Bản quét").nth(1).set_input_files(folder / SCAN)
    return typed


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu và cấp mã hồ sơ").click()


def must_keep(page: Page, typed: dict[str, str]) -> None:
    """All that `fill` typed is still there, and the scan need not be made again."""
    for label, words in typed.items():
        expect(page.get_by_label(label)).to_have_value(words)
    expect(page.get_by_label("Giấy chứng sinh")).to_be_checked()
    expect(page.get_by_text(SCAN)).to_be_visible()
    assert page.locator('input[type=checkbox][name$="-kept"]').count() == 1


SEARCHED = {
    "9.999999": "Không có thủ tục",
    "2.000528": "không tiếp nhận",
    "1.014027": "chỉ có hiệu lực từ",
}


@pytest.mark.parametrize("code", SEARCHED)
def test_the_counter_says_why_a_procedure_is_not_there(
    code: str, person: Callable[..., Person], signed_in: Sit
) -> None:
    clerk = person()
    page = signed_in(clerk, CLERK)
    page.goto("/mot-cua/tiep-nhan/")
    page.keyboard.type(code)
    refusal = page.get_by_role("alert").filter(has_text="Không tiếp nhận được tại đây")
    expect(refusal).to_contain_text(SEARCHED[code])
    expect(refusal).to_contain_text(code)
    expect(page.get_by_label("Tên hoặc mã thủ tục")).to_have_value(code)
    clerk.shot(f"refusal-search-{code}")
    assert page.goto(f"/mot-cua/tiep-nhan/{code}/").status in (404, 422)  # type: ignore[union-attr]
    expect(page.get_by_role("alert")).to_contain_text(code)


def test_a_missing_required_paper_is_named(person: Callable[..., Person], signed_in: Sit, papers: Path) -> None:
    clerk = person()
    page = signed_in(clerk, CLERK)
    page.goto(COUNTER)
    typed = fill(page, papers)
    page.get_by_label("Tờ khai đăng ký khai sinh").uncheck()
    save(page)
    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("còn thiếu 1 giấy tờ bắt buộc: «Tờ khai đăng ký khai sinh theo mẫu»")
    must_keep(page, typed)
    clerk.shot("refusal-missing-paper")
    expect(page.locator(".paper.is-wrong")).to_have_count(1)
    page.get_by_label("Tờ khai đăng ký khai sinh").check()
    expect(page.locator(".paper.is-wrong"), "what is being mended is no longer marked").to_have_count(0)
    save(page)
    clerk.arrive(".*/ho-so/H43.*/")
    expect(panel(page, "Giấy tờ đã nộp").get_by_role("link", name=SCAN)).to_be_visible()


MISTYPED = {
    "too short": {
        "Số định danh cá nhân": ("05819200001", "12 chữ số, bạn đã nhập 11"),
        "Số điện thoại": ("12345", "bắt đầu bằng 0"),
        "Thời điểm tiếp nhận": ("31/02/2024 08:00", "31/02/2024"),
    },
    "words for numbers": {
        "Số định danh cá nhân": ("05819200001a", "Chỉ nhập chữ số"),
        "Thời điểm tiếp nhận": ("sáng nay", "hãy viết dạng"),
    },
    "in the future": {"Thời điểm tiếp nhận": ("10/09/2024 08:00", "ở sau hiện tại")},
}


@pytest.mark.parametrize("case", MISTYPED)
def test_what_is_mistyped_is_said_at_its_field(
    case: str, person: Callable[..., Person], signed_in: Sit, papers: Path
) -> None:
    clerk = person()
    page = signed_in(clerk, CLERK)
    page.goto(COUNTER)
    typed = fill(page, papers, {label: words for label, (words, _) in MISTYPED[case].items()})
    save(page)
    for label, (_, says) in MISTYPED[case].items():
        field = page.get_by_label(label)
        expect(field).to_have_attribute("aria-invalid", "true")
        error = f"{field.get_attribute('id')}_error"
        expect(page.locator(f"#{error}")).to_contain_text(says)
        assert error in str(field.get_attribute("aria-describedby"))
    must_keep(page, typed)
    clerk.shot(f"refusal-{case.replace(' ', '-')}")


FILES = {"qua-lon.pdf": "20 MB", "cai-dat.pdf": "không mở được như một tệp PDF"}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_will_not_do_is_refused_and_the_good_one_kept(
    name: str, person: Callable[..., Person], signed_in: Sit, papers: Path
) -> None:
    clerk = person()
    page = signed_in(clerk, CLERK)
    page.goto(COUNTER)
    typed = fill(page, papers)
    page.get_by_label("Bản quét").nth(0).set_input_files(papers / name)
    save(page)
    expect(page.locator(".paper").nth(0)).to_contain_text(FILES[name])
    expect(page.locator(".paper").nth(0)).to_contain_text(name)
    must_keep(page, typed)
    clerk.shot(f"refusal-{name}")
    save(page)
    clerk.arrive(".*/ho-so/H43.*/")
    expect(panel(page, "Giấy tờ đã nộp").get_by_role("link", name=SCAN)).to_be_visible()


def test_a_dossier_of_another_commune_is_not_there(person: Callable[..., Person], signed_in: Sit, stack: Stack) -> None:
    ((code,),) = stack.rows(
        "SELECT code FROM onestop_dossier JOIN org_unit ON org_unit.id = intake_unit_id "
        "WHERE slug LIKE 'xa-phuoc-son%%' LIMIT 1"
    )
    clerk = person()
    page = signed_in(clerk, CLERK)
    answer = page.goto(f"/mot-cua/ho-so/{code}/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("alert")).to_contain_text("hãy kiểm tra lại mã")
    clerk.shot("refusal-other-commune")


def test_a_step_of_a_colleague_shows_no_form(person: Callable[..., Person], signed_in: Sit, office: Office) -> None:
    code = office.at_specialist()
    page = signed_in(person(), LEADER)
    page.goto(f"/mot-cua/ho-so/{code}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(code)
    assert page.locator("main form[method=post]").count() == 0
    expect(page.locator("main")).to_contain_text("Thẩm tra hồ sơ")
    answer = office.leader.act(code, "chuyen", seen="2", note="Thử")
    assert answer.status == 403
    assert "Thử" in answer.body


def test_the_second_of_two_leaders_hears_who_was_first_and_keeps_the_note(
    person: Callable[..., Person], signed_in: Sit, office: Office
) -> None:
    code = office.at_leader()
    first, second = person(), person()
    pages = signed_in(first, LEADER), signed_in(second, OTHER_LEADER)
    for page in pages:
        page.goto(f"/mot-cua/ho-so/{code}/")
    pages[0].get_by_label("Ý kiến xử lý").fill("Đồng ý cấp.")
    pages[1].get_by_label("Ý kiến xử lý").fill("Cần bổ sung chữ ký người làm chứng trước khi cấp.")
    first.press("F9")
    pages[0].get_by_text("Đã chuyển hồ sơ").wait_for()
    with pages[1].expect_response(re.compile("/chuyen/")) as answer:
        second.press("F9")
    assert answer.value.status == 409
    told = pages[1].get_by_role("alert").first
    expect(told).to_contain_text("Phạm Ngọc Thiện")
    expect(told).to_contain_text("đã làm trước")
    expect(pages[1].locator("main")).to_contain_text("Cần bổ sung chữ ký người làm chứng trước khi cấp.")
    second.shot("refusal-second-leader")


def test_a_leader_who_was_second_may_act_on_what_is_there_now(
    person: Callable[..., Person], signed_in: Sit, office: Office
) -> None:
    """The first sent the dossier back and got it again: the second still has the step and the typed note."""
    code = office.at_leader()
    page = signed_in(person(), OTHER_LEADER)
    page.goto(f"/mot-cua/ho-so/{code}/")
    page.get_by_label("Ý kiến xử lý").fill("Đồng ý, ký thay.")
    office.leader.do(code, "tra-lai", to="xu_ly", reason="Thiếu nơi sinh")
    office.specialist.do(code, "chuyen", note="Đã ghi")
    page.keyboard.press("F9")
    expect(page.get_by_role("alert").first).to_contain_text("Đàng Xuân Hiếu")
    expect(page.get_by_label("Ý kiến xử lý")).to_have_value("Đồng ý, ký thay.")
    page.keyboard.press("F9")
    expect(page.get_by_text("Đã chuyển hồ sơ")).to_be_visible()


def test_a_procedure_of_the_counter_is_found_by_its_code(person: Callable[..., Person], signed_in: Sit) -> None:
    page = signed_in(person(), CLERK)
    page.goto(f"/mot-cua/tiep-nhan/?q={BIRTH}")
    expect(page.get_by_role("link", name=BIRTH)).to_be_visible()
    assert page.get_by_role("alert").count() == 0


def test_what_is_typed_while_the_register_answers_stays(person: Callable[..., Person], signed_in: Sit) -> None:
    clerk = person()
    page = signed_in(clerk, CLERK)
    held: list[Route] = []
    page.route("**/nguoi-nop/**", lambda route: held.append(route))
    page.goto(COUNTER)
    page.get_by_label("Số định danh cá nhân").fill("058093000003")
    page.get_by_label("Họ và tên").focus()
    clerk.type("Trần Quốc Bảo Anh")
    page.get_by_label("Số điện thoại").focus()
    clerk.type("0912")
    page.wait_for_timeout(100)
    assert held, "the register is asked as soon as the number is whole"
    held[0].continue_()
    expect(page.get_by_label("Địa chỉ")).to_have_value(re.compile("Khu phố 4, phường Đông Hải"))
    expect(page.get_by_label("Họ và tên")).to_have_value("Trần Quốc Bảo Anh")
    clerk.type("345678")
    expect(page.get_by_label("Số điện thoại")).to_have_value("0912345678")
    for route in held[1:]:
        route.abort()


def test_what_is_typed_over_the_register_stays_and_is_saved(person: Callable[..., Person], signed_in: Sit) -> None:
    clerk = person()
    page = signed_in(clerk, CLERK)
    page.goto(COUNTER)
    name, phone = page.get_by_label("Họ và tên"), page.get_by_label("Số điện thoại")
    page.get_by_label("Số định danh cá nhân").fill("058093000003")
    clerk.press("Tab")
    expect(page.get_by_label("Địa chỉ")).to_have_value(re.compile("Khu phố 4, phường Đông Hải"))
    expect(name).not_to_have_value("")
    clerk.type("Trần Quốc Bảo Anh")
    expect(name).to_have_value("Trần Quốc Bảo Anh")
    clerk.press("Tab")
    clerk.press("Control+A")
    clerk.type("0977777777")
    with page.expect_response("**/nguoi-nop/**"):
        clerk.press("Tab")
    page.wait_for_timeout(200)
    expect(name).to_have_value("Trần Quốc Bảo Anh")
    expect(phone).to_have_value("0977777777")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("giấy tờ bắt buộc")
    phone.fill("0966666666")
    with page.expect_response("**/nguoi-nop/**"):
        clerk.press("Tab")
    page.wait_for_timeout(200)
    expect(name).to_have_value("Trần Quốc Bảo Anh")
    expect(phone).to_have_value("0966666666")


def test_a_session_that_ended_while_typing_costs_a_sign_in_and_nothing_typed(
    person: Callable[..., Person], signed_in: Sit
) -> None:
    clerk = person()
    page = signed_in(clerk, CLERK)
    page.goto(COUNTER)
    typed = {"Số định danh cá nhân": f"058{uuid.uuid4().int % 10**9:09}"} | TYPED
    for label, words in typed.items():
        page.get_by_label(label).fill(words)
    page.get_by_label("Tờ khai đăng ký khai sinh").check()
    page.get_by_label("Giấy chứng sinh").check()
    page.get_by_label("Bưu chính").check()
    clerk.context.clear_cookies()
    page.get_by_role("button", name="Lưu và cấp mã hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiên làm việc đã hết")
    expect(page.get_by_text("sau khi đăng nhập lại, biểu mẫu được điền lại như cũ")).to_be_visible()
    clerk.shot("phien-het")
    page.get_by_role("link", name="Đăng nhập lại").click()
    page.get_by_label("Tên đăng nhập").fill(CLERK)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("Biểu mẫu đã được điền lại")).to_be_visible()
    clerk.shot("dien-lai")
    for label, words in typed.items():
        expect(page.get_by_label(label)).to_have_value(words)
    expect(page.get_by_label("Giấy chứng sinh")).to_be_checked()
    expect(page.get_by_label("Bưu chính")).to_be_checked()
    page.get_by_role("button", name="Lưu và cấp mã hồ sơ").click()
    expect(page.get_by_text("Đã tiếp nhận hồ sơ")).to_be_visible()
    page.goto(COUNTER)
    expect(page.get_by_label("Họ và tên")).to_have_value("")


def test_a_draft_is_never_shown_to_somebody_else(person: Callable[..., Person], signed_in: Sit) -> None:
    clerk = person()
    page = signed_in(clerk, CLERK)
    page.goto(COUNTER)
    page.get_by_label("Họ và tên").fill("Chamaléa Thị Mơ")
    clerk.context.clear_cookies()
    page.get_by_role("button", name="Lưu và cấp mã hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiên làm việc đã hết")
    signed_in(clerk, LEADER)
    page.goto("/ban-lam-viec/")
    assert page.evaluate("sessionStorage.getItem('motcua.draft')") is None
