"""How the API says no, and what it says of itself: one sentence, one citation, all in its document."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from motcua.onestop import actions
from tests.api.program import APPLICANT, Program, program
from tests.walk.test_budgets import statements
from tests.world import BIRTH, CLERK, MONDAY, actor, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]


@pytest.fixture
def kiosk() -> Program:
    return program()


def test_missing_papers_are_refused_by_name_with_the_law(kiosk: Program) -> None:
    status, told = kiosk.receive(papers=[])
    assert (status, told["code"], told["field"]) == (422, "missing_papers", "papers")
    assert "Tờ khai" in told["detail"]
    assert "Nghị định" in told["citation"]


def test_a_fault_of_a_field_names_it_in_vietnamese(kiosk: Program) -> None:
    status, told = kiosk.receive(applicant=APPLICANT | {"id_number": "123"})
    assert (status, told["field"]) == (422, "id_number")
    assert "12 chữ số" in told["detail"]


def test_every_fault_of_a_request_is_told_at_once(kiosk: Program) -> None:
    status, told = kiosk.send("dossiers", {"unit": "", "sets": "hai", "la": 1}, key="mot-lan-gui")
    assert status == 422
    assert {each["field"] for each in told["errors"]} >= {"unit", "sets", "la", "procedure", "papers", "applicant"}
    assert all(each["detail"].endswith(".") for each in told["errors"])


def test_a_closed_list_of_values_is_told_in_vietnamese(kiosk: Program) -> None:
    status, told = kiosk.ask("dossiers", status="zzz")
    assert status == 422
    assert " hoặc " in told["detail"]
    assert " or " not in told["detail"]


def test_a_version_somebody_has_left_behind_is_a_conflict_that_says_who(kiosk: Program) -> None:
    dossier = receive()
    actions.pass_on(dossier_id=dossier.pk, seen=None, by=actor(CLERK), at=MONDAY)
    status, told = kiosk.send(f"dossiers/{dossier.code}/take", {"seen": dossier.version})
    assert (status, told["code"]) == (409, "conflict")
    assert "Trần Thị Ngọc Diễm" in told["detail"]


def test_approving_before_its_step_is_refused(kiosk: Program) -> None:
    status, told = kiosk.send(f"dossiers/{kiosk.received()}/approve")
    assert (status, told["code"]) == (422, "wrong_move")


def test_approving_without_a_result_is_refused_with_the_law(kiosk: Program) -> None:
    code = kiosk.received()
    for _ in range(2):
        kiosk.send(f"dossiers/{code}/pass-on")
    status, told = kiosk.send(f"dossiers/{code}/approve")
    assert (status, told["code"]) == (422, "no_result")
    assert told["citation"]


def test_what_is_not_there_is_not_found(kiosk: Program) -> None:
    for path in ("dossiers/khong-co", "procedures/9.999999", "look-up/KHONGCO", "khong-co-dia-chi-nay"):
        status, told = kiosk.ask(path)
        assert (status, told["status"]) == (404, 404), path


def test_what_cannot_be_read_is_said_to_be_unreadable(kiosk: Program) -> None:
    headers = {"Authorization": f"Bearer {kiosk.token}", "Idempotency-Key": "mot-lan-gui"}
    answer = kiosk.client.post("/api/dossiers", "{không phải", "application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_file_that_is_too_large_or_of_a_wrong_kind_is_refused(kiosk: Program, settings: object) -> None:
    assert kiosk.upload("a.exe", b"MZ")[1]["code"] == "wrong_kind"
    settings.FILE_LIMIT_BYTES = 10  # type: ignore[attr-defined]
    status, told = kiosk.upload()
    assert (status, told["code"]) == (413, "file_too_large")


def test_a_body_that_is_too_large_is_refused_as_that(kiosk: Program, settings: object) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100  # type: ignore[attr-defined]
    status, told = kiosk.receive()
    assert (status, told["code"]) == (413, "too_large")


def test_a_file_of_another_client_cannot_be_attached(kiosk: Program) -> None:
    token = program("ki-ot-hai", title="Ki-ốt thứ hai").upload()[1]["token"]
    code = kiosk.received()
    status, told = kiosk.send(f"dossiers/{code}/pass-on", {"files": [token]})
    assert (status, told["field"]) == (422, "files")


def test_a_wrong_method_is_told_which_ones_fit(kiosk: Program) -> None:
    answer = kiosk.client.put("/api/dossiers", headers={"Authorization": f"Bearer {kiosk.token}"})
    assert (answer.status_code, answer.json()["code"]) == (405, "wrong_method")
    assert "POST" in answer["Allow"]


def test_a_procedure_not_in_force_says_since_when(kiosk: Program) -> None:
    status, told = kiosk.ask(f"procedures/{BIRTH}", on="2001-01-01")
    assert (status, told["code"]) == (422, "not_in_force")


def test_a_problem_is_of_the_media_type_of_problems(kiosk: Program) -> None:
    answer = kiosk.client.get("/api/inbox")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_the_document_is_openapi_3_1_and_names_every_refusal() -> None:
    document = json.loads(Client().get("/api/openapi.json").content)
    assert document["openapi"].startswith("3.1")
    answers = document["paths"]["/api/dossiers"]["post"]["responses"]
    assert set(answers) == {"201", "400", "401", "403", "404", "409", "413", "422", "429"}
    assert list(answers["422"]["content"]) == ["application/problem+json"]
    assert document["components"]["securitySchemes"]["ClientCredentials"]["type"] == "oauth2"


def test_the_page_of_the_document_shows_every_operation_and_needs_no_other_network() -> None:
    page = Client().get("/api/docs").content.decode()
    document = json.loads(Client().get("/api/openapi.json").content)
    for where, methods in document["paths"].items():
        for method in methods:
            assert f"<code>{where}</code>" in page
            assert f'id="{methods[method]["operationId"]}"' in page
    assert "papers[].code" in page, "what is inside a field is told too"
    assert "https://" not in page
    assert '<script src="http' not in page


def test_receiving_through_the_api_stays_within_its_budget_of_statements(kiosk: Program) -> None:
    kiosk.received()
    sent = statements(lambda: kiosk.received(applicant=APPLICANT | {"id_number": "058192000018"}))
    assert len(sent) <= 20, "\n".join(sent)
