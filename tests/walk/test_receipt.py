"""Receiving a dossier: what it makes, and every reason for which it is refused."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.kernel.refusal import Malformed, NotAllowed
from motcua.kernel.worktime import OutsideCalendar
from motcua.kernel.zone import VIETNAM
from motcua.ledger.models import FactRow
from motcua.ledger.queries import story_of
from motcua.onestop import actions, queries, rules
from motcua.onestop.models import Dossier
from motcua.onestop.types import PaperHandedIn, Status
from motcua.procedures.queries import NoSuchProcedure, NotInForce, NotOffered, version_on
from tests.world import (
    BIRTH,
    CLERK,
    MONDAY,
    OTHER_COMMUNE,
    SPECIALIST,
    actor,
    application,
    moment,
    receive,
    required_papers,
    ward,
)

pytestmark = pytest.mark.django_db


def test_a_received_dossier_has_code_due_moment_step_and_fact() -> None:
    dossier = receive()
    dossier.refresh_from_db()
    unit = ward()
    assert dossier.code == f"{unit.identifier}-240909-0001"
    assert dossier.status == Status.RECEIVED
    assert dossier.due_at == datetime(2024, 9, 9, 17, 0, tzinfo=VIETNAM)
    assert dossier.due_trace[-1].startswith("Hẹn trả kết quả")
    run = dossier.runs.get()
    assert (run.step.code, run.holder_name) == ("tiep_nhan", actor(CLERK).name)
    assert [row.kind for row in story_of("onestop.dossier", dossier.pk)] == ["onestop.dossier_received"]


def test_numbers_run_on_within_a_day_and_begin_anew_the_next() -> None:
    codes = [receive(moment(8)).code, receive(moment(9)).code, receive(moment(8, day=10)).code]
    assert [code.split("-", 1)[1] for code in codes] == ["240909-0001", "240909-0002", "240910-0001"]


def test_the_same_attempt_sent_twice_makes_one_dossier() -> None:
    key = uuid.uuid4()
    made = [
        actions.receive(application=application(), unit=ward(), key=key, received_at=MONDAY, by=actor(CLERK), at=MONDAY)
        for _ in range(2)
    ]
    assert made[0].pk == made[1].pk
    assert Dossier.objects.count() == 1


def test_the_receipt_keeps_what_was_said_that_day_when_the_person_later_moves() -> None:
    first = receive()
    receive(moment(11), address="Khu phố 9, phường Mỹ Đông")
    first.refresh_from_db()
    assert first.applicant_address == "Khu phố 3, phường Đông Hải"
    assert first.applicant.address == "Khu phố 9, phường Mỹ Đông"


def test_receiving_stays_within_its_budget_of_statements() -> None:
    receive()
    sent, unit, by, key = application(), ward(), actor(CLERK), uuid.uuid4()
    with CaptureQueriesContext(connection) as counted:
        actions.receive(application=sent, unit=unit, key=key, received_at=MONDAY, by=by, at=MONDAY)
    statements = [q["sql"] for q in counted if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 15, "\n".join(statements)


REFUSED = {
    "unknown procedure": (lambda: receive(code="9.999999", papers=()), NoSuchProcedure, "9.999999"),
    "not in force that day": (lambda: receive(code="1.014027", papers=()), NotInForce, "chỉ có hiệu lực từ"),
    "no longer in force": (lambda: receive(code="1.000798", papers=()), NotInForce, "đã hết hiệu lực từ"),
    "not offered here": (lambda: receive(code="2.000528", papers=()), NotOffered, "không tiếp nhận thủ tục"),
    "missing paper": (lambda: receive(papers=()), rules.MissingPapers, "còn thiếu"),
    "unknown paper": (
        lambda: receive(papers=[*required_papers(BIRTH), PaperHandedIn("x-99", 1)]),
        Malformed,
        "x-99",
    ),
    "a number of eleven digits": (lambda: receive(id_number="05819200001"), Malformed, "đúng 12 chữ số"),
    "a number with letters": (lambda: receive(id_number="05819200001a"), Malformed, "chỉ được gồm chữ số"),
    "a telephone that is none": (lambda: receive(phone="12345"), Malformed, "bắt đầu bằng số 0"),
    "no name": (lambda: receive(name="   "), Malformed, "họ và tên"),
    "not a clerk": (lambda: receive(by=SPECIALIST), NotAllowed, "không có quyền tiếp nhận hồ sơ"),
    "a clerk of another commune": (lambda: receive(unit=OTHER_COMMUNE), NotAllowed, "không có quyền"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_receipt_is_refused_by_name_and_leaves_nothing_behind(case: str) -> None:
    attempt, kind, words = REFUSED[case]
    before = FactRow.objects.count()
    with pytest.raises(kind, match=words):
        attempt()
    assert not Dossier.objects.exists()
    assert FactRow.objects.count() == before


def test_a_receipt_in_the_future_is_refused() -> None:
    with pytest.raises(rules.FutureReceipt, match="ở sau hiện tại"):
        actions.receive(
            application=application(),
            unit=ward(),
            key=uuid.uuid4(),
            received_at=MONDAY + timedelta(hours=1),
            by=actor(CLERK),
            at=MONDAY,
        )


def test_a_term_that_leaves_the_calendar_is_refused() -> None:
    late = datetime(2027, 12, 31, 16, 0, tzinfo=VIETNAM)
    with pytest.raises(OutsideCalendar, match="2027"):
        queries.due_for(version_on(BIRTH, MONDAY.date()), 1, ward(), late)


def test_a_wrong_number_lost_to_a_rollback_is_given_again() -> None:
    with pytest.raises(Malformed):
        receive(phone="x")
    assert receive().code.endswith("-0001")
