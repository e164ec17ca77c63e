"""A length of time as laws and people write it: `16h`, `5d`, `10c`, `1m`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.refusal import Malformed

WORKING_DAY = 480
"""Minutes of one working day of eight hours, whatever the sessions of a calendar."""

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
