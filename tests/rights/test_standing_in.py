"""Working for somebody who is away: from their inbox, in their role, under one's own name and theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.refusal import NotAllowed
from motcua.ledger.queries import story_of
from motcua.ledger.tasks import tell
from motcua.onestop import actions, policy, queries, tasks
from motcua.onestop.models import Dossier, StepRun
from motcua.people import actions as people
from motcua.people.queries import account_named
from motcua.people.types import ClosureKind
from tests.walk.pages import INBOX, read, sit_as, url
from tests.world import CLERK, LEADER, MONDAY, SPECIALIST, WARD, actor, at_leader, at_specialist, moment, ward

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()
COLLEAGUE = "donghai.vanhoa"
"""A specialist of the same ward, who is no leader."""


@pytest.fixture(autouse=True)
def monday(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.FILE_STORE = tmp_path / "store"
    with clock.at(MONDAY):
        yield


def lend(giver: str = LEADER, taker: str = COLLEAGUE, role: str = "leader", days: int = 3) -> Any:
    return people.delegate(
        giver=account_named(giver),
        taker=account_named(taker),
        role=role,
        unit=ward(),
        since=DAY,
        until=DAY + timedelta(days),
        basis="Nghỉ phép",
        by=actor(giver),
        at=MONDAY,
    )


def waiting(username: str) -> list[str]:
    return [run.dossier.code for run in queries.inbox_of(actor(username), on=DAY)]


def act(verb: Any, dossier: Dossier, by: str, **more: Any) -> Any:
    return verb(dossier_id=dossier.pk, seen=None, by=actor(by), at=MONDAY, **more)


def open_run(dossier: Dossier) -> StepRun:
    return StepRun.objects.get(dossier=dossier, closed_at=None)


def run_later() -> None:
    """Run the jobs that tell listeners of facts, as a worker would."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    for job in ProcrastinateJob.objects.filter(task_name="ledger.tell", status="todo").order_by("id"):
        tell(**job.args)


def test_a_stand_in_finds_the_givers_work_in_their_own_inbox() -> None:
    dossier = at_leader()
    act(actions.take, dossier, LEADER)
    assert waiting(COLLEAGUE) == []
    lend()
    assert waiting(COLLEAGUE) == waiting(LEADER) == [dossier.code]
    assert dossier.code in read(sit_as(COLLEAGUE).get(INBOX))


def test_a_stand_in_approves_and_the_story_says_for_whom() -> None:
    dossier = at_leader()
    act(actions.take, dossier, LEADER)
    lend()
    act(actions.pass_on, dossier, COLLEAGUE)
    approved = story_of("onestop.dossier", dossier.pk).get(kind="onestop.dossier_approved")
    name, giver = account_named(COLLEAGUE).name, account_named(LEADER).name
    assert (approved.by["name"], approved.by["stands_in_for"]) == (name, giver)
    assert f"thay {giver}" in approved.who
    dossier.refresh_from_db()
    assert dossier.result.signed_by.endswith(f", thay {giver}")
    done = StepRun.objects.get(dossier=dossier, step__code="phe_duyet")
    assert done.holder_name == name, "who did it, not who held it"
    assert f"thay {giver}" in read(sit_as(CLERK).get(url(dossier)))


def test_what_nobody_has_taken_is_done_for_whose_role_it_is() -> None:
    dossier = at_leader()
    lend()
    act(actions.pass_on, dossier, COLLEAGUE)
    approved = story_of("onestop.dossier", dossier.pk).get(kind="onestop.dossier_approved")
    assert approved.by["stands_in_for"] == account_named(LEADER).name


def test_what_one_does_in_ones_own_role_is_done_for_nobody() -> None:
    dossier = at_specialist()
    lend()
    act(actions.take, dossier, COLLEAGUE)
    taken = story_of("onestop.dossier", dossier.pk).get(kind="onestop.dossier_taken")
    assert taken.by["stands_in_for"] == ""


def test_without_a_delegation_another_leader_may_not_touch_what_is_held() -> None:
    dossier = at_leader()
    act(actions.take, dossier, LEADER)
    with pytest.raises(NotAllowed, match="đang do Phạm Ngọc Thiện nhận xử lý"):
        act(actions.pass_on, dossier, "donghai.chutich")
    lend(taker="donghai.chutich")
    act(actions.pass_on, dossier, "donghai.chutich")
    approved = story_of("onestop.dossier", dossier.pk).get(kind="onestop.dossier_approved")
    assert approved.by["stands_in_for"] == "Phạm Ngọc Thiện", "their own role would not have opened what another holds"


def test_after_the_last_day_a_stand_in_sees_and_does_nothing_more() -> None:
    dossier = at_leader()
    lend(days=1)
    act(actions.take, dossier, COLLEAGUE)
    after: dict[str, Any] = {"dossier_id": dossier.pk, "seen": None, "by": actor(COLLEAGUE), "at": moment(8, day=10)}
    with pytest.raises(NotAllowed):
        actions.pass_on(**after)
    with clock.at(moment(8, day=10)):
        tasks.release_steps(0)
    assert open_run(dossier).holder is None
    assert "trở về hàng chờ" in [row.says for row in story_of("onestop.dossier", dossier.pk)][-1]


def test_who_leaves_today_lets_go_of_everything_they_hold() -> None:
    held, free = at_specialist(), at_specialist()
    act(actions.take, held, SPECIALIST)
    kind, basis = ClosureKind.RESIGNED, "QĐ 3/QĐ-UBND"
    account = account_named(SPECIALIST)
    people.leave(account_id=account.pk, kind=kind, on=DAY, basis=basis, by=SYSTEM, at=MONDAY)
    run_later()
    assert open_run(held).holder is None
    assert held.code in waiting(COLLEAGUE)
    assert [row.says for row in story_of("onestop.dossier", held.pk)][-1] == (
        f"Bước «{open_run(held).step.name}» trở về hàng chờ của đơn vị: Đàng Xuân Hiếu không còn giữ vai trò "
        "xử lý bước này."
    )
    before = Dossier.objects.get(pk=held.pk).version
    run_later()
    assert Dossier.objects.get(pk=held.pk).version == before, "told twice, nothing more is done"
    assert not story_of("onestop.dossier", free.pk).filter(kind="onestop.step_released").exists()


def test_who_leaves_next_week_works_until_then() -> None:
    held = at_specialist()
    act(actions.take, held, SPECIALIST)
    account, last = account_named(SPECIALIST), date(2024, 9, 16)
    people.leave(account_id=account.pk, kind=ClosureKind.MOVED, on=last, basis="x", by=SYSTEM, at=MONDAY)
    run_later()
    assert open_run(held).holder_id == account.pk
    with clock.at(moment(0, 5, day=16)):
        people.close_due(by=SYSTEM, at=clock.now())
        run_later()
    assert open_run(held).holder is None


def test_who_loses_a_role_or_a_delegation_lets_go_of_what_it_opened() -> None:
    own, lent = at_specialist(), at_leader()
    act(actions.take, own, SPECIALIST)
    delegation = lend()
    act(actions.take, lent, COLLEAGUE)
    role = account_named(SPECIALIST).roles.get(role="specialist")
    people.end_role(role_id=role.pk, on=DAY, by=SYSTEM, at=MONDAY)
    people.end_delegation(delegation_id=delegation.pk, on=DAY, by=actor(LEADER), at=MONDAY)
    run_later()
    assert open_run(own).holder is None
    assert open_run(lent).holder is None


def test_what_is_sent_back_goes_to_who_did_it_only_while_they_may_still_do_it() -> None:
    dossier = at_leader()
    role = account_named(SPECIALIST).roles.get(role="specialist")
    people.end_role(role_id=role.pk, on=DAY, by=SYSTEM, at=MONDAY)
    act(actions.send_back, dossier, LEADER, to="xu_ly", note="Sai tên")
    assert open_run(dossier).holder is None
    assert dossier.code in waiting(COLLEAGUE)


def test_nobody_but_the_system_and_administrators_releases() -> None:
    dossier = at_specialist()
    act(actions.take, dossier, SPECIALIST)
    account = account_named(SPECIALIST)
    with pytest.raises(NotAllowed):
        actions.release(account_id=account.pk, by=actor(CLERK), at=MONDAY)
    assert actions.release(account_id=account.pk, by=SYSTEM, at=MONDAY) == 0, "who may still do it keeps it"


def test_a_stand_in_sees_the_givers_dossiers_and_no_longer_than_that() -> None:
    dossier = at_specialist()
    stranger = "phuocson.tuphap"
    people.delegate(
        giver=account_named(SPECIALIST),
        taker=account_named(stranger),
        role="specialist",
        unit=ward(WARD),
        since=DAY,
        until=DAY + timedelta(1),
        basis="Thay",
        by=actor("quantri"),
        at=MONDAY,
    )
    seen = [
        policy.visible_to(actor(stranger), on=day).filter(pk=dossier.pk).exists() for day in (DAY, DAY + timedelta(1))
    ]
    assert seen == [True, False]
    assert sit_as(stranger).get(url(dossier)).status_code == 200
