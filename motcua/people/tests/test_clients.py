"""Programs on the administrators' pages: registered for a unit with a secret shown once, listed, revoked."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from motcua.access.types import SYSTEM
from motcua.kernel.refusal import Malformed, NotAllowed
from motcua.people import actions, queries
from motcua.people.models import Account, RoleHeld
from motcua.people.tests.conftest import AT, DAY, WARD, page, sit_as, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
PAGES, LIST = "/tai-khoan/phan-mem/", "/tai-khoan/danh-sach/"
SENT = {
    "name": "Ki-ốt phường Đông Hải",
    "username": "Ki-Ot.Moi",
    "unit": WARD,
    "roles": ["one_stop_clerk", "specialist"],
    "since": "09/09/2024",
    "last": "30/09/2024",
    "basis": "QĐ 12",
}


def register(admin: Client) -> str:
    """Register the kiosk by its page; the secret shown."""
    shown = admin.post(f"{PAGES}dang-ky/", SENT)
    found = re.search(r'id="khoa-bi-mat">([^<]+)<', shown.content.decode())
    assert found, page(shown)
    assert "no-store" in shown["Cache-Control"]
    return found[1]


def test_a_program_is_registered_for_a_unit_and_its_secret_shown_once(admin: Client) -> None:
    secret = register(admin)
    kept = queries.secret_of("ki-ot.moi", secret)
    assert kept
    roles = RoleHeld.objects.filter(account=kept.account)
    assert {(role.role, role.unit_id, str(role.period)) for role in roles} == {
        (name, unit().id, "từ ngày 09/09/2024 đến hết ngày 30/09/2024") for name in SENT["roles"]
    }
    for address in (PAGES, f"{LIST}ki-ot.moi/"):
        assert "Ki-ốt phường Đông Hải" in page(admin.get(address))
        assert secret not in page(admin.get(address))


def test_the_list_shows_programs_only_and_whether_they_can_connect(admin: Client) -> None:
    secret = register(admin)
    told = page(admin.get(PAGES, {"q": "ki ot"}))
    assert "Cán bộ tiếp nhận và trả kết quả, Ủy ban nhân dân phường Đông Hải" in told
    assert "Đang kết nối được" in told
    assert "Không có phần mềm nào" in page(admin.get(PAGES, {"q": "canbo"})), "people are in the list of accounts"
    kept = queries.secret_of("ki-ot.moi", secret)
    assert kept
    admin.post(f"{LIST}ki-ot.moi/khoa-bi-mat/{kept.pk}/")
    assert "Đã thu hồi khóa" in page(admin.get(PAGES, {"q": "ki ot"}))


def test_a_revoked_secret_opens_nothing_and_a_new_one_does(admin: Client) -> None:
    old = register(admin)
    kept = queries.secret_of("ki-ot.moi", old)
    assert kept
    assert admin.post(f"{LIST}ki-ot.moi/khoa-bi-mat/{kept.pk}/")["Location"] == f"{LIST}ki-ot.moi/"
    assert queries.secret_of("ki-ot.moi", old) is None
    shown = admin.post(f"{LIST}ki-ot.moi/khoa-bi-mat/").content.decode()
    new = re.search(r'id="khoa-bi-mat">([^<]+)<', shown)
    assert new
    assert queries.secret_of("ki-ot.moi", new[1])
    story = page(admin.get(f"{LIST}ki-ot.moi/"))
    assert f"Thu hồi khóa bí mật số {kept.pk}" in story


def test_a_secret_is_revoked_only_at_its_own_program(admin: Client) -> None:
    secret = queries.secret_of("ki-ot.moi", register(admin))
    assert secret
    assert admin.post(f"{LIST}canbo.motcua/khoa-bi-mat/{secret.pk}/").status_code == 404
    secret.refresh_from_db()
    assert secret.revoked_at is None


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"username": "canbo.motcua"}, "đã có người dùng"),
        ({"username": "có dấu"}, "chữ thường không dấu"),
        ({"roles": []}, "Hãy chọn vai trò"),
        ({"roles": ["administrator"]}, "administrator"),
        ({"unit": ""}, "Hãy chọn đơn vị"),
        ({"last": "01/09/2024"}, "Ki-ốt phường Đông Hải"),
    ],
)
def test_what_cannot_be_registered_is_refused_and_nothing_is_left(
    admin: Client, changed: dict[str, Any], says: str
) -> None:
    answer = admin.post(f"{PAGES}dang-ky/", SENT | changed)
    assert answer.status_code == 422
    assert says in page(answer)
    assert not Account.objects.filter(name=SENT["name"]).exists()


def test_only_administrators_register_see_and_revoke(admin: Client) -> None:
    secret = queries.secret_of("ki-ot.moi", register(admin))
    assert secret
    clerk = sit_as("canbo.motcua")
    assert clerk.get(PAGES).status_code == 403
    assert clerk.post(f"{PAGES}dang-ky/", SENT | {"username": "khac"}).status_code == 403
    assert clerk.post(f"{LIST}ki-ot.moi/khoa-bi-mat/").status_code == 403
    assert clerk.post(f"{LIST}ki-ot.moi/khoa-bi-mat/{secret.pk}/").status_code == 403
    by = queries.actor_of(queries.account_named("canbo.motcua"), DAY)
    with pytest.raises(NotAllowed):
        actions.register_client(
            username="khac", name="Khác", roles=["leader"], unit=unit(), since=DAY, until=None, basis="", by=by, at=AT
        )


def test_a_program_never_answers_for_the_accounts_of_others(admin: Client) -> None:
    register(admin)
    account = queries.account_named("ki-ot.moi")
    with pytest.raises(Malformed, match="chỉ giao cho người"):
        actions.grant_role(account=account, role="administrator", unit=unit(), since=DAY, until=None, by=SYSTEM, at=AT)
