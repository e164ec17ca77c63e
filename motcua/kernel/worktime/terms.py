"""What can befall a clock, as people write it: lists of suspensions, extensions and the like."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from motcua.kernel.printed import parse_moment
from motcua.kernel.refusal import Malformed, Refusal
from motcua.kernel.term import Term


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
            raise Malformed('extend thiếu thời hạn; hãy ghi thêm "term", ví dụ "16h".', field="events")
        if self.term is not None and self.kind not in (EventKind.EXTEND, EventKind.RESET):
            raise Malformed(f'{self.kind} không có thời hạn; hãy bỏ "term".', field="events")


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


def parse_cutoff(text: str) -> time:
    """A cut-off hour as people write it, `15:00`; else `Malformed`."""
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - an hour, no moment
    except ValueError:
        raise Malformed(f"Không đọc được giờ chốt «{text.strip()}»; hãy viết dạng 15:00.", field="cutoff") from None


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
            shown = f"có kind «{kind}»" if isinstance(kind, str) else "thiếu kind bằng chữ"
            raise Malformed(f"{shown}; hãy dùng {', '.join(EventKind)}.")
        if at is not None and not isinstance(at, str):
            raise Malformed('có thời điểm không phải là chữ; hãy ghi "at", ví dụ "2024-09-09T10:00".')
        if at is None:
            raise Malformed('thiếu thời điểm; hãy ghi "at", ví dụ "2024-09-09T10:00".')
        if term is not None and not isinstance(term, str):
            raise Malformed('có thời hạn không phải là chữ; hãy ghi "term", ví dụ "16h".')
        return Event(parse_moment(at), EventKind(kind), None if term is None else Term.parse(term))
    except Malformed as refusal:
        raise Malformed(f"Sự kiện thứ {place}: {refusal.says}", field="events") from None
