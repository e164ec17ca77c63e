"""Coming in: tries are counted where all processes see them, passwords are long and new, second factors are fresh."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.refusal import NotAllowed
from motcua.ledger.queries import story_of
from motcua.people import actions, queries, rules
from motcua.people.models import Account, SignInTries
from motcua.people.tests.conftest import AT, DAY, SECRET, WARD, actor
from motcua.people.types import VISITOR, ClosureKind

pytestmark = pytest.mark.django_db
Make = Callable[..., Account]
SIGN_IN, DESK, CODE = "/tai-khoan/login/", "/ban-lam-viec/", "/tai-khoan/hai-lop/ma/"


@pytest.fixture(autouse=True)
def monday() -> Any:
    with clock.at(AT):
        yield


def attempt(username: str, password: str = SECRET, client: Client | None = None) -> Any:
    return (client or Client()).post(SIGN_IN, {"login": username, "password": password})


def page(response: Any) -> str:
    return " ".join(response.content.decode().split())


def says(account: Account) -> list[str]:
    return [row.says for row in story_of("people.account", account.pk)]


# Tries ----------------------------------------------------------------------------------------------------


def test_five_wrong_passwords_lock_the_account_for_fifteen_minutes_and_say_until_when(make: Make) -> None:
    account = make("nam")
    for _ in range(4):
        assert "Tên đăng nhập hoặc mật khẩu" in page(attempt("nam", "sai"))
    fifth = page(attempt("nam", "sai"))
    assert "Tài khoản tạm khóa đến 10 giờ 15 ngày 09/09/2024 vì nhập sai quá nhiều lần" in fifth
    assert "Căn cứ: Quy ước của phần mềm, theo mức của TCVN 14423:2026" in fifth
    assert "Tài khoản tạm khóa đến 10 giờ 15" in page(attempt("nam"))
    assert says(account)[-2:] == [
        "Có người nhập sai mật khẩu hoặc mã xác thực (lần thứ 5 liên tiếp).",
        "Tạm khóa đăng nhập đến 10:15 ngày 09/09/2024 sau 5 lần nhập sai liên tiếp.",
    ]
    with clock.at(AT + timedelta(minutes=14, seconds=59)):
        assert attempt("nam").status_code == 200
    with clock.at(AT + timedelta(minutes=15)):
        assert attempt("nam")["Location"] == DESK


def test_a_right_password_forgets_the_wrong_ones_before_it(make: Make) -> None:
    make("nam")
    for _ in range(3):
        for _ in range(4):
            attempt("nam", "sai")
        assert attempt("nam").status_code == 302
    assert not SignInTries.objects.get().failures


def test_after_a_lock_the_count_begins_anew(make: Make) -> None:
    make("nam")
    for _ in range(5):
        attempt("nam", "sai")
    with clock.at(AT + timedelta(minutes=16)):
        for _ in range(4):
            assert "tạm khóa" not in page(attempt("nam", "sai"))
        assert attempt("nam").status_code == 302


def test_a_name_nobody_has_is_locked_like_any_other_so_a_lock_tells_nothing(make: Make) -> None:
    make("nam")
    for name in ("nam", "khong.ai"):
        for _ in range(5):
            attempt(name, "sai")
    assert [page(attempt(name)).count("tạm khóa đến 10 giờ 15") for name in ("nam", "khong.ai")] == [1, 1]
    unknown = SignInTries.objects.get(account=None)
    assert "khong" not in unknown.key


def test_capitals_and_blanks_do_not_give_more_tries(make: Make) -> None:
    make("nam")
    for typed in ("nam", "NAM", " nam", "Nam ", "nAm"):
        attempt(typed, "sai")
    assert "tạm khóa" in page(attempt("nam"))


def test_tries_that_come_at_once_are_counted_before_their_passwords_are_looked_at(make: Make) -> None:
    """Five processes take a try each; the sixth is refused although none of the five has been answered."""
    make("nam")
    for _ in range(5):
        actions.knock(username="nam", by=VISITOR, at=AT)
    with pytest.raises(rules.Locked):
        actions.knock(username="nam", by=VISITOR, at=AT)
    assert actions.answer(username="nam", is_right=True, by=VISITOR, at=AT) is None
    actions.knock(username="nam", by=VISITOR, at=AT)


def test_an_administrator_unlocks_before_the_time(make: Make) -> None:
    account = make("nam")
    for _ in range(5):
        attempt("nam", "sai")
    with pytest.raises(NotAllowed):
        actions.unlock(account=account, by=actor(account), at=AT)
    actions.unlock(account=account, by=actor("quantri"), at=AT)
    assert attempt("nam").status_code == 302
    assert "Mở khóa đăng nhập trước thời hạn." in says(account)


def test_signing_in_is_recorded_by_our_clock(make: Make) -> None:
    account = make("nam", "Lê Nam")
    attempt("nam")
    account.refresh_from_db()
    assert account.signed_in_at == AT
    row = story_of("people.account", account.pk).last()
    assert row is not None
    assert (row.says, row.by["name"], row.data["source"]) == ("Đăng nhập.", "Lê Nam", "127.0.0.1")


def test_a_closed_account_is_told_why_only_to_who_knows_its_password(make: Make) -> None:
    account = make("nam")
    kind = ClosureKind.MOVED
    actions.leave(account_id=account.pk, kind=kind, on=DAY, basis="QĐ 9", by=SYSTEM, at=AT)
    assert "đã khóa từ ngày 09/09/2024 vì bạn đã chuyển công tác" in page(attempt("nam"))
    assert "đã khóa" not in page(attempt("nam", "sai"))
    assert account.signed_in_at is None


def test_an_account_unused_for_too_long_is_closed_when_its_owner_tries(make: Make) -> None:
    account = make("nam")
    with clock.at(AT + timedelta(days=46)):
        assert "đã khóa từ ngày 25/10/2024 vì lâu không đăng nhập" in page(attempt("nam"))
    assert says(account)[-1] == "Khóa tài khoản từ ngày 25/10/2024: lâu không đăng nhập."


# Passwords ------------------------------------------------------------------------------------------------


def change(client: Client, old: str, new: str) -> Any:
    sent = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/tai-khoan/password/change/", sent)


@pytest.fixture
def signed_in(make: Make) -> tuple[Account, Client]:
    account, client = make("nam", leader=WARD), Client()
    assert attempt("nam", client=client).status_code == 302
    return account, client


@pytest.mark.parametrize("length", [13, 14])
def test_a_password_without_a_second_factor_has_fourteen_characters(
    signed_in: tuple[Account, Client], length: int
) -> None:
    new = "Cua-mo-rong-ra"[:length]
    answer = change(signed_in[1], SECRET, new)
    assert (answer.status_code == 302) is (length == 14)
    if length == 13:
        assert "Mật khẩu cần ít nhất 14 ký tự, bạn nhập 13" in page(answer)
        assert "hoặc bật xác thực hai lớp" in page(answer)


def test_with_a_second_factor_eight_will_do_until_it_is_gone(signed_in: tuple[Account, Client]) -> None:
    account, client = signed_in
    guard(account)
    assert change(client, SECRET, "Cua-mo-1").status_code == 302
    account.refresh_from_db()
    assert account.password_is_short
    actions.remove_factor(account=account, by=actor(account), at=AT)
    again = Client()
    assert attempt("nam", "Cua-mo-1", client=again)["Location"] == DESK
    assert again.get(DESK)["Location"] == "/tai-khoan/password/change/"


def test_none_of_the_last_ten_passwords_is_taken_again(signed_in: tuple[Account, Client]) -> None:
    account, _ = signed_in
    own: dict[str, Any] = {"account": account, "by": actor(account), "at": AT}
    passwords = [f"Mat-khau-thu-{number:02}" for number in range(11)]
    for password in passwords:
        actions.change_password(password=password, **own)
    for used in passwords[1:]:
        with pytest.raises(rules.UsedLately, match="trùng một trong 10 mật khẩu gần nhất"):
            actions.change_password(password=used, **own)
    actions.change_password(password=passwords[0], **own)
    assert account.used_passwords.count() == 10


def test_the_form_says_that_a_password_was_used_and_changes_nothing(signed_in: tuple[Account, Client]) -> None:
    answer = change(signed_in[1], SECRET, SECRET)
    assert answer.status_code == 200
    assert "trùng một trong 10 mật khẩu gần nhất của bạn" in page(answer)
    assert "Đổi mật khẩu." not in says(signed_in[0])


def test_nobody_changes_anothers_password_but_administrators_reset_it(make: Make) -> None:
    account = make("nam")
    with pytest.raises(NotAllowed, match="chỉ chủ tài khoản tự làm được"):
        actions.change_password(account=account, password="X" * 20, by=actor("quantri"), at=AT)
    with pytest.raises(NotAllowed):
        actions.reset_password(account=account, password="X" * 20, by=actor(account), at=AT)


def test_a_temporary_password_must_be_changed_before_anything_else(signed_in: tuple[Account, Client]) -> None:
    account, before = signed_in
    for _ in range(5):
        attempt("nam", "sai")
    actions.reset_password(account=account, password="Tam-thoi-tam-thoi", by=actor("quantri"), at=AT)
    assert before.get(DESK)["Location"].startswith(SIGN_IN), "a reset signs everybody out"
    client = Client()
    assert attempt("nam", "Tam-thoi-tam-thoi", client=client)["Location"] == DESK
    for address in (DESK, "/tai-khoan/toi/", "/mot-cua/viec/"):
        assert client.get(address)["Location"] == "/tai-khoan/password/change/", address
    assert "mật khẩu tạm do quản trị đặt" in page(client.get("/tai-khoan/password/change/"))
    assert change(client, "Tam-thoi-tam-thoi", "Cua-rieng-cua-toi")["Location"] == "/tai-khoan/toi/"
    assert client.get(DESK).status_code == 200
    assert says(account)[-1] == "Đổi mật khẩu."


@pytest.mark.parametrize(("days", "must"), [(60, False), (62, True)])
def test_an_administrators_password_lasts_two_months(make: Make, days: int, must: bool) -> None:
    account = make("nam", administrator=WARD)
    at = AT + timedelta(days=days)
    actions.sign_in(account=account, with_factor=False, by=actor(account), at=at - timedelta(days=1))
    with clock.at(at):
        client = Client()
        attempt("nam", client=client)
        answer = client.get(DESK)
    assert (answer.status_code == 302) is must
    assert bool(queries.change_reason(account, at.date())) is must


def test_an_initial_password_too_short_is_refused_when_reset(make: Make) -> None:
    with pytest.raises(rules.TooShort):
        actions.reset_password(account=make("nam"), password="ngan", by=SYSTEM, at=AT)


# Second factors -------------------------------------------------------------------------------------------


def guard(account: Account) -> str:
    """Give the account a second factor; its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


def code_of(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time()) + 1))


def test_signing_in_asks_for_the_code_and_says_so_in_the_story(make: Make) -> None:
    account, client = make("nam"), Client()
    secret = guard(account)
    assert attempt("nam", client=client)["Location"] == CODE
    assert client.get(DESK)["Location"].startswith(SIGN_IN)
    assert "Nhập mã xác thực" in page(client.get(CODE))
    assert client.post(CODE, {"code": code_of(secret)})["Location"] == DESK
    assert client.get(DESK).status_code == 200
    assert says(account)[-1] == "Đăng nhập bằng xác thực hai lớp."


def test_a_code_serves_once(make: Make) -> None:
    secret = guard(make("nam"))
    code, outcomes = code_of(secret), []
    for _ in range(2):
        client = Client()
        attempt("nam", client=client)
        cache.clear()  # another process has another memory
        outcomes.append(client.post(CODE, {"code": code}).status_code)
    assert outcomes == [302, 200]


def test_a_recovery_code_serves_in_place_of_the_telephone_once(make: Make) -> None:
    account = make("nam")
    guard(account)
    code = Authenticator.objects.get(user=account.pk, type="recovery_codes").wrap().get_unused_codes()[0]
    outcomes = []
    for _ in range(2):
        client = Client()
        attempt("nam", client=client)
        outcomes.append(client.post(CODE, {"code": code}).status_code)
    assert outcomes == [302, 200]


def test_wrong_codes_lock_like_wrong_passwords_and_a_right_password_does_not_forget_them(make: Make) -> None:
    guard(make("nam"))
    answers = []
    for number in range(5):
        client = Client()
        attempt("nam", client=client)
        answers.append(page(client.post(CODE, {"code": f"{number:06}"})))
    assert "tạm khóa đến 10 giờ 15" in answers[-1]
    assert "tạm khóa" in page(attempt("nam"))


def test_a_second_factor_is_set_up_and_given_up_by_pages(signed_in: tuple[Account, Client]) -> None:
    account, client = signed_in
    assert client.get("/tai-khoan/hai-lop/bat/")["Location"].startswith("/tai-khoan/reauthenticate/")
    client.post("/tai-khoan/reauthenticate/", {"password": SECRET})
    shown = client.get("/tai-khoan/hai-lop/bat/")
    secret = shown.context["form"].secret
    assert secret in page(shown)
    done = client.post("/tai-khoan/hai-lop/bat/", {"code": code_of(secret)})
    assert done["Location"] == "/tai-khoan/hai-lop/ma-du-phong/"
    codes = Authenticator.objects.get(user=account.pk, type="recovery_codes").wrap().get_unused_codes()
    assert all(code in page(client.get(done["Location"])) for code in codes)
    kept = Authenticator.objects.get(user=account.pk, type="totp").data["secret"]
    assert secret not in kept, "the secret is encrypted where it is kept"
    client.post("/tai-khoan/hai-lop/ma-du-phong/moi/")
    assert "10 mã chưa dùng" in page(client.get(reverse("mfa_index")))
    client.post("/tai-khoan/hai-lop/tat/")
    assert not queries.has_factor(account)
    assert says(account)[-3:] == [
        "Bật xác thực hai lớp.",
        "Tạo bộ mã dự phòng mới; bộ cũ hết giá trị.",
        "Tắt xác thực hai lớp.",
    ]


def test_an_administrator_takes_a_lost_second_factor_away(make: Make) -> None:
    account = make("nam")
    guard(account)
    with pytest.raises(NotAllowed):
        actions.remove_factor(account=account, by=actor("canbo.motcua"), at=AT)
    actions.remove_factor(account=account, by=actor("quantri"), at=AT)
    assert attempt("nam")["Location"] == DESK
