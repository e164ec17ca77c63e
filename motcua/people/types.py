"""The words of people: why somebody is away, why they left, what an account is today, what it may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models

from motcua.access.types import Actor, Verdict

VISITOR = Actor(user_id=None, name="Người chưa đăng nhập", capacity="visitor")
"""Who tries to sign in: nobody knows yet who it is."""


CLIENT = "client"
"""The capacity of an actor that is a program."""
CLIENT_POST = "phần mềm kết nối"
"""What stands in the place of a post when a program's deed is told."""


class AccountKind(models.TextChoices):
    """Who an account stands for."""

    PERSON = "person", "người"
    SOFTWARE = "software", "phần mềm kết nối"


class AbsenceKind(models.TextChoices):
    """Why somebody is away for some days."""

    LEAVE = "leave", "nghỉ phép"
    SICK = "sick", "nghỉ ốm"
    MATERNITY = "maternity", "nghỉ thai sản"
    MISSION = "mission", "đi công tác"
    STUDY = "study", "đi học, bồi dưỡng"
    OTHER = "other", "vắng mặt vì việc khác"


class ClosureKind(models.TextChoices):
    """Why an account is closed."""

    RESIGNED = "resigned", "thôi việc"
    MOVED = "moved", "chuyển công tác"
    RETIRED = "retired", "nghỉ hưu"
    IDLE = "idle", "lâu không đăng nhập"


DEPARTURES = (ClosureKind.RESIGNED, ClosureKind.MOVED, ClosureKind.RETIRED)
"""The ways of leaving; an idle account is closed by the system."""


class AccountState(models.TextChoices):
    """What an account is on a day, as the list of accounts shows it."""

    OPEN = "open", "Đang hoạt động"
    LEAVING = "leaving", "Sắp thôi giữ việc"
    AWAY = "away", "Đang vắng mặt"
    LOCKED = "locked", "Tạm khóa đăng nhập"
    CLOSED = "closed", "Đã khóa"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a client was answered before under the same idempotency key: the HTTP status and the body."""

    status: int
    body: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One right at one unit on a day: its words, the answer, and why."""

    code: str
    words: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class UnitEnded:
    """That a unit is no more: the first day without it, and the names of those who have its work since (or none)."""

    since: date
    successors: Sequence[str]


@dataclass(frozen=True, slots=True)
class RightsHere:
    """What an account may do at one unit on a day, and the roles this follows from, in words.

    A role outlives the unit it was given at: then `ended` says since when there is no such unit any more.
    """

    unit_id: int
    unit: str
    roles: Sequence[str]
    rights: Sequence[Explained]
    ended: UnitEnded | None = None


@dataclass(frozen=True, slots=True)
class StandIn:
    """Whom an account stands in for, in which role and where, until which last day (none: open)."""

    name: str
    role: str
    unit_id: int
    last: date | None


class Stage(models.TextChoices):
    """Where a day stands to a span of days."""

    NOW = "now", "đang có hiệu lực"
    AHEAD = "ahead", "chưa đến ngày"
    PAST = "past", "đã hết"


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A post, role, delegation, absence or closure as a page shows it; `last` is the last day, none for an open end.

    `other` is the other person of a delegation.
    """

    id: int
    what: str
    where: str
    since: date
    last: date | None
    stage: Stage
    basis: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that holds, held and will hold of an account, the latest first."""

    posts: Sequence[SpanRow]
    roles: Sequence[SpanRow]
    given: Sequence[SpanRow]
    taken: Sequence[SpanRow]
    absences: Sequence[SpanRow]
    closures: Sequence[SpanRow]
