"""After 1 July 2025 the work goes on at the wards that took over: received, handled and finished by their people."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import datetime

import pytest

from motcua.demo import days
from motcua.kernel import clock
from motcua.kernel.zone import VIETNAM
from motcua.onestop.models import Dossier
from motcua.onestop.types import Status
from motcua.org import queries as org
from tests.walk.pages import COUNTER, DOSSIERS, TYPED, read, said, sit_as, url, values
from tests.world import BIRTH, CLERK, LEADER, SPECIALIST, WARD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]
MONDAY = datetime(2025, 7, 7, 9, 0, tzinfo=VIETNAM)
NEW_WARD = "phuong-dong-hai-22780-2025"


@pytest.fixture(autouse=True)
def after_the_reorganisation() -> Iterator[None]:
    days.catch_up(MONDAY)
    with clock.at(MONDAY):
        yield


def received() -> Dossier:
    """A birth registered by the clerk who moved along, with the required papers."""
    clerk = sit_as(CLERK)
    page = read(clerk.get(f"{COUNTER}{BIRTH}/"))
    assert "tại Ủy ban nhân dân phường Đông Hải" in page
    sent = {**TYPED, "key": str(uuid.uuid4())}
    for prefix in re.findall(r'name="(paper-[0-9]+)-on"', page)[:2]:
        sent |= {f"{prefix}-on": "on", f"{prefix}-originals": "1"}
    answer = clerk.post(f"{COUNTER}{BIRTH}/", sent)
    assert answer.status_code == 302, read(answer)
    return Dossier.objects.get()


def send(username: str, dossier: Dossier, verb: str, **fields: str) -> None:
    """Press a button of the dossier's page, which must lead on."""
    client = sit_as(username)
    seen = values(client.get(url(dossier)), "seen")[0]
    answer = client.post(url(dossier, f"{verb}/"), {"seen": seen, **fields})
    assert answer.status_code == 302, read(answer)


def test_a_person_who_moved_along_receives_at_the_new_ward() -> None:
    dossier = received()
    new = org.unit_by_slug(NEW_WARD, MONDAY.date())
    assert {dossier.intake_unit_id, dossier.resolving_unit_id, dossier.return_unit_id} == {new.id}
    assert dossier.status == Status.RECEIVED
    assert dossier.code == f"{new.identifier}-250707-0001"
    assert read(sit_as(CLERK).get(DOSSIERS)).count(dossier.code) >= 1


def test_the_new_ward_takes_a_dossier_to_its_end() -> None:
    dossier = received()
    send(CLERK, dossier, "chuyen")
    send(SPECIALIST, dossier, "ket-qua", number="112/2025", signed_on="07/07/2025")
    send(SPECIALIST, dossier, "chuyen", note="Đủ điều kiện")
    send(LEADER, dossier, "chuyen")
    dossier.refresh_from_db()
    assert dossier.status == Status.FINISHED


def test_nothing_is_received_any_more_at_the_ward_that_ended() -> None:
    """The clerk's role there has no end, yet the ward has."""
    clerk = sit_as(CLERK)
    answer = clerk.get(f"{COUNTER}{BIRTH}/", {"don-vi": WARD})
    assert answer.status_code == 403
    assert "Bạn không tiếp nhận hồ sơ tại đơn vị này hôm nay; hãy chọn đơn vị của mình." in read(answer)


def test_the_page_of_rights_tells_the_ward_of_today_from_the_one_that_ended() -> None:
    shown = said(sit_as(CLERK).get("/tai-khoan/quyen/"))
    ended = (
        "Đơn vị này đã kết thúc từ ngày 01/07/2025; tiếp nhận công việc là "
        "Ủy ban nhân dân phường Đông Hải, Ủy ban nhân dân xã Phước Dinh."
    )
    before, _, after = shown.partition(ended)
    assert "Giữ vai trò cán bộ tiếp nhận và trả kết quả từ ngày 01/07/2025." in before
    assert "Giữ vai trò cán bộ tiếp nhận và trả kết quả từ ngày 01/01/2022." in after
