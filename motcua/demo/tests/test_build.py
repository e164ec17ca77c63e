"""The demonstration's dossiers, played through the verbs, stand where their data file says they stand."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from motcua.demo import clients, dossiers, province
from motcua.demo.dossiers import NAMESPACE
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import newest_moment, story_of
from motcua.onestop.queries import Dossier, inbox_of
from motcua.onestop.types import Status
from motcua.people.queries import account_named, actor_of

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 9, 9, 7, 50, tzinfo=VIETNAM)
ENTRIES: list[dict[str, Any]] = province.read_yaml(province.DATA / "dossiers.yaml")["dossiers"]
STATES = {
    "at_counter": {Status.RECEIVED},
    "at_specialist": {Status.RECEIVED, Status.IN_PROGRESS},
    "at_leader": {Status.IN_PROGRESS},
    "result_ready": {Status.FINISHED},
    "handed_out": {Status.RETURNED},
}


Played = list[tuple[dict[str, Any], Dossier]]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration's dossiers, built once for all tests of this module and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert dossiers.build_dossiers() == len(ENTRIES)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def played(built: None, db: None) -> Played:
    """Every entry of the file with the dossier it became."""
    keys = [uuid.uuid5(NAMESPACE, str(number)) for number in range(len(ENTRIES))]
    made = Dossier.objects.in_bulk(keys, field_name="intake_key")
    return [(entry, made[key]) for entry, key in zip(ENTRIES, keys, strict=True)]


def test_each_dossier_waits_where_the_file_says_with_whom_it_says(played: Played) -> None:
    for entry, dossier in played:
        run = dossier.runs.filter(closed_at=None).select_related("step").first()
        assert (run.step.code if run else None) == entry["waits_at"], dossier.code
        assert dossier.status in STATES[entry["state"]], dossier.code
        if entry["taken"]:
            assert run is not None
            assert run.holder_name == account_named(entry["taken"]["by"]).name, dossier.code


def test_results_and_hand_overs_are_those_of_the_file(played: Played) -> None:
    for entry, dossier in played:
        result, handed = getattr(dossier, "result", None), getattr(dossier, "hand_over", None)
        assert (result.number if result else None) == (str(entry["result"]["number"]) if entry["result"] else None)
        assert (handed.receiver_name if handed else None) == (
            entry["handed_out"]["receiver"] if entry["handed_out"] else None
        )


def test_every_story_runs_forward_and_ends_before_the_demonstration_begins(played: Played) -> None:
    for _, dossier in played:
        told = [row.at for row in story_of("onestop.dossier", dossier.pk)]
        assert told == sorted(told)
        assert told[0] == dossier.received_at
    newest = newest_moment()
    assert newest is not None
    assert newest <= NOW


def test_the_codes_of_a_day_run_on_without_gap(played: Played) -> None:
    by_day: dict[str, list[int]] = {}
    for _, dossier in sorted(played, key=lambda pair: pair[1].received_at):
        day, _, number = dossier.code.rpartition("-")
        by_day.setdefault(day, []).append(int(number))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in by_day.values())


def test_on_the_morning_something_is_late_something_due_and_every_demo_official_has_work(played: Played) -> None:
    waiting = [dossier for _, dossier in played if dossier.finished_at is None and dossier.due_at]
    assert any(dossier.due_at and dossier.due_at < NOW for dossier in waiting)
    assert any(dossier.due_at and dossier.due_at.date() == NOW.date() for dossier in waiting)
    for username in ("canbo.motcua", "chuyenvien", "lanhdao"):
        assert inbox_of(actor_of(account_named(username), NOW.date()), on=NOW.date()).exists(), username


def test_building_again_builds_nothing_twice() -> None:
    before, told = Dossier.objects.count(), StringIO()
    call_command("demo", stdout=told)
    call_command("demo", "--if-empty", stdout=told)
    assert "Tỉnh trình diễn đã có" in told.getvalue()
    assert told.getvalue().count("\n") == 1
    assert Dossier.objects.count() == before


def test_the_accounts_at_the_door_can_sign_in() -> None:
    told = StringIO()
    call_command("demo", "--accounts", stdout=told)
    lines = [line.split() for line in told.getvalue().splitlines()]
    assert lines.pop()[:2] == [clients.CLIENT, clients.SECRET], "the program at the door of the API"
    assert {"canbo.motcua", "chuyenvien", "lanhdao", "giamdoc", "quantri"} <= {line[0] for line in lines}
    assert account_named(lines[0][0]).check_password(lines[0][1])
    hashes = {(account_named(username).password, password) for username, password, *_ in lines}
    assert len(hashes) == 1
