"""Rights: nothing declared, nothing allowed; and every answer says why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.access import rights
from motcua.access.tests import conftest
from motcua.access.tests.conftest import CITY, CLERK, DAY, LEADER, NOBODY, WARD, roles_held
from motcua.access.types import SYSTEM, Actor, HeldRole
from motcua.kernel.refusal import NotAllowed

GATE = "gate.open"


def test_a_verdict_that_allows_says_since_when_and_by_what() -> None:
    verdict = rights.verdict(CLERK, GATE, unit_id=WARD, on=DAY)
    assert verdict
    assert verdict.reason == "Giữ vai trò cán bộ tiếp nhận và trả kết quả từ ngày 01/01/2022."
    assert verdict.citation == "QĐ 12/QĐ-UBND"


def test_a_verdict_that_refuses_says_whose_it_is_and_what_to_do() -> None:
    verdict = rights.verdict(NOBODY, GATE, unit_id=WARD, on=DAY)
    assert not verdict
    assert "Bạn không có quyền mở cổng" in verdict.reason
    assert "lãnh đạo phê duyệt hoặc cán bộ tiếp nhận và trả kết quả" in verdict.reason
    assert "hãy chuyển cho người có vai trò đó" in verdict.reason
    assert verdict.citation == "Nội quy, Điều 1"


def test_a_right_at_one_unit_is_none_at_another() -> None:
    assert not rights.verdict(CLERK, GATE, unit_id=CITY, on=DAY)
    assert rights.units_where(CLERK, GATE, DAY) == {WARD}
    assert rights.units_where(LEADER, GATE, DAY) == {WARD, CITY}


def test_a_step_may_ask_for_one_of_the_roles_only() -> None:
    assert rights.verdict(LEADER, GATE, unit_id=WARD, on=DAY, roles={"leader"})
    refused = rights.verdict(CLERK, GATE, unit_id=WARD, on=DAY, roles={"leader"})
    assert not refused
    assert "lãnh đạo phê duyệt" in refused.reason
    assert "cán bộ tiếp nhận" not in refused.reason


def test_a_role_the_right_does_not_name_never_opens_it() -> None:
    assert not rights.verdict(LEADER, GATE, unit_id=WARD, on=DAY, roles={"administrator"})


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2021, 6, 27), False),
        (date(2021, 6, 28), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_right_is_asked_on_a_day(day: date, allowed: bool) -> None:
    assert bool(rights.verdict(LEADER, GATE, unit_id=WARD, on=day)) is allowed


def test_must_refuses_with_the_verdicts_reason_and_citation() -> None:
    rights.must(CLERK, GATE, unit_id=WARD, on=DAY)
    with pytest.raises(NotAllowed, match="không có quyền mở cổng") as refused:
        rights.must(NOBODY, GATE, unit_id=WARD, on=DAY)
    assert refused.value.citation == "Nội quy, Điều 1"


def test_must_somewhere_lets_holders_anywhere_and_the_system_through() -> None:
    for actor in (CLERK, LEADER, SYSTEM):
        rights.must_somewhere(actor, GATE, on=DAY)
    with pytest.raises(NotAllowed, match="hãy liên hệ quản trị hệ thống"):
        rights.must_somewhere(NOBODY, GATE, on=DAY)


def test_the_system_and_the_public_hold_no_role() -> None:
    for actor in (SYSTEM, Actor(user_id=None, name="Khách")):
        assert rights.roles_of(actor, DAY) == ()
        assert not rights.verdict(actor, GATE, unit_id=WARD, on=DAY)


def test_a_name_alone_gives_nobody_the_systems_freedom() -> None:
    with pytest.raises(NotAllowed):
        rights.must_somewhere(Actor(user_id=None, name=SYSTEM.name), GATE, on=DAY)


def test_a_right_nobody_declared_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        rights.verdict(CLERK, "gate.burn", unit_id=WARD, on=DAY)


def test_a_right_of_an_unknown_role_is_a_mistake_in_the_code() -> None:
    with pytest.raises(ValueError, match="janitor"):
        rights.declare("gate.sweep", "quét cổng", roles={"janitor"})
    assert "gate.sweep" not in {right.code for right in rights.rights()}


def test_declared_rights_are_listed_by_code() -> None:
    codes = [right.code for right in rights.rights()]
    assert codes == sorted(codes)
    assert GATE in codes


def test_an_actor_is_kept_as_plain_values() -> None:
    actor = Actor(7, "Diễm", post="Công chức", unit_id=3, unit="phường Đông Hải", stands_in_for="Thiện")
    assert actor.as_data() == {
        "user_id": 7,
        "name": "Diễm",
        "post": "Công chức",
        "unit_id": 3,
        "unit": "phường Đông Hải",
        "capacity": "official",
        "stands_in_for": "Thiện",
    }
    assert SYSTEM.as_data()["capacity"] == "system"


def test_half_open_spans_meet_without_gap_or_overlap() -> None:
    last = date(2026, 1, 1) - timedelta(days=1)
    held = [role.role for role in rights.roles_of(LEADER, last)]
    after = [role.role for role in rights.roles_of(LEADER, last + timedelta(days=1))]
    assert (held, after) == (["leader", "one_stop_clerk"], ["one_stop_clerk"])


def test_within_a_request_the_port_is_asked_once_and_after_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, date]] = []

    def held(user_id: int, on: date) -> tuple[HeldRole, ...]:
        asked.append((user_id, on))
        return roles_held(user_id, on)

    monkeypatch.setattr(conftest, "roles_held", held)
    with rights.asking_once():
        for _ in range(3):
            assert rights.verdict(CLERK, GATE, unit_id=WARD, on=DAY)
            assert not rights.units_where(NOBODY, GATE, DAY)
        assert not rights.verdict(CLERK, GATE, unit_id=WARD, on=date(2021, 1, 1))
    assert asked == [(1, DAY), (3, DAY), (1, date(2021, 1, 1))]
    rights.roles_of(CLERK, DAY)
    rights.roles_of(CLERK, DAY)
    assert asked[3:] == [(1, DAY), (1, DAY)]
