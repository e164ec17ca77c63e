"""Handling: taking, passing on, sending back, approving, handing out, and what the database itself refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, InternalError, connection, transaction

from motcua.access.types import Actor
from motcua.kernel.refusal import Conflict, Malformed, NotAllowed
from motcua.ledger.queries import story_of
from motcua.onestop import actions, policy, queries, rules
from motcua.onestop.actions.steps import NoResult
from motcua.onestop.models import ClockEvent, Dossier
from motcua.onestop.types import Receiver, ResultDetails, Status
from tests.world import (
    BIRTH,
    CLERK,
    LEADER,
    MARITAL,
    MONDAY,
    SPECIALIST,
    actor,
    at_leader,
    at_specialist,
    finished,
    moment,
    receive,
)

pytestmark = pytest.mark.django_db


def here(dossier: Dossier, by: str, hour: int = 11, **more: Any) -> dict[str, Any]:
    return {"dossier_id": dossier.pk, "seen": None, "by": actor(by), "at": moment(hour), **more}


def test_a_dossier_walks_from_the_counter_to_its_result() -> None:
    dossier = finished(moment(15))
    assert (dossier.status, dossier.finished_at) == (Status.FINISHED, moment(15))
    receiver = Receiver(dossier.applicant_name, dossier.applicant_id_number)
    actions.hand_out(**here(dossier, CLERK, 16), receiver=receiver)
    dossier.refresh_from_db()
    assert (dossier.status, dossier.returned_at) == (Status.RETURNED, moment(16))
    assert dossier.hand_over.receiver_id_number == dossier.applicant_id_number
    assert not dossier.runs.filter(closed_at=None).exists()
    told = [row.kind.split(".")[1] for row in story_of("onestop.dossier", dossier.pk)]
    assert told[0] == "dossier_received"
    assert told[-1] == "result_handed_out"
    assert "dossier_approved" in told


@pytest.mark.parametrize(
    ("code", "finished_at", "expected"),
    [
        (BIRTH, moment(10), "on_time"),
        (BIRTH, moment(17), "on_time"),
        (BIRTH, moment(17, 1), "late"),
        (MARITAL, moment(10, day=11), "early"),
        (MARITAL, moment(10, 1, day=11), "on_time"),
        (MARITAL, moment(10, day=12), "on_time"),
        (MARITAL, moment(10, 1, day=12), "late"),
    ],
)
def test_the_database_classes_a_finished_dossier_to_the_minute(code: str, finished_at: Any, expected: str) -> None:
    assert finished(finished_at, code).timeliness == expected


def test_exactly_one_class_holds_for_a_finished_dossier_and_none_before() -> None:
    dossier = finished(moment(15))
    assert [dossier.is_early, dossier.is_on_time, dossier.is_late].count(True) == 1
    waiting = at_specialist(moment(11))
    assert [waiting.is_early, waiting.is_on_time, waiting.is_late] == [None, None, None]


def test_taking_a_step_shows_everyone_who_has_it_and_starts_the_work() -> None:
    dossier = at_specialist()
    actions.take(**here(dossier, SPECIALIST))
    dossier.refresh_from_db()
    assert dossier.status == Status.IN_PROGRESS
    assert dossier.runs.get(closed_at=None).holder_name == actor(SPECIALIST).name


def test_a_step_that_is_not_yours_is_refused_with_whose_it_is() -> None:
    dossier = at_specialist()
    with pytest.raises(NotAllowed, match="công chức chuyên môn"):
        actions.pass_on(**here(dossier, CLERK))
    with pytest.raises(NotAllowed, match="không có quyền"):
        actions.take(**here(dossier, "phuocson.phochutich"))


def test_the_second_of_two_officials_is_told_who_was_first() -> None:
    dossier = at_leader()
    seen = dossier.version
    second = here(dossier, LEADER, 14) | {"seen": seen}
    actions.pass_on(**here(dossier, LEADER, 13) | {"seen": seen})
    with pytest.raises(Conflict) as told:
        actions.pass_on(**second)
    assert actor(LEADER).name in told.value.says
    assert "13:00 ngày 09/09/2024" in told.value.says
    assert "Phê duyệt" in told.value.says


def test_nothing_is_approved_without_its_result() -> None:
    dossier = at_specialist()
    actions.pass_on(**here(dossier, SPECIALIST))
    with pytest.raises(NoResult, match="chưa có kết quả"):
        actions.pass_on(**here(dossier, LEADER, 13))


def test_sending_back_returns_to_the_official_who_did_it_and_the_clock_runs_on() -> None:
    dossier = at_leader()
    due = dossier.due_at
    actions.send_back(**here(dossier, LEADER, 13), to="xu_ly", note="Thiếu chữ ký nháy")
    dossier.refresh_from_db()
    run = dossier.runs.get(closed_at=None)
    assert (run.step.code, run.holder_name) == ("xu_ly", actor(SPECIALIST).name)
    assert dossier.due_at == due
    assert dossier.runs.filter(outcome="sent_back", note="Thiếu chữ ký nháy").exists()


def test_sending_back_needs_a_reason_and_a_step_that_the_process_allows() -> None:
    dossier = at_leader()
    with pytest.raises(Malformed, match="lý do"):
        actions.send_back(**here(dossier, LEADER), to="xu_ly", note="  ")
    with pytest.raises(Malformed, match="không được trả lại"):
        actions.send_back(**here(dossier, LEADER), to="tra_ket_qua", note="x")


def test_the_working_minutes_of_each_step_are_kept() -> None:
    dossier = receive()
    actions.pass_on(**here(dossier, CLERK, 14))
    assert dossier.runs.get(step__code="tiep_nhan").minutes_used == 90 + 30


def test_a_stranger_takes_the_result_only_with_the_relation_said() -> None:
    dossier = finished()
    with pytest.raises(Malformed, match="ủy quyền"):
        actions.hand_out(**here(dossier, CLERK), receiver=Receiver("Nguyễn Văn A", "058087000001"))
    receiver = Receiver("Nguyễn Văn A", "058087000001", "chồng, giấy ủy quyền ngày 08/09/2024")
    assert actions.hand_out(**here(dossier, CLERK), receiver=receiver).status == Status.RETURNED


def test_nothing_is_handed_out_before_it_is_finished_or_twice() -> None:
    dossier = at_leader()
    receiver = Receiver(dossier.applicant_name, dossier.applicant_id_number)
    with pytest.raises((rules.WrongMove, NotAllowed)):
        actions.hand_out(**here(dossier, LEADER), receiver=receiver)
    done = finished()
    actions.hand_out(**here(done, CLERK), receiver=receiver)
    with pytest.raises(rules.WrongMove, match="đã kết thúc xử lý"):
        actions.hand_out(**here(done, CLERK, 12), receiver=receiver)


def test_a_result_may_not_be_signed_tomorrow_nor_before_the_receipt() -> None:
    dossier = at_specialist()
    for day, words in ((date(2024, 9, 10), "ở sau hôm nay"), (date(2024, 9, 6), "ở trước ngày tiếp nhận")):
        with pytest.raises(Malformed, match=words):
            actions.enter_result(**here(dossier, SPECIALIST), details=ResultDetails("1/2024", day))


@pytest.mark.parametrize(("before", "after"), [(a, b) for a in range(1, 11) for b in range(1, 11) if a != b])
def test_the_trigger_knows_the_same_moves_as_the_table(before: int, after: int) -> None:
    allowed = after in rules.TRANSITIONS[before]
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger_status_moves_by_the_table%'")
        body = cursor.fetchone()[0]
    assert (f"({before}, {after})" in body) is allowed


def test_even_a_bulk_update_cannot_break_the_order_of_states() -> None:
    dossier = receive()
    with pytest.raises((InternalError, DatabaseError), match="cannot go from state 2 to 10"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(status=10, returned_at=MONDAY, finished_at=MONDAY)


@pytest.mark.parametrize("deed", ["delete a dossier", "change a clock event", "delete a clock event"])
def test_the_database_lets_nothing_vanish(deed: str) -> None:
    dossier = receive()
    events = ClockEvent.objects.filter(dossier=dossier)
    attempts = {
        "delete a dossier": lambda: Dossier.objects.filter(pk=dossier.pk)._raw_delete("default"),
        "change a clock event": lambda: events.update(reason="khác"),
        "delete a clock event": lambda: events._raw_delete("default"),
    }
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        attempts[deed]()
    assert events.get().reason == "Tiếp nhận hồ sơ"


def test_the_inbox_holds_what_waits_for_me_nearest_due_first() -> None:
    later, sooner = at_specialist(moment(15)), at_specialist(moment(9))
    mine = [run.dossier_id for run in queries.inbox_of(actor(SPECIALIST), on=MONDAY.date())]
    assert mine == [sooner.pk, later.pk]
    assert not queries.inbox_of(actor(LEADER), on=MONDAY.date())


def test_a_step_somebody_took_leaves_the_others_inboxes() -> None:
    dossier = at_specialist()
    actions.take(**here(dossier, SPECIALIST))
    colleague = Actor(user_id=-1, name="Người khác")
    assert queries.inbox_of(actor(SPECIALIST), on=MONDAY.date()).count() == 1
    assert not queries.inbox_of(colleague, on=MONDAY.date())


def test_a_dossier_is_visible_to_its_units_and_to_nobody_else() -> None:
    dossier = receive()
    for username, sees in ((CLERK, True), (LEADER, True), ("phuocson.phochutich", False), ("quantri", False)):
        visible = policy.visible_to(actor(username), on=MONDAY.date())
        assert visible.filter(pk=dossier.pk).exists() is sees, username


def test_a_finished_dossier_is_reopened_only_by_who_answers_for_the_counter() -> None:
    dossier = finished()
    with pytest.raises(NotAllowed, match="mở lại hồ sơ đã giải quyết xong"):
        actions.send_back(**here(dossier, CLERK), to="phe_duyet", note="Sai tên trong kết quả")
    actions.send_back(**here(dossier, "donghai.vanphong"), to="phe_duyet", note="Sai tên trong kết quả")
    dossier.refresh_from_db()
    assert (dossier.status, dossier.finished_at, dossier.is_early) == (Status.IN_PROGRESS, None, None)
