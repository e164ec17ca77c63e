"""A program has a report audited through the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.progress import queries, rules, tasks
from motcua.progress.tests import made
from tests.api.program import Program, program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store", "planted")]


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Audit by what is planted alone."""
    monkeypatch.setattr(rules, "audit", made.audit)


def send(caller: Program, name: str, content: bytes, **more: Any) -> tuple[int, Any]:
    answer = caller.with_token().post("/api/audits", {"report": SimpleUploadedFile(name, content)} | more)
    return answer.status_code, answer.json()


def test_a_report_is_audited_and_asked_for_again() -> None:
    kiosk = program()
    status, told = send(kiosk, "bc.docx", made.word())
    assert status == 201
    assert (told["state"], told["tokens"], told["quantities"]) == ("audited", 3, 3)
    first = told["findings"][0]
    assert (first["kind"], first["level"], first["printed"], first["exact"]) == ("sum", "error", "16.298", "16.299")
    assert first["repairs"][0]["put"] == "87"
    assert kiosk.ask(f"audits/{told['id']}") == (200, told)
    assert program(name="khac").ask(f"audits/{told['id']}")[0] == 404


def test_a_long_report_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "is_short", lambda file: False)
    kiosk = program()
    status, told = send(kiosk, "bc.docx", made.word())
    assert (status, told["state"], told["findings"]) == (201, "waiting", [])
    tasks.audit(report_id=told["id"])
    assert kiosk.ask(f"audits/{told['id']}")[1]["state"] == "audited"


def test_what_cannot_be_read_is_a_problem_with_its_sentence() -> None:
    kiosk = program()
    status, told = send(kiosk, "bc.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert (status, told["code"]) == (422, "unreadable_report")
    assert "hãy" in told["detail"]
    status, told = send(kiosk, "bc.docx", made.word(), rules=SimpleUploadedFile("r.yaml", b"- [x"))
    assert (status, told["code"]) == (422, "bad_rules")


def test_a_program_without_a_role_is_turned_away() -> None:
    assert send(program(roles=()), "bc.docx", made.word())[0] == 403
