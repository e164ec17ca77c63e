"""bin/motcua due: the deadline engine on the command line, with the reasons it would give a clerk."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error

from motcua.kernel.printed import moment_words, parse_moment
from motcua.kernel.refusal import Malformed, Refusal
from motcua.kernel.worktime import (
    Calendar,
    Due,
    Term,
    calendar_codes,
    due,
    parse_cutoff,
    parse_events,
    read_calendar,
    unknown_calendar,
)

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "calendars"


class Command(BaseCommand):
    help = "Tính ngày hẹn trả kết quả và giải thích vì sao."
    requires_system_checks = ()
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--received", help="lúc tiếp nhận: 2024-09-09T10:00 hoặc 09/09/2024 10:00")
        parser.add_argument(
            "--term", help="thời hạn: 16h giờ làm việc, 5d ngày làm việc, 1t trong ngày, 10c ngày, 1m tháng"
        )
        parser.add_argument(
            "--cutoff", help="giờ chốt trong ngày, ví dụ 15:00: nhận từ giờ đó thì tính từ ngày làm việc tiếp theo"
        )
        parser.add_argument("--calendar", default="hanh-chinh", help="mã lịch làm việc (mặc định: hanh-chinh)")
        parser.add_argument("--events", help="tệp JSON ghi các sự kiện suspend, resume, …; «-» là đầu vào chuẩn")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *_: object, **options: Any) -> None:
        try:
            received, term = parse_moment(_given(options, "received")), Term.parse(_given(options, "term"))
            calendar = _calendar(options["calendar"])
            events = parse_events(_read(options["events"])) if options["events"] else ()
            cutoff = parse_cutoff(options["cutoff"]) if options["cutoff"] else None
            result = due(received, term, calendar, events, cutoff=cutoff)
            as_json = options["json"]
            told = _as_json(result, calendar, term, received) if as_json else _as_text(result, received)
        except Refusal as refusal:
            if options["json"]:
                self.stdout.write(_dump({"error": refusal.code, "says": refusal.says}))
            raise
        self.stdout.write(told)


def _given(options: dict[str, Any], name: str) -> str:
    if not options[name]:
        raise Malformed(f"Còn thiếu --{name}; hãy xem cách dùng bằng bin/motcua due --help.", field=name)
    return str(options[name])


def _calendar(code: str) -> Calendar:
    """A shipped calendar, which needs no database, or else one kept by `org`."""
    if code in calendar_codes(SHIPPED):
        return read_calendar(SHIPPED, code)
    kept = _kept_calendar(code)
    if kept is None:
        raise unknown_calendar(code, calendar_codes(SHIPPED))
    return kept


def _kept_calendar(code: str) -> Calendar | None:
    """A calendar of the database; none where there is no such row, or no database to ask.

    The apps are loaded only here: a shipped calendar needs none of them.
    """
    try:
        if not apps.ready:
            django.setup()
        from motcua.org import queries

        return queries.calendar_by_code(code)
    except (Error, ImproperlyConfigured):
        return None


def _read(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except OSError:
        raise Malformed(f"Không mở được tệp sự kiện «{name}»; hãy xem lại tên tệp.", field="events") from None
    except UnicodeDecodeError:
        raise Malformed(f"Tệp sự kiện «{name}» không phải chữ UTF-8; hãy lưu lại tệp.", field="events") from None


def _as_json(result: Due, calendar: Calendar, term: Term, received: datetime) -> str:
    return _dump(
        {
            "due": result.due.isoformat() if result.due else None,
            "early_until": result.early_until.isoformat() if result.early_until else None,
            "state": result.state,
            "remaining_minutes": result.remaining,
            "provisional": [day.isoformat() for day in result.provisional],
            "calendar": calendar.code,
            "term": str(term),
            "received": received.isoformat(),
            "trace": result.trace,
        }
    )


def _as_text(result: Due, received: datetime) -> str:
    *why, conclusion = result.trace
    early = []
    if result.early_until and result.early_until > received:
        early = [f"Trước hạn nếu xong chậm nhất lúc {moment_words(result.early_until)}."]
    elif result.early_until:
        early = ["Thời hạn ngắn nên không có mốc trước hạn: mốc ấy ở trước cả lúc tiếp nhận."]
    return "\n".join([conclusion, *early, "", "Vì sao:", *(f"{n:3}. {each}" for n, each in enumerate(why, start=1))])


def _dump(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
