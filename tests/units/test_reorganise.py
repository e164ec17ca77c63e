"""The verb of reorganisation on the real tree: all of a day or nothing, told in the story of each unit it touches."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.access.types import SYSTEM, Actor
from motcua.kernel.period import Period
from motcua.kernel.refusal import Conflict, NotAllowed
from motcua.ledger.models import FactRow
from motcua.ledger.queries import story_of
from motcua.org import actions, queries
from motcua.org.models import Reorganisation, Succession, UnitVersion
from motcua.org.rules.acts import LeftBehind
from motcua.org.types import Act, ReorganisationKind, Takes, Taking, UnitDetails
from tests.world import MONDAY

pytestmark = pytest.mark.django_db
ON = date(2026, 1, 1)
ONE, TWO = "xa-ca-na-22909-2025", "xa-phuoc-ha-22900-2025"
CENTRES = ("trung-tam-hanh-chinh-cong-22909", "trung-tam-hanh-chinh-cong-22900")
PROVINCE = "tinh-khanh-hoa-56"


def commune(slug: str = "xa-moi", **more: Any) -> UnitDetails:
    given: dict[str, Any] = {
        "unit": slug,
        "name": "Ủy ban nhân dân xã Mới",
        "short_name": "xã Mới",
        "kind": "xa",
        "level": "commune",
        "parent": PROVINCE,
        "code": "22999",
        "identifier": "H32.199",
        "identifier_fictional": True,
    }
    return UnitDetails(**given | more)


def act(**more: Any) -> Act:
    return Act(**{"kind": ReorganisationKind.FORMATION, "basis": "Nghị quyết 9/NQ-UBTVQH16"} | more)


MERGER = act(
    begins=(commune(),),
    ends=(ONE, TWO, *CENTRES),
    takings=(Taking(ONE, "xa-moi", clause="Điều 1 khoản 1"), Taking(TWO, "xa-moi", clause="Điều 1 khoản 1")),
)


def carry_out(*acts: Act, by: Actor = SYSTEM, on: date = ON) -> list[Reorganisation]:
    return actions.reorganise(on=on, acts=acts, by=by, at=MONDAY)


def story(slug: str) -> list[str]:
    return [row.says for row in story_of("org.unit", queries.unit_named(slug).pk)]


def test_two_communes_become_one_and_each_story_says_so() -> None:
    carry_out(MERGER)
    assert queries.unit_by_slug(ONE, date(2025, 12, 31)).period == Period(date(2025, 7, 1), ON)
    assert queries.unit_by_slug("xa-moi", ON).code == "22999"
    assert story("xa-moi") == [
        "Từ ngày 01/01/2026 thành lập xã Mới (mã 22999) trên cơ sở xã Cà Ná, xã Phước Hà, "
        "theo Nghị quyết 9/NQ-UBTVQH16."
    ]
    assert story(ONE)[-1] == (
        "Từ ngày 01/01/2026 xã Cà Ná chấm dứt hoạt động, giao cho xã Mới, theo Nghị quyết 9/NQ-UBTVQH16."
    )
    assert [link.unit.slug for link in queries.successors_of(queries.unit_named(TWO).pk)] == ["xa-moi"]


def test_a_commune_takes_another_in_and_lives_on_unchanged() -> None:
    carry_out(act(kind=ReorganisationKind.ABSORPTION, ends=(TWO, CENTRES[1]), takings=(Taking(TWO, ONE),)))
    assert queries.unit_by_slug(ONE, ON).period == Period(date(2025, 7, 1))
    assert story(ONE)[-1] == "Từ ngày 01/01/2026 tiếp nhận xã Phước Hà, theo Nghị quyết 9/NQ-UBTVQH16."


def test_a_commune_changes_its_name_and_keeps_its_rows() -> None:
    renamed = commune(ONE, name="Ủy ban nhân dân phường Cà Ná", short_name="phường Cà Ná", kind="phuong", code="22909")
    carry_out(act(kind=ReorganisationKind.RENAMING, changes=(renamed,)))
    assert [each.kind for each in queries.history_of(queries.unit_named(ONE).pk)] == ["xa", "phuong"]
    year = Period(date(2025, 1, 1), date(2027, 1, 1))
    told = queries.members(queries.unit_named(ONE).pk, boundary="now", period=year, on=date(2026, 12, 31))
    own = [row.period for row in told.rows if row.unit_id == queries.unit_named(ONE).pk]
    assert Period(date(2025, 7, 1), year.end) in own


def test_stated_shares_are_kept_as_fractions_and_divide_the_rows() -> None:
    third = Fraction(1, 3)
    shares = (Taking(ONE, "xa-moi", Takes.PART, third), Taking(ONE, TWO, Takes.PART, 1 - third))
    carry_out(act(kind=ReorganisationKind.DIVISION, begins=(commune(),), ends=(ONE, CENTRES[0]), takings=shares))
    assert {row.share for row in Succession.objects.filter(predecessor__slug=ONE)} == {third, 1 - third}
    year = Period(date(2025, 7, 1), date(2026, 1, 2))
    told = queries.members(queries.unit_named("xa-moi").pk, boundary="now", period=year, on=date(2026, 1, 1))
    assert {row.share for row in told.rows if row.unit_id == queries.unit_named(ONE).pk} == {third}


def test_what_is_refused_leaves_nothing_behind() -> None:
    before = FactRow.objects.count(), UnitVersion.objects.count(), Reorganisation.objects.count()
    with pytest.raises(LeftBehind, match=CENTRES[0]):
        carry_out(act(begins=(commune(),), ends=(ONE,), takings=(Taking(ONE, "xa-moi"),)))
    assert (FactRow.objects.count(), UnitVersion.objects.count(), Reorganisation.objects.count()) == before


def test_a_day_before_a_change_that_is_known_is_refused() -> None:
    with pytest.raises(Conflict, match="đã có thay đổi từ ngày 01/11/2024"):
        carry_out(
            act(
                kind=ReorganisationKind.RENAMING,
                changes=(commune("phuong-kinh-dinh-22759", parent="tinh-ninh-thuan-58"),),
            ),
            on=date(2024, 10, 1),
        )


def test_only_administrators_reorganise() -> None:
    with pytest.raises(NotAllowed, match="sắp xếp đơn vị"):
        carry_out(MERGER, by=Actor(user_id=-1, name="Ai đó"))


def test_the_database_lets_a_code_name_one_unit_at_a_time() -> None:
    with pytest.raises(IntegrityError, match="org_code_names_one_unit"), transaction.atomic():
        carry_out(act(begins=(commune(code="22759"),)))


def test_a_reorganisation_may_add_to_one_of_the_same_day() -> None:
    carry_out(MERGER)
    centre = commune("trung-tam-moi", kind="trung_tam", parent="xa-moi", code="", identifier="H32.199.01")
    carry_out(act(begins=(centre,), takings=tuple(Taking(each, "trung-tam-moi") for each in CENTRES)))
    assert queries.now_unit_of(queries.unit_named(CENTRES[0]).pk, ON) == queries.unit_named("trung-tam-moi").pk
