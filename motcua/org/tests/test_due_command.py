"""`bin/motcua due`: the deadline engine on the command line."""

import io
import json

import pytest
from django.core.management import call_command
from django.db import Error

from motcua.kernel.refusal import Malformed, NotFound, Refusal
from motcua.kernel.tests.shipped import OFFICE
from motcua.kernel.worktime import OutsideCalendar, UnknownCalendar
from motcua.org import queries
from motcua.org.management.commands.due import Command

RECEIVED = ["--received", "2024-09-09T10:00"]


def asked(*argv: str) -> str:
    said = io.StringIO()
    call_command(Command(stdout=said), *argv)
    return said.getvalue()


def refused(*argv: str) -> tuple[Refusal, dict[str, str]]:
    said = io.StringIO()
    with pytest.raises(Refusal) as caught:
        call_command(Command(stdout=said), *argv, "--json")
    return caught.value, json.loads(said.getvalue())


def test_the_deadline_is_told_with_its_reasons():
    told = asked(*RECEIVED, "--term", "16h").splitlines()
    assert told[0] == "Hẹn trả kết quả: 10 giờ 00 phút, thứ Tư ngày 11/09/2024."
    assert told[1] == "Trước hạn nếu xong chậm nhất lúc 10 giờ 00 phút, thứ Ba ngày 10/09/2024."
    assert told[4].startswith("  1. Tiếp nhận lúc 10 giờ 00 phút")


def test_a_term_of_an_hour_leaves_no_room_to_be_early():
    told = asked("--received", "2024-08-30T16:59", "--term", "1h").splitlines()
    assert told[1] == "Thời hạn ngắn nên không có mốc trước hạn: mốc ấy ở trước cả lúc tiếp nhận."


def test_a_cutoff_moves_a_late_receipt_to_the_next_working_day():
    told = asked("--received", "2024-09-09T15:20", "--term", "1t", "--cutoff", "15:00").splitlines()
    assert told[0] == "Hẹn trả kết quả: 17 giờ 00 phút, thứ Ba ngày 10/09/2024."
    assert "từ 15 giờ 00 trở đi" in told[4]
    refusal, said = refused(*RECEIVED, "--term", "1t", "--cutoff", "3 giờ")
    assert (refusal.field, said["error"]) == ("cutoff", "malformed")


def test_json_has_the_moment_with_its_offset_and_the_trace_as_a_list():
    told = json.loads(asked("--received", "2024-04-26T09:00Z", "--term", "8h", "--json"))
    assert told["due"] == "2024-05-02T16:00:00+07:00"
    assert told["early_until"] == "2024-04-26T16:00:00+07:00"
    assert told["received"] == "2024-04-26T16:00:00+07:00"
    assert (told["state"], told["remaining_minutes"]) == ("running", None)
    assert (told["term"], told["calendar"]) == ("8h", "hanh-chinh")
    assert any("2450/VPCP-KGVX" in sentence for sentence in told["trace"])


def test_a_suspended_clock_has_no_due_moment_but_minutes_left(tmp_path):
    events = tmp_path / "events.json"
    events.write_text('\ufeff[{"at": "2024-09-09T11:00", "kind": "suspend"}]', encoding="utf-8")
    told = json.loads(asked(*RECEIVED, "--term", "16h", "--events", str(events), "--json"))
    assert told["due"] is None
    assert (told["state"], told["remaining_minutes"]) == ("suspended", 900)


def test_events_may_come_from_standard_input(monkeypatch):
    written = b'[{"at": "2024-09-09T15:00", "kind": "extend", "term": "4h"}]'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(written)))
    told = json.loads(asked(*RECEIVED, "--term", "8h", "--events", "-", "--json"))
    assert told["due"] == "2024-09-10T16:00:00+07:00"


def test_days_that_are_only_expected_are_named():
    told = json.loads(asked("--received", "2027-02-03T15:00", "--term", "8h", "--json"))
    assert told["provisional"] == [f"2027-02-{day:02}" for day in range(4, 11)]


@pytest.mark.parametrize(
    ("argv", "kind", "says"),
    [
        (["--received", "2024-02-30T10:00", "--term", "16h"], Malformed, "2024-02-30"),
        (["--received", "hôm nay", "--term", "16h"], Malformed, "hôm nay"),
        ([*RECEIVED, "--term", "1.5h"], Malformed, "1.5h"),
        ([*RECEIVED], Malformed, "Còn thiếu --term"),
        (["--term", "16h"], Malformed, "Còn thiếu --received"),
        ([*RECEIVED, "--term", "16h", "--events", "/khong/co"], Malformed, "Không mở được tệp sự kiện"),
        (["--received", "2029-09-09T10:00", "--term", "16h"], OutsideCalendar, "31/12/2027"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_sentence_and_as_json(argv, kind, says):
    refusal, told = refused(*argv)
    assert isinstance(refusal, kind)
    assert says in refusal.says
    assert told == {"error": refusal.code, "says": refusal.says}


@pytest.mark.parametrize("content", [b"\xff\xfe[", b"{", b'[{"kind": "stop"}]'])
def test_an_events_file_that_cannot_be_read_is_refused(tmp_path, content):
    events = tmp_path / "events.json"
    events.write_bytes(content)
    refusal, _ = refused(*RECEIVED, "--term", "16h", "--events", str(events))
    assert isinstance(refusal, Malformed)
    assert refusal.field == "events"


def test_an_unknown_calendar_is_refused_with_the_shipped_codes_when_there_is_no_database(monkeypatch):
    def unreachable(code):
        raise Error("connection refused")

    monkeypatch.setattr(queries, "calendar_by_code", unreachable, raising=False)
    refusal, _ = refused(*RECEIVED, "--term", "16h", "--calendar", "xa-moi")
    assert isinstance(refusal, UnknownCalendar)
    assert refusal.says == "Không có lịch «xa-moi»; hãy chọn một trong các lịch: hanh-chinh, hanh-chinh-t7."


def test_a_calendar_of_the_database_is_asked_for_by_its_code(monkeypatch):
    monkeypatch.setattr(queries, "calendar_by_code", {"xa-moi": OFFICE}.get, raising=False)
    assert "11/09/2024" in asked(*RECEIVED, "--term", "16h", "--calendar", "xa-moi")
    refusal, _ = refused(*RECEIVED, "--term", "16h", "--calendar", "xa-khac")
    assert isinstance(refusal, NotFound)
