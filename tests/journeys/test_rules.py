"""The pages of rules, wide and on a telephone; an administrator decides a rule and repeals the decision by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.person import NARROW, WIDE, Person, faults

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
ADMINISTRATOR = "quantri"
RULE = "/quy-tac/receipt.online/"
PAGES = {
    "rules": "/quy-tac/",
    "rules-search": "/quy-tac/?q=m%E1%BB%99t+c%E1%BB%ADa&ngay=15/09/2025",
    "rules-nothing": "/quy-tac/?q=khongcogi",
    "rules-bad-day": "/quy-tac/?ngay=31/02/2025",
    "rule": "/quy-tac/onestop.forms/?ngay=15/09/2025",
    "rule-silent": "/quy-tac/svc.levels.default/",
    "rule-decided": RULE,
    "rule-decide": f"{RULE}quyet-dinh/",
}


def test_rules_are_read_decided_and_repealed(person: Callable[..., Person]) -> None:
    visitor = person()
    page = visitor.sign_in(ADMINISTRATOR)
    page.get_by_role("link", name="Quy tắc theo ngày").first.click()
    page.get_by_label("Tìm quy tắc").fill("nop truc tuyen")
    page.get_by_role("button", name="Xem", exact=True).click()
    page.get_by_role("link", name="Thời hạn trả lời hồ sơ nộp trực tuyến").click()
    page.get_by_role("link", name="Ghi quyết định của địa phương").click()
    page.get_by_label("Giá trị").fill("bốn giờ")
    page.get_by_label("Áp dụng từ ngày").fill("01/10/2024")
    page.get_by_label("Quyết định", exact=True).fill("Quyết định 12/2024/QĐ-UBND")
    page.get_by_role("button", name="Ghi quyết định").click()
    assert "Không đọc được thời hạn «bốn giờ»" in page.get_by_role("main").inner_text()
    page.get_by_label("Giá trị").fill("4h")
    page.get_by_role("button", name="Ghi quyết định").click()
    page.get_by_label("Xem vào ngày").fill("01/10/2024")
    page.get_by_role("button", name="Xem", exact=True).click()
    assert "4 giờ làm việc" in page.get_by_role("main").inner_text()
    found = []
    for name, address in PAGES.items():
        page.goto(address)
        page.evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true; })")
        for size in (WIDE, NARROW):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            visitor.size = size
            visitor.shot(name)
            found += [f"{name} at {size[0]} px: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)
    page.goto(RULE)
    page.get_by_role("link", name="Bãi bỏ").click()
    page.get_by_label("Bãi bỏ từ ngày").fill("01/10/2024")
    page.get_by_label("Văn bản bãi bỏ").fill("Quyết định 30/2024/QĐ-UBND")
    visitor.shot("rule-repeal")
    page.get_by_role("button", name="Bãi bỏ").click()
    assert "chưa có quyết định nào" in page.get_by_role("main").inner_text()
