"""Units as of a day: versions that meet and never overlap, codes that change hands, districts that end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.access.types import SYSTEM, Actor
from motcua.kernel.refusal import NotAllowed, NotFound
from motcua.kernel.text import sort_key
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import story_of
from motcua.org import actions, queries

pytestmark = pytest.mark.django_db
DAY = date(2024, 9, 9)
BEFORE, AFTER = date(2024, 10, 31), date(2024, 11, 1)
AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
WARD = "phuong-dong-hai-22768"


def with_code(code: str, day: date) -> list[str]:
    return [unit.slug for unit in queries.units_on(day) if unit.code == code]


def version(unit: Any, since: date, until: date | None, **more: Any) -> Any:
    given = {
        "name": "Ủy ban nhân dân phường Thử",
        "short_name": "phường Thử",
        "kind": "phuong",
        "level": "commune",
        "parent": None,
        "code": "",
        "identifier": "H43.99.99",
        "identifier_fictional": True,
        "basis": "",
        "by": SYSTEM,
        "at": AT,
    }
    return actions.open_version(unit=unit, since=since, until=until, **given | more)


def test_the_province_of_2024_has_its_districts_and_communes() -> None:
    units = queries.units_on(DAY)
    by_kind = {kind: sum(unit.kind == kind for unit in units) for kind in ("huyen", "thanh_pho", "thi_xa", "tinh")}
    assert sum(by_kind.values()) == 1 + 7
    assert len([unit for unit in units if unit.level == "commune"]) == 65


def test_a_code_names_another_ward_after_a_merger() -> None:
    assert with_code("22750", BEFORE) == ["phuong-thanh-son-22750"]
    assert with_code("22750", AFTER) == ["phuong-phu-ha-22747"]
    assert with_code("22747", BEFORE) == ["phuong-phu-ha-22747"]
    assert with_code("22747", AFTER) == []


def test_a_ward_that_was_merged_away_is_gone_from_that_day_and_not_before() -> None:
    assert queries.unit_by_slug("phuong-thanh-son-22750", BEFORE).short_name == "phường Thanh Sơn"
    with pytest.raises(NotFound, match="01/11/2024"):
        queries.unit_by_slug("phuong-thanh-son-22750", AFTER)


def test_a_unit_keeps_its_identity_through_its_versions() -> None:
    before, after = (queries.unit_by_slug("phuong-phu-ha-22747", day) for day in (BEFORE, AFTER))
    assert before.id == after.id
    assert (before.code, after.code) == ("22747", "22750")
    assert queries.unit_on(before.id, AFTER) == after


@pytest.mark.parametrize("day", [date(2020, 12, 31), date(2025, 7, 1)])
def test_a_day_on_which_there_is_no_such_unit_is_refused_by_name(day: date) -> None:
    known = queries.unit_by_slug(WARD, DAY)
    for ask in (lambda: queries.unit_by_slug(WARD, day), lambda: queries.unit_on(known.id, day)):
        with pytest.raises(NotFound, match=f"{day:%d/%m/%Y}"):
            ask()
    assert queries.units_on(day, ids=[known.id]) == []


def test_units_stand_in_vietnamese_order_and_may_be_asked_by_level_and_id() -> None:
    communes = queries.units_on(DAY, level="commune")
    names = [unit.short_name for unit in communes]
    assert names == sorted(names, key=sort_key)
    two = queries.units_on(DAY, ids=[communes[3].id, communes[1].id])
    assert [unit.id for unit in two] == [communes[1].id, communes[3].id]
    assert queries.units_on(DAY, ids=[]) == []


def test_the_district_above_a_unit() -> None:
    ward = queries.unit_by_slug(WARD, DAY)
    city = queries.district_of(ward, DAY)
    assert city is not None
    assert city.slug == "thanh-pho-phan-rang-thap-cham-582"
    assert queries.district_of(city, DAY) == city
    office = queries.unit_by_slug("phong-tu-phap-582", DAY)
    assert queries.district_of(office, DAY) == city
    department = queries.unit_by_slug("so-tu-phap", DAY)
    assert queries.district_of(department, DAY) is None


def test_every_commune_has_its_district_and_every_district_its_province() -> None:
    for commune in queries.units_on(DAY, level="commune"):
        district = queries.district_of(commune, DAY)
        assert district is not None, commune.slug
        assert district.parent_id is not None
        assert queries.unit_on(district.parent_id, DAY).kind == "tinh"


def test_versions_of_one_unit_may_meet_but_not_overlap() -> None:
    unit = actions.found(slug="phuong-thu", by=SYSTEM, at=AT)
    version(unit, date(2024, 1, 1), date(2024, 7, 1))
    with pytest.raises(IntegrityError, match="org_unit_versions_do_not_overlap"), transaction.atomic():
        version(unit, date(2024, 6, 30), None, identifier="H43.99.98")
    version(unit, date(2024, 7, 1), None)
    assert queries.unit_by_slug("phuong-thu", date(2030, 1, 1)).name == "Ủy ban nhân dân phường Thử"


def test_an_identifier_names_one_unit_at_a_time() -> None:
    taken = queries.unit_by_slug(WARD, DAY).identifier
    unit = actions.found(slug="phuong-thu", by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError, match="org_identifier_names_one_unit"), transaction.atomic():
        version(unit, DAY, None, identifier=taken)


def test_a_version_of_no_day_is_refused() -> None:
    unit = actions.found(slug="phuong-thu", by=SYSTEM, at=AT)
    with pytest.raises(IntegrityError, match="org_unit_version_is_never_empty"), transaction.atomic():
        version(unit, DAY, DAY)


def test_founding_and_naming_are_told_in_the_units_story() -> None:
    unit = actions.found(slug="phuong-thu", by=SYSTEM, at=AT)
    version(unit, DAY, None, basis="1/NQ-HĐND")
    assert [row.says for row in story_of("org.unit", unit.pk)] == [
        "Ghi nhận đơn vị «phuong-thu» vào danh mục.",
        "Đơn vị mang tên Ủy ban nhân dân phường Thử (mã H43.99.99) từ ngày 09/09/2024 theo 1/NQ-HĐND.",
    ]


def test_only_administrators_organise() -> None:
    with pytest.raises(NotAllowed, match="thành lập, đổi tên và sắp xếp đơn vị"):
        actions.found(slug="phuong-thu", by=Actor(user_id=-1, name="Ai đó"), at=AT)


def test_a_calendar_nobody_keeps_is_refused_with_those_that_exist() -> None:
    assert queries.calendar("hanh-chinh").code == "hanh-chinh"
    with pytest.raises(NotFound, match="hanh-chinh"):
        queries.calendar("mat-trang")
