"""What the deadline engine will not do, and what it says instead."""

import json
from datetime import datetime, timedelta

import pytest

from motcua.kernel.printed import parse_moment
from motcua.kernel.refusal import Malformed
from motcua.kernel.tests.shipped import FOLDER, OFFICE
from motcua.kernel.worktime import (
    AlreadySuspended,
    Event,
    EventAfterStop,
    EventBeforeReceipt,
    EventKind,
    EventOutOfOrder,
    NotSuspended,
    OutsideCalendar,
    Term,
    UnknownCalendar,
    due,
    parse_cutoff,
    parse_events,
    read_calendar,
)
from motcua.kernel.zone import VIETNAM

RECEIVED = datetime(2024, 9, 9, 10, tzinfo=VIETNAM)
SUSPEND, RESUME, STOP = EventKind.SUSPEND, EventKind.RESUME, EventKind.STOP


def after(hours: int, kind: EventKind) -> Event:
    return Event(RECEIVED + timedelta(hours=hours), kind)


@pytest.mark.parametrize(
    ("refusal", "events", "says"),
    [
        (EventBeforeReceipt, [after(-1, SUSPEND)], "suspend lúc 09 giờ 00 phút, thứ Hai ngày 09/09/2024 có trước"),
        (EventOutOfOrder, [after(3, SUSPEND), after(2, RESUME)], "hãy xếp các sự kiện theo thời gian"),
        (EventAfterStop, [after(1, STOP), after(2, SUSPEND)], "hãy bỏ sự kiện này"),
        (EventAfterStop, [after(1, STOP), after(1, STOP)], "đã kết thúc"),
        (AlreadySuspended, [after(1, SUSPEND), after(2, SUSPEND)], "đã tạm dừng từ 11 giờ 00 phút"),
        (NotSuspended, [after(1, RESUME)], "thời hạn không bị tạm dừng"),
        (NotSuspended, [after(1, SUSPEND), after(2, RESUME), after(3, RESUME)], "hãy ghi sự kiện suspend trước"),
    ],
)
def test_an_event_that_cannot_be_is_refused_by_name(refusal, events, says):
    with pytest.raises(refusal) as refused:
        due(RECEIVED, Term.parse("16h"), OFFICE, events)
    assert says in refused.value.says
    assert refused.value.field == "events"


@pytest.mark.parametrize("received", ["31/12/2018 23:59", "01/01/2028 00:00", "15/06/2010 10:00", "01/01/2100 10:00"])
def test_a_receipt_outside_the_calendar_is_refused_with_the_coverage(received):
    with pytest.raises(OutsideCalendar) as refused:
        due(parse_moment(received), Term.parse("1h"), OFFICE)
    assert "«Lịch hành chính» (hanh-chinh) chỉ có từ ngày 01/01/2019 đến hết ngày 31/12/2027" in refused.value.says
    assert received[:10] in refused.value.says


@pytest.mark.parametrize("term", ["9h", "2d", "1c", "1m", "999999h", "999999d", "999999c", "999999m"])
def test_a_deadline_beyond_the_calendar_is_refused_not_guessed(term):
    with pytest.raises(OutsideCalendar, match=r"vượt ra ngoài lịch làm việc.*31/12/2027"):
        due(parse_moment("31/12/2027 10:00"), Term.parse(term), OFFICE)


def test_the_last_covered_hour_is_still_counted():
    assert due(parse_moment("31/12/2027 10:00"), Term.parse("5h"), OFFICE).due == parse_moment("31/12/2027 17:00")


def test_an_event_outside_the_calendar_is_refused():
    events = [Event(parse_moment("05/01/2028 10:00"), SUSPEND)]
    with pytest.raises(OutsideCalendar, match="05/01/2028"):
        due(parse_moment("30/12/2027 10:00"), Term.parse("1h"), OFFICE, events)


def test_a_due_moment_at_the_start_of_the_calendar_has_no_earlier_day():
    assert due(parse_moment("02/01/2019 08:00"), Term.parse("1h"), OFFICE).early_until is None


@pytest.mark.parametrize(
    "text", ["", "16", "h", "1.5h", "0,5d", "0h", "000d", "-1h", "1 week", "16hh", "90p", "1234567h", "٣h"]
)
def test_a_term_that_is_no_positive_whole_number_is_refused(text):
    with pytest.raises(Malformed, match="hãy viết một số nguyên dương và một chữ") as refused:
        Term.parse(text)
    assert refused.value.field == "term"


@pytest.mark.parametrize(("text", "printed"), [("16h", "16h"), (" 5D ", "5d"), ("010c", "10c"), ("1 m", "1m")])
def test_a_term_is_read_whatever_its_spaces_and_capitals(text, printed):
    assert str(Term.parse(text)) == printed


@pytest.mark.parametrize("text", ["", "15", "15h", "24:00", "15:60", "15:00:30"])
def test_a_cutoff_that_is_no_hour_is_refused(text):
    with pytest.raises(Malformed, match="hãy viết dạng 15:00") as refused:
        parse_cutoff(text)
    assert refused.value.field == "cutoff"


def test_a_cutoff_on_the_last_covered_day_is_refused_not_guessed():
    with pytest.raises(OutsideCalendar, match="31/12/2027"):
        due(parse_moment("31/12/2027 15:30"), Term.parse("1t"), OFFICE, cutoff=parse_cutoff("15:00"))


def test_a_budget_of_minutes_cannot_be_negative():
    with pytest.raises(Malformed, match="số âm"):
        Term.minutes(-1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "không phải là JSON"),
        ("[", "không phải là JSON"),
        ("[" * 100_000, "không phải là JSON"),
        ('{"at": "2024-09-09T10:00"}', "phải là một danh sách"),
        ("null", "phải là một danh sách"),
        ("[1]", "Sự kiện thứ 1: phải có dạng"),
        ('[{"at": "2024-09-09T10:00", "kind": "stop"}, {"kind": "resume"}]', "Sự kiện thứ 2: thiếu thời điểm"),
        ('[{"at": 5, "kind": "resume"}]', "có thời điểm không phải là chữ"),
        ('[{"at": "2024-02-30T10:00", "kind": "resume"}]', "Không có thời điểm «2024-02-30T10:00»"),
        ('[{"at": "2024-09-09T10:00", "kind": "pause"}]', "có kind «pause»; hãy dùng suspend, resume"),
        ('[{"at": "2024-09-09T10:00", "kind": ["stop"]}]', "hãy dùng suspend, resume"),
        ('[{"at": "2024-09-09T10:00"}]', "thiếu kind bằng chữ"),
        ('[{"at": "2024-09-09T10:00", "kind": "extend"}]', "extend thiếu thời hạn"),
        ('[{"at": "2024-09-09T10:00", "kind": "extend", "term": "0h"}]', "Không đọc được thời hạn «0h»"),
        ('[{"at": "2024-09-09T10:00", "kind": "extend", "term": 8}]', "thời hạn không phải là chữ"),
        ('[{"at": "2024-09-09T10:00", "kind": "suspend", "term": "8h"}]', "suspend không có thời hạn"),
        ('[{"at": "2024-09-09T10:00", "kind": "stop", "why": ""}]', "có trường lạ «why»"),
    ],
)
def test_a_malformed_list_of_events_is_refused_with_its_fault(text, says):
    with pytest.raises(Malformed) as refused:
        parse_events(text)
    assert says in refused.value.says


def test_a_good_list_of_events_is_read():
    written = [
        {"at": "2024-09-09T03:00Z", "kind": "suspend"},
        {"at": "10/09/2024 10:00", "kind": "resume", "term": None},
        {"at": "2024-09-10T11:00+07:00", "kind": "extend", "term": "4h"},
        {"at": "2024-09-10T11:00", "kind": "reset"},
    ]
    events = parse_events(json.dumps(written))
    assert [event.kind for event in events] == ["suspend", "resume", "extend", "reset"]
    assert events[0].at == RECEIVED
    assert str(events[2].term) == "4h"


def test_an_unknown_calendar_is_refused_with_the_codes_that_exist():
    with pytest.raises(UnknownCalendar, match=r"«\.\./hanh-chinh».*hanh-chinh, hanh-chinh-t7"):
        read_calendar(FOLDER, "../hanh-chinh")


@pytest.mark.parametrize(
    "written",
    [
        "code: thieu\n",
        "- một danh sách\n",
        "name: [\n",
        "name: Thử\nfirst: 2024-01-01\nlast: 2024-12-31\nexceptions: ngay-nghi.csv\n"
        "patterns: [{weekdays: [T9], sessions: ['07:00-11:30'], from: 2024-01-01, source: thử}]\n",
        "name: Thử\nfirst: 2024-01-01\nlast: 2024-12-31\nexceptions: khong-co.csv\npatterns: []\n",
    ],
)
def test_a_calendar_file_that_cannot_be_read_is_refused_by_its_name(tmp_path, written):
    (tmp_path / "hong.yaml").write_text(written, encoding="utf-8")
    (tmp_path / "ngay-nghi.csv").write_text("date,kind\n", encoding="utf-8")
    with pytest.raises(Malformed, match=r"hong\.yaml"):
        read_calendar(tmp_path, "hong")
