"""How a failing tie is said: figures of several scales with their units, figures in tables with row and column."""

from __future__ import annotations

from motcua.progress import rules
from motcua.progress.types import Finding, Level

TABLE = """
| TT | Đơn vị | Đã nhận | Trễ hạn | % |
| 1 | Sở Y tế | 1.250 | 120 | 9,6 |
| 2 | Sở Nội vụ | 3.410 | 211 | 6,2 |
| 3 | Sở Tư pháp | 2.105 | 98 | 4,7 |
| | Tổng cộng | 6.765 | 429 | 6,3 |
"""


def errors(text: str) -> list[Finding]:
    return [each for each in rules.audit(rules.document_of(text)).findings if each.level is Level.ERROR]


def says(text: str) -> list[str]:
    return [each.says for each in errors(text)]


def test_a_sum_of_several_scales_says_each_figure_in_its_own_and_itself_in_that_of_the_whole() -> None:
    parts = "ngân sách tỉnh 3,5 tỷ đồng; ngân sách huyện 1.200 triệu đồng; ngân sách xã 850 triệu đồng"
    (said,) = says(f"Tổng kinh phí là 5,2 tỷ đồng, gồm: {parts}.")
    assert "5,6 tỷ đồng (3,5 tỷ đồng + 1.200 triệu đồng + 850 triệu đồng)" in said
    assert "nhiều hơn 0,4 tỷ đồng so với 5,2 tỷ đồng đã in" in said


def test_a_sum_of_one_scale_says_the_unit_once() -> None:
    (said,) = says("Đã tiếp nhận 16.298 hồ sơ, trong đó 16.211 hồ sơ đúng hạn và 88 hồ sơ trễ hạn.")
    assert "16.299 (16.211 + 88)" in said


def test_a_figure_in_a_table_is_told_by_the_words_of_its_row_and_column() -> None:
    assert says(TABLE) == []
    (said,) = says(TABLE.replace("6.765", "6.756"))
    assert said.startswith("Hàng “Tổng cộng”, cột “Đã nhận”: các phần cộng lại được 6.765 (1.250 + 3.410 + 2.105)")
    assert said.endswith("so với 6.756 đã in.")


def test_a_short_name_of_a_column_is_told_with_the_one_before_it() -> None:
    (said,) = says(TABLE.replace("9,6 |", "6,9 |"))
    assert said.startswith("Hàng “Sở Y tế”, cột “Trễ hạn, %”: 120 trên 1.250 là 9,6%")


def test_a_figure_outside_a_table_names_no_row() -> None:
    assert not any(
        "ng “" in said
        for said in says("Đã tiếp nhận 16.298 hồ sơ, trong đó 16.211 hồ sơ đúng hạn và 88 hồ sơ trễ hạn.")
    )


def test_the_time_after_a_unit_is_no_part_of_it() -> None:
    (said,) = says("Số chứng thư từ 8.870 chứng thư cuối năm lên 9.418 chứng thư, tăng 584 chứng thư.")
    assert "Từ 8.870 chứng thư đến 9.418 chứng thư" in said
