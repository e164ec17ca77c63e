"""A rule file reads a hand-written text, finds what fails, and writes what reads back clean."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.progress import declared, rules
from motcua.progress.declared.checking import bind
from motcua.progress.types import Audit, BadRules, Kind, Level, MissingValues

ROOT = Path(__file__).resolve().parents[4]
CORPUS = ROOT / "tests" / "audit" / "corpus" / "three_years"
SMALL = """
sections: {tasks: {period: 2021-09-28/2024-08-31, scope: tinh}}
figures:
  giao: {label: Nhiệm vụ được giao, unit: nhiệm vụ, kind: flow, query: tasks.assigned}
  xong: {label: Đã hoàn thành, unit: nhiệm vụ, kind: flow, query: tasks.completed}
  dang: {label: Đang thực hiện, unit: nhiệm vụ, kind: stock, query: tasks.open}
breakdowns: {theo_han: {of: giao, parts: [xong, dang], round: 2, policy: POLICY}}
ratios:
  p_xong: {num: xong, den: giao, round: 2}
  p_dang: {num: dang, den: giao, round: 2}
rules: {t1: {expr: giao == xong + dang, level: lỗi}}
claims:
  c1: >-
    Từ ngày {từ} đến {đến}, UBND tỉnh đã giao {giao} nhiệm vụ …, đã xong {xong} nhiệm vụ ({p_xong}%),
    còn {dang} nhiệm vụ đang thực hiện (chiếm {p_dang}%).
"""
TEXT = (
    "Từ ngày 28/9/2021 đến ngày 31/8/2024, UBND tỉnh đã giao 1.000 nhiệm vụ cho các sở, đã xong 912\nnhiệm vụ "
    "(91,20%), còn 88 nhiệm vụ đang thực hiện (chiếm 8,8 %)."
)


def small(policy: str = "half_up") -> declared.RuleFile:
    return declared.read(SMALL.replace("POLICY", policy))


def checked(text: str, file: declared.RuleFile) -> Audit:
    document = rules.document_of(text)
    return declared.check(document, Audit((), (), ()), file)


def bound(text: str, file: declared.RuleFile) -> dict[str, Fraction | None]:
    return {each.name: each.value for each in bind(rules.document_of(text), file).bounds if each.value is not None}


def test_a_claim_binds_every_slot_of_a_hand_written_sentence() -> None:
    values = bound(TEXT, small())
    assert values == {"giao": 1000, "xong": 912, "dang": 88, "p_xong": Fraction("91.2"), "p_dang": Fraction("8.8")}
    assert not checked(TEXT, small()).findings


@pytest.mark.parametrize(
    "written",
    [
        TEXT.upper(),
        normalize("NFD", TEXT),
        TEXT.replace(" ", "\n  "),
        TEXT.replace("1.000", "1,000").replace("91,20%", "91.20 %"),
        TEXT.replace("1.000", "1000").replace("28/9/2021", "28 tháng 9 năm 2021"),
    ],
)
def test_case_spelling_line_breaks_and_notation_do_not_matter(written: str) -> None:
    values = bound(written, small())
    assert values["giao"] == 1000
    assert values["p_xong"] == Fraction("91.2")


def test_offsets_are_those_of_the_text() -> None:
    for each in bind(rules.document_of(TEXT), small()).bounds:
        assert TEXT[each.start : each.end] == each.printed


def test_a_sum_that_fails_is_told_with_the_one_repair_that_breaks_nothing_else() -> None:
    found = checked(TEXT.replace("còn 88", "còn 89"), small()).findings
    wrong = next(finding for finding in found if finding.kind is Kind.SUM)
    assert wrong.level is Level.ERROR
    assert [(repair.printed, repair.put) for repair in wrong.repairs] == [("89", "88")]
    assert "Nhiệm vụ được giao 1.000" in wrong.says
    assert "lệch 1 nhiệm vụ" in wrong.says


def test_a_sentence_that_reads_otherwise_is_said_to_be_missing_with_the_place() -> None:
    missing = checked(TEXT.replace("đang thực hiện", "chưa thực hiện"), small()).missing
    assert len(missing) == 1
    assert missing[0].startswith("c1: chỉ khớp đến")
    assert "chưa thực hiện" in missing[0]


def test_two_printings_of_one_figure_must_agree() -> None:
    file = declared.read('figures: {a: {label: Hồ sơ}}\nclaims: ["nhận {a} hồ sơ", "trong số {a} hồ sơ đó"]')
    assert not checked("Đã nhận 12 hồ sơ; trong số 12 hồ sơ đó.", file).findings
    found = checked("Đã nhận 12 hồ sơ; trong số 13 hồ sơ đó.", file).findings
    assert [finding.kind for finding in found] == [Kind.IDENTITY]


def test_more_than_must_be_less_than_what_is_counted() -> None:
    file = declared.read(
        "figures: {tk: {label: Tài khoản}}\n"
        'claims: {c1: {text: "…hơn {tk} tài khoản", needs: tk.value > tk.printed}, c2: "cụ thể {tk} tài khoản"}'
    )
    assert not checked("Có hơn 230 tài khoản, cụ thể 232 tài khoản.", file).findings
    assert checked("Có hơn 230 tài khoản, cụ thể 229 tài khoản.", file).findings
    alone = declared.read(
        "figures: {tk: {}}\nclaims: {c1: {text: hơn {tk} tài khoản, needs: tk.value > tk.printed}}".replace(
            "hơn {tk} tài khoản", '"hơn {tk} tài khoản"'
        )
    )
    assert [finding.level for finding in checked("Có hơn 230 tài khoản.", alone).findings] == [Level.QUESTION]


def test_words_that_assert_rest_on_their_rule() -> None:
    file = declared.read(
        "figures: {cat: {label: Đã cắt}, muc: {label: Phải cắt}}\n"
        "rules: {pace: {expr: cat >= 60% * muc, level: gợi ý}}\n"
        'claims: {c1: "cắt {cat} trên {muc} người", c2: {text: bảo đảm hoàn thành, requires: rule pace}}'
    )
    assert not checked("Đã cắt 60 trên 100 người, bảo đảm hoàn thành.", file).findings
    assert "c2" in {finding.rule for finding in checked("Đã cắt 27 trên 83 người, bảo đảm hoàn thành.", file).findings}


@pytest.mark.parametrize(
    ("rule", "sound"),
    [
        ("{balance: [a, b, c, d]}", "1 4 2 3"),
        ("{kind: sum, of: a, parts: [b, c, d]}", "6 1 2 3"),
        ("{percent_sum: [a, b, c, d]}", "10 20 30 40"),
        ("{mean_bound: [a, b, c, d]}", "2 1 2 3"),
        ("{kind: part_of, part: a, of: b}", "1 2 0 0"),
        ("{bieu_thuc: a ≥ 10% * b, muc: cảnh báo}", "1 10 0 0"),
        ("{expr: a - b <= c + d}", "3 1 1 1"),
    ],
)
def test_every_kind_of_rule_holds_and_fails(rule: str, sound: str) -> None:
    file = declared.read(
        "số liệu: {a: {}, b: {}, c: {}, d: {}}\n"
        + f"quy tắc: {{r: {rule}}}\n"
        + 'câu: ["số {a} và {b} và {c} và {d} hết"]'
    )

    def failing(numbers: str) -> list[str]:
        one, two, three, four = numbers.split()
        return [each.rule for each in checked(f"số {one} và {two} và {three} và {four} hết", file).findings]

    assert not failing(sound)
    assert "r" in failing("9 900 7 5") + failing("900 90 7 5")


def test_a_share_balanced_to_a_hundred_is_a_warning_unless_it_is_declared() -> None:
    text = (ROOT / "tests/audit/corpus/three_years/report.txt").read_text(encoding="utf-8")
    source = (CORPUS / "rules.yaml").read_text(encoding="utf-8")
    found = [each for each in checked(text, declared.read(source)).findings if each.printed.startswith("80,12")]
    assert [finding.level for finding in found] == [Level.WARNING]
    assert "làm tròn cân bằng 100 %" in found[0].says
    even = re.sub(r"(hs_trong_han\], round: 2, policy: )half_up", r"\1balance100", source)
    document = rules.document_of(text)
    audit = declared.check(document, rules.audit(document), declared.read(even))
    assert not [
        each for each in audit.findings if each.printed.startswith("80,12") and each.level is not Level.QUESTION
    ]


def test_the_three_year_report_has_its_five_mistakes_and_no_other() -> None:
    document = rules.document_of((CORPUS / "report.txt").read_text(encoding="utf-8"))
    file = declared.read((CORPUS / "rules.yaml").read_text(encoding="utf-8"))
    audit = declared.check(document, rules.audit(document), file)
    assert not audit.missing
    errors = {
        (each.kind, each.printed): [repair.put for repair in each.repairs]
        for each in audit.findings
        if each.level is Level.ERROR
    }
    assert errors == {
        (Kind.SUM, "16.298"): ["87"],
        (Kind.RATIO, "5,54%"): ["0,54%"],
        (Kind.PERCENT_SUM, "5,54%"): ["0,54%"],
        (Kind.TARGET, "1.176"): ["1.177"],
        (Kind.SUM, "182.314"): ["139.674", "293"],
    }
    assert [each.printed for each in audit.findings if each.level is Level.WARNING and each.rule] == ["80,12%"]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "figures: [",
        "figures: {a: {}, a: {}}",
        "figures: {a: {}}\nrules: {r: {expr: a == lạ}}",
        'figures: {a: {}}\nclaims: ["có {b} hồ sơ"]',
        "figures: {a: {}}\nrules: {r: {expr: \"__import__('os') == a\"}}",
        "figures: {a: {}}\nrules: {r: {expr: a ** 9 == 9}}",
        f"figures: {{a: {{}}}}\nrules: {{r: {{expr: a == {'9' * 500}}}}}",
        "figures: {a: {expr: b + 1}, b: {expr: a - 1}}",
        "figures: {a: {}, b: {}}\nbreakdowns: {x: {of: a, parts: [b]}, y: {of: b, parts: [a]}}",
        "figures: {a: {}, b: {}}\nrules: {r: {expr: a == b, level: nặng}}",
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
        "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nfigures: [*d,*d,*d,*d,*d,*d,*d,*d,*d]",
        "[" * 5000,
        "figures: !!python/object/apply:os.system [ls]",
        "figures: {a: {}}\nrules: {r: a + 1}",
    ],
)
def test_a_bad_rule_file_is_refused_in_one_sentence(source: str) -> None:
    with pytest.raises(BadRules) as refused:
        declared.read(source)
    assert refused.value.says.endswith(".")


def test_a_long_and_tedious_text_costs_no_time() -> None:
    file = declared.read('figures: {x: {}}\nclaims: ["còn … còn … còn … còn … còn {x} hồ sơ cuối"]')
    assert checked("còn 1 hồ sơ " * 20_000, file).missing  # backtracking would take hours


def test_writing_without_a_value_names_it() -> None:
    with pytest.raises(MissingValues, match="Đang thực hiện"):
        declared.write(small(), {"giao": Fraction(10), "xong": Fraction(9)})


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from(["half_up", "balance100"]))
@settings(deadline=None, max_examples=60)
def test_what_is_written_from_values_reads_back_without_a_finding(xong: int, dang: int, policy: str) -> None:
    file = small(policy)
    values: dict[str, Fraction | date | str] = {
        "giao": Fraction(xong + dang),
        "xong": Fraction(xong),
        "dang": Fraction(dang),
    }
    text = declared.write(file, values)
    audit = checked(text, file)
    assert not audit.findings
    assert not audit.missing
    read = bound(text, file)
    assert {name: read[name] for name in values} == values


def test_the_example_of_the_page_is_a_rule_file_that_finds_what_the_page_says() -> None:
    page = (ROOT / "docs" / "audit-rules.md").read_text(encoding="utf-8")
    source, text = re.search(r"```yaml\n(.*?)```", page, re.DOTALL), re.search(r"```text\n(.*?)```", page, re.DOTALL)
    assert source
    assert text
    audit = checked(text[1], declared.read(source[1]))
    assert not audit.missing
    assert audit.findings
    assert all(f"> {finding.says}" in page for finding in audit.findings)
