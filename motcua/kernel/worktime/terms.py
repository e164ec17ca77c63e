"""Terms and clock events as people write them: `16h`, `5d`, `10c`, `1m`, and lists of what befell a clock."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.kernel.printed import parse_moment
from motcua.kernel.refusal import Malformed, Refusal
from motcua.kernel.worktime.calendar import WORKING_DAY

_TERM = re.compile(r"([0-9]{1,6})\s*([hdcm])")


class Unit(StrEnum):
    """What a term counts; the value is the letter it is written with."""

    MINUTE = "p"
    HOUR = "h"
    WORKING_DAY = "d"
    CALENDAR_DAY = "c"
    MONTH = "m"


_WORDS = {
    Unit.MINUTE: "phút làm việc",
    Unit.HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.MONTH: "tháng",
}
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.WORKING_DAY: WORKING_DAY}


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time the law or a step allows. Working days have eight hours, on every calendar."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Term:
        """`16h` working hours, `5d` working days, `10c` calendar days, `1m` months; else `Malformed`."""
        found = _TERM.fullmatch(text.strip().lower())
        if not found or int(found[1]) == 0:
            raise Malformed(
                f"Không đọc được thời hạn «{text.strip()}»; hãy viết một số nguyên dương và một chữ: "
                "16h (giờ làm việc), 5d (ngày làm việc), 10c (ngày, tính cả ngày nghỉ) hoặc 1m (tháng).",
                field="term",
            )
        return cls(int(found[1]), Unit(found[2]))

    @classmethod
    def minutes(cls, amount: int) -> Term:
        """A budget in working minutes, as steps have; zero ends where the clock begins."""
        if amount < 0:
            raise Malformed(f"Thời hạn {amount} phút là số âm; hãy nhập số không âm.", field="term")
        return cls(amount, Unit.MINUTE)

    @property
    def working_minutes(self) -> int | None:
        """The term in working minutes; `None` for days and months of the calendar."""
        return self.amount * _MINUTES[self.unit] if self.unit in _MINUTES else None

    @property
    def words(self) -> str:
        """`16 giờ làm việc`, `10 ngày`."""
        return f"{self.amount} {_WORDS[self.unit]}"

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


class EventKind(StrEnum):
    """What can befall a running clock."""

    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    RESET = "reset"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that befell a clock: `extend` needs a term, `reset` may bring a new one, others take none."""

    at: datetime
    kind: EventKind
    term: Term | None = None

    def __post_init__(self) -> None:
        if self.kind is EventKind.EXTEND and self.term is None:
            raise Malformed('Sự kiện extend thiếu thời hạn; hãy ghi thêm "term", ví dụ "16h".', field="events")
        if self.term is not None and self.kind not in (EventKind.EXTEND, EventKind.RESET):
            raise Malformed(f'Sự kiện {self.kind} không có thời hạn; hãy bỏ "term".', field="events")


class ImpossibleEvent(Refusal):
    """An event that cannot befall the clock where it stands; the subclasses name how."""

    code = "impossible_event"


class EventBeforeReceipt(ImpossibleEvent):
    code = "event_before_receipt"


class EventOutOfOrder(ImpossibleEvent):
    code = "event_out_of_order"


class EventAfterStop(ImpossibleEvent):
    code = "event_after_stop"


class AlreadySuspended(ImpossibleEvent):
    code = "already_suspended"


class NotSuspended(ImpossibleEvent):
    code = "not_suspended"


def parse_events(text: str) -> tuple[Event, ...]:
    """The events of a JSON list of `{"at": …, "kind": …, "term": …}`; a fault is told with its place."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed(
            "Danh sách sự kiện không phải là JSON; hãy xem lại dấu ngoặc và dấu phẩy.", field="events"
        ) from None
    if not isinstance(items, list):
        raise Malformed("Sự kiện phải là một danh sách JSON [ … ]; hãy xem lại nội dung.", field="events")
    return tuple(_event(item, place) for place, item in enumerate(items, start=1))


def _event(item: object, place: int) -> Event:
    try:
        if not isinstance(item, dict):
            raise Malformed('phải có dạng {"at": …, "kind": …}.')
        if unknown := sorted(set(item) - {"at", "kind", "term"}):
            raise Malformed(f"có trường lạ «{unknown[0]}»; chỉ dùng at, kind, term.")
        at, kind, term = item.get("at"), item.get("kind"), item.get("term")
        if kind not in list(EventKind):
            raise Malformed(f"có kind «{kind}»; hãy dùng {', '.join(EventKind)}.")
        if not isinstance(at, str):
            raise Malformed('thiếu thời điểm; hãy ghi "at", ví dụ "2024-09-09T10:00".')
        if term is not None and not isinstance(term, str):
            raise Malformed('có thời hạn không phải là chữ; hãy ghi "term", ví dụ "16h".')
        return Event(parse_moment(at), EventKind(kind), None if term is None else Term.parse(term))
    except Malformed as refusal:
        raise Malformed(f"Sự kiện thứ {place}: {refusal.says}", field="events") from None
