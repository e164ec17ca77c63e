"""All components on one page, looked at by axe-core at phone and desktop width, as official and as public."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpRequest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from motcua.kernel.refusal import NotAllowed
from motcua.ui import forms, slots

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("empty_slots")]
AT = datetime(2024, 9, 9, 3, 5, tzinfo=UTC)
SAMPLE = (Path(__file__).parent / "sample.html").read_text(encoding="utf-8")


class Everything(forms.Form):
    find = forms.SearchField(label="Thủ tục", help_text="Gõ mã hoặc vài chữ trong tên.")
    id_number = forms.PersonalIdField(label="Số định danh")
    born = forms.DateField(label="Ngày sinh")
    unit = forms.ChoiceField(label="Nơi trả kết quả", choices=[("", "Chọn"), ("1", "UBND xã")])
    channel = forms.PickField(label="Cách nộp", choices=[("1", "Trực tiếp"), ("2", "Trực tuyến")])
    fee = forms.MoneyField(label="Lệ phí", required=False)
    scans = forms.FilesField(label="Bản quét", required=False)
    note = forms.TextField(label="Ghi chú", rows=3, required=False)
    sure = forms.CheckField(label="Đã đối chiếu")


def context() -> dict[str, Any]:
    steps = [
        {"title": "Tiếp nhận", "state": "done", "who": "Lê An", "since": AT, "until": AT, "spent": "1 giờ"},
        {"title": "Thẩm định", "state": "returned", "note": "Thiếu chữ ký.", "spent": "2 giờ", "tone": "late"},
        {"title": "Thẩm định", "state": "now", "since": AT},
        {"title": "Trả kết quả", "state": "todo"},
    ]
    return {
        "at": AT,
        "states": [(number, f"Trạng thái {number}") for number in range(1, 11)],
        "steps": steps,
        "facts": [{"at": AT, "says": "Tiếp nhận hồ sơ", "who": "Lê An"}],
        "no": NotAllowed("Bước này do người khác giữ; hãy đề nghị chuyển bước.", citation="Điều 17"),
        "form": Everything({"id_number": "12", "channel": "1"}),
        "page_of_many": Paginator(range(132), 20).page(2),
    }


def answer(route: Route, page: str) -> None:
    """Static files as the finders have them; anything else is the page."""
    path = route.request.url.split("testserver", 1)[1]
    if not path.startswith("/static/"):
        return route.fulfill(body=page, content_type="text/html; charset=utf-8")
    found = finders.find(path.removeprefix("/static/").split("#")[0])
    assert found, f"{path} is not served"
    return route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0] or "application/octet-stream")


def look(sheet: Page, html: str) -> list[object]:
    """What axe finds on a page, and whether it is wider than its window."""
    sheet.route("**/*", lambda route: answer(route, html))
    sheet.goto("http://testserver/")
    faults = Axe().run(sheet).response["violations"]
    found: list[object] = [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in faults]
    fits = sheet.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    return found if fits else [*found, "the page scrolls sideways"]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.parametrize(("base", "width"), [("staff", 360), ("staff", 1280), ("public", 360), ("public", 1280)])
def test_no_component_shuts_anybody_out(
    shown: Callable[..., str], request_of: Callable[..., HttpRequest], browser: Browser, base: str, width: int
) -> None:
    slots.fill("nav.staff", slots.Link("a", "Việc của tôi", "account_change_password", icon="inbox", group="Một cửa"))
    slots.fill("nav.public", slots.Link("a", "Tra cứu", "account_login", icon="search"))
    request: Any = request_of("/tai-khoan/login/", official=base == "staff")
    html = shown(SAMPLE.replace("ui/staff.html", f"ui/{base}.html"), request, **context())
    sheet = browser.new_page(viewport={"width": width, "height": 800})
    assert look(sheet, html) == []
    sheet.close()
