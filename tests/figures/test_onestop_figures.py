"""The first figures: they close as balances, open to exactly the rows they count, and follow units and cut-offs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.kernel.refusal import Malformed, NotFound
from motcua.ledger import figures
from motcua.ledger.figures import Scope, Share
from motcua.onestop.models import Dossier
from motcua.people.models import Account
from tests.world import CLERK, LEADER, OTHER_COMMUNE, actor, at_specialist, finished, moment, receive, ward

pytestmark = pytest.mark.django_db
TODAY = moment(17, day=11)
BALANCE = "Chuyển qua và tiếp nhận bằng đã giải quyết cộng đang giải quyết"


def week(first: int = 9, last: int = 11, *, as_of: datetime = TODAY, unit: str | None = None) -> Scope:
    period = figures.days(date(2024, 9, first), date(2024, 9, last))
    return figures.scope(period, as_of=as_of, unit_id=ward(unit).id if unit else None)


def some_dossiers() -> None:
    """One of each fate: on time, late, open in term, open and overdue, and one carried over."""
    finished(moment(10))
    finished(moment(11, day=11))
    at_specialist(moment(16, day=11))
    at_specialist(moment(8))
    receive(moment(9, day=6))


def test_each_fate_is_counted_once_and_the_balance_closes() -> None:
    some_dossiers()
    scope = week()
    names = ("opening", "received", "early", "on_time", "late", "pending_in_term", "pending_overdue")
    counted = [figures.count(f"onestop.{name}", scope) for name in names]
    assert counted == [1, 4, 0, 1, 1, 1, 2]
    assert all(figures.check(each, scope).holds for each in figures.identities_of())


BEGUN = [
    (first, as_of) for as_of in (moment(9), moment(12, day=10), TODAY) for first in (6, 9, 10) if first <= as_of.day
]


@pytest.mark.parametrize(("first", "as_of"), BEGUN, ids=[f"from {first} as of {at.day}" for first, at in BEGUN])
def test_the_balance_closes_for_every_period_and_cut_off(first: int, as_of: datetime) -> None:
    some_dossiers()
    for each in figures.identities_of("onestop.received"):
        assert figures.check(each, week(first, as_of=as_of)).holds, each.title


def test_a_cut_off_in_the_past_shows_what_was_open_then() -> None:
    finished(moment(15))
    assert figures.count("onestop.resolved", week(as_of=moment(14))) == 0
    assert figures.count("onestop.pending_in_term", week(as_of=moment(14))) == 1
    assert figures.count("onestop.resolved", week(as_of=moment(16))) == 1


def test_a_broken_sum_is_shown_with_both_sides_and_the_gap() -> None:
    some_dossiers()
    wrong = figures.Identity("Sai", ("onestop.received",), ("onestop.on_time",))
    checked = figures.check(wrong, week())
    assert not checked.holds
    assert checked.says == "Sai: KHÔNG khớp, vế trái 4, vế phải 1, lệch 3."


def test_the_rows_one_may_read_and_the_rest_are_together_the_figure() -> None:
    some_dossiers()
    receive(moment(9), by="phuocson.motcua", unit=OTHER_COMMUNE)
    drilled = figures.drill("onestop.received", week(), by=actor(CLERK), on=TODAY.date())
    assert (drilled.total, drilled.visible.count(), drilled.hidden) == (5, 4, 1)
    assert figures.count("onestop.received", week()) == 5


def test_a_unit_counts_its_own_and_the_province_counts_all() -> None:
    some_dossiers()
    receive(moment(9), by="phuocson.motcua", unit=OTHER_COMMUNE)
    by_unit = [figures.count("onestop.received", week(unit=unit)) for unit in (OTHER_COMMUNE, "tinh-ninh-thuan-58")]
    assert by_unit == [1, 5]


def test_figures_divide_by_place_field_and_way_of_handing_in() -> None:
    some_dossiers()
    receive(moment(9), by="phuocson.motcua", unit=OTHER_COMMUNE)
    by_place = figures.breakdown("onestop.received", "noi-giai-quyet", week())
    assert (by_place.holds, by_place.whole) == (True, 5)
    assert [part.count for part in by_place.parts] == [4, 1]
    assert ward(OTHER_COMMUNE).short_name == by_place.parts[1].words
    (direct,) = figures.breakdown("onestop.received", "cach-nop", week()).parts
    assert (direct.words, direct.count) == ("Trực tiếp", 5)
    assert figures.breakdown("onestop.received", "linh-vuc", week()).holds


def test_parts_that_are_not_the_whole_are_shown_with_the_gap() -> None:
    some_dossiers()
    sound = figures.breakdown("onestop.received", "cach-nop", week())
    short = replace(sound, parts=(replace(sound.parts[0], count=3),))
    assert (sound.holds, short.holds) == (True, False)
    assert short.says == "Cộng theo cách nộp bằng tổng số: KHÔNG khớp, vế trái 3, vế phải 4, lệch -1."


def test_a_ratio_names_its_base() -> None:
    some_dossiers()
    (rated,) = figures.rated("onestop.on_time", week())
    assert (str(rated.share), rated.base.title) == ("50,00%", "Đã giải quyết")


def test_periods_that_make_no_sense_are_refused() -> None:
    with pytest.raises(Malformed, match="chưa bắt đầu"):
        figures.scope(figures.days(date(2024, 9, 20), date(2024, 9, 21)), as_of=TODAY)
    with pytest.raises(NotFound, match="mang tên «onestop"):
        figures.count("onestop.none", week())


@given(part=st.integers(0, 4_000_000), rest=st.integers(0, 4_000_000))
def test_a_share_lies_between_nothing_and_all_and_nothing_of_nothing_is_said(part: int, rest: int) -> None:
    share = Share(part, part + rest)
    if part + rest == 0:
        assert (share.percent, str(share)) == (None, "không có")
    else:
        assert share.percent is not None
        assert 0 <= share.percent <= 100


def test_a_share_prints_as_vietnamese_offices_write_it() -> None:
    assert str(Share(12_514, 3_761_706)) == "0,33%"
    assert str(Share(1, 200)) == "0,50%"


def page(client: Client, path: str, by: str = LEADER) -> str:
    client.force_login(Account.objects.get(username=by))
    with clock.at(TODAY):
        answer = client.get(path)
    return f"{answer.status_code}\n{answer.content.decode()}"


def test_the_page_of_numbers_shows_them_with_their_sums(client: Client) -> None:
    some_dossiers()
    html = page(client, "/so-lieu/?tu=09/09/2024&den=11/09/2024")
    assert html.startswith("200")
    assert f"{BALANCE}: khớp, hai vế cùng bằng 5." in html


def test_the_page_of_a_number_opens_to_its_rows(client: Client) -> None:
    some_dossiers()
    html = page(client, "/so-lieu/onestop.late/?tu=09/09/2024&den=11/09/2024")
    late = Dossier.objects.get(is_late=True)
    assert late.code in html
    assert Dossier.objects.get(is_on_time=True).code not in html


def test_whoever_sees_no_dossier_is_told_how_many_there_are(client: Client) -> None:
    some_dossiers()
    html = page(client, "/so-lieu/onestop.received/?tu=09/09/2024&den=11/09/2024", by="quantri")
    assert "và 4 hồ sơ ngoài quyền xem" in html
    assert not any(code in html for code in Dossier.objects.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("typed", "words"), [("tu=31/02/2024", "31/02/2024"), ("tu=11/09/2024&den=09/09/2024", "Ngày kết thúc")]
)
def test_a_period_typed_wrong_is_refused_and_kept(client: Client, typed: str, words: str) -> None:
    html = page(client, f"/so-lieu/?{typed}")
    assert html.startswith("400")
    assert words in html
    assert typed.partition("=")[2].partition("&")[0] in html


def test_units_that_are_called_the_same_are_told_apart_by_the_unit_above(client: Client) -> None:
    html = page(client, "/so-lieu/")
    offered = re.findall(r"<option[^>]*>([^<]+)</option>", html)
    assert len(offered) == len(set(offered))
    assert any(name.startswith("Phòng Tư pháp, ") for name in offered)
