"""Reads calendars kept as files: `<code>.yaml` with the weekly sessions and the CSV tables of days it names.

The README beside the files describes them. What cannot be read is refused with the file's name.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from motcua.kernel.refusal import Malformed, NotFound
from motcua.kernel.worktime.calendar import Calendar, DayException, DayKind, Pattern, parse_sessions

_WEEKDAYS = {"T2": 0, "T3": 1, "T4": 2, "T5": 3, "T6": 4, "T7": 5, "CN": 6}


class UnknownCalendar(NotFound):
    """No calendar has that code; the sentence names those that exist."""

    code = "unknown_calendar"


def unknown_calendar(code: str, known: list[str]) -> UnknownCalendar:
    """The refusal for a code nobody keeps."""
    return UnknownCalendar(
        f"Không có lịch «{code}»; hãy chọn một trong các lịch: {', '.join(known)}.", field="calendar"
    )


def calendar_codes(folder: Path) -> list[str]:
    """The codes of the calendars in a folder, in order."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


@lru_cache(maxsize=64)
def read_calendar(folder: Path, code: str) -> Calendar:
    """One calendar of a folder, the same object each time; `UnknownCalendar` names the codes that exist."""
    known = calendar_codes(folder)
    if code not in known:
        raise unknown_calendar(code, known)
    path = folder / f"{code}.yaml"
    try:
        kept: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Calendar(
            code=code,
            name=kept["name"],
            first=kept["first"],
            last=kept["last"],
            patterns=tuple(_pattern(each) for each in kept["patterns"]),
            exceptions=tuple(day for table in _tables(kept) for day in read_exceptions(folder / table)),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise Malformed(f"Không đọc được lịch trong tệp {path.name}; hãy sửa lại tệp và bảng ngày nghỉ.") from error


def _tables(kept: dict[str, Any]) -> list[str]:
    """The names of the tables of days: one, or several that together name no day twice."""
    named = kept["exceptions"]
    return [named] if isinstance(named, str) else list(named)


@lru_cache(maxsize=64)
def read_exceptions(path: Path) -> tuple[DayException, ...]:
    """The exceptional days of a CSV table."""
    with path.open(encoding="utf-8", newline="") as table:
        return tuple(_exception(row) for row in csv.DictReader(table))


def _pattern(kept: dict[str, Any]) -> Pattern:
    return Pattern(
        weekdays=frozenset(_WEEKDAYS[name] for name in kept["weekdays"]),
        sessions=parse_sessions(" ".join(kept["sessions"])),
        start=kept["from"],
        end=kept.get("until"),
        source=kept["source"],
        assumed=kept.get("assumed", False),
    )


def _exception(row: dict[str, str]) -> DayException:
    return DayException(
        day=date.fromisoformat(row["date"]),
        kind=DayKind(row["kind"]),
        name=row["name"],
        source=row["source"],
        confirmed={"confirmed": True, "provisional": False}[row["status"]],
        sessions=parse_sessions(row["sessions"]) if row["sessions"] else None,
        pair=date.fromisoformat(row["pair_date"]) if row["pair_date"] else None,
    )
