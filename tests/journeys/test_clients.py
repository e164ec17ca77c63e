"""An administrator registers a program by hand, the program calls with the secret shown, and is shut out again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.person import NARROW, WIDE, Person, faults

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
WHO = "ki-ot.hanh-trinh"


def test_a_program_is_registered_calls_and_is_revoked(person: Callable[..., Person]) -> None:
    visitor = person()
    page, found = visitor.sign_in("quantri"), list[str]()

    def look(name: str) -> None:
        page.evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true; })")
        for size in (NARROW, WIDE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            visitor.size = size
            visitor.shot(name)
            found.extend(f"{name} at {size[0]} px: {fault}" for fault in faults(page))

    page.get_by_role("link", name="Phần mềm kết nối").first.click()
    look("clients")
    page.get_by_role("link", name="Đăng ký phần mềm").click()
    page.get_by_label("Tên phần mềm").fill("Ki-ốt hành trình")
    page.get_by_label("Mã phần mềm").fill(WHO)
    page.get_by_label("Đơn vị").select_option(label="Ủy ban nhân dân phường Đông Hải")
    page.get_by_role("button", name="Đăng ký").click()
    assert "Hãy chọn vai trò" in page.get_by_role("main").inner_text()
    page.get_by_label("Cán bộ tiếp nhận và trả kết quả").check()
    look("client-register")
    page.get_by_role("button", name="Đăng ký").click()
    secret = page.locator("#khoa-bi-mat").inner_text()
    look("client-secret")

    form: dict[str, str | float | bool] = {
        "grant_type": "client_credentials",
        "client_id": WHO,
        "client_secret": secret,
    }
    told = page.request.post("/api/token", form=form).json()
    headers = {"Authorization": f"Bearer {told['access_token']}"}
    assert page.request.get("/api/me", headers=headers).json()["roles"][0]["role"] == "one_stop_clerk"

    page.get_by_role("link", name="Đã chép, về trang phần mềm").click()
    assert secret not in page.content()
    look("client")
    page.get_by_role("button", name="Thu hồi khóa").click()
    page.get_by_text("Đã thu hồi khóa").wait_for()
    assert page.request.get("/api/me", headers=headers).status == 401
    assert not found, "\n".join(found)
