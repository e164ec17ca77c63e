"""Listeners: *now* in the same transaction, lowest app first; *later* as a job that lives and dies with the fact."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.ledger import subscriptions
from motcua.ledger.actions import record
from motcua.ledger.models import FactRow
from motcua.ledger.subscriptions import Mode, on
from motcua.ledger.tasks import tell
from motcua.ledger.tests.deeds import AT, CLERK, LampLit

pytestmark = pytest.mark.django_db
Heard = list[tuple[str, Any, int]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What listeners heard; listeners of a test are forgotten after it."""
    monkeypatch.setattr(subscriptions, "_by_kind", dict(subscriptions._by_kind))
    monkeypatch.setattr(subscriptions, "_by_name", dict(subscriptions._by_name))
    return []


def listen(heard: Heard, name: str, *, mode: Mode = "now", app: str = "motcua.ledger") -> str:
    """Let a listener of that app write down what it hears; its name."""

    def handler(fact: LampLit, row: FactRow) -> None:
        heard.append((name, fact, row.pk))

    handler.__module__, handler.__qualname__ = f"{app}.tasks", name
    on(LampLit, mode=mode)(handler)
    return f"{app}.tasks.{name}"


def lit(lamp: int = 1) -> FactRow:
    return record(LampLit(lamp), by=CLERK, at=AT)


def jobs() -> list[Any]:
    return list(ProcrastinateJob.objects.filter(task_name="ledger.tell").order_by("id"))


def test_a_now_listener_hears_the_fact_and_its_row_before_record_returns(heard: Heard) -> None:
    listen(heard, "a")
    row = lit(3)
    assert heard == [("a", LampLit(3), row.pk)]
    assert not jobs()


def test_the_lowest_app_acts_first_whoever_subscribed_first(heard: Heard) -> None:
    for app in ("motcua.desk", "somewhere.else", "motcua.org", "motcua.onestop", "motcua.files"):
        listen(heard, app, app=app)
    lit()
    assert [name for name, *_ in heard] == [
        "motcua.files",
        "motcua.org",
        "motcua.onestop",
        "motcua.desk",
        "somewhere.else",
    ]


def test_a_listener_that_fails_takes_the_deed_with_it(heard: Heard) -> None:
    def handler(fact: LampLit, row: FactRow) -> None:
        raise RuntimeError("cannot bear it")

    on(LampLit, mode="now")(handler)
    before = FactRow.objects.count()
    with pytest.raises(RuntimeError, match="cannot bear it"), transaction.atomic():
        lit()
    assert FactRow.objects.count() == before


def test_a_later_listener_gets_a_job_in_the_same_transaction(heard: Heard) -> None:
    name = listen(heard, "b", mode="later")
    row = lit()
    (job,) = jobs()
    assert job.args == {"fact_id": row.pk, "listener": name}
    assert (job.queue_name, job.status) == ("ledger", "todo")
    assert not heard


def test_a_rollback_leaves_no_job(heard: Heard) -> None:
    listen(heard, "b", mode="later")
    with transaction.atomic():
        lit()
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert not jobs()


def test_the_job_hands_over_the_fact_as_it_was_recorded(heard: Heard) -> None:
    listen(heard, "b", mode="later")
    row = lit(9)
    tell(**jobs()[0].args)
    assert heard == [("b", LampLit(9), row.pk)]


def test_each_later_listener_has_its_own_job(heard: Heard) -> None:
    names = [listen(heard, name, mode="later") for name in ("b", "c")]
    lit()
    assert [job.args["listener"] for job in jobs()] == names
    tell(**jobs()[1].args)
    assert [name for name, *_ in heard] == ["c"]


def test_a_listener_registered_again_is_told_once(heard: Heard) -> None:
    for _ in range(2):
        listen(heard, "a")
    lit()
    assert len(heard) == 1


def test_a_job_for_a_listener_that_is_gone_fails_aloud_and_is_tried_again() -> None:
    row = lit()
    with pytest.raises(KeyError, match="gone"):
        tell(fact_id=row.pk, listener="motcua.gone.tasks.gone")
    assert tell.retry_strategy is not None
