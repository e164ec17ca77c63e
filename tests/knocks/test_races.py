"""Many at once, through two web processes: one number for each dossier, one winner for each step."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.knocks.conftest import Knocked
from tests.knocks.official import Answer
from tests.knocks.test_kill import must_be_numbered_without_gap, must_be_whole

pytestmark = [pytest.mark.knock, pytest.mark.slow, pytest.mark.xdist_group("knocks")]


def at_once(*asked: Callable[[], Answer]) -> list[Answer]:
    """All of them at the same time, their answers in order."""
    with ThreadPoolExecutor(len(asked)) as many:
        return [each.result() for each in [many.submit(one) for one in asked]]


def test_concurrent_receipts_never_share_a_number(knocked: Knocked) -> None:
    keys = [uuid.uuid4() for _ in range(40)]
    people = ["058192000099", ""] * 20  # every other receipt is for the same person
    with ThreadPoolExecutor(8) as many:
        answers = list(many.map(knocked.office.clerk.receive, keys, people))
    assert [answer.status for answer in answers] == [302] * len(keys)
    assert len({answer.location for answer in answers}) == len(keys)
    must_be_numbered_without_gap(knocked.stack)
    must_be_whole(knocked.stack)


@pytest.mark.parametrize("attempt", range(3))
def test_one_attempt_sent_many_times_at_once_is_one_dossier(attempt: int, knocked: Knocked) -> None:
    key = uuid.uuid4()
    answers = at_once(*[lambda: knocked.office.clerk.receive(key)] * 4)
    assert [answer.status for answer in answers] == [302] * 4
    assert len({answer.location for answer in answers}) == 1
    assert knocked.stack.rows("SELECT count(*) FROM onestop_dossier WHERE intake_key = %s", key) == [(1,)]
    must_be_numbered_without_gap(knocked.stack)


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_leaders_who_approve_at_once_one_is_told_who_was_first(attempt: int, knocked: Knocked) -> None:
    office = knocked.office
    code = office.at_leader()
    seen = office.leader.version_of(code)
    leaders = {"Phạm Ngọc Thiện": office.leader, "Võ Thành Lộc": office.other_leader}
    answers = dict(
        zip(leaders, at_once(*[lambda by=by: by.act(code, "chuyen", seen) for by in leaders.values()]), strict=True)
    )
    assert Counter(answer.status for answer in answers.values()) == {302: 1, 409: 1}
    winner = next(name for name, answer in answers.items() if answer.status == 302)
    loser = next(answer for answer in answers.values() if answer.status == 409)
    assert f"{winner}" in loser.body
    assert "đã làm trước" in loser.body
    approved = "SELECT count(*) FROM ledger_fact WHERE kind = 'onestop.dossier_approved' AND data->>'code' = %s"
    assert knocked.stack.rows(approved, code) == [(1,)]
