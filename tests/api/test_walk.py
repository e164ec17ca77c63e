"""A dossier's whole walk through the API: from the token to the result in somebody's hand."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.kernel import clock
from motcua.ledger.queries import story_of
from motcua.onestop.models import Dossier
from tests.api.program import Program, program
from tests.world import BIRTH, WARD, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "own_store")]


@pytest.fixture
def kiosk() -> Program:
    return program()


def done(answer: tuple[int, Any], status: int = 200) -> Any:
    assert answer[0] == status, answer
    return answer[1]


def test_a_dossier_walks_from_the_token_to_the_result(kiosk: Program) -> None:
    assert [role["role"] for role in done(kiosk.ask("me"))["roles"]] == ["one_stop_clerk", "specialist", "leader"]
    assert BIRTH in [each["code"] for each in done(kiosk.ask("procedures", q="dang ky khai sinh"))["items"]]
    asked = done(kiosk.ask(f"procedures/{BIRTH}"))
    assert done(kiosk.ask(f"procedures/{BIRTH}/versions"))["items"][-1]["id"] == asked["id"]
    foreseen = done(kiosk.ask("due", unit=WARD, procedure=BIRTH))

    scan = done(kiosk.upload(), 201)
    needed = [paper for paper in asked["papers"] if paper["required"]]
    papers = [{"code": paper["code"], "originals": paper["originals"] or 1} for paper in needed]
    papers[0]["scans"] = [scan["token"]]
    received = done(kiosk.receive(papers=papers), 201)
    code = received["code"]
    assert received["due"] == foreseen

    waiting = done(kiosk.ask("inbox"))["items"]
    assert [(each["dossier"]["code"], each["is_taken"]) for each in waiting] == [(code, True)]
    done(kiosk.send(f"dossiers/{code}/pass-on", {"note": "Đủ giấy tờ", "seen": received["version"]}))
    with clock.at(moment(10, 15)):
        done(kiosk.send(f"dossiers/{code}/take"))
        result = {"number": "112/2024", "signed_on": "2024-09-09", "file": scan["token"]}
        done(kiosk.send(f"dossiers/{code}/result", result))
        done(kiosk.send(f"dossiers/{code}/pass-on", {"files": [scan["token"]]}))
    with clock.at(moment(10, 25)):
        finished = done(kiosk.send(f"dossiers/{code}/approve", {"note": "Đồng ý"}))
        assert (finished["status"], finished["timeliness"]) == (9, "on_time")
        taken = {"receiver_name": "Chamaléa Thị Mơ", "receiver_id_number": "058192000017"}
        assert done(kiosk.send(f"dossiers/{code}/hand-out", taken))["status"] == 10

    whole = done(kiosk.ask(f"dossiers/{code}"))
    assert (whole["result"]["number"], whole["hand_over"]["relation"]) == ("112/2024", "chính chủ")
    assert [each["name"] for each in whole["files"]] == ["quet.pdf", "quet.pdf"]
    assert done(kiosk.ask(f"dossiers/{code}/status"))["status_words"] == "Đã trả kết quả"
    assert [each["outcome"] for each in done(kiosk.ask(f"dossiers/{code}/steps"))["items"]][-1] == "handed_out"
    assert done(kiosk.ask(f"dossiers/{code}/clock"))["due"]["trace"] == received["due"]["trace"]
    public = done(Program("").ask(f"look-up/{received['lookup_code']}"))
    assert (public["code"], public["status"]) == (code, 10)
    assert "Mơ" not in str(public)


def test_every_deed_in_the_story_names_the_program_as_who_did_it(kiosk: Program) -> None:
    code = kiosk.received()
    kiosk.send(f"dossiers/{code}/pass-on")
    told = done(kiosk.ask(f"dossiers/{code}/story"))["items"]
    assert {each["by"] for each in told} == {"Ki-ốt phường Đông Hải (phần mềm kết nối)"}
    dossier = Dossier.objects.get(code=code)
    assert {row.by["capacity"] for row in story_of("onestop.dossier", dossier.pk)} == {"client"}


def test_what_is_sent_back_returns_to_its_step_with_the_reason(kiosk: Program) -> None:
    code = kiosk.received()
    kiosk.send(f"dossiers/{code}/pass-on")
    steps = done(kiosk.ask(f"procedures/{BIRTH}"))["processes"][0]["steps"]
    here = steps[1]
    answer = done(kiosk.send(f"dossiers/{code}/send-back", {"to": here["may_send_back_to"][0], "note": "Thiếu chữ ký"}))
    assert answer["status_words"] == "Đang xử lý"
    runs = done(kiosk.ask(f"dossiers/{code}/steps"))["items"]
    assert [(run["outcome"], run["note"]) for run in runs][-2:] == [("sent_back", "Thiếu chữ ký"), (None, "")]


def test_files_come_down_as_they_went_up_and_the_receipt_is_printed(kiosk: Program) -> None:
    scan = done(kiosk.upload(content=b"%PDF-1.4 ban quet"), 201)
    papers = [{"code": paper, "originals": 1} for paper in _required(kiosk)]
    papers[0]["scans"] = [scan["token"]]
    code = kiosk.received(papers=papers)
    file = done(kiosk.ask(f"dossiers/{code}"))["files"][0]
    headers = {"Authorization": f"Bearer {kiosk.token}"}
    down = kiosk.client.get(f"/api/dossiers/{code}/files/{file['id']}", headers=headers)
    assert b"".join(down.streaming_content) == b"%PDF-1.4 ban quet"  # type: ignore[attr-defined]
    receipt = kiosk.client.get(f"/api/dossiers/{code}/receipt", headers=headers)
    assert receipt.content.startswith(b"%PDF-")


def _required(kiosk: Program) -> list[str]:
    return [paper["code"] for paper in done(kiosk.ask(f"procedures/{BIRTH}"))["papers"] if paper["required"]]
