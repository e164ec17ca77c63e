"""Whatever a program sends, the API answers as its document says and never fails: tried over all operations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from motcua.wsgi import application
from tests.api.program import APPLICANT, program
from tests.api.program import application as receipt
from tests.world import BIRTH, WARD, at_leader, at_specialist, finished, receive

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]
SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
CHECKS: list[Any] = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
AFEW = settings(
    max_examples=8,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
KNOWN: dict[str, Any] = {
    "unit": WARD,
    "procedure": BIRTH,
    "applicant": APPLICANT,
    "id_number": "058192000017",
    "receiver_id_number": "058192000017",
    "phone": "0900000017",
}


@pytest.fixture
def house(settings: Any) -> Iterator[dict[str, Any]]:
    """Dossiers at every step, and a program that may do everything with them."""
    settings.CALLS_PER_MINUTE = 0  # the clock stands
    found = [receive(), at_specialist(), at_leader(), finished()]
    kiosk = program()
    known = {
        "token": kiosk.token,
        "code": [each.code for each in found],
        "lookup_code": found[0].lookup_code,
        "version": kiosk.ask(f"procedures/{BIRTH}")[1]["id"],
        "scan": kiosk.upload()[1]["token"],
    }
    with connections_kept():
        yield known


@contextmanager
def connections_kept() -> Iterator[None]:
    """Let a request end without closing the connection whose transaction all of these stand in."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def aim(case: schemathesis.Case, house: dict[str, Any], number: int) -> None:
    """Let two of three requests mean something that is there, so that not all end at the first door."""
    if number % 3 == 0:
        return
    for name, value in (case.path_parameters or {}).items():
        if name == "code" and "/procedures/" in case.path:
            case.path_parameters[name] = BIRTH
        elif name == "code":
            case.path_parameters[name] = house["code"][number % 4]
        else:
            case.path_parameters[name] = house.get(name, value)
    if isinstance(case.query, dict):
        case.query.update({name: KNOWN[name] for name in case.query.keys() & KNOWN.keys()})
    if isinstance(case.body, dict):
        case.body.update({name: KNOWN[name] for name in case.body.keys() & KNOWN.keys()})
        if number % 3 == 1 and "papers" in case.body:
            case.body["papers"] = receipt()["papers"]


def ask(operation: Any, mode: GenerationMode, house: dict[str, Any], headers: dict[str, str]) -> set[int]:
    """Try one operation with requests that fit its document, or do not; the statuses that were answered."""
    answered: set[int] = set()

    @AFEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: schemathesis.Case) -> None:
        aim(case, house, len(repr((case.path_parameters, case.body, case.query))))
        with transaction.atomic():
            answer = case.call_and_validate(headers=headers, checks=CHECKS)
            transaction.set_rollback(True)
        answered.add(answer.status_code)

    with suppress(Unsatisfiable):  # nothing is sent that could be wrong
        one()
    return answered


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("who", ["program", "nobody"])
def test_every_answer_is_one_of_the_document_and_none_is_a_failure(
    house: dict[str, Any], who: str, mode: GenerationMode
) -> None:
    headers = {"Authorization": f"Bearer {house['token']}"} if who == "program" else {}
    operations: list[Any] = [each.ok() for each in cast(Any, SCHEMA.get_all_operations())]
    answered = {each.label: ask(each, mode, house, headers) for each in operations}
    assert len(answered) > 25
    needs_token = {each.label for each in operations if each.definition.raw.get("security")}
    if who == "nobody":
        assert not {label for label in needs_token if min(answered[label], default=400) < 400}
    elif mode is GenerationMode.POSITIVE:
        assert not {label for label in needs_token if answered[label] <= {400, 401}}
