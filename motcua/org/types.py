"""The words of units: levels and kinds, a unit as it is on a day, how units follow each other, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from django.db import models

from motcua.kernel.dated import Value
from motcua.kernel.period import Period
from motcua.kernel.worktime import Calendar, DayException, DayKind, Sessions

DEFAULT_CALENDAR = "hanh-chinh"
"""The code of the calendar that a unit keeps while nothing else was decided."""

Boundary = Literal["then", "now"]
"""How rows of a period are counted into units: by the boundaries of their own day, or by those of a later one."""


class Level(models.TextChoices):
    """The tier of government at which a unit works; the district tier ended on 01/07/2025."""

    PROVINCE = "province", "cấp tỉnh"
    DISTRICT = "district", "cấp huyện"
    COMMUNE = "commune", "cấp xã"


KINDS = {
    "tinh": "tỉnh",
    "thanh_pho": "thành phố",
    "huyen": "huyện",
    "xa": "xã",
    "phuong": "phường",
    "thi_tran": "thị trấn",
    "so": "sở, cơ quan ngang sở",
    "phong": "phòng chuyên môn",
    "trung_tam": "đơn vị trực thuộc",
    "co_quan_khac": "cơ quan khác",
}
"""Kind of a unit → its Vietnamese words. Those with a code of the statistics office are territorial."""


DAY_KINDS = {
    DayKind.HOLIDAY: "nghỉ lễ, tết",
    DayKind.SUBSTITUTE: "nghỉ bù",
    DayKind.SWAP_OFF: "nghỉ hoán đổi",
    DayKind.MAKE_UP: "làm bù",
    DayKind.HALF_DAY: "làm việc một buổi",
}
"""What an exceptional day is, in words."""


class ReorganisationKind(models.TextChoices):
    """What a reorganisation does, in the words of the document that orders it."""

    ABSORPTION = "absorption", "nhập vào đơn vị đang có"
    FORMATION = "formation", "sắp xếp thành đơn vị mới"
    DIVISION = "division", "chia, tách"
    ABOLITION = "abolition", "kết thúc hoạt động"
    RENAMING = "renaming", "đổi tên, đổi mã"
    TRANSFER = "transfer", "chuyển cơ quan chủ quản"


class Takes(models.TextChoices):
    """How much of its predecessor a successor takes over."""

    ALL = "all", "toàn bộ"
    PART = "part", "một phần"


@dataclass(frozen=True, slots=True)
class UnitOn:
    """A unit as it is on one day (đơn vị tại một ngày), and the whole span of days for which that holds."""

    id: int
    slug: str
    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent_id: int | None
    identifier: str
    identifier_fictional: bool
    calendar: str
    period: Period
    basis: str = ""
    note: str = ""
    is_verified: bool = False

    @property
    def kind_words(self) -> str:
        """`phường`, `sở, cơ quan ngang sở`."""
        return KINDS.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class UnitDetails:
    """What a unit is to be called and where it is to stand; `unit` and `parent` are slugs, which last."""

    unit: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str
    code: str
    identifier: str
    identifier_fictional: bool
    basis: str = ""
    note: str = ""
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """That one unit takes over from another (kế thừa), by slugs; `share` of a part, where the document states it."""

    predecessor: str
    successor: str
    takes: Takes = Takes.ALL
    share: Fraction | None = None
    clause: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One document's part in a day of reorganisation: which units begin, change, end, and who takes over."""

    kind: ReorganisationKind
    basis: str
    begins: tuple[UnitDetails, ...] = ()
    changes: tuple[UnitDetails, ...] = ()
    ends: tuple[str, ...] = ()
    takings: tuple[Taking, ...] = ()
    is_verified: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One succession as pages tell it: the other unit (as on its day next to the change), how much, and by what."""

    predecessor_id: int
    successor_id: int
    unit: UnitOn
    on: date
    takes: Takes
    share: Fraction | None
    basis: str
    clause: str
    note: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Member:
    """Rows of `unit_id` in `period` belong to the unit asked about, in this share (1 unless a division states one)."""

    unit_id: int
    period: Period
    share: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class NotSeparable:
    """Rows of `unit_id` in `period` belong in unknown part to the unit asked about (không tách được).

    On the day `on` the unit `divided_id` went in parts to `among_ids` and no document states the shares: nobody may
    guess them. A figure counts these rows apart.
    """

    unit_id: int
    period: Period
    divided_id: int
    on: date
    among_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class WithoutSuccessor:
    """A unit that ended, and nobody is known to have taken over from it or from the body it was part of."""

    unit_id: int
    ended: date


@dataclass(frozen=True, slots=True)
class Members:
    """Whose rows a unit counts over a period (phạm vi tính): surely, and not separable."""

    unit_id: int
    rows: tuple[Member, ...]
    not_separable: tuple[NotSeparable, ...]


@dataclass(frozen=True, slots=True)
class CalendarOn:
    """A calendar that is kept (lịch làm việc): its code, its name, and the days it covers, both included."""

    code: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DayTold:
    """An exceptional day as a row: of the whole calendar, or of one unit; withdrawn where a document took it back."""

    id: int
    day: DayException
    unit_id: int | None
    withdrawn_by: str

    @property
    def kind_words(self) -> str:
        """`nghỉ lễ, tết`, `làm bù`."""
        return DAY_KINDS[self.day.kind]


@dataclass(frozen=True, slots=True)
class HoursTold:
    """Weekdays (0 is Monday) that keep the same hours during a period, by the same source."""

    weekdays: tuple[int, ...]
    period: Period
    sessions: Sessions
    source: str
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """A change of working time before it is saved: the calendar as it is and as it would be, for the days touched.

    `unit_id` where it concerns one unit; `last` is none where it goes on.
    """

    code: str
    unit_id: int | None
    before: Calendar
    after: Calendar
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A local decision as kept (quyết định của địa phương): which rule; what holds, when, where and why."""

    id: int
    code: str
    value: Value
