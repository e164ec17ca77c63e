"""Programs at the API of a running product, many at once and through two web processes: one attempt, one deed."""

from __future__ import annotations

import http.client
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest

from motcua.demo.clients import CLIENT, SECRET, UNIT
from tests.knocks.conftest import Knocked
from tests.knocks.official import BIRTH
from tests.knocks.test_kill import must_be_numbered_without_gap

pytestmark = [pytest.mark.knock, pytest.mark.slow, pytest.mark.xdist_group("knocks")]


def call(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, Any]:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, f"/api/{path}", body.encode(), headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def headers(knocked: Knocked) -> dict[str, str]:
    form = urlencode({"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": SECRET})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    status, told = call(knocked.stack.port, "POST", "token", form, **kind)
    assert status == 200, told
    return {"Authorization": f"Bearer {told['access_token']}", "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def application(knocked: Knocked) -> dict[str, Any]:
    asked = call(knocked.stack.port, "GET", f"procedures/{BIRTH}")[1]
    papers = [{"code": each["code"], "originals": 1} for each in asked["papers"] if each["required"]]
    applicant = {"name": "Chamaléa Thị Mơ", "id_number": "058192000017", "phone": "0900000017"}
    return {"unit": UNIT, "procedure": BIRTH, "applicant": applicant, "papers": papers}


def at_once(knocked: Knocked, headers: dict[str, str], *bodies: dict[str, Any]) -> list[tuple[int, Any]]:
    """All of them at the same moment, under one key."""
    same = headers | {"Idempotency-Key": str(uuid.uuid4())}
    with ThreadPoolExecutor(len(bodies)) as many:
        sent = [many.submit(call, knocked.stack.port, "POST", "dossiers", json.dumps(body), **same) for body in bodies]
        return [each.result() for each in sent]


@pytest.mark.parametrize("attempt", range(3))
def test_two_programs_that_send_one_attempt_at_once_get_one_dossier(
    attempt: int, knocked: Knocked, headers: dict[str, str], application: dict[str, Any]
) -> None:
    first, second = at_once(knocked, headers, application, application)
    assert (first[0], first) == (201, second)
    found = knocked.stack.rows("SELECT count(*) FROM onestop_dossier WHERE code = %s", first[1]["code"])
    assert found == [(1,)]
    must_be_numbered_without_gap(knocked.stack)


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_contents_under_one_key_at_once_one_is_done_and_one_refused(
    attempt: int, knocked: Knocked, headers: dict[str, str], application: dict[str, Any]
) -> None:
    answers = at_once(knocked, headers, application, application | {"abstract": "Việc khác"})
    assert sorted(status for status, _ in answers) == [201, 422]
    refused = next(told for status, told in answers if status == 422)
    assert refused["code"] == "key_used_otherwise"
    must_be_numbered_without_gap(knocked.stack)
