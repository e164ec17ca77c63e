"""Kill -9 in the middle of a stream of receipts: what was answered is there, whole; what was not can be asked again."""

from __future__ import annotations

import hashlib
import http.client
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.knocks.conftest import Knocked
from tests.knocks.official import APPLICANT, Official
from tests.stack import Stack

pytestmark = [pytest.mark.knock, pytest.mark.slow, pytest.mark.xdist_group("knocks")]

CLIENTS = 4
PAUSE = 0.1


@dataclass
class Stream:
    """Clients that receive one dossier after another, each under its own key, whatever happens to the server."""

    clerk: Official
    answered: dict[uuid.UUID, str] = field(default_factory=dict)
    unanswered: list[uuid.UUID] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def send(self, key: uuid.UUID) -> bool:
        """One attempt; True when it was answered with a dossier's address."""
        try:
            answer = self.clerk.receive(key)
        except (OSError, http.client.HTTPException):
            return False
        if answer.status != http.HTTPStatus.FOUND or "/ho-so/" not in answer.location:
            return False
        self.answered[key] = answer.location.rstrip("/").rpartition("/")[2]
        return True

    def _client(self) -> None:
        while not self.is_over.is_set():
            key = uuid.uuid4()
            if not self.send(key):
                self.unanswered.append(key)
                time.sleep(PAUSE)

    @contextmanager
    def flowing(self) -> Iterator[None]:
        clients = [threading.Thread(target=self._client) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        try:
            yield
        finally:
            self.is_over.set()
            for client in clients:
                client.join()

    def await_answers(self, count: int) -> None:
        """Wait until so many more were answered."""
        wanted, deadline = len(self.answered) + count, time.monotonic() + 40
        while len(self.answered) < wanted:
            assert time.monotonic() < deadline, f"{len(self.answered)} of {wanted} answers"
            time.sleep(0.01)


def dossiers_of(stack: Stack) -> dict[uuid.UUID, str]:
    return dict(stack.rows("SELECT intake_key, code FROM onestop_dossier"))


def must_be_whole(stack: Stack) -> None:
    """No half dossier: what belongs to a receipt is there once, nothing is there without its receipt."""
    halves = stack.rows(
        """
        SELECT * FROM (
            SELECT code,
                (SELECT count(*) FROM onestop_step_run WHERE dossier_id = d.id AND closed_at IS NULL) runs,
                (SELECT count(*) FROM onestop_clock_event WHERE dossier_id = d.id AND kind = 'start') starts,
                (SELECT count(*) FROM onestop_paper WHERE dossier_id = d.id) papers,
                (SELECT count(*) FROM onestop_attachment WHERE dossier_id = d.id) scans,
                (SELECT count(*) FROM ledger_fact
                  WHERE kind = 'onestop.dossier_received' AND subject_id = d.id AND data->>'code' = code) facts
            FROM onestop_dossier d WHERE applicant_name = %s
        ) counted WHERE (runs, starts, papers, scans, facts) <> (1, 1, 2, 1, 1)
        """,
        APPLICANT,
    )
    assert not halves
    stray = stack.rows(
        "SELECT data->>'code' FROM ledger_fact WHERE kind = 'onestop.dossier_received' "
        "AND subject_id NOT IN (SELECT id FROM onestop_dossier)"
    )
    assert not stray


def must_be_numbered_without_gap(stack: Stack) -> None:
    codes = [code for (code,) in stack.rows("SELECT code FROM onestop_dossier WHERE code LIKE 'H43.31.31-240909-%%'")]
    numbers = sorted(int(code.rpartition("-")[2]) for code in codes)
    assert numbers == list(range(1, len(numbers) + 1))
    last = stack.rows("SELECT last FROM ledger_number_series WHERE key = 'onestop.dossier/H43.31.31/240909'")
    assert last == [(len(numbers),)]


def must_have_every_scan(stack: Stack) -> int:
    """Each scan on record is on disk with its own digest; how many there are."""
    digests = stack.rows(
        "SELECT DISTINCT sha256 FROM files_stored_file f JOIN onestop_attachment a ON a.file_id = f.id"
    )
    for (digest,) in digests:
        path = stack.files / digest[:2] / digest[2:4] / digest
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    return len(digests)


KNOCKS = ("web", "database", "both")


@pytest.mark.parametrize("victim", KNOCKS)
def test_what_was_answered_survives_a_kill(victim: str, knocked: Knocked) -> None:
    stack, stream = knocked.stack, Stream(knocked.office.clerk)
    killed = 0
    with stream.flowing():
        stream.await_answers(15)
        if victim in ("web", "both"):
            stack.kill_web()
        if victim in ("database", "both"):
            killed = knocked.kill_database()
        before = len(stream.answered)
        stack.start(is_minded=True)
        stream.await_answers(15)
    kept = dossiers_of(stack)
    made_unanswered = [key for key in stream.unanswered if key in kept]
    print(
        f"\nkill -9 {victim}: {before} answered before, {len(stream.answered) - before} after, "
        f"{len(stream.unanswered)} unanswered, of which {len(made_unanswered)} had been received; "
        f"{killed} PostgreSQL processes killed"
    )
    assert stream.unanswered, "the kill hit nothing"
    assert {key: kept.get(key) for key in stream.answered} == stream.answered
    assert max(Counter(kept.values()).values()) == 1
    must_be_whole(stack)
    must_be_numbered_without_gap(stack)
    assert must_have_every_scan(stack) >= len(stream.answered)

    again = stream.unanswered[:20] + made_unanswered
    assert all(stream.send(key) for key in again)
    kept = dossiers_of(stack)
    assert {key: kept.get(key) for key in stream.answered} == stream.answered
    assert all(stream.answered[key] == kept[key] for key in made_unanswered), "asked again, a receipt is the same one"
    must_be_whole(stack)
    must_be_numbered_without_gap(stack)


def test_an_answer_that_was_lost_on_its_way_can_be_asked_for_again(knocked: Knocked) -> None:
    key, clerk = uuid.uuid4(), knocked.office.clerk

    def lose() -> None:
        deadline = time.monotonic() + 20
        while key not in dossiers_of(knocked.stack):
            assert time.monotonic() < deadline, "nothing was received"
            time.sleep(0.05)
        raise TimeoutError

    clerk.before_answer = lose
    with pytest.raises(TimeoutError):
        clerk.receive(key)
    clerk.before_answer = None
    made = dossiers_of(knocked.stack)[key]
    answer = clerk.receive(key)
    assert made in answer.location
    must_be_numbered_without_gap(knocked.stack)


def test_jobs_are_done_again_after_the_database_was_killed(knocked: Knocked) -> None:
    """The worker goes on, or ends so that whoever minds it starts it again; it never lives on without working."""
    knocked.kill_database()
    knocked.stack.start(is_minded=True)
    ((job,),) = knocked.stack.rows(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', %s, %s) RETURNING id",
        "builtin:procrastinate.builtin_tasks.remove_old_jobs",
        '{"max_hours": 9999}',
    )
    killed, deadline, starts = time.monotonic(), time.monotonic() + 60, 0
    while left := knocked.stack.rows("SELECT status::text FROM procrastinate_jobs WHERE id = %s", job):
        assert time.monotonic() < deadline, f"the job is still {left[0][0]}"
        if knocked.stack.children["worker"].poll() is not None:
            knocked.stack.start(is_minded=True)
            starts += 1
        time.sleep(0.1)
    print(f"\nkill -9 database: worker started again {starts} times, job done {time.monotonic() - killed:.1f} s later")
    assert starts <= 1
