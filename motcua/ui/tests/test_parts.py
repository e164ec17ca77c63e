"""Components say in words what they show, to eyes and to screen readers alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest

import motcua.ui
from motcua.kernel.refusal import NotAllowed
from motcua.ui.templatetags.parts import _TONE_ICONS, STATES

Shown = Callable[..., str]
AT = datetime(2024, 9, 9, 3, 5, tzinfo=UTC)


class State(models.IntegerChoices):
    IN_PROGRESS = 4, "Đang xử lý"


def test_an_icon_alone_is_silent_and_a_labelled_one_speaks(shown: Shown) -> None:
    assert 'aria-hidden="true"' in shown('{% icon "inbox" %}')
    assert 'role="img" aria-label="Đóng"' in shown('{% icon "x" label="Đóng" %}')


def test_every_icon_a_component_names_is_in_the_sprite() -> None:
    sprite = (Path(motcua.ui.__file__).parent / "static/ui/icons.svg").read_text(encoding="utf-8")
    named = {drawing for _, drawing in STATES.values()} | set(_TONE_ICONS.values())
    assert {name for name in named if f'id="{name}"' not in sprite} == set()


def test_all_ten_national_states_have_a_tone_and_a_drawing() -> None:
    assert sorted(STATES) == list(range(1, 11))


def test_a_state_is_told_in_words_from_its_enumeration_or_beside_its_number(shown: Shown) -> None:
    assert "Đang xử lý" in shown("{% status state %}", state=State.IN_PROGRESS)
    assert "Đã trả kết quả" in shown('{% status 10 "Đã trả kết quả" %}')


@pytest.mark.parametrize(
    ("minutes", "tone", "says"),
    [
        (660, "ok", "Còn 1 ngày 3 giờ"),
        (239, "warn", "Còn 3 giờ 59 phút"),
        (-120, "late", "Quá 2 giờ"),
        (None, "neutral", "Không có hạn"),
    ],
)
def test_remaining_time_has_words_and_a_tone(shown: Shown, minutes: int | None, tone: str, says: str) -> None:
    badge = shown("{% remaining minutes %}", minutes=minutes)
    assert f"pill-{tone}" in badge
    assert says in badge


def test_a_stopped_clock_is_not_shown_as_late(shown: Shown) -> None:
    badge = shown("{% remaining -60 paused=True %}")
    assert "Tạm dừng tính hạn" in badge
    assert "pill-late" not in badge


def test_a_moment_is_written_for_people_and_for_machines(shown: Shown) -> None:
    assert shown("{% when at %}", at=AT) == '<time datetime="2024-09-09T10:05+07:00">09/09/2024 10:05</time>'
    assert shown("{% when day %}", day=date(2024, 9, 9)) == '<time datetime="2024-09-09">09/09/2024</time>'
    assert "thứ Hai ngày 09/09/2024" in shown("{% when at long=True %}", at=AT)


def test_a_button_names_the_key_that_presses_it(shown: Shown) -> None:
    button = shown('{% button "Lưu" keys="Ctrl+Enter" name="do" value="save" %}')
    assert 'data-key="Ctrl+Enter" aria-keyshortcuts="Control+Enter"' in button
    assert 'type="submit" name="do" value="save"' in button


def test_a_button_with_an_address_is_a_link_and_passes_attributes_on(shown: Shown) -> None:
    link = shown('{% button "Mở" href="/a/" hx_get="/b/" disabled=False %}')
    assert '<a class="btn btn-primary" href="/a/"' in link
    assert 'hx-get="/b/"' in link
    assert "disabled" not in link


def test_a_panel_is_a_section_with_a_heading(shown: Shown) -> None:
    panel = shown('{% panel "Giấy tờ" id="giay-to" %}<p>{{ word }}</p>{% endpanel %}', word="<b>")
    assert '<section class="panel" id="giay-to">' in panel
    assert "<h2>Giấy tờ</h2>" in panel
    assert "<p>&lt;b&gt;</p>" in panel


def test_pairs_without_a_value_are_left_out(shown: Shown) -> None:
    told = shown('{% pairs "Mã" "H43" "Ghi chú" "" "Lệ phí" 0 %}')
    assert told.count("<dt>") == 2
    assert "Ghi chú" not in told


def test_the_present_step_of_a_way_is_marked_for_screen_readers(shown: Shown) -> None:
    steps = [{"title": "Tiếp nhận", "state": "done"}, {"title": "Thẩm định", "state": "now", "since": AT}]
    way = shown("{% timeline steps %}", steps=steps)
    assert way.count('aria-current="step"') == 1
    assert 'aria-label="Đã xong"' in way


def test_the_reason_of_a_day_is_folded_away_as_a_list(shown: Shown) -> None:
    why = shown("{% why lines %}", lines=["Nhận lúc 10:00.", "10/09: 8 giờ."])
    assert why.count("<li>") == 2
    assert '<details class="why">' in why


def test_a_refusal_is_an_alert_with_its_citation(shown: Shown) -> None:
    box = shown("{% refusal no %}", no=NotAllowed("Hãy đề nghị chuyển bước.", citation="Nghị định 61/2018/NĐ-CP"))
    assert 'role="alert"' in box
    assert "Hãy đề nghị chuyển bước." in box
    assert "Căn cứ: Nghị định 61/2018/NĐ-CP" in box


def test_what_a_refusal_says_is_never_taken_for_markup(shown: Shown) -> None:
    assert "<script>" not in shown("{% refusal no %}", no=NotAllowed("<script>x</script>"))


def test_progress_is_told_in_numbers_too(shown: Shown) -> None:
    bar = shown('{% progress 1200 3400 "Đã số hóa" %}')
    assert 'value="1200" max="3400"' in bar
    assert "1.200/3.400" in bar


def test_numbered_pages_keep_the_question(shown: Shown, request_of: Callable[..., HttpRequest]) -> None:
    page = Paginator(range(132), 20).page(2)
    pager = shown('{% pager page noun="hồ sơ" %}', request_of("/", q="khai sinh"), page=page)
    assert "Trang 2/7 · 132 hồ sơ" in pager
    assert 'href="?q=khai+sinh&amp;trang=3"' in pager


def test_the_last_page_leads_nowhere_further(shown: Shown, request_of: Callable[..., HttpRequest]) -> None:
    pager = shown("{% pager page %}", request_of("/"), page=Paginator(range(132), 20).page(7))
    assert 'rel="next"' not in pager
    assert 'rel="prev"' in pager


def test_pages_by_key_need_no_numbers(shown: Shown) -> None:
    pager = shown('{% pager_keys after="?sau=7" total=132 noun="hồ sơ" %}')
    assert "132 hồ sơ" in pager
    assert "Trang" not in pager


def test_stages_mark_where_one_stands(shown: Shown) -> None:
    stages = shown('{% stages 2 "Thủ tục" "Người nộp" "Giấy tờ" %}')
    assert stages.count('aria-current="step"') == 1
    assert "is-done" in stages
