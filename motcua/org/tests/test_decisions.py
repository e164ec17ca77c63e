"""Local decisions: who may enter one, what it changes for whom and when, and what the database refuses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from motcua.access.types import SYSTEM, Actor
from motcua.kernel.dated import NoRuleInForce, NotLocal, Standing, UnknownRule
from motcua.kernel.refusal import Conflict, Malformed, NotAllowed, NotFound
from motcua.kernel.term import Term
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import newest_of, story_of
from motcua.org import actions, queries
from motcua.org.models import LocalDecision

pytestmark = pytest.mark.django_db

AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
DAY, NEXT_YEAR = date(2024, 9, 9), date(2025, 1, 1)
RULE = "receipt.online"


def ward() -> int:
    return queries.unit_by_slug("phuong-dong-hai-22768", DAY).id


def decide(**changed: Any) -> LocalDecision:
    given: dict[str, Any] = {
        "code": RULE,
        "value": "4h",
        "unit_id": None,
        "since": DAY,
        "until": None,
        "document": "Quyết định 12/2024/QĐ-UBND",
        "by": SYSTEM,
        "at": AT,
    }
    return actions.decide(**(given | changed))


def hours(day: date = DAY, unit_id: int | None = None) -> int:
    term: Term = queries.rule(RULE).on(day, unit_id)
    return term.amount


def test_without_a_decision_the_law_holds() -> None:
    held = queries.rule(RULE).in_force(DAY)
    assert (held.value, held.basis) == (Term.parse("8h"), "Nghị định 45/2020/NĐ-CP")


def test_a_decision_for_the_province_holds_everywhere_from_its_first_day() -> None:
    decide()
    assert hours(date(2024, 9, 8)) == 8
    assert hours() == hours(unit_id=ward()) == 4
    held = queries.rule(RULE).in_force(DAY)
    assert (held.basis, held.standing) == ("Quyết định 12/2024/QĐ-UBND", Standing.DECIDED)


def test_a_decision_for_a_unit_holds_there_alone() -> None:
    decide(value="2h", unit_id=ward(), until=NEXT_YEAR)
    decide()
    assert hours(unit_id=ward()) == 2
    assert hours() == hours(unit_id=queries.unit_by_slug("xa-phuoc-son-22873", DAY).id) == 4
    assert hours(NEXT_YEAR, ward()) == 4


def test_what_was_decided_tells_itself_in_the_ledger() -> None:
    decision = decide(unit_id=ward(), until=NEXT_YEAR)
    assert [each.says for each in story_of("org.local_decision", decision.pk)] == [
        "«Thời hạn trả lời hồ sơ nộp trực tuyến» là 4 giờ làm việc tại phường Đông Hải, từ ngày 09/09/2024 "
        "đến hết ngày 31/12/2024, theo Quyết định 12/2024/QĐ-UBND."
    ]


@pytest.mark.parametrize("placed", [False, True], ids=["province", "unit"])
def test_two_decisions_on_one_rule_and_place_cannot_overlap(placed: bool) -> None:
    where = ward() if placed else None
    decide(unit_id=where, until=NEXT_YEAR)
    with pytest.raises(Conflict, match=r"Đã có Quyết định 12/2024/QĐ-UBND .*đến hết ngày 31/12/2024"):
        decide(unit_id=where, since=date(2024, 12, 31), document="Quyết định 30/2024/QĐ-UBND")
    assert decide(unit_id=where, since=NEXT_YEAR, value="6h").pk
    assert (hours(unit_id=where), hours(NEXT_YEAR, where)) == (4, 6)


@pytest.mark.parametrize("placed", [False, True], ids=["province", "unit"])
def test_the_database_itself_refuses_an_overlap(placed: bool) -> None:
    decide(unit_id=ward() if placed else None)
    with pytest.raises(IntegrityError, match="org_local_decisions_do_not_overlap"), transaction.atomic():
        LocalDecision.objects.create(
            code=RULE, unit_id=ward() if placed else None, valid=DateRange(NEXT_YEAR, None), value="2h", document="x"
        )


@pytest.mark.parametrize(
    ("changed", "error", "says"),
    [
        ({"code": "khong.co"}, UnknownRule, r"khong\.co"),
        ({"code": "onestop.forms"}, NotLocal, "do văn bản của trung ương quy định"),
        ({"value": "8"}, Malformed, "Không đọc được thời hạn «8»"),
        ({"value": 8}, Malformed, "không đúng loại; hãy ghi một thời hạn"),
        ({"document": "  "}, Malformed, "Hãy ghi số, ký hiệu"),
        ({"until": DAY}, Malformed, "Ngày kết thúc phải sau"),
        ({"since": date(2019, 1, 1)}, NoRuleInForce, "01/01/2019"),
        ({"unit_id": 0}, NotFound, "Không có đơn vị số 0"),
    ],
    ids=["unknown", "not local", "no term", "a number", "no document", "no day", "before the law", "no unit"],
)
def test_a_decision_that_cannot_be_is_refused_and_leaves_nothing(
    changed: Any, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        decide(**changed)
    assert not LocalDecision.objects.exists()


def test_only_an_administrator_may_decide_or_repeal() -> None:
    stranger = Actor(user_id=None, name="Người lạ")
    with pytest.raises(NotAllowed, match="ghi quyết định của địa phương"):
        decide(by=stranger)
    kept = decide()
    with pytest.raises(NotAllowed):
        actions.repeal(decision_id=kept.pk, on=NEXT_YEAR, document="Quyết định 30", by=stranger, at=AT)
    assert hours(NEXT_YEAR) == 4


def newest(decision: LocalDecision) -> str:
    fact = newest_of("org.local_decision", decision.pk)
    assert fact
    return str(fact.says)


def repeal(decision: LocalDecision, on: date, document: str = "Quyết định 30/2024/QĐ-UBND") -> None:
    actions.repeal(decision_id=decision.pk, on=on, document=document, by=SYSTEM, at=AT)


def test_a_repealed_decision_holds_up_to_the_day_before() -> None:
    kept = decide()
    repeal(kept, NEXT_YEAR)
    assert (hours(date(2024, 12, 31)), hours(NEXT_YEAR)) == (4, 8)
    assert "bị bãi bỏ từ ngày 01/01/2025 theo Quyết định 30" in newest(kept)


@pytest.mark.parametrize("on", [DAY, date(2024, 9, 1)], ids=["its first day", "before it"])
def test_a_decision_repealed_before_it_began_never_held_and_makes_room(on: date) -> None:
    kept = decide()
    repeal(kept, on)
    assert hours(DAY) == hours(date(2030, 1, 1)) == 8
    assert queries.decisions([RULE]) == []
    assert "bị bãi bỏ trước khi áp dụng" in newest(kept)
    assert decide(value="6h").pk != kept.pk
    with pytest.raises(NotFound, match="đã bị bãi bỏ"):
        repeal(kept, on)


def test_a_decision_is_repealed_while_it_holds_and_by_a_document() -> None:
    kept = decide(until=NEXT_YEAR)
    with pytest.raises(Malformed, match="đã hết hiệu lực vào ngày 01/01/2025"):
        repeal(kept, NEXT_YEAR)
    with pytest.raises(Malformed, match="văn bản bãi bỏ"):
        repeal(kept, DAY, " ")
    assert hours(date(2024, 12, 31)) == 4


def test_decisions_are_told_with_what_they_say_by_rule_unit_and_time() -> None:
    decide(unit_id=ward(), value="2h")
    decide(since=NEXT_YEAR, value="6h")
    decide(until=NEXT_YEAR)
    decide(code="sec.account.idle_days", value=30)
    told = [(each.code, each.value.value, each.value.unit_id) for each in queries.decisions([RULE])]
    assert told == [
        (RULE, Term.parse("2h"), ward()),
        (RULE, Term.parse("4h"), None),
        (RULE, Term.parse("6h"), None),
    ]


def test_only_a_rule_left_to_the_province_asks_the_database() -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.rule("onestop.regime").on(DAY)
        queries.rule("deadline.early_by").on(DAY)
        assert len(asked) == 0
        queries.rule(RULE).on(DAY)
        assert len(asked) == 1


def test_the_province_named_by_the_rule_is_the_one_in_the_tree() -> None:
    province = queries.units_on(DAY, level="province")
    named = queries.rule("org.province").on(DAY)
    assert (named["name"], named["code"]) in {(unit.short_name, unit.code) for unit in province}
