"""A thing asked for twice under one key is done once, and answered twice; also at the very same moment."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError

from motcua.access.types import SYSTEM
from motcua.ledger.models import FactRow
from motcua.onestop.models import Dossier
from motcua.people import actions as people
from motcua.people.models import KeptAnswer
from tests.api.program import Program, application, program
from tests.calendars.test_waits import elsewhere
from tests.world import CLERK, MONDAY, actor, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]


@pytest.fixture
def kiosk() -> Program:
    return program()


def test_the_same_key_again_gives_the_same_dossier_and_makes_no_second(kiosk: Program) -> None:
    first, again = kiosk.receive("lan-gui-thu-1"), kiosk.receive("lan-gui-thu-1")
    assert first == again
    assert Dossier.objects.count() == 1
    assert KeptAnswer.objects.get().status == 201


def test_the_second_answer_says_that_it_is_a_repetition(kiosk: Program) -> None:
    kiosk.receive("lan-gui-thu-1")
    headers = {"Authorization": f"Bearer {kiosk.token}", "Idempotency-Key": "lan-gui-thu-1"}
    again = kiosk.client.post("/api/dossiers", application(), "application/json", headers=headers)
    assert again["Idempotent-Replayed"] == "true"


def test_the_same_key_for_other_content_is_refused(kiosk: Program) -> None:
    kiosk.receive("lan-gui-thu-1")
    status, told = kiosk.receive("lan-gui-thu-1", abstract="Việc khác")
    assert (status, told["code"], told["field"]) == (422, "key_used_otherwise", "Idempotency-Key")
    assert Dossier.objects.count() == 1


def test_what_was_refused_leaves_its_key_free(kiosk: Program) -> None:
    assert kiosk.receive("lan-gui-thu-1", papers=[])[0] == 422
    assert kiosk.receive("lan-gui-thu-1")[0] == 201


def test_the_same_key_of_another_client_is_another_key(kiosk: Program) -> None:
    other = program("ki-ot-hai", title="Ki-ốt thứ hai")
    codes = {each.receive("lan-gui-thu-1")[1]["code"] for each in (kiosk, other)}
    assert len(codes) == 2


def test_receiving_without_a_key_is_refused(kiosk: Program) -> None:
    status, told = kiosk.send("dossiers", application())
    assert (status, told["field"]) == (422, "Idempotency-Key")


def test_a_verb_under_a_key_is_done_once_though_the_dossier_moved_on(kiosk: Program) -> None:
    code = kiosk.received()
    first, again = (kiosk.send(f"dossiers/{code}/pass-on", {"note": "Đủ"}, key="lan-gui-thu-2") for _ in range(2))
    assert first == again
    assert FactRow.objects.filter(kind="onestop.dossier_passed_on").count() == 1


def test_the_same_key_at_the_same_moment_waits_for_the_first_and_another_does_not() -> None:
    clerk: dict[str, Any] = {"digest": "0" * 64, "by": actor(CLERK), "at": MONDAY}
    assert people.claim_key(key="lan-gui-thu-1", **clerk) is None
    with pytest.raises(OperationalError, match="lock timeout"):
        elsewhere(lambda: people.claim_key(key="lan-gui-thu-1", **clerk))
    assert elsewhere(lambda: people.claim_key(key="lan-gui-thu-2", **clerk)) is None


def test_kept_answers_are_forgotten_after_their_days(kiosk: Program) -> None:
    kiosk.receive("lan-gui-thu-1")
    people.forget_answers(by=SYSTEM, at=moment(9, day=16))
    assert KeptAnswer.objects.exists()
    assert people.forget_answers(by=SYSTEM, at=moment(11, day=16)) == 1
