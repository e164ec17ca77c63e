"""What the product cites and computes follows the law of the day, at no cost to the counter."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from motcua.access import rights
from motcua.access.types import SYSTEM, Actor
from motcua.kernel import dated, worktime
from motcua.kernel.zone import VIETNAM
from motcua.onestop import rules
from motcua.onestop.types import Status
from motcua.org import actions, queries
from motcua.org.queries import calendar
from tests.world import MONDAY, receive, ward

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(("day", "decree"), [(BEFORE, "61/2018"), (AFTER, "118/2025"), (date(2026, 1, 1), "367/2025")])
def test_a_refusal_for_want_of_a_right_cites_the_decree_of_its_day(day: date, decree: str) -> None:
    stranger = Actor(user_id=None, name="Người lạ")
    verdict = rights.verdict(stranger, "onestop.receive", unit_id=1, on=day)
    assert not verdict
    assert f"Nghị định {decree}" in verdict.citation or f"bởi Nghị định {decree}" in verdict.citation


@pytest.mark.django_db
def test_a_refusal_for_missing_papers_cites_the_decree_of_the_day_of_receipt() -> None:
    with pytest.raises(rules.MissingPapers) as refused:
        receive(papers=())
    assert refused.value.citation == "Nghị định 61/2018/NĐ-CP, Điều 17"


@pytest.mark.django_db
def test_the_reasons_for_a_due_day_cite_the_civil_code_of_that_day() -> None:
    received = datetime(2024, 9, 9, 10, tzinfo=VIETNAM)
    told = " ".join(worktime.due(received, worktime.Term.parse("1m"), calendar("hanh-chinh")).trace)
    for provision in dated.national("deadline.civil").on(received.date()).values():
        assert provision in told or "khoản 5" in provision


@pytest.mark.django_db
def test_early_follows_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    received = datetime(2024, 9, 9, 10, 1, tzinfo=VIETNAM)
    term, office = worktime.Term.parse("16h"), calendar("hanh-chinh")
    one_day = worktime.due(received, term, office)
    assert one_day.due
    assert one_day.early_until
    assert office.between(one_day.early_until, one_day.due) == 480
    law = dated.rule_named("deadline.early_by")
    shorter = dated.Value(worktime.Term.parse("2h"), law.values[0].period, "Thử", dated.Standing.ASSUMED)
    book = dict(dated.book.parameters()) | {law.code: dated.Rule(law.code, "Thử", "Thử.", law.kind, (shorter,))}
    monkeypatch.setattr(dated.book, "parameters", lambda: book)
    two_hours = worktime.due(received.replace(minute=2), term, office)
    assert two_hours.due
    assert two_hours.early_until
    assert office.between(two_hours.early_until, two_hours.due) == 120


def test_the_states_of_a_dossier_are_those_of_the_national_portal() -> None:
    table = dated.national("dossier.status.map")
    named = table.on(MONDAY.date())
    assert {state.name.lower(): state.value for state in Status} == dict(named)
    assert {state.name.lower(): state.label for state in Status} == dict(table.words)


def test_the_levels_of_units_are_those_of_the_law() -> None:
    from motcua.org.types import Level

    law = dated.national("org.levels")
    assert set(law.on(BEFORE)) == set(Level.values)
    assert {level: Level(level).label for level in law.on(BEFORE)} == dict(law.words)
    assert "district" not in law.on(AFTER)


@pytest.mark.django_db
def test_receiving_asks_no_local_decision_of_the_database() -> None:
    with CaptureQueriesContext(connection) as asked:
        receive()
    assert not [each["sql"] for each in asked if "org_local_decision" in each["sql"]]


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("rules", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_prints_every_rule_as_of_a_day() -> None:
    before, after = told("--on", "30/06/2025"), told("--on", "01/07/2025")
    assert before.startswith("Quy tắc vào thứ Hai 30/06/2025")
    for rule in dated.rules():
        assert rule.code in before
        assert rule.title in before
    assert "từ ngày 21/06/2018 đến hết ngày 30/06/2025; Nghị định 61/2018/NĐ-CP" in before
    assert "cấp huyện" in before
    assert "118/2025" not in before
    assert "118/2025" in after
    assert "cấp huyện" not in after
    assert "chưa hoặc không còn có giá trị vào ngày này" in after


@pytest.mark.django_db
def test_the_command_prints_what_was_decided_here() -> None:
    given: dict[str, Any] = {"code": "receipt.online", "until": None, "by": SYSTEM, "at": MONDAY}
    actions.decide(**given, value="4h", unit_id=None, since=MONDAY.date(), document="Quyết định 12")
    actions.decide(**given, value="2h", unit_id=ward().id, since=MONDAY.date(), document="Quyết định 13")
    page = told("--on", "10/09/2024")
    assert "4 giờ làm việc\n" in page
    assert "; Quyết định 12 (quyết định của địa phương)" in page
    assert "tại phường Đông Hải: 2 giờ làm việc; Quyết định 13" in page
    assert "; Quyết định 12 (" not in told("--on", "08/09/2024")


def test_before_the_tables_are_made_the_command_prints_the_law_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_table(codes: object) -> None:
        raise ProgrammingError("no such table")

    monkeypatch.setattr(queries, "decisions", no_table)
    out, errors = StringIO(), StringIO()
    call_command("rules", "--on", "09/09/2024", stdout=out, stderr=errors)
    assert "8 giờ làm việc" in out.getvalue()
    assert "chỉ in quy định của trung ương" in errors.getvalue()


def test_the_kernel_reads_its_rules_without_django() -> None:
    """`bin/motcua due` explains a deadline before any app is loaded."""
    script = (
        "import sys; from datetime import date; from motcua.kernel import dated; "
        "print(dated.national('onestop.forms').on(date(2025, 9, 15))['counter'], 'django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "Trung tâm Phục vụ hành chính công False"


def test_the_reader_of_apps_and_that_of_the_ground_agree() -> None:
    for rule in dated.rules():
        if not rule.local:
            assert queries.rule(rule.code).law is dated.national(rule.code)
