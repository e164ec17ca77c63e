"""The three-year report, in other words but with the same figures and faults: what is found without any rule."""

from __future__ import annotations

from pathlib import Path

from motcua.progress import rules
from motcua.progress.types import Kind, Level

TEXT = (Path(__file__).parent / "corpus" / "three_years" / "report.txt").read_text(encoding="utf-8")


def said(level):
    audit = rules.audit(rules.document_of(TEXT))
    return [finding for finding in audit.findings if finding.level is level]


def test_the_five_mistakes_are_named_and_nothing_else_is_called_an_error():
    assert {(each.kind, each.printed, each.exact) for each in said(Level.ERROR)} == {
        (Kind.SUM, "16.298", "16.299"),
        (Kind.RATIO, "5,54%", "0,54%"),
        (Kind.PERCENT_SUM, "5,54%", "105,00%"),
        (Kind.TARGET, "1.176", "9,997%"),
        (Kind.SUM, "182.314", "182.317"),
    }


def test_each_mistake_names_the_smallest_repairs_that_break_nothing_else():
    repairs = {
        (each.kind, each.printed): {(repair.printed, repair.put) for repair in each.repairs}
        for each in said(Level.ERROR)
    }
    assert repairs[Kind.SUM, "16.298"] == {("88", "87")}
    assert repairs[Kind.RATIO, "5,54%"] == {("5,54%", "0,54%")}
    assert repairs[Kind.TARGET, "1.176"] == {("1.176", "1.177")}
    assert repairs[Kind.SUM, "182.314"] == {("139.677", "139.674"), ("296", "293")}


def test_a_share_balanced_to_a_hundred_is_a_warning():
    (warning,) = said(Level.WARNING)
    assert (warning.printed, warning.exact) == ("80,12%", "80,11%")
    assert "cân bằng 100 %" in warning.says


def test_what_a_reader_would_ask_is_asked():
    asked = " ".join(each.says for each in said(Level.QUESTION))
    for words in ("1,777", "52.56%", "175-KH/TU", "hai tổng số khác nhau", "ngày chốt số liệu khác nhau", "chép nhầm"):
        assert words in asked
