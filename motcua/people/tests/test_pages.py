"""The pages about people: for administrators all accounts, for everybody their own; a refusal keeps what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from motcua.kernel import clock
from motcua.people import queries
from motcua.people.models import Account
from motcua.people.rules import expires_on
from motcua.people.tests.conftest import AT, DAY, WARD, page, sit_as, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
Make = Callable[..., Account]
LIST = "/tai-khoan/danh-sach/"


def rows(response: Any) -> list[str]:
    return re.findall(rf'href="{LIST}([^"/]+)/"', response.content.decode())


# All accounts ---------------------------------------------------------------------------------------------


def test_administrators_find_accounts_and_turn_pages(admin: Client) -> None:
    first = admin.get(LIST)
    assert len(rows(first)) == 25
    second = admin.get(LIST, {"trang": "2"})
    assert not set(rows(first)) & set(rows(second))
    assert rows(admin.get(LIST, {"q": "diem ngoc"})) == ["canbo.motcua"]
    assert "Công chức Văn phòng - Thống kê, Ủy ban nhân dân phường Đông Hải" in page(admin.get(LIST, {"q": "canbo"}))
    assert set(rows(admin.get(LIST, {"trang-thai": "closed"}))) == {"phuocson.chutich.cu", "donghai.motcua.cu"}
    assert "canbo.motcua" in rows(admin.get(LIST, {"don-vi": WARD, "trang-thai": "open"}))
    assert "Không có tài khoản nào khớp" in page(admin.get(LIST, {"q": "không-ai-cả"}))


@pytest.mark.parametrize("address", [LIST, f"{LIST}lanhdao/", f"{LIST}lanhdao/quyen/", "/tai-khoan/mo-tai-khoan/"])
def test_nobody_else_looks_into_accounts(address: str) -> None:
    answer = sit_as("lanhdao").get(address)
    assert answer.status_code == 403
    assert "dành cho quản trị hệ thống" in page(answer)


def test_an_unknown_account_is_not_there(admin: Client) -> None:
    assert admin.get(f"{LIST}khong.ai/").status_code == 404
    assert admin.post(f"{LIST}khong.ai/mat-khau/").status_code == 404


def test_an_account_is_opened_and_its_password_shown_once(admin: Client) -> None:
    sent = {"name": "Lê Thị Mới", "username": "Le.Moi", "email": ""}
    shown = admin.post("/tai-khoan/mo-tai-khoan/", sent)
    assert "no-store" in shown["Cache-Control"]
    password = re.search(r'id="mat-khau-tam">([^<]+)<', shown.content.decode())
    assert password
    account = queries.account_named("le.moi")
    assert account.check_password(password[1])
    assert account.must_change_password
    assert password[1] not in page(admin.get(f"{LIST}le.moi/"))
    again = admin.post("/tai-khoan/mo-tai-khoan/", sent)
    assert again.status_code == 422
    assert "đã có người dùng" in page(again)
    assert "Lê Thị Mới" in page(again)


@pytest.mark.parametrize("username", ["có.dấu", "a", "hai chữ", "-x-y", "a" * 61])
def test_a_user_name_that_cannot_be_typed_everywhere_is_refused(admin: Client, username: str) -> None:
    answer = admin.post("/tai-khoan/mo-tai-khoan/", {"name": "Lê Mới", "username": username})
    assert answer.status_code == 422
    assert not Account.objects.filter(name="Lê Mới").exists()


def test_a_lost_password_is_reset_by_a_temporary_one(admin: Client, make: Make) -> None:
    make("nam")
    shown = admin.post(f"{LIST}nam/mat-khau/")
    password = re.search(r'id="mat-khau-tam">([^<]+)<', shown.content.decode())
    assert password
    assert len(password[1]) >= 14
    assert queries.account_named("nam").check_password(password[1])


# One account ----------------------------------------------------------------------------------------------


def test_a_post_and_a_role_are_begun_and_ended_by_pages(admin: Client, make: Make) -> None:
    account, here = make("nam"), f"{LIST}nam/"
    begins = {"unit": WARD, "since": "10/09/2024", "last": "20/09/2024", "basis": "QĐ 5"}
    for verb, more in (("chuc-vu/", {"title": "Phó Chủ tịch"}), ("vai-tro/", {"role": "leader"})):
        assert admin.post(here + verb, begins | more)["Location"] == here
    post, role = account.posts.get(title="Phó Chủ tịch"), account.roles.get()
    assert str(role.period) == str(post.period) == "từ ngày 10/09/2024 đến hết ngày 20/09/2024"
    shown = page(admin.get(here))
    for words in ("Phó Chủ tịch", "Lãnh đạo phê duyệt", "QĐ 5", "Chưa đến ngày", "20/09/2024"):
        assert words in shown
    for address in (f"{here}chuc-vu/{post.pk}/", f"{here}vai-tro/{role.pk}/"):
        assert admin.post(address, {"on": "12/09/2024", "basis": "QĐ 6"})["Location"] == here
    role.refresh_from_db()
    assert str(role.period) == "từ ngày 10/09/2024 đến hết ngày 11/09/2024"
    told = page(admin.get(here))
    assert "Thôi giữ vai trò lãnh đạo phê duyệt tại phường Đông Hải từ ngày 12/09/2024 (QĐ 6)." in told


def test_a_refused_form_keeps_what_was_typed_and_says_why(admin: Client, make: Make) -> None:
    make("nam", leader=WARD)
    sent = {"role": "leader", "unit": WARD, "since": "10/09/2024", "last": "", "basis": "QĐ số 77"}
    answer = admin.post(f"{LIST}nam/vai-tro/", sent)
    assert answer.status_code == 422
    assert "đã giữ vai trò lãnh đạo phê duyệt tại phường Đông Hải trong thời gian này" in page(answer)
    assert 'value="QĐ số 77"' in page(answer)


def test_the_rows_of_another_account_are_not_ended_under_this_one(admin: Client, make: Make) -> None:
    make("nam")
    other = make("khac", leader=WARD)
    for address in (f"vai-tro/{other.roles.get().pk}/", f"chuc-vu/{other.posts.get().pk}/"):
        assert admin.post(f"{LIST}nam/{address}", {"on": "12/09/2024"}).status_code == 404
    assert other.roles.get().until is None


def test_an_administrator_lets_somebody_stand_in_leave_and_come_back(admin: Client, make: Make) -> None:
    account, here = make("nam", "Lê Nam", leader=WARD), f"{LIST}nam/"
    make("thay", "Bùi Thay")
    days = {"since": "10/09/2024", "last": "12/09/2024", "basis": "Đi học"}
    sent = days | {"what": f"leader@{WARD}", "taker": "thay"}
    assert admin.post(f"{here}uy-quyen/", sent | {"taker": "khong.ai"}).status_code == 422
    assert admin.post(f"{here}uy-quyen/", sent)["Location"] == here
    assert "Bùi Thay" in page(admin.get(here))
    assert admin.post(f"{here}vang-mat/", days | {"kind": "study"})["Location"] == here
    lent, away = account.delegations_given.get(), account.absences.get()
    assert admin.post(f"{here}uy-quyen/{lent.pk}/", {"on": "11/09/2024"})["Location"] == here
    assert admin.post(f"{here}vang-mat/{away.pk}/", {"on": "11/09/2024"})["Location"] == here
    left = {"kind": "moved", "on": "09/09/2024", "basis": "QĐ 8"}
    assert admin.post(f"{here}thoi-viec/", left)["Location"] == here
    assert "Khóa từ ngày 09/09/2024: chuyển công tác (QĐ 8)." in page(admin.get(here))
    assert "Mở lại tài khoản" in page(admin.get(here))
    assert admin.post(f"{here}mo-lai/", {"on": "09/09/2024", "basis": "QĐ 9"})["Location"] == here
    assert queries.open_account(account.pk, DAY) == account
    assert not queries.roles_held(account.pk, DAY)


def test_the_story_of_an_account_is_told_newest_first_with_who_did_it(admin: Client, make: Make) -> None:
    make("nam", "Lê Nam")
    admin.post(f"{LIST}nam/mat-khau/")
    shown = page(admin.get(f"{LIST}nam/"))
    assert shown.index("Đặt mật khẩu tạm") < shown.index("Mở tài khoản nam cho Lê Nam.")
    assert "Nguyễn Hoài Bảo Khôi" in shown


# One's own ------------------------------------------------------------------------------------------------


def test_one_announces_an_absence_and_has_a_colleague_stand_in(make: Make) -> None:
    account = make("nam", "Lê Nam", specialist=WARD)
    make("thay", "Bùi Thay")
    own = sit_as("nam")
    assert "Bùi Thay" in page(own.get("/tai-khoan/toi/"))
    days = {"since": "10/09/2024", "last": "12/09/2024", "basis": "Về quê"}
    assert own.post("/tai-khoan/toi/vang-mat/", days | {"kind": "leave"})["Location"] == "/tai-khoan/toi/"
    lends = days | {"what": f"specialist@{WARD}", "taker": "thay"}
    assert own.post("/tai-khoan/toi/uy-quyen/", lends)["Location"] == "/tai-khoan/toi/"
    made = account.delegations_given.get()
    assert (made.role, made.unit_id, made.taker.username) == ("specialist", unit().id, "thay")
    with clock.at(AT + timedelta(days=1)):
        shown = page(sit_as("thay").get("/tai-khoan/toi/"))
        assert "Bạn đang làm thay <strong>Lê Nam</strong> đến hết ngày 12/09/2024" in shown
    assert own.post(f"/tai-khoan/toi/uy-quyen/{made.pk}/", {"on": "11/09/2024"}).status_code == 302
    away = account.absences.get()
    assert own.post(f"/tai-khoan/toi/vang-mat/{away.pk}/", {"on": "11/09/2024"}).status_code == 302


def test_what_is_anothers_is_not_ended_by_guessing_its_number(make: Make) -> None:
    account, other = make("nam", leader=WARD), make("thay")
    own = sit_as("nam")
    sent = {"since": "10/09/2024", "last": "12/09/2024", "basis": "x"}
    own.post("/tai-khoan/toi/uy-quyen/", sent | {"what": f"leader@{WARD}", "taker": "thay"})
    own.post("/tai-khoan/toi/vang-mat/", sent | {"kind": "leave"})
    guess = sit_as(other.username)
    for address in (f"uy-quyen/{account.delegations_given.get().pk}/", f"vang-mat/{account.absences.get().pk}/"):
        assert guess.post(f"/tai-khoan/toi/{address}", {"on": "10/09/2024"}).status_code == 404


def test_a_stranger_cannot_be_chosen_to_stand_in(make: Make) -> None:
    make("nam", leader=WARD)
    sent = {"since": "10/09/2024", "last": "12/09/2024", "basis": "x", "what": f"leader@{WARD}"}
    answer = sit_as("nam").post("/tai-khoan/toi/uy-quyen/", sent | {"taker": "phuocson.tuphap"})
    assert answer.status_code == 422


# What may I do? -------------------------------------------------------------------------------------------


def test_the_page_of_rights_says_of_each_yes_or_no_and_why() -> None:
    shown = page(sit_as("canbo.motcua").get("/tai-khoan/quyen/"))
    assert "Ủy ban nhân dân phường Đông Hải" in shown
    assert "Giữ vai trò cán bộ tiếp nhận và trả kết quả từ ngày 01/01/2022." in shown
    assert "Tiếp nhận hồ sơ" in shown
    assert "Dành cho quản trị hệ thống; vào ngày 09/09/2024 không giữ vai trò đó ở đây." in shown


def test_the_page_of_rights_is_asked_on_any_day() -> None:
    own = sit_as("hoabinh")
    before, after = (page(own.get("/tai-khoan/quyen/", {"ngay": day})) for day in ("31/12/2023", "01/01/2024"))
    assert "phường Đông Hải" in before
    assert "phường Đông Hải" not in after[after.index("<main") :]
    assert "xã Phước Sơn" in after
    nothing = page(own.get("/tai-khoan/quyen/", {"ngay": "01/01/2019"}))
    assert "Vào ngày 01/01/2019 tài khoản không giữ vai trò nào" in nothing


@pytest.mark.parametrize("typed", ["31/02/2024", "hôm qua", "2024-13-01"])
def test_a_day_that_is_none_is_said_so_and_kept(typed: str) -> None:
    answer = sit_as("canbo.motcua").get("/tai-khoan/quyen/", {"ngay": typed})
    assert answer.status_code == 400
    assert f"«{typed}»" in page(answer)
    assert f'value="{typed}"' in page(answer)


def test_administrators_see_what_anybody_may_do(admin: Client) -> None:
    shown = page(admin.get(f"{LIST}lanhdao/quyen/"))
    assert "Phạm Ngọc Thiện được làm gì?" in shown
    assert "Giữ vai trò lãnh đạo phê duyệt từ ngày 28/06/2021." in shown


# The command line -----------------------------------------------------------------------------------------


def command(*words: str) -> str:
    out = StringIO()
    call_command("account", *words, stdout=out)
    return out.getvalue()


def test_an_installations_first_administrator_is_made_on_the_command_line() -> None:
    made = ("--open", "Lê Chủ Nhà", "--role", "administrator", "--unit", "tinh-ninh-thuan-58")
    said = command("chu.nha", *made)
    password = said.splitlines()[0].rpartition(": ")[2]
    account = queries.account_named("chu.nha")
    assert account.check_password(password)
    assert [held.role for held in queries.roles_held(account.pk, DAY)] == ["administrator"]
    assert "đang hoạt động" in said


def test_when_no_administrator_can_sign_in_the_server_lets_one_in_again(make: Make) -> None:
    account = make("quan", administrator=WARD)
    account.closures.create(kind="idle", valid=f"[{DAY - timedelta(3)},)")
    assert "đã khóa từ ngày 06/09/2024" in command("quan")
    assert "đang hoạt động" in command("quan", "--reopen", "--unlock")
    assert queries.idle_accounts(DAY + timedelta(45), only=account) == []
    with pytest.raises(CommandError, match="không khóa vào ngày"):
        command("quan", "--reopen")
    with pytest.raises(CommandError, match="hãy kiểm tra lại tên đăng nhập"):
        command("khong.ai")


@pytest.mark.parametrize(
    ("day", "months", "expires"),
    [("2024-09-02", 2, "2024-11-02"), ("2024-12-31", 2, "2025-03-01"), ("2024-01-31", 1, "2024-03-01")],
)
def test_a_password_expires_on_the_same_day_of_a_later_month_or_the_first_of_the_next(
    day: str, months: int, expires: str
) -> None:

    assert expires_on(date.fromisoformat(day), months) == date.fromisoformat(expires)
