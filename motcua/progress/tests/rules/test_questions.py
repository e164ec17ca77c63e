"""A question is asked only of what the text really leaves out."""

from __future__ import annotations

import pytest

from motcua.progress import declared, rules
from motcua.progress.types import Level

RULES = """
figures: {thu: {label: Thu ngân sách}, dutoan: {label: Dự toán}}
ratios: {p: {num: thu, den: dutoan, round: 1}}
claims: ["Dự toán giao {dutoan} tỷ đồng", "thu được {thu} tỷ đồng, bằng {p}% dự toán"]
"""
DONE = "Đã giải quyết 10.684 hồ sơ, trễ hạn 14 hồ sơ; đang giải quyết 1.316 hồ sơ"


def asked(text: str) -> list[tuple[str, str]]:
    found = rules.audit(rules.document_of(text)).findings
    return [(each.printed, each.says) for each in found if each.level is Level.QUESTION]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng số tinh giản 312 người. Trong đó, nghỉ hưu trước tuổi giảm 45 người, bằng 14,4% tổng số tinh giản.",
        "Số xã giảm từ 402 xuống còn 355, giảm 47, tương đương 11,7%.",
        "Kế hoạch tuyển 1.200 chỉ tiêu, đã tuyển 1.104, đạt 92,0% kế hoạch.",
    ],
)
def test_a_share_whose_figures_are_printed_is_not_asked_for_them(text):
    assert not asked(text)


def test_a_share_without_figures_is_asked_for_them():
    ((printed, says),) = asked("Tỷ lệ hồ sơ đúng hạn đạt 97,82%.")
    assert printed == "97,82%"
    assert "cần nêu rõ tử số và mẫu số" in says


def test_a_rule_file_that_knows_a_share_leaves_only_the_others_to_ask_for():
    document = rules.document_of(
        "Dự toán giao 4.000 tỷ đồng. Đến nay ngành thuế thu được 3.187 tỷ đồng, bằng 97,7% dự toán, bằng 12,3% GRDP."
    )
    audit = rules.audit(document)
    assert [each.printed for each in audit.findings] == ["97,7%"]
    found = declared.check(document, audit, declared.read(RULES)).findings
    assert [(each.level, each.printed) for each in found] == [(Level.ERROR, "97,7%"), (Level.QUESTION, "12,3%")]


def test_late_and_open_is_asked_for_at_the_open_figure_unless_it_is_divided_later():
    ((printed, says),) = asked(f"{DONE}.")
    assert printed == "1.316"
    assert "quá hạn chưa giải quyết xong" in says
    for later in (
        f"{DONE} (trong hạn 1.310 hồ sơ, quá hạn 06 hồ sơ).",
        f"{DONE}. Số hồ sơ đang giải quyết 1.316, trong đó trong hạn 1.310, quá hạn 06.",
    ):
        assert not asked(later)


def test_a_share_that_seems_to_be_of_another_whole_is_asked_about_with_what_it_would_be():
    (found,) = rules.audit(
        rules.document_of("Có 500 trường học, trong đó 120 trường THCS đạt chuẩn, chiếm 80%.")
    ).findings
    assert (found.level, found.printed, found.exact) == (Level.QUESTION, "80%", "24%")
    assert "tính trên tổng số nào" in found.says
    named = asked("Có 500 trường học, trong đó 120 trường THCS đạt chuẩn, chiếm 80% số trường THCS.")
    assert ["cần nêu rõ tử số và mẫu số" in says for _, says in named] == [True]
