"""How two versions differ, in the words of an official."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from motcua.procedures.rules import Change, difference
from motcua.procedures.tests.sample import PAPERS, ROLES, SOUND, STEPS, step, with_steps
from motcua.procedures.types import FeeKind, PaperContent, ProcessContent, VersionContent


def told(after: VersionContent, before: VersionContent = SOUND) -> list[tuple[str, str, str, str]]:
    return [(each.part, each.what, each.before, each.after) for each in difference(before, after, roles=ROLES)]


def test_a_version_does_not_differ_from_itself() -> None:
    assert told(SOUND) == []


def test_a_shorter_online_term_is_told_for_its_channel_alone() -> None:
    assert told(replace(SOUND, term_online="2d")) == [
        ("Thời hạn", "Nộp trực tuyến", "3 ngày làm việc", "2 ngày làm việc")
    ]


def test_a_new_channel_and_a_cutoff_are_added() -> None:
    changes = difference(SOUND, replace(SOUND, term_postal="5d", cutoff_time=time(15)), roles=ROLES)
    assert [(each.what, each.kind, each.after) for each in changes] == [
        ("Nộp qua bưu chính", "added", "5 ngày làm việc"),
        ("Giờ chốt trong ngày", "added", "15:00"),
    ]


def test_a_fee_is_told_in_words() -> None:
    fixed = replace(SOUND, fee_kind=FeeKind.FIXED, fee_amount=30_000)
    assert told(fixed) == [("Phí, lệ phí", "Phí, lệ phí", "Không thu", "30.000 đồng")]


def test_papers_are_added_removed_and_changed() -> None:
    more = (replace(PAPERS[0], copies=2), PaperContent("1.000001-03", "Sơ đồ", originals=1))
    assert told(replace(SOUND, papers=more)) == [
        ("Thành phần hồ sơ", "Tờ khai theo mẫu", "1 bản chính, bắt buộc", "1 bản chính, 2 bản sao, bắt buộc"),
        ("Thành phần hồ sơ", "Giấy ủy quyền", "1 bản sao, khi có, khi ủy quyền", ""),
        ("Thành phần hồ sơ", "Sơ đồ", "", "1 bản chính, bắt buộc"),
    ]


def test_a_paper_keeps_being_itself_when_its_code_or_its_name_changes() -> None:
    renumbered = (replace(PAPERS[0], code="1.000001-09"), PAPERS[1])
    assert told(replace(SOUND, papers=renumbered)) == []
    renamed = (replace(PAPERS[0], name="Tờ khai theo mẫu mới"), PAPERS[1])
    assert told(replace(SOUND, papers=renamed)) == [
        ("Thành phần hồ sơ", "Tên giấy tờ", "Tờ khai theo mẫu", "Tờ khai theo mẫu mới")
    ]


def test_a_step_tells_its_budget_role_place_and_way_back() -> None:
    changed = step(1, budget_minutes=480, role="leader", place="district", may_send_back_to=())
    assert told(with_steps(*changed)) == [
        ("Quy trình cấp xã", "Bước «Thẩm tra hồ sơ», định mức", "2 ngày 2 giờ 30 phút", "1 ngày"),
        ("Quy trình cấp xã", "Bước «Thẩm tra hồ sơ», vai trò", "chuyên viên", "lãnh đạo"),
        ("Quy trình cấp xã", "Bước «Thẩm tra hồ sơ», nơi làm", "đơn vị tiếp nhận", "UBND cấp huyện"),
        ("Quy trình cấp xã", "Bước «Thẩm tra hồ sơ», được trả lại về", "Tiếp nhận hồ sơ", "không bước nào"),
    ]


def test_steps_are_added_left_out_and_reordered() -> None:
    out, _ = told(with_steps(STEPS[0], STEPS[2], STEPS[3]))
    assert out[:2] == ("Quy trình cấp xã", "Bước «Thẩm tra hồ sơ»")
    assert out[3] == ""
    moved = told(with_steps(STEPS[0], STEPS[2], STEPS[1], STEPS[3]))
    assert moved[-1][1:] == (
        "Thứ tự các bước",
        "Tiếp nhận hồ sơ → Thẩm tra hồ sơ → Ký duyệt → Trả kết quả",
        "Tiếp nhận hồ sơ → Ký duyệt → Thẩm tra hồ sơ → Trả kết quả",
    )


def test_a_level_that_is_new_or_gone_is_told() -> None:
    district = ProcessContent("district", steps=STEPS)
    assert told(replace(SOUND, processes=(*SOUND.processes, district))) == [
        ("Quy trình cấp huyện", "Quy trình cấp huyện", "", "4 bước")
    ]
    assert told(SOUND, replace(SOUND, processes=(district,)))[0][3] == ""


def test_legal_bases_are_added_and_left_out() -> None:
    assert told(replace(SOUND, legal_basis=("87/2020/NĐ-CP",))) == [
        ("Căn cứ pháp lý", "123/2015/NĐ-CP", "123/2015/NĐ-CP", ""),
        ("Căn cứ pháp lý", "87/2020/NĐ-CP", "", "87/2020/NĐ-CP"),
    ]


CHANGED: dict[str, Any] = {
    "name": "Tên khác",
    "term_direct": "7d",
    "term_online": "7d",
    "term_postal": "7d",
    "term_note": "Ghi chú",
    "cutoff_time": time(15),
    "fee_kind": FeeKind.UNKNOWN,
    "fee_online_amount": 5_000,
    "fee_note": "Ghi chú",
    "result_name": "Kết quả khác",
    "subjects": "Doanh nghiệp",
    "agency": "Sở Tư pháp",
    "sequence": "Nộp rồi nhận.",
    "requirements": "Đủ 18 tuổi",
    "sets": 2,
    "legal_basis": (),
    "papers": (),
    "processes": (),
}
UNTOLD = {"term_certain", "fee_amount", "fee_up_to", "result_code"}
"""Said by another field, or not said to people at all."""


def test_no_field_of_a_version_changes_unseen() -> None:
    assert {each.name for each in fields(VersionContent)} == CHANGED.keys() | UNTOLD
    for name, value in CHANGED.items():
        assert told(replace(SOUND, **{name: value})), name


@given(st.sets(st.sampled_from(sorted(CHANGED))))
def test_going_back_tells_the_same_changes_the_other_way_round(names: set[str]) -> None:
    other = replace(SOUND, **{name: CHANGED[name] for name in names})

    def both(changes: tuple[Change, ...], *, turned: bool) -> set[tuple[str, str, str]]:
        return {
            (each.part, each.after, each.before) if turned else (each.part, each.before, each.after) for each in changes
        }

    there, back = difference(SOUND, other, roles=ROLES), difference(other, SOUND, roles=ROLES)
    assert both(there, turned=False) == both(back, turned=True)
