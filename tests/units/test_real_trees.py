"""Both real trees: Ninh Thuận to 30 June 2025, its part of Khánh Hòa after, and how the one became the other."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from motcua.kernel.period import Period
from motcua.kernel.refusal import Malformed, NotFound
from motcua.org import queries
from motcua.org.types import Members, NotSeparable

pytestmark = pytest.mark.django_db
MARCH_2024, NOVEMBER = date(2024, 3, 1), date(2024, 11, 1)
EVE, FIRST = date(2025, 6, 30), date(2025, 7, 1)
NEW_YEAR = date(2025, 12, 31)
YEARS = Period(date(2024, 1, 1), date(2026, 1, 1))
DIVIDED = "phuong-dong-hai-22768"
HEIRS = {"phuong-dong-hai-22780-2025", "xa-phuoc-dinh-22888-2025"}


def unit(slug: str) -> int:
    return queries.unit_named(slug).pk


def slugs(ids: set[int]) -> set[str]:
    return set(queries.Unit.objects.filter(pk__in=ids).values_list("slug", flat=True))


def territorial(day: date) -> Counter[str]:
    return Counter(each.kind for each in queries.units_on(day) if each.code)


def now(slug: str, period: Period = YEARS, on: date = NEW_YEAR) -> Members:
    return queries.members(unit(slug), boundary="now", period=period, on=on)


def test_the_tree_turns_over_on_the_first_of_july() -> None:
    assert territorial(EVE) == {"tinh": 1, "thanh_pho": 1, "huyen": 6, "xa": 47, "phuong": 12, "thi_tran": 3}
    assert territorial(FIRST) == {"tinh": 1, "xa": 19, "phuong": 5}
    assert {each.level for each in queries.units_on(FIRST)} == {"province", "commune"}


@pytest.mark.parametrize("day", [MARCH_2024, NOVEMBER, EVE, FIRST, NEW_YEAR])
def test_on_every_day_the_tree_has_one_root_and_everybody_hangs_on_it(day: date) -> None:
    (root,) = queries.tree_on(day)
    assert root.unit.kind == "tinh"
    assert root.size == len(queries.units_on(day))
    assert sum(queries.counts([root]).values()) == root.size


def test_every_new_commune_has_its_public_administration_centre() -> None:
    (root,) = queries.tree_on(FIRST)
    communes = [branch for branch in root.below if branch.unit.level == "commune"]
    assert len(communes) == 24
    assert all([below.unit.kind for below in branch.below] == ["trung_tam"] for branch in communes)
    assert not any(below.unit.is_verified for branch in communes for below in branch.below)


def test_a_code_passes_from_ward_to_ward() -> None:
    assert [(each.short_name, each.period.last) for each in queries.names_held("22750")] == [
        ("phường Thanh Sơn", date(2024, 10, 31)),
        ("phường Phủ Hà", EVE),
    ]
    assert [each.short_name for each in queries.names_held("22741")] == ["phường Phước Mỹ", "phường Bảo An"]


def test_a_name_passes_from_code_to_code_and_is_another_unit() -> None:
    before, after = (
        queries.unit_by_slug("phuong-bao-an-22744", EVE),
        queries.unit_by_slug("phuong-bao-an-22741-2025", FIRST),
    )
    assert before.name == after.name
    assert (before.code, after.code) == ("22744", "22741")
    assert before.id != after.id


def test_phu_ha_lives_on_under_another_code_and_then_ends() -> None:
    history = queries.history_of(unit("phuong-phu-ha-22747"))
    assert [(each.code, str(each.period.last)) for each in history] == [
        ("22747", "2024-10-31"),
        ("22750", "2025-06-30"),
    ]


def test_successions_name_their_clause_and_their_document() -> None:
    links = queries.successors_of(unit(DIVIDED))
    assert {(link.unit.slug, link.clause, link.takes.value) for link in links} == {
        ("phuong-dong-hai-22780-2025", "Điều 1 khoản 61", "part"),
        ("xa-phuoc-dinh-22888-2025", "Điều 1 khoản 36", "part"),
    }
    assert {link.basis for link in links} == {"Nghị quyết 1667/NQ-UBTVQH15"}
    assert queries.successors_of(unit(DIVIDED), until=EVE) == []


def test_predecessors_are_followed_back_as_far_as_is_known() -> None:
    found = queries.predecessors_of(unit("phuong-phan-rang-22759-2025"), transitively=True)
    names = [link.unit.short_name for link in found]
    assert set(names[:4]) == {"phường Kinh Dinh", "phường Phủ Hà", "phường Đạo Long", "phường Đài Sơn"}
    assert set(names[4:]) == {"phường Mỹ Hương", "phường Tấn Tài", "phường Thanh Sơn"}
    assert found[0].unit.period.last == EVE


def test_a_row_of_kinh_dinh_belongs_to_phan_rang_now() -> None:
    old, new = unit("phuong-tan-tai-22756"), unit("phuong-phan-rang-22759-2025")
    assert queries.now_unit_of(old, MARCH_2024) == old
    assert queries.now_unit_of(old, NOVEMBER) == unit("phuong-kinh-dinh-22759")
    assert queries.now_unit_of(old, FIRST) == new
    assert queries.roll_up([old, new], FIRST) == {old: new, new: new}


def test_a_row_of_dong_hai_is_not_separable_and_says_where_it_may_lie() -> None:
    told = queries.now_unit_of(unit(DIVIDED), FIRST)
    assert isinstance(told, NotSeparable)
    assert (told.divided_id, told.on) == (unit(DIVIDED), FIRST)
    assert slugs(set(told.among_ids)) == HEIRS


def test_a_row_is_not_asked_for_before_its_day() -> None:
    with pytest.raises(Malformed, match="ở trước ngày của số liệu"):
        queries.now_unit_of(unit("phuong-phan-rang-22759-2025"), EVE)


@pytest.mark.parametrize("heir", sorted(HEIRS))
def test_both_parts_of_dong_hai_leave_its_rows_out_and_say_so(heir: str) -> None:
    told = now(heir)
    (unknown,) = told.not_separable
    assert (unknown.unit_id, unknown.period) == (unit(DIVIDED), Period(YEARS.start, FIRST))
    assert unit(DIVIDED) not in {row.unit_id for row in told.rows}


def test_the_province_of_now_holds_every_row_of_both_years_and_doubts_none() -> None:
    told = now("tinh-khanh-hoa-56")
    everybody = {each.id for day in (MARCH_2024, EVE, FIRST) for each in queries.units_on(day)}
    assert told.not_separable == ()
    assert {row.unit_id for row in told.rows} == everybody
    assert {row.share for row in told.rows} == {1}


def test_district_offices_went_with_their_districts_to_the_province() -> None:
    office = unit("phong-tu-phap-582")
    assert queries.now_unit_of(office, FIRST) == unit("tinh-khanh-hoa-56")


def test_the_land_registry_without_a_known_successor_went_with_its_department() -> None:
    registry = unit("van-phong-dang-ky-dat-dai")
    assert queries.successors_of(registry) == []
    assert queries.now_unit_of(registry, FIRST) == unit("so-nong-nghiep-va-moi-truong-khanh-hoa")


def test_then_a_province_counts_only_while_it_was() -> None:
    old = queries.members(unit("tinh-ninh-thuan-58"), boundary="then", period=YEARS, on=NEW_YEAR)
    new = queries.members(unit("tinh-khanh-hoa-56"), boundary="then", period=YEARS, on=NEW_YEAR)
    assert {row.period.end for row in old.rows} <= {NOVEMBER, FIRST}
    assert {row.period for row in new.rows} == {Period(FIRST, YEARS.end)}
    ended = {row.unit_id: row.period for row in old.rows}
    assert ended[unit("phuong-thanh-son-22750")] == Period(YEARS.start, NOVEMBER)


def test_now_asks_for_a_boundary_after_the_period_and_a_unit_in_force() -> None:
    with pytest.raises(Malformed, match="ngày cuối kỳ"):
        now("tinh-khanh-hoa-56", on=FIRST)
    with pytest.raises(NotFound, match="31/12/2025"):
        now("tinh-ninh-thuan-58")


def test_units_are_found_by_words_code_and_identifier_also_those_of_other_days() -> None:
    today, elsewhere = queries.find_units("dong hai", FIRST)
    assert [each.slug for each in today if each.kind == "phuong"] == ["phuong-dong-hai-22780-2025"]
    assert [each.slug for each in elsewhere] == [DIVIDED]
    assert [each.short_name for each in queries.find_units("22750", FIRST)[1]] == ["phường Phủ Hà", "phường Thanh Sơn"]
    assert [each.slug for each in queries.find_units("h43", EVE)[0]] == ["tinh-ninh-thuan-58"]
    assert queries.find_units("đồng hải", EVE)[0] == []
