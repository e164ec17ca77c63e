"""Apps above fill slots; a reader sees what is meant for them, in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest

from motcua.access import rights
from motcua.ui import slots

Make = Callable[..., HttpRequest]
pytestmark = pytest.mark.usefixtures("empty_slots", "clerk_holds_a_role")


@pytest.fixture
def a_right(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(rights, "_rights", {})
    rights.declare("test.receive", "tiếp nhận", roles=["one_stop_clerk"])
    rights.declare("test.approve", "phê duyệt", roles=["leader"])
    return "test.receive"


def test_links_come_in_order_with_their_addresses(request_of: Make) -> None:
    slots.fill("nav", slots.Link("b", "Đăng xuất", "account_logout", order=20))
    slots.fill("nav", slots.Link("a", "Đăng nhập", "account_login", order=10))
    assert [(link.key, link.url) for link in slots.links("nav", request_of())] == [
        ("a", "/tai-khoan/login/"),
        ("b", "/tai-khoan/logout/"),
    ]


def test_the_link_of_the_present_page_is_marked(request_of: Make) -> None:
    slots.fill("nav", slots.Link("a", "Đăng nhập", "account_login"))
    slots.fill("nav", slots.Link("b", "Đăng xuất", "account_logout"))
    marked = [link.key for link in slots.links("nav", request_of("/tai-khoan/logout/")) if link.current]
    assert marked == ["b"]


def test_one_key_cannot_be_filled_twice() -> None:
    slots.fill("nav", slots.Link("a", "Đăng nhập", "account_login"))
    with pytest.raises(ValueError, match="already holds"):
        slots.fill("nav", slots.Link("a", "Khác", "account_logout"))


def test_a_link_with_a_right_is_seen_only_by_those_who_hold_it(request_of: Make, a_right: str) -> None:
    slots.fill("nav", slots.Link("in", "Tiếp nhận", "account_login", right=a_right))
    slots.fill("nav", slots.Link("ok", "Phê duyệt", "account_logout", right="test.approve"))
    assert [link.key for link in slots.links("nav", request_of(official=True))] == ["in"]
    assert slots.links("nav", request_of()) == []


def test_a_piece_is_rendered_with_what_the_page_gives(request_of: Make) -> None:
    slots.fill("side", slots.Piece("note", "ui/parts/notice.html", context=lambda request, word: {"says": word}))
    (piece,) = slots.pieces("side", request_of(), word="Chờ bổ sung")
    assert "Chờ bổ sung" in piece


def test_a_piece_with_nothing_to_say_is_left_out(request_of: Make) -> None:
    slots.fill("side", slots.Piece("note", "ui/parts/notice.html", context=lambda request, **given: None))
    assert slots.pieces("side", request_of()) == []


def test_an_empty_slot_shows_nothing(shown: Callable[..., str]) -> None:
    assert shown('{% pieces "nobody.filled" %}') == ""
