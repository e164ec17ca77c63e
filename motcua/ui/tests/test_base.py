"""The frame of every page: its language, its ways in, the banner of the demonstration, no inline code."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest

import motcua.ui
from motcua.kernel import clock
from motcua.kernel.zone import VIETNAM
from motcua.ui import slots

Make = Callable[..., HttpRequest]
Shown = Callable[..., str]
HERE = Path(motcua.ui.__file__).parent
STAFF = '{% extends "ui/staff.html" %}{% block title %}Việc{% endblock %}{% block heading %}Việc của tôi{% endblock %}'
PUBLIC = STAFF.replace("staff", "public")
ENTRANCE = STAFF.replace("staff", "entrance")
pytestmark = pytest.mark.usefixtures("empty_slots")


@pytest.mark.parametrize("source", [STAFF, PUBLIC, ENTRANCE])
def test_every_page_is_vietnamese_and_can_be_entered_by_keyboard(shown: Shown, request_of: Make, source: str) -> None:
    page = shown(source, request_of(official=source == STAFF))
    assert '<html lang="vi">' in page
    assert '<a class="skip" href="#noi-dung">' in page
    assert page.count("<main ") == 1
    assert page.count("<h1>") == 1
    assert "<title>Việc · Một cửa</title>" in page


def test_the_demonstration_clock_is_told_on_every_page(shown: Shown, request_of: Make) -> None:
    with clock.at(datetime(2024, 9, 9, 10, 24, tzinfo=VIETNAM)):
        page = shown(PUBLIC, request_of())
    assert "hôm nay là <strong>thứ Hai, 09/09/2024, 10:24</strong> — không phải ngày giờ thật" in page


def test_no_banner_stands_where_the_clock_is_true(
    shown: Shown, request_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MOTCUA_CLOCK_OFFSET", raising=False)
    assert "Đang trình diễn" not in shown(PUBLIC, request_of())


def test_good_news_is_a_status_and_bad_news_an_alert(shown: Shown, request_of: Make) -> None:
    request: Any = request_of(official=True)
    request._messages = [
        SimpleNamespace(level_tag="success", __str__=lambda: "x"),
        SimpleNamespace(level_tag="error", __str__=lambda: "x"),
    ]
    page = shown(STAFF, request)
    assert "note note-ok" in page.split('role="status"')[1].split("</div>")[0]
    assert "note note-late" in page.split('role="alert"')[1]


def test_navigation_marks_the_present_page_and_tells_who_is_signed_in(shown: Shown, request_of: Make) -> None:
    slots.fill("nav.staff", slots.Link("in", "Đổi", "account_change_password", count=lambda request: 12))
    page = shown(STAFF, request_of("/tai-khoan/password/change/", official=True))
    assert 'aria-current="page"' in page
    assert "việc đang chờ" in page
    assert "Nguyễn Thị Hạnh" in page


def test_navigation_folds_without_javascript(shown: Shown, request_of: Make) -> None:
    assert '<details class="masthead-narrow">' in shown(STAFF, request_of(official=True))


def test_templates_hold_no_inline_script_style_or_handler() -> None:
    forbidden = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:")
    found = [str(path) for path in HERE.rglob("*.html") if forbidden.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    sprite = (HERE / "static/ui/icons.svg").read_text(encoding="utf-8")
    named = set()
    for path in HERE.rglob("*.html"):
        named |= set(re.findall(r'(?:\{% icon |icon=)"([a-z0-9-]+)"', path.read_text(encoding="utf-8")))
    assert {name for name in named if f'id="{name}"' not in sprite} == set()
