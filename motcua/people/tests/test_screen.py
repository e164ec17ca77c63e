"""The screen locks when nobody works at it, shows nothing, loses nothing, and opens by the password."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from motcua.kernel import clock
from motcua.people.models import Account
from motcua.people.tests.conftest import AT, SECRET, WARD

pytestmark = pytest.mark.django_db
Make = Callable[..., Account]
LOCK, DESK, ME, SIGN_IN = "/tai-khoan/khoa/", "/ban-lam-viec/", "/tai-khoan/toi/", "/tai-khoan/login/"


@pytest.fixture
def client(make: Make) -> Iterator[Client]:
    """A browser in which a specialist signed in at ten."""
    make("nam", "Lê Văn Nam", specialist=WARD)
    client = Client()
    with clock.at(AT):
        client.post(SIGN_IN, {"login": "nam", "password": SECRET})
        yield client


def page(response: Any) -> str:
    return " ".join(response.content.decode().split())


def after(minutes: float) -> Any:
    return clock.at(AT + timedelta(minutes=minutes))


@pytest.mark.parametrize(("minutes", "locked"), [(14.9, False), (15, True), (300, True)])
def test_the_screen_locks_after_fifteen_minutes_without_a_request(client: Client, minutes: float, locked: bool) -> None:
    with after(minutes):
        answer = client.get(f"{ME}?trang=2")
    assert (answer.status_code == 302) is locked
    if locked:
        assert answer["Location"] == f"{LOCK}?next=%2Ftai-khoan%2Ftoi%2F%3Ftrang%3D2"


def test_whoever_works_is_not_locked_out(client: Client) -> None:
    for minutes in range(10, 200, 10):
        with after(minutes):
            assert client.get(DESK).status_code == 200


def test_the_clock_set_back_does_not_lock(client: Client) -> None:
    with after(-600):
        assert client.get(DESK).status_code == 200


def test_an_administrators_screen_locks_after_five(make: Make) -> None:
    make("quan", administrator=WARD)
    client = Client()
    with clock.at(AT):
        client.post(SIGN_IN, {"login": "quan", "password": SECRET})
    with after(4.9):
        assert client.get(DESK).status_code == 200
    with after(9.9):
        assert client.get(DESK).status_code == 302


def test_the_password_opens_it_again_where_one_was(client: Client) -> None:
    with after(20):
        shown = client.get(client.get(f"{ME}?trang=2")["Location"])
        assert "Lê Văn Nam" in page(shown)
        assert "Việc chờ tôi" not in page(shown), "no navigation behind the lock"
        answer = client.post(LOCK, {"password": SECRET, "next": f"{ME}?trang=2"})
        assert answer["Location"] == f"{ME}?trang=2"
        assert client.get(DESK).status_code == 200


def test_a_locked_session_shows_nothing_whatever_it_asks_for(client: Client) -> None:
    assert "Lê Văn Nam" in page(client.get("/thu-tuc/"))
    with after(20):
        for address in (DESK, ME, "/mot-cua/ho-so/", "/tai-khoan/hai-lop/", "/tai-khoan/password/change/"):
            assert client.get(address)["Location"].startswith(LOCK), address
        catalogue = client.get("/thu-tuc/")
        assert catalogue.status_code == 200
        assert "Lê Văn Nam" not in page(catalogue), "to public pages a locked session is a passer-by"
    with after(21):
        assert client.get(DESK).status_code == 302, "looking at the lock does not open it"


def test_a_wrong_password_opens_nothing_and_the_fifth_ends_the_session(client: Client) -> None:
    with after(20):
        for _ in range(4):
            answer = client.post(LOCK, {"password": "sai"})
            assert answer.status_code == 422
            assert "Mật khẩu chưa đúng" in page(answer)
        assert client.post(LOCK, {"password": "sai"})["Location"] == SIGN_IN
        assert "tạm khóa đến 10 giờ 35" in page(client.get(SIGN_IN))
        assert client.get(DESK)["Location"].startswith(SIGN_IN)


def test_the_password_of_another_opens_nothing(client: Client, make: Make) -> None:
    make("khac", password="Mot-mat-khau-khac-han")
    with after(20):
        assert client.post(LOCK, {"password": "Mot-mat-khau-khac-han"}).status_code == 422


def test_what_a_form_was_sending_is_kept_and_sent_when_unlocked(client: Client) -> None:
    sent = {"kind": "leave", "since": "10/09/2024", "last": "12/09/2024", "basis": "Về quê «Tết» & giỗ"}
    with after(20):
        kept = client.post("/tai-khoan/toi/vang-mat/", sent)
        assert kept.status_code == 403
        assert "chưa được ghi, và đang được giữ ở đây" in page(kept)
        assert not Account.objects.get(username="nam").absences.exists()
        form = kept.context["form"]
        again = client.post(LOCK, {"password": SECRET, "carried": form["carried"].value()})
        assert again.context["to"] == "/tai-khoan/toi/vang-mat/"
        assert dict(again.context["fields"]) == sent
        assert "Về quê «Tết» &amp; giỗ" in page(again)
        client.post(again.context["to"], dict(again.context["fields"]))
    assert Account.objects.get(username="nam").absences.get().basis == "Về quê «Tết» & giỗ"


def test_passwords_are_not_kept_in_the_page_of_the_lock(client: Client) -> None:
    sent = {"oldpassword": SECRET, "password1": "Mot-mat-khau-moi", "password2": "Mot-mat-khau-moi"}
    with after(20):
        assert "Mot-mat-khau" not in page(client.post("/tai-khoan/password/change/", sent))


@pytest.mark.parametrize(
    "carried", ["khong phai", "[]", "{}", '{"to": "https://xau.vn/", "fields": [], "files": []}', '{"to": "//xau.vn/"}']
)
def test_what_was_not_kept_by_the_lock_is_not_sent(client: Client, carried: str) -> None:
    with after(20):
        client.get(DESK)
        answer = client.post(LOCK, {"password": SECRET, "carried": carried, "next": "https://xau.vn/"})
        assert answer["Location"] == DESK


def test_one_may_lock_at_once(client: Client) -> None:
    assert "Màn hình đang khóa" in page(client.post(LOCK, {"do": "lock"}))
    assert client.get(DESK)["Location"].startswith(LOCK)
    client.post(LOCK, {"password": SECRET})
    assert client.get(DESK).status_code == 200


def test_an_island_of_a_page_sends_the_page_to_the_lock(client: Client) -> None:
    with after(20):
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/tai-khoan/toi/?trang=1"}
        answer = client.get("/mot-cua/tiep-nhan/?q=khai", headers=headers)
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == f"{LOCK}?next=%2Ftai-khoan%2Ftoi%2F%3Ftrang%3D1"


def test_the_script_that_covers_a_page_asks_the_server_and_is_told(client: Client) -> None:
    by_script: dict[str, Any] = {"headers": {"X-Lock": "1"}}
    assert client.get(LOCK, **by_script).status_code == 204
    assert client.post(LOCK, {"do": "lock"}, **by_script).status_code == 204
    assert client.get(LOCK, **by_script).status_code == 423
    wrong = client.post(LOCK, {"password": "sai"}, **by_script)
    assert (wrong.status_code, wrong.content.decode()) == (422, "Mật khẩu chưa đúng; hãy nhập lại.")
    assert client.post(LOCK, {"password": SECRET}, **by_script).status_code == 204
    assert client.get(LOCK, **by_script).status_code == 204


def test_every_staff_page_brings_the_lock_with_its_minutes(client: Client) -> None:
    assert 'data-minutes="15"' in page(client.get(DESK))


def test_signing_out_is_possible_at_a_locked_screen(client: Client) -> None:
    with after(20):
        client.post("/tai-khoan/logout/")
        assert client.get(LOCK)["Location"].startswith(SIGN_IN)
