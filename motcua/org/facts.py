"""What can have happened to units, to working time, and to the rules the province may decide itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from motcua.kernel.period import Period
from motcua.kernel.printed import WEEKDAYS, day_words, print_day
from motcua.kernel.worktime import DayKind
from motcua.ledger.types import Fact, fact
from motcua.org.types import DAY_KINDS


@fact("org.unit_founded", subject="org.unit")
@dataclass(frozen=True, slots=True)
class UnitFounded(Fact):
    """A unit became known under its lasting slug."""

    unit_id: int
    slug: str

    @property
    def subject_id(self) -> int:
        return self.unit_id

    def says(self) -> str:
        return f"Ghi nhận đơn vị «{self.slug}» vào danh mục."


@fact("org.unit_version_opened", subject="org.unit")
@dataclass(frozen=True, slots=True)
class UnitVersionOpened(Fact):
    """A unit has been what this version says since `since` (and until `until`, where that is known)."""

    unit_id: int
    name: str
    identifier: str
    since: date
    until: date | None
    basis: str

    @property
    def subject_id(self) -> int:
        return self.unit_id

    def says(self) -> str:
        basis = f" theo {self.basis}" if self.basis else ""
        return f"Đơn vị mang tên {self.name} (mã {self.identifier}) từ ngày {self.since:%d/%m/%Y}{basis}."


Change = Literal["began", "changed", "ended", "lived_on"]


@fact("org.unit_reorganised", subject="org.unit")
@dataclass(frozen=True, slots=True)
class UnitReorganised(Fact):
    """A unit began, changed, ended, or gave or took something over while it lived on; names are of that day."""

    unit_id: int
    change: Change
    name: str
    code: str
    on: date
    basis: str
    took_from: tuple[str, ...]
    left_to: tuple[str, ...]

    @property
    def subject_id(self) -> int:
        return self.unit_id

    def says(self) -> str:
        before, after = ", ".join(self.took_from), ", ".join(self.left_to)
        called = f"{self.name}{f' (mã {self.code})' if self.code else ''}"
        did = {
            "began": f"thành lập {called}" + (f" trên cơ sở {before}" if before else ""),
            "changed": f"mang tên {called}" + (f", tiếp nhận {before}" if before else ""),
            "ended": f"{self.name} chấm dứt hoạt động" + (f", giao cho {after}" if after else ""),
            "lived_on": "; ".join(
                [f"tiếp nhận {before}"] * bool(before) + [f"giao một phần cho {after}"] * bool(after)
            ),
        }[self.change]
        return f"Từ ngày {self.on:%d/%m/%Y} {did}{f', theo {self.basis}' if self.basis else ''}."


@fact("org.calendar_taken_in", subject="org.calendar")
@dataclass(frozen=True, slots=True)
class CalendarTakenIn(Fact):
    """A calendar was read from a file and is kept as rows from now on."""

    calendar_id: int
    code: str
    name: str
    first: date
    last: date
    days: int

    @property
    def subject_id(self) -> int:
        return self.calendar_id

    def says(self) -> str:
        covered = f"từ ngày {print_day(self.first)} đến hết ngày {print_day(self.last)}"
        return f"Nạp lịch «{self.name}» ({self.code}) {covered}, {self.days} ngày đặc biệt."


@dataclass(frozen=True, slots=True)
class CalendarChanged(Fact):
    """What all changes of working time carry: which calendar, which unit where it is one, by what, which days."""

    calendar_id: int
    code: str
    unit_id: int | None
    unit: str
    source: str
    first: date
    last: date | None

    @property
    def subject_id(self) -> int:
        return self.calendar_id

    @property
    def where(self) -> str:
        """` tại phường Đông Hải`, or nothing for the whole calendar."""
        return f" tại {self.unit}" if self.unit else ""


@fact("org.day_ordered", subject="org.calendar")
@dataclass(frozen=True, slots=True)
class DayOrdered(CalendarChanged):
    """A day off, a made-up day or a half day was ordered."""

    day_kind: str
    name: str
    sessions: str
    is_confirmed: bool

    def says(self) -> str:
        words = DAY_KINDS[DayKind(self.day_kind)] + (f" {self.sessions}" if self.sessions else "")
        doubt = "" if self.is_confirmed else ", dự kiến"
        return f"Ghi {day_words(self.first)} là «{self.name}» ({words}{doubt}){self.where}, theo {self.source}."


@fact("org.day_confirmed", subject="org.calendar")
@dataclass(frozen=True, slots=True)
class DayConfirmed(CalendarChanged):
    """A day that was only expected was announced."""

    name: str

    def says(self) -> str:
        return f"Xác nhận {day_words(self.first)} «{self.name}»{self.where}, theo {self.source}."


@fact("org.day_withdrawn", subject="org.calendar")
@dataclass(frozen=True, slots=True)
class DayWithdrawn(CalendarChanged):
    """An exceptional day was taken back."""

    name: str

    def says(self) -> str:
        return f"Hủy {day_words(self.first)} «{self.name}»{self.where}, theo {self.source}."


@fact("org.hours_changed", subject="org.calendar")
@dataclass(frozen=True, slots=True)
class HoursChanged(CalendarChanged):
    """The weekly hours changed from a day on."""

    weekdays: tuple[int, ...]
    sessions: str

    def says(self) -> str:
        days = ", ".join(WEEKDAYS[weekday] for weekday in self.weekdays)
        hours = f"làm việc {self.sessions}" if self.sessions else "không làm việc"
        return f"Từ ngày {print_day(self.first)}, {days} {hours}, theo {self.source}."


@fact("org.calendar_chosen", subject="org.unit")
@dataclass(frozen=True, slots=True)
class CalendarChosen(Fact):
    """A unit keeps another calendar from a day on."""

    unit_id: int
    code: str
    name: str
    since: date
    source: str

    @property
    def subject_id(self) -> int:
        return self.unit_id

    def says(self) -> str:
        return f"Theo lịch «{self.name}» ({self.code}) từ ngày {print_day(self.since)}, theo {self.source}."


@fact("org.rule_decided", subject="org.local_decision")
@dataclass(frozen=True, slots=True)
class RuleDecided(Fact):
    """The province, or a unit of it, decided a rule for itself; `says_value` is the value in words."""

    decision_id: int
    code: str
    title: str
    unit_id: int | None
    unit: str
    value: str | int
    says_value: str
    since: date
    until: date | None
    document: str

    @property
    def subject_id(self) -> int:
        return self.decision_id

    def says(self) -> str:
        where = f"tại {self.unit}" if self.unit else "trong toàn tỉnh"
        return f"«{self.title}» là {self.says_value} {where}, {Period(self.since, self.until)}, theo {self.document}."


@fact("org.decision_repealed", subject="org.local_decision")
@dataclass(frozen=True, slots=True)
class DecisionRepealed(Fact):
    """A local decision holds no longer from a day on; never, where that day is not after its first."""

    decision_id: int
    code: str
    title: str
    document: str
    since: date
    repealed_on: date
    repealed_by: str

    @property
    def subject_id(self) -> int:
        return self.decision_id

    def says(self) -> str:
        when = f"từ ngày {self.repealed_on:%d/%m/%Y}" if self.repealed_on > self.since else "trước khi áp dụng"
        return f"{self.document} về «{self.title}» bị bãi bỏ {when} theo {self.repealed_by}."
