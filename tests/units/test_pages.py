"""The pages of units and of working time, as the public, an official and an administrator see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.worktime import DayException, DayKind, parse_sessions
from motcua.org import actions, queries
from motcua.org.models import ExceptionalDay
from motcua.people.queries import account_named
from tests.world import CLERK, MONDAY, receive

pytestmark = pytest.mark.django_db
ADMIN = "quantri"
ORDER, HOURS = "/lich/hanh-chinh/ghi-ngay/", "/lich/hanh-chinh/doi-gio/"
STORM = {
    "kind": "holiday",
    "day": "10/09/2024",
    "name": "Nghỉ tránh bão",
    "unit": "ca-lich",
    "source": "Công điện 01",
    "confirmed": "on",
}
WARD = "phuong-dong-hai-22768"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with clock.at(MONDAY):
        yield


def seen(address: str, client: Client | None = None, status: int = 200, **query: str) -> str:
    """What a page says, without its tags."""
    answer = (client or Client()).get(address, query)
    assert answer.status_code == status, answer.status_code
    return words(answer)


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def sitting(username: str) -> Client:
    client = Client()
    client.force_login(account_named(username))
    return client


@pytest.mark.parametrize(
    ("day", "total", "root"),
    [
        ("", "47 xã, 15 phường, 3 thị trấn", "Tỉnh Ninh Thuận"),
        ("30/06/2025", "47 xã, 12 phường, 3 thị trấn", "Tỉnh Ninh Thuận"),
        ("01/07/2025", "19 xã, 5 phường", "24 trong 65 đơn vị cấp xã"),
    ],
)
def test_the_tree_of_any_day_is_open_to_all(day: str, total: str, root: str) -> None:
    told = seen("/don-vi/", ngay=day)
    assert total in told
    assert root in told


def test_a_day_that_cannot_be_read_is_told_and_today_is_shown() -> None:
    told = seen("/don-vi/", status=400, ngay="31/02/2025")
    assert "Không có ngày «31/02/2025»" in told
    assert "09/09/2024" in told


def test_before_the_first_known_day_there_is_no_tree_and_the_page_says_so() -> None:
    assert "Chưa có đơn vị nào vào ngày này" in seen("/don-vi/", ngay="01/01/2020")


def test_the_tree_costs_one_statement_for_all_units() -> None:
    with CaptureQueriesContext(connection) as asked:
        seen("/don-vi/")
    assert len([query for query in asked if "org_unit_version" in query["sql"]]) == 1


def test_units_are_found_also_where_they_are_no_more() -> None:
    told = seen("/don-vi/", q="thanh sơn", ngay="01/12/2024")
    assert "Không hoạt động vào ngày này" in told
    assert "phường Thanh Sơn" in told
    assert "Không có đơn vị nào khớp" in seen("/don-vi/", q="mặt trăng")


def test_a_unit_tells_its_names_codes_identifier_calendar_and_story() -> None:
    told = seen(f"/don-vi/{WARD}/")
    for sentence in (
        "Ủy ban nhân dân phường Đông Hải",
        "H43.31.31 Hư cấu",
        "Lịch hành chính",
        "Nghị quyết 1667/NQ-UBTVQH15, Điều 1 khoản 61",
        "Từ ngày 01/01/2021 đến hết ngày 30/06/2025",
        "Từ ngày 01/07/2025 phường Đông Hải chấm dứt hoạt động",
    ):
        assert sentence in told
    assert "Hệ thống" not in told, "who recorded it is for officials"
    assert "Hệ thống" in seen(f"/don-vi/{WARD}/", sitting(CLERK))


def test_a_unit_that_was_divided_says_that_its_figures_are_not_separable() -> None:
    told = seen(f"/don-vi/{WARD}/", ngay="01/07/2025")
    assert "Không hoạt động vào ngày 01/07/2025" in told
    assert "số liệu cũ không tách được" in told
    assert "phường Đông Hải , xã Phước Dinh" in told


def test_a_unit_that_was_merged_names_what_it_belongs_to_now() -> None:
    assert "Nay thuộc phường Kinh Dinh" in seen("/don-vi/phuong-tan-tai-22756/", ngay="01/12/2024")
    assert "Nay thuộc phường Phan Rang" in seen("/don-vi/phuong-tan-tai-22756/", ngay="01/07/2025")
    assert "theo cơ quan chủ quản" in seen("/don-vi/phong-tu-phap-582/", ngay="01/07/2025")
    assert "Ngày này đơn vị chưa có" in seen("/don-vi/phuong-phan-rang-22759-2025/")


def test_a_unit_tells_its_predecessors_and_theirs_and_who_else_held_its_code() -> None:
    told = seen("/don-vi/phuong-phan-rang-22759-2025/", ngay="01/07/2025")
    for name in ("Phường Kinh Dinh", "Phường Phủ Hà", "Phường Tấn Tài", "Phường Thanh Sơn"):
        assert name in told
    assert told.count("Cùng mã, vào thời kỳ khác: phường Kinh Dinh") == 1
    assert "từ ngày 01/01/2021 đến hết ngày 30/06/2025" in told


def test_a_unit_nobody_knows_is_not_found() -> None:
    assert Client().get("/don-vi/phuong-mat-trang/").status_code == 404


# The year ----------------------------------------------------------------------------------------


def test_a_year_shows_each_kind_of_day_by_letter_word_and_document() -> None:
    answer = Client().get("/lich/", {"nam": "2024"})
    html, told = answer.content.decode(), words(answer)
    assert html.count('<table class="month">') == 12
    assert '<td class="day-off"><span>29</span><abbr title="Nghỉ hoán đổi (nghỉ hoán đổi)">H</abbr></td>' in html
    assert '<td class="day-worked"><span>4</span><abbr title="Làm bù (làm bù)">+</abbr></td>' in html
    assert "Công văn 2450/VPCP-KGVX" in told
    assert "2.024" not in told


def test_expected_days_are_marked_as_such() -> None:
    answer = Client().get("/lich/", {"nam": "2027"})
    assert "L?" in words(answer)
    assert "Dự kiến" in words(answer)


def test_the_year_shown_is_this_one_where_nobody_says() -> None:
    assert "Lịch làm việc năm 2024" in seen("/lich/", nam="")


def test_the_year_of_a_unit_shows_its_own_days_and_the_calendar_does_not() -> None:
    unit = queries.unit_by_slug(WARD, MONDAY.date())
    half = DayException(
        date(2024, 9, 10), DayKind.HALF_DAY, "Sơ tán", "Công điện 2", True, parse_sessions("07:00-11:30")
    )
    actions.order_day(code="hanh-chinh", day=half, unit_id=unit.id, by=SYSTEM, at=MONDAY)
    told = words(Client().get("/lich/", {"don-vi": WARD}))
    assert "làm việc một buổi 07:00–11:30" in told
    assert "Riêng đơn vị này" in told
    assert "Sơ tán (" not in seen("/lich/")


def test_a_unit_or_calendar_nobody_knows_is_told() -> None:
    assert "Không có đơn vị «mat-trang»" in words(Client().get("/lich/", {"don-vi": "mat-trang"}))
    assert Client().get("/lich/", {"lich": "mat-trang"}).status_code == 404


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("99999", "2024"), ("0", "2019"), ("1999", "2019"), ("2050", "2027"), ("năm", "2024"), ("٢٠٢٤", "2024")],
)
def test_a_year_the_calendar_does_not_cover_is_told_beside_the_nearest(typed: str, shown: str) -> None:
    told = seen("/lich/", status=400, nam=typed)
    assert f"không có năm «{typed}»" in told
    assert f"Lịch làm việc năm {shown}" in told


# The orders --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [ORDER, HOURS])
def test_only_administrators_order_working_time(address: str) -> None:
    assert Client().get(address).status_code == 302
    assert sitting(CLERK).get(address).status_code == 403
    assert sitting(ADMIN).get(address).status_code == 200
    assert "Ghi ngày nghỉ, làm bù" not in seen("/lich/", sitting(CLERK))
    assert "Ghi ngày nghỉ, làm bù" in seen("/lich/", sitting(ADMIN))


def test_an_order_first_shows_how_many_open_dossiers_it_moves_and_saves_nothing() -> None:
    receive(code="1.010041")
    answer = sitting(ADMIN).post(ORDER, STORM | {"do": "xem"})
    assert "1 hồ sơ đang giải quyết đổi ngày hẹn trả" in words(answer)
    assert "muộn nhất là 10 giờ 00, 11/09/2024" in words(answer)
    assert not ExceptionalDay.objects.filter(day=date(2024, 9, 10)).exists()


def test_an_order_is_saved_and_stands_in_the_year() -> None:
    client = sitting(ADMIN)
    answer = client.post(ORDER, STORM | {"do": "luu"})
    assert (answer.status_code, answer["Location"]) == (302, "/lich/?lich=hanh-chinh&nam=2024")
    told = seen("/lich/", client, nam="2024")
    assert "Nghỉ tránh bão" in told
    assert "Nguyễn Hoài Bảo Khôi" in told


def test_an_order_that_contradicts_the_calendar_is_refused_at_its_field_and_keeps_what_was_typed() -> None:
    answer = sitting(ADMIN).post(ORDER, STORM | {"day": "02/09/2024", "do": "luu"})
    assert answer.status_code == 422
    assert "đã ghi là «Quốc khánh»" in words(answer)
    assert 'value="Nghỉ tránh bão"' in answer.content.decode()


def test_hours_that_cannot_be_read_are_refused() -> None:
    sent = {"weekdays": ["0"], "sessions": "sáng", "since": "15/10/2024", "source": "Quyết định 5", "do": "xem"}
    answer = sitting(ADMIN).post(HOURS, sent)
    assert answer.status_code == 422
    assert "Không đọc được giờ làm việc «sáng»" in words(answer)


def test_hours_are_looked_at_and_saved() -> None:
    sent = {"weekdays": ["4"], "sessions": "", "since": "15/10/2024", "source": "Quyết định 5"}
    client = sitting(ADMIN)
    assert "Không hồ sơ nào đổi ngày hẹn trả" in words(client.post(HOURS, sent | {"do": "xem"}))
    assert client.post(HOURS, sent | {"do": "luu"}).status_code == 302
    assert "Thứ Sáu không làm việc Từ ngày 15/10/2024" in seen("/lich/", client)


def test_an_expected_day_is_confirmed_and_a_day_is_taken_back() -> None:
    client = sitting(ADMIN)
    day = ExceptionalDay.objects.get(calendar__code="hanh-chinh", day=date(2027, 9, 3))
    assert f"/lich/ngay/{day.pk}/xac-nhan/" in client.get("/lich/", {"nam": "2027"}).content.decode()
    assert client.post(f"/lich/ngay/{day.pk}/xac-nhan/", {"source": "Thông báo 9"}).status_code == 302
    assert client.post(f"/lich/ngay/{day.pk}/xac-nhan/", {"source": "Thông báo 9"}).status_code == 422
    assert client.post(f"/lich/ngay/{day.pk}/huy/", {"source": ""}).status_code == 422
    assert client.post(f"/lich/ngay/{day.pk}/huy/", {"source": "Công văn 2"}).status_code == 302
    assert "Đã hủy Công văn 2" in seen("/lich/", nam="2027")
    assert client.get("/lich/ngay/0/huy/").status_code == 404
