"""Files of parameters: what they must say, and how a fault is told to whoever wrote one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from motcua.kernel import dated
from motcua.kernel.dated import BadParameter, Kind, Standing, read_parameters, read_value
from motcua.kernel.refusal import Malformed
from motcua.kernel.term import Term

SOUND = """
thu.han:
  title: Hạn thử
  meaning: Để thử.
  kind: term
  local: true
  values:
    2025-07-01:
      value: 3d
      basis: Nghị định mới
      status: verified
      until: 2026-01-01
    2018-06-21: {value: 8h, basis: Nghị định cũ, status: remembered, note: Chưa xem}
"""


def read(tmp_path: Path, text: str, *, app: str = "onestop", name: str = "thu.yaml") -> Any:
    folder = tmp_path / app / "parameters"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return read_parameters(tmp_path)


def test_a_file_is_read_into_typed_values_in_order_of_time(tmp_path: Path) -> None:
    rule = read(tmp_path, SOUND)["thu.han"]
    assert rule.local
    old, new = rule.values
    assert (old.value, new.value) == (Term.parse("8h"), Term.parse("3d"))
    assert (old.standing, new.standing) == (Standing.REMEMBERED, Standing.VERIFIED)
    assert old.period.end == new.period.start == date(2025, 7, 1)
    assert new.period.end == date(2026, 1, 1)
    assert old.note == "Chưa xem"


FAULTS = {
    "no basis": ("basis: Nghị định mới", "note: x", r"thu\.han, ngày 2025-07-01: thiếu «basis»"),
    "an empty basis": ("basis: Nghị định mới", "basis: ''", "«basis» phải là một dòng chữ"),
    "an unknown status": ("status: verified", "status: sure", "không có status «sure»; hãy dùng verified"),
    "decided is no status of law": ("status: verified", "status: decided", "không có status «decided»"),
    "an unknown kind": ("kind: term", "kind: [term]", r"không có loại «\['term'\]»"),
    "a formula is no file's": ("kind: term", "kind: formula", "không có loại «formula»"),
    "a value of another kind": ("value: 3d", "value: 3", "Giá trị «3» không đúng loại; hãy ghi một thời hạn"),
    "a term nobody can read": ("value: 3d", "value: 3x", "ngày 2025-07-01: Không đọc được thời hạn «3x»"),
    "a field nobody knows": ("  local: true", "  locale: true", "có trường lạ «locale»"),
    "no title": ("  title: Hạn thử\n", "", "thiếu «title»"),
    "no meaning": ("  meaning: Để thử.\n", "", "thiếu «meaning»"),
    "a title that YAML takes for a number": ("Hạn thử", "1_0", "«title» phải là một dòng chữ"),
    "a day that is none": ("2025-07-01:\n", "2025-07:\n", "«2025-07» không phải ngày"),
    "an end before the beginning": ("until: 2026-01-01", "until: 2025-07-01", "«until» phải là ngày sau"),
    "an end that is no day": ("until: 2026-01-01", "until: mai", "«until» phải là ngày sau"),
    "an end after the next beginning": ("note: Chưa xem", "until: 2025-07-02", "không sau giá trị kế tiếp"),
    "local that is neither yes nor no": ("local: true", "local: maybe", "«local» là true hoặc false"),
    "a key written twice": ("kind: term\n", "kind: term\n  kind: term\n", "khóa «kind» được ghi hai lần"),
    "a day written twice": ("2018-06-21", "2025-07-01", "khóa «2025-07-01» được ghi hai lần"),
    "a code without a group": ("thu.han", "han", "mã phải có dạng nhóm.tên"),
    "no values": (SOUND[SOUND.index("    2025") :], "    {}\n", "values: phải là các cặp khóa và giá trị"),
    "a text in place of a rule": (SOUND, "thu.han: 8h", "phải là các cặp khóa và giá trị"),
    "an empty file": (SOUND, "", "phải là các cặp khóa và giá trị"),
    "no YAML": (SOUND, "a: [", r"Không đọc được tệp quy tắc onestop/parameters/thu\.yaml"),
    "bites that are no text": ("  kind: term", "  kind: term\n  bites: {a: 1}", "bites: «a» phải là một dòng chữ"),
    "words under a number": ("  kind: term", "  kind: term\n  words: {1: một}", "khóa phải là chữ"),
}


@pytest.mark.parametrize(("was", "becomes", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_file_rule_and_remedy(tmp_path: Path, was: str, becomes: str, says: str) -> None:
    assert was in SOUND
    with pytest.raises(BadParameter, match=says) as refused:
        read(tmp_path, SOUND.replace(was, becomes))
    assert "onestop/parameters/thu.yaml" in refused.value.says
    assert "; hãy " in refused.value.says


def test_a_code_belongs_to_one_file_of_one_app(tmp_path: Path) -> None:
    read(tmp_path, SOUND, app="law")
    with pytest.raises(BadParameter, match=r"«thu\.han» có trong cả law/parameters/thu\.yaml và onestop"):
        read(tmp_path, SOUND)


MAPPING = "a.b: {{title: Thử, meaning: Thử., kind: {kind}, words: {words}, values: {{2025-07-01: {{value: {value}, \
basis: Luật, status: verified}}}}}}"


def test_every_key_of_a_mapping_has_its_vietnamese_word(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="«district» không có trong words"):
        read(tmp_path, MAPPING.format(kind="mapping", words="{commune: Xã}", value="{district: 2}"))
    with pytest.raises(BadParameter, match="thiếu words"):
        read(tmp_path, MAPPING.format(kind="mapping", words="null", value="{district: 2}"))
    found = read(tmp_path, MAPPING.format(kind="mapping", words="{district: Huyện}", value="{district: 2}"))["a.b"]
    assert found.on(date(2025, 7, 1)) == {"district": 2}


def test_only_a_single_value_may_be_decided_locally(tmp_path: Path) -> None:
    text = MAPPING.format(kind="list", words="{full: Toàn trình}", value="[full]")
    assert read(tmp_path, text)["a.b"].on(date(2025, 7, 1)) == ("full",)
    with pytest.raises(BadParameter, match="chỉ ghi true cho count, decimal, text, term"):
        read(tmp_path, text.replace("kind: list", "kind: list, local: true"))


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Kind.COUNT, 45, 45),
        (Kind.DECIMAL, "0.50", Decimal("0.50")),
        (Kind.TEXT, "31/01", "31/01"),
        (Kind.TERM, "10c", Term.parse("10c")),
        (Kind.LIST, ["a", 1], ("a", 1)),
        (Kind.MAPPING, {"a": 1}, {"a": 1}),
    ],
)
def test_a_value_has_the_type_of_its_kind(kind: Kind, raw: object, value: object) -> None:
    assert read_value(kind, raw) == value
    assert type(read_value(kind, raw)) is not list


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.COUNT, True),
        (Kind.COUNT, "45"),
        (Kind.COUNT, 4.5),
        (Kind.DECIMAL, 0.5),
        (Kind.DECIMAL, "NaN"),
        (Kind.DECIMAL, "nửa"),
        (Kind.TEXT, " "),
        (Kind.TEXT, 5),
        (Kind.TERM, 8),
        (Kind.LIST, []),
        (Kind.LIST, [[1]]),
        (Kind.LIST, [True]),
        (Kind.MAPPING, {}),
        (Kind.MAPPING, {1: "a"}),
        (Kind.MAPPING, {"a": {}}),
    ],
)
def test_a_value_of_another_type_is_refused(kind: Kind, raw: object) -> None:
    with pytest.raises(Malformed, match="không đúng loại"):
        read_value(kind, raw)


def test_a_value_once_read_cannot_be_changed() -> None:
    forms = dated.rule_named("onestop.forms").on(date(2024, 9, 9))
    with pytest.raises(TypeError):
        forms["title"] = "Khác"
    with pytest.raises(TypeError):
        dated.book.parameters()["x"] = forms  # type: ignore[index]


def test_the_house_is_read_once_in_a_process() -> None:
    assert dated.rule_named("onestop.forms") is dated.rule_named("onestop.forms")
