"""A version with nothing wrong, for tests to spoil one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from motcua.procedures.types import FeeKind, PaperContent, ProcessContent, StepContent, VersionContent

STEPS = (
    StepContent("tiep_nhan", "Tiếp nhận hồ sơ", "one_stop_clerk", "receiving", 60),
    StepContent("xu_ly", "Thẩm tra hồ sơ", "specialist", "receiving", 1110, ("tiep_nhan",)),
    StepContent("phe_duyet", "Ký duyệt", "leader", "receiving", 270, ("xu_ly",)),
    StepContent("tra_ket_qua", "Trả kết quả", "one_stop_clerk", "receiving", 0, ("phe_duyet",)),
)
PAPERS = (
    PaperContent("1.000001-01", "Tờ khai theo mẫu", originals=1),
    PaperContent("1.000001-02", "Giấy ủy quyền", copies=1, required=False, condition="khi ủy quyền"),
)
SOUND = VersionContent(
    name="Cấp giấy xác nhận",
    term_direct="3d",
    term_online="3d",
    fee_kind=FeeKind.FREE,
    result_name="Giấy xác nhận",
    subjects="Công dân Việt Nam",
    agency="UBND cấp xã",
    legal_basis=("123/2015/NĐ-CP",),
    papers=PAPERS,
    processes=(ProcessContent("commune", steps=STEPS),),
)
ROLES = {
    "one_stop_clerk": "cán bộ tiếp nhận",
    "specialist": "chuyên viên",
    "leader": "lãnh đạo",
    "department_head": "thủ trưởng",
}


def with_steps(*steps: StepContent, **process: Any) -> VersionContent:
    """The sound version with other steps."""
    return replace(SOUND, processes=(ProcessContent("commune", steps=steps, **process),))


def step(number: int, **changed: Any) -> tuple[StepContent, ...]:
    """The sound steps with one of them changed."""
    return tuple(replace(each, **changed) if place == number else each for place, each in enumerate(STEPS))


def paper(**changed: Any) -> VersionContent:
    """The sound version with its first paper changed."""
    return replace(SOUND, papers=(replace(PAPERS[0], **changed), PAPERS[1]))
