"""Who comes in: sign-in, the way back to the page asked for, and what an account may do when it no longer may."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.access.types import SYSTEM
from motcua.demo.province import PASSWORD
from motcua.kernel import clock
from motcua.people import actions as people
from motcua.people.models import Account
from motcua.people.types import ClosureKind
from tests.walk.pages import COUNTER, DOSSIERS, INBOX, filled, read, sit_as, url
from tests.world import BIRTH, CLERK, MONDAY, SPECIALIST, moment, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
SIGN_IN = "/tai-khoan/login/"
DESK = "/ban-lam-viec/"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


def staff_addresses() -> list[str]:
    """Every address behind the door of officials."""

    def walk(patterns: list[Any], start: str) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = []
        for each in patterns:
            if isinstance(each, URLResolver):
                found += walk(each.url_patterns, start + str(each.pattern))
            elif isinstance(each, URLPattern):
                found.append((start + str(each.pattern), each.callback))
        return found

    doors = [(route, getattr(view, "door", ("", ""))) for route, view in walk(get_resolver().url_patterns, "/")]
    return sorted(route for route, door in doors if door[0] == "staff")


def test_every_staff_page_leads_to_sign_in_without_a_session() -> None:
    routes = staff_addresses()
    assert len(routes) >= 15
    for route in routes:
        address = re.sub(r"<int:\w+>", "1", re.sub(r"<(?:str|slug):(\w+)>", r"\1", route))
        assert "<" not in address, address
        answers = [Client().get(address), Client().post(address)]
        redirected = [answer for answer in answers if answer.status_code != 405]
        assert redirected, address
        for answer in redirected:
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, SIGN_IN), address


def test_sign_in_leads_to_the_page_that_was_asked_for() -> None:
    client = Client()
    asked = client.get(INBOX)
    assert asked["Location"] == f"{SIGN_IN}?next={INBOX}"
    answer = client.post(asked["Location"], {"login": SPECIALIST, "password": PASSWORD, "next": INBOX}, follow=True)
    assert answer.redirect_chain[-1][0] == INBOX
    assert "Đàng Xuân Hiếu" in read(answer)


def test_sign_in_without_a_wish_leads_to_the_desk_and_never_to_a_foreign_place() -> None:
    typed = {"login": CLERK, "password": PASSWORD}
    assert Client().post(SIGN_IN, typed)["Location"] == DESK
    assert Client().post(SIGN_IN, typed | {"next": "https://xau.vn/"})["Location"] == DESK


@pytest.mark.parametrize("typed", [{"login": name, "password": "mat-khau-sai"} for name in (CLERK, "khong.co")])
def test_a_wrong_password_and_an_unknown_name_get_the_same_vietnamese_sentence(typed: dict[str, str]) -> None:
    answer = Client().post(SIGN_IN, typed)
    page = read(answer)
    assert "Tên đăng nhập hoặc mật khẩu" in page
    assert typed["login"] in page
    assert typed["password"] not in page


def test_signing_out_closes_the_house() -> None:
    client = sit_as(CLERK)
    assert client.get(INBOX).status_code == 200
    client.post("/tai-khoan/logout/")
    assert client.get(INBOX)["Location"].startswith(SIGN_IN)


def test_nobody_opens_an_account_for_themselves() -> None:
    before = Account.objects.count()
    sent = {"username": "xam.nhap", "password1": "Mot-mat-khau-dai", "password2": "Mot-mat-khau-dai"}
    Client().post("/tai-khoan/signup/", sent)
    assert Account.objects.count() == before


def test_a_closed_account_is_out_at_once_and_cannot_come_back() -> None:
    client, dossier = sit_as(CLERK), receive()
    clerk = Account.objects.get(username=CLERK)
    people.leave(
        account_id=clerk.pk, kind=ClosureKind.MOVED, on=MONDAY.date(), basis="QĐ 1/QĐ-UBND", by=SYSTEM, at=MONDAY
    )
    for address in (INBOX, DOSSIERS, COUNTER, url(dossier), DESK):
        assert client.get(address)["Location"].startswith(SIGN_IN), address
    assert client.post(f"{COUNTER}{BIRTH}/", filled()).status_code == 302
    client.post(SIGN_IN, {"login": CLERK, "password": PASSWORD})
    assert client.get(INBOX)["Location"].startswith(SIGN_IN)


def test_an_official_before_their_first_day_sees_no_dossier() -> None:
    dossier = receive()
    with clock.at(moment(10).replace(year=2020)):
        answer = sit_as(CLERK).get(url(dossier))
        desk = read(sit_as(CLERK).get(DESK))
    assert answer.status_code == 403
    assert "tài khoản của bạn hôm nay không giữ vai trò đó" in read(answer)
    assert "Hôm nay bạn không giữ vai trò nào" in desk


def test_an_administrator_sees_no_dossier_and_no_counter() -> None:
    dossier = receive()
    for address in (INBOX, DOSSIERS, COUNTER, url(dossier)):
        assert sit_as("quantri").get(address).status_code == 403, address
    assert COUNTER not in read(sit_as("quantri").get(DESK))


def test_a_forged_request_is_refused_in_vietnamese() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username=CLERK))
    answer = client.post(f"{COUNTER}{BIRTH}/", filled())
    assert answer.status_code == 403
    assert "Biểu mẫu đã mở quá lâu" in read(answer)


def test_who_was_signed_out_is_led_back_to_the_form_through_the_entrance() -> None:
    form = f"{COUNTER}{BIRTH}/"
    answer = Client(enforce_csrf_checks=True).post(form, filled(), HTTP_REFERER=f"http://testserver{form}?don-vi=x")
    assert answer.status_code == 403
    page = read(answer)
    assert "Phiên làm việc đã hết" in page
    assert "không có quyền" not in page
    assert "?next=%2Fmot-cua%2Ftiep-nhan%2F" in page
    assert "%3Fdon-vi%3Dx" in page
    elsewhere = Client(enforce_csrf_checks=True).post(form, filled(), HTTP_REFERER="https://ke-xau.example/x")
    assert "ke-xau" not in read(elsewhere)


@pytest.mark.parametrize(
    "address", ["/mot-cua/ho-so/%00/", "/tra-cuu/a%00b/", "/mot-cua/ho-so/?q=%00", "/thu-tuc/?q=a%00"]
)
def test_an_address_with_a_nul_is_unreadable_and_breaks_nothing(address: str) -> None:
    answer = sit_as(CLERK).get(address)
    assert answer.status_code == 400
    assert "<html" in answer.content.decode()
