"""What keeps a version from being published: each fault by name, and all of them at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from motcua.kernel.dated import NoRuleInForce
from motcua.procedures.rules import faults, missing_parts
from motcua.procedures.tests.sample import PAPERS, ROLES, SOUND, STEPS, paper, step, with_steps
from motcua.procedures.types import FeeKind, Part, VersionContent

ON = date(2024, 10, 1)


def codes(content: VersionContent) -> list[str]:
    return [fault.code for fault in faults(content, on=ON, roles=ROLES)]


def test_a_sound_version_has_no_fault() -> None:
    assert codes(SOUND) == []
    assert missing_parts(SOUND, ON) == ()


@pytest.mark.parametrize(
    ("spoilt", "part"),
    [
        (replace(SOUND, name=" "), Part.NAME),
        (with_steps(), Part.SEQUENCE),
        (replace(SOUND, term_direct="", term_online=""), Part.TERM),
        (replace(SOUND, term_direct="", term_online=""), Part.MANNER),
        (replace(SOUND, papers=()), Part.PAPERS),
        (replace(SOUND, sets=0), Part.PAPERS),
        (replace(SOUND, subjects=""), Part.SUBJECTS),
        (replace(SOUND, agency=""), Part.AGENCY),
    ],
)
def test_each_of_the_seven_parts_is_named_when_it_is_missing(spoilt: VersionContent, part: Part) -> None:
    assert part in missing_parts(spoilt, ON)
    said = [fault.says for fault in faults(spoilt, on=ON, roles=ROLES) if fault.code == f"missing_{part}"]
    assert said == [f"Thiếu «{part.label}» (bộ phận bắt buộc); hãy bổ sung."]


def test_the_parts_are_those_the_law_of_the_day_asks_for() -> None:
    assert len(Part) == 7
    assert set(missing_parts(VersionContent(name=""), ON)) == set(Part)
    with pytest.raises(NoRuleInForce):
        missing_parts(SOUND, date(2009, 1, 1))


def test_a_written_sequence_stands_for_one_that_steps_would_tell() -> None:
    assert Part.SEQUENCE not in missing_parts(replace(SOUND, processes=(), sequence="Nộp, chờ, nhận."), ON)


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        (replace(SOUND, term_direct="ba ngày"), "bad_term"),
        (replace(SOUND, fee_kind=FeeKind.FIXED), "no_fee_amount"),
        (replace(SOUND, fee_kind=FeeKind.SEVERAL, fee_amount=20_000, fee_up_to=10_000), "fee_range"),
        (replace(SOUND, result_name=""), "missing_result"),
        (replace(SOUND, papers=(PAPERS[0], replace(PAPERS[1], code=PAPERS[0].code))), "paper_twice"),
        (paper(name=" "), "paper_without_name"),
        (paper(originals=0), "paper_without_count"),
        (paper(show_only=True), "paper_shown"),
        (replace(SOUND, processes=()), "no_process"),
        (replace(SOUND, processes=SOUND.processes * 2), "level_twice"),
        (with_steps(), "no_steps"),
        (with_steps(*STEPS[1:]), "no_entry"),
        (with_steps(*STEPS[:3]), "no_exit"),
        (with_steps(*step(3, budget_minutes=5)), "no_exit"),
        (with_steps(STEPS[3]), "no_exit"),
        (with_steps(STEPS[0], STEPS[1], STEPS[3]), "no_approval"),
        (with_steps(*step(2, code="xu_ly", may_send_back_to=())), "step_twice"),
        (with_steps(*step(1, budget_minutes=0)), "no_budget"),
        (with_steps(*step(1, role="minister")), "no_role"),
        (with_steps(*step(1, place="nowhere")), "no_place"),
        (with_steps(*step(1, place="resolving")), "no_resolver"),
        (with_steps(*step(2, may_send_back_to=("kiem_tra",))), "no_target"),
        (with_steps(*step(1, may_send_back_to=("phe_duyet",))), "target_ahead"),
        (with_steps(*step(1, may_send_back_to=("xu_ly",))), "target_ahead"),
        (with_steps(*step(1, budget_minutes=1111)), "over_term"),
    ],
)
def test_a_fault_is_found_and_said_in_one_sentence(spoilt: VersionContent, fault: str) -> None:
    found = {each.code: each.says for each in faults(spoilt, on=ON, roles=ROLES)}
    assert fault in found
    assert found[fault].endswith(".")
    assert found[fault][0].isupper()


def test_a_resolver_that_is_named_may_be_a_place() -> None:
    assert codes(with_steps(*step(1, place="resolving"), resolves="so-tu-phap")) == []
    assert codes(with_steps(*step(1, place="district_office:phong-tu-phap"))) == []


def test_the_budget_is_held_to_the_term_of_each_channel() -> None:
    shorter_online = faults(replace(SOUND, term_online="2d"), on=ON, roles=ROLES)
    assert [fault.code for fault in shorter_online] == ["over_term"]
    assert "khi nộp trực tuyến 2 ngày làm việc" in shorter_online[0].says
    assert codes(replace(SOUND, term_direct="2d", term_online="2d", term_postal="2d")) == ["over_term"] * 3


@pytest.mark.parametrize(
    ("term", "fits"),
    [("3t", True), ("2t", False), ("24h", True), ("23h", False), ("5c", True), ("4c", False), ("1m", True)],
)
def test_a_term_of_any_kind_is_counted_in_the_working_time_it_surely_holds(term: str, fits: bool) -> None:
    assert (codes(replace(SOUND, term_direct=term, term_online="")) == []) == fits


def test_all_faults_are_told_at_once() -> None:
    spoilt = replace(SOUND, subjects="", result_name="", fee_kind=FeeKind.FIXED, term_online="2d")
    assert codes(spoilt) == ["missing_subjects", "no_fee_amount", "missing_result", "over_term"]
