"""Dated rules: the value of a day, local decisions where the law leaves room, formulas, and days without a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import dated
from motcua.kernel.dated import Formula, Kind, NoRuleInForce, Rule, Standing, Value, formulas
from motcua.kernel.period import Period
from motcua.kernel.refusal import Refusal
from motcua.kernel.term import Term

OLD, NEW, END = date(2018, 6, 21), date(2025, 7, 1), date(2026, 1, 1)


def value(is_: Any, start: date, end: date | None = None, **more: Any) -> Value:
    return Value(is_, Period(start, end), more.pop("basis", "Nghị định"), Standing.VERIFIED, **more)


def rule(*values: Value, **more: Any) -> Rule:
    given = {"code": "thu.han", "title": "Hạn thử", "meaning": "Để thử.", "kind": Kind.COUNT, "values": values}
    return Rule(**(given | more))


LIMIT = rule(value(5, OLD, NEW, basis="Nghị định cũ"), value(3, NEW, END, basis="Nghị định mới"), local=True)


@pytest.mark.parametrize(
    ("day", "holds"),
    [(OLD, 5), (date(2025, 6, 30), 5), (NEW, 3), (date(2025, 12, 31), 3)],
    ids=["its first day", "the last day of the old law", "the first day of the new law", "the last day of all"],
)
def test_a_rule_is_what_it_is_on_that_day(day: date, holds: int) -> None:
    assert LIMIT.on(day) == holds


def test_a_day_before_the_first_law_is_refused_naming_rule_day_and_law() -> None:
    with pytest.raises(NoRuleInForce) as refused:
        LIMIT.on(OLD - timedelta(days=1))
    assert refused.value.says == (
        "Quy tắc «Hạn thử» (thu.han) không có giá trị vào ngày 20/06/2018: quy định sớm nhất có từ ngày 21/06/2018 "
        "(Nghị định cũ); hãy kiểm tra lại ngày, hoặc đề nghị quản trị bổ sung quy định của ngày đó."
    )
    assert refused.value.citation == "Nghị định cũ"
    assert isinstance(refused.value, Refusal)


def test_a_day_after_the_law_ended_is_refused_and_never_answered_with_the_last_value() -> None:
    with pytest.raises(NoRuleInForce, match=r"01/01/2026.*Nghị định mới.*chỉ áp dụng đến hết ngày 31/12/2025"):
        LIMIT.on(END)


def test_a_gap_between_two_laws_is_refused_with_the_law_that_ended() -> None:
    gap = rule(value(5, OLD, date(2020, 1, 1), basis="Nghị định cũ"), value(3, NEW))
    with pytest.raises(NoRuleInForce, match="31/12/2019"):
        gap.on(date(2022, 2, 2))
    assert gap.on(NEW) == 3


DECIDED = [
    value(4, date(2019, 1, 1), basis="Quyết định tỉnh"),
    value(2, date(2020, 1, 1), date(2021, 1, 1), basis="Quyết định xã", unit_id=7),
]


@pytest.mark.parametrize(
    ("day", "unit_id", "holds"),
    [
        (date(2018, 12, 31), None, 5),
        (date(2019, 1, 1), None, 4),
        (date(2020, 6, 1), None, 4),
        (date(2020, 6, 1), 8, 4),
        (date(2020, 6, 1), 7, 2),
        (date(2021, 1, 1), 7, 4),
    ],
    ids=["law", "province", "no unit asked", "another unit", "that unit", "after the unit's decision"],
)
def test_a_decision_for_the_unit_comes_before_the_provinces_and_that_before_the_law(
    day: date, unit_id: int | None, holds: int
) -> None:
    assert LIMIT.on(day, DECIDED, unit_id) == holds
    assert LIMIT.on(day, DECIDED[::-1], unit_id) == holds


def test_a_decision_changes_nothing_where_the_law_leaves_no_room() -> None:
    assert replace(LIMIT, local=False).on(date(2020, 6, 1), DECIDED, 7) == 5


def test_a_decision_cannot_outlive_the_law_it_fills() -> None:
    with pytest.raises(NoRuleInForce):
        LIMIT.on(END, DECIDED)


def test_values_that_overlap_or_stand_out_of_order_are_no_rule() -> None:
    with pytest.raises(ValueError, match="overlap or are out of order"):
        rule(value(5, OLD), value(3, NEW))
    with pytest.raises(ValueError, match="overlap or are out of order"):
        rule(value(3, NEW, END), value(5, OLD, NEW))
    with pytest.raises(ValueError, match="has no value"):
        rule()


starts = st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=6, unique=True).map(sorted)


@given(starts, st.dates(date(1999, 1, 1), date(2031, 1, 1)))
def test_the_value_of_a_day_is_the_last_one_begun(begun: list[date], day: date) -> None:
    many = rule(*(value(start, start, end) for start, end in zip(begun, [*begun[1:], None], strict=True)))
    earlier = [start for start in begun if start <= day]
    if earlier:
        assert many.on(day) == earlier[-1]
    else:
        with pytest.raises(NoRuleInForce):
            many.on(day)


@pytest.mark.parametrize(
    ("kind", "is_", "more", "lines"),
    [
        (Kind.COUNT, 1200, {"unit": "ngày"}, ("1.200 ngày",)),
        (Kind.DECIMAL, Decimal("0.5"), {"unit": "lần"}, ("0,5 lần",)),
        (Kind.TERM, Term.parse("8h"), {}, ("8 giờ làm việc",)),
        (Kind.TEXT, "full", {"words": {"full": "Toàn trình"}}, ("Toàn trình",)),
        (Kind.TEXT, "31/01", {}, ("31/01",)),
        (Kind.LIST, ("full", 2), {"words": {"full": "Toàn trình"}}, ("Toàn trình", "2")),
        (Kind.MAPPING, {"commune": 5}, {"words": {"commune": "Cấp xã"}}, ("Cấp xã: 5",)),
        (Kind.FORMULA, print, {}, ("Theo công thức",)),
    ],
)
def test_a_value_prints_as_vietnamese_write_it(kind: Kind, is_: Any, more: Any, lines: tuple[str, ...]) -> None:
    assert rule(value(is_, OLD), kind=kind, **more).print(is_) == lines


@pytest.fixture
def no_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formulas declared in a test are forgotten after it."""
    monkeypatch.setattr(formulas, "_declared", {})
    return


@pytest.mark.usefixtures("no_formulas")
def test_formulas_stack_by_the_day_from_which_each_computes() -> None:
    pay: Formula[[int], int] = Formula("thu.tro_cap", "Trợ cấp thử")

    @pay.since("2025-06-16", "154/2025/NĐ-CP")
    def newer(years: int) -> int:
        return 3 + years

    @pay.since("2023-07-20", "29/2023/NĐ-CP", until="2025-06-01")
    def older(years: int) -> int:
        return 2 * years

    assert pay.on(date(2024, 9, 9))(4) == 8
    assert pay.on(date(2025, 6, 16))(4) == 7
    with pytest.raises(NoRuleInForce, match=r"10/06/2025.*29/2023/NĐ-CP"):
        pay.on(date(2025, 6, 10))
    in_book = dated.rule_named("thu.tro_cap")
    assert in_book.kind is Kind.FORMULA
    assert [each.basis for each in in_book.values] == ["29/2023/NĐ-CP", "154/2025/NĐ-CP"]
    assert in_book in dated.rules()


@pytest.mark.usefixtures("no_formulas")
def test_a_formula_cannot_be_declared_or_begun_twice() -> None:
    pay: Formula[[], int] = Formula("thu.tro_cap", "Trợ cấp thử")
    pay.since("2024-01-01", "Luật")(lambda: 1)
    with pytest.raises(ValueError, match="begins twice"):
        pay.since("2024-01-01", "Luật")
    with pytest.raises(ValueError, match="declared twice"):
        Formula("thu.tro_cap", "Trợ cấp thử")


@pytest.mark.usefixtures("no_formulas")
def test_a_code_is_a_parameter_or_a_formula_but_not_both() -> None:
    Formula[[], int]("deadline.early_by", "Thử").since("2024-01-01", "Luật")(lambda: 1)
    with pytest.raises(ValueError, match="both parameter and formula"):
        dated.rules()


def test_an_unknown_code_is_refused_by_name() -> None:
    with pytest.raises(dated.UnknownRule, match=r"khong\.co"):
        dated.rule_named("khong.co")


def test_the_ground_may_not_read_what_a_province_may_change() -> None:
    assert dated.national("deadline.early_by").on(date(2024, 9, 9)) == Term.parse("1d")
    with pytest.raises(ValueError, match=r"org\.queries\.rule"):
        dated.national("receipt.online")


def test_early_is_one_working_day_before_due_on_every_day_the_calendars_know() -> None:
    early = dated.national("deadline.early_by")
    assert {each.value.working_minutes for each in early.values} == {480}
    assert early.values[0].period.start <= date(2019, 1, 1)
