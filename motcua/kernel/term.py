"""A length of time as laws and people write it: `16h`, `5d`, `1t`, `10c`, `1m`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.refusal import Malformed

WORKING_DAY = 480
"""Minutes of one working day of eight hours, whatever the sessions of a calendar."""

_TERM = re.compile(r"([0-9]{1,6})\s*([hdtcm])")


class Unit(StrEnum):
    """What a term counts; the value is the letter it is written with."""

    MINUTE = "p"
    HOUR = "h"
    WORKING_DAY = "d"
    WITHIN_DAY = "t"
    CALENDAR_DAY = "c"
    MONTH = "m"


_WORDS = {
    Unit.MINUTE: "phút làm việc",
    Unit.HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.WITHIN_DAY: "ngày làm việc, tính cả ngày nhận",
    Unit.CALENDAR_DAY: "ngày",
    Unit.MONTH: "tháng",
}
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.WORKING_DAY: WORKING_DAY}


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time the law or a step allows. Working days have eight hours, on every calendar.

    `1t`, within the day (trong ngày), ends when the working day on which the clock begins closes; `2t` a working
    day later, and so on.
    """

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Term:
        """`16h` working hours, `5d` working days, `1t` within the day, `10c` calendar days, `1m` months."""
        found = _TERM.fullmatch(text.strip().lower())
        if not found or int(found[1]) == 0:
            raise Malformed(
                f"Không đọc được thời hạn «{text.strip()}»; hãy viết một số nguyên dương và một chữ: "
                "16h (giờ làm việc), 5d (ngày làm việc), 1t (trong ngày), "
                "10c (ngày, tính cả ngày nghỉ) hoặc 1m (tháng).",
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
        """The term in working minutes; `None` where it ends with a day: within the day, days, months."""
        return self.amount * _MINUTES[self.unit] if self.unit in _MINUTES else None

    @property
    def is_by_calendar(self) -> bool:
        """Days and months of the calendar: days of rest count, the first day does not."""
        return self.unit in (Unit.CALENDAR_DAY, Unit.MONTH)

    @property
    def words(self) -> str:
        """`16 giờ làm việc`, `10 ngày`, `trong ngày làm việc`."""
        if self.unit is Unit.WITHIN_DAY and self.amount == 1:
            return "trong ngày làm việc"
        return f"{self.amount} {_WORDS[self.unit]}"

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"
