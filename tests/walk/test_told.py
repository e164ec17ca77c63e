"""Who is told of a dossier that waits: whoever may do its next step, in their own right or standing in for somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.access.types import SYSTEM
from motcua.notices.models import Notice
from motcua.onestop import actions
from motcua.people import actions as people
from motcua.people.queries import account_named, doers_of
from tests.calendars.jobs import run
from tests.walk.pages import said, sit_as
from tests.world import CLERK, LEADER, MONDAY, SPECIALIST, actor, at_leader, at_specialist, ward

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
WAITS, SENT_BACK = "motcua.desk.subscribers.tell_who_is_next", "motcua.desk.subscribers.tell_who_did_it"
UNTIL = date(2024, 9, 12)


def told(kind: str = "onestop.waits") -> set[str]:
    """The names of who was told."""
    return set(Notice.objects.filter(kind=kind).values_list("recipient_name", flat=True))


def lend(giver: str, taker: str) -> None:
    """Let a colleague do somebody's work to the end of Wednesday."""
    given: dict[str, Any] = {"giver": account_named(giver), "taker": account_named(taker)}
    days: dict[str, Any] = {"since": MONDAY.date(), "until": UNTIL, "basis": "Nghỉ phép", "by": SYSTEM, "at": MONDAY}
    people.delegate(**given, role="", unit=ward(), **days)


def test_all_specialists_of_the_ward_are_told_once_and_nobody_elsewhere() -> None:
    at_specialist()
    run(WAITS)
    assert told() == {"Đàng Xuân Hiếu", "Ngô Thị Lan Chi", "Lê Quốc Huy"}
    run(WAITS)
    assert Notice.objects.count() == 3


def test_a_notice_leads_its_reader_to_the_dossier_and_counts_as_read() -> None:
    dossier = at_specialist()
    run(WAITS)
    reader = sit_as(SPECIALIST)
    assert "1 thông báo chưa đọc." in said(reader.get("/thong-bao/"))
    notice = Notice.objects.get(recipient_name="Đàng Xuân Hiếu")
    answer = reader.post("/thong-bao/doc/", {"thong-bao": str(notice.pk)})
    assert dossier.code in answer["Location"]
    assert "Không có thông báo chưa đọc." in said(reader.get("/thong-bao/"))


def test_who_stands_in_is_told_as_well() -> None:
    lend(SPECIALIST, CLERK)
    lend("donghai.vanhoa", "donghai.vanphong")
    at_specialist()
    run(WAITS)
    assert "Huỳnh Thị Bích Thảo" in told()
    assert "Trần Thị Ngọc Diễm" not in told(), "who passed it on knows"


def test_of_a_step_sent_back_its_holder_is_told_and_who_stands_in_for_them_alone() -> None:
    lend(SPECIALIST, "donghai.vanphong")
    lend("donghai.congan", CLERK)
    dossier = at_leader()
    actions.send_back(dossier_id=dossier.pk, seen=None, to="xu_ly", note="Thiếu chữ ký", by=actor(LEADER), at=MONDAY)
    run(SENT_BACK)
    assert told("onestop.sent_back") == {"Đàng Xuân Hiếu", "Huỳnh Thị Bích Thảo"}


def test_nobody_stands_in_after_the_last_day() -> None:
    lend(SPECIALIST, "donghai.vanphong")
    doers = {day: [each.username for each in doers_of("specialist", ward().id, day)] for day in (MONDAY.date(), UNTIL)}
    assert "donghai.vanphong" in doers[MONDAY.date()]
    assert "donghai.vanphong" not in doers[UNTIL]
