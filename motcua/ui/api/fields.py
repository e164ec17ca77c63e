"""What a request may hold: texts the database can keep, days and moments of this century."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Choices
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from motcua.kernel.zone import VIETNAM

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
KEEPABLE = r"^[^\x00]*$"
"""PostgreSQL keeps every letter but NUL."""


def letters(most: int, *, least: int = 0, says: str = "") -> Any:
    """How many letters a text may have, as in `Annotated[str, letters(80)]`."""
    return Field(min_length=least, max_length=most, pattern=KEEPABLE, description=says or None)


def one_of(kind: type[Choices]) -> Any:
    """What each value of an enumeration means, as in `Annotated[Status, one_of(Status)]`."""
    return Field(description="; ".join(f"{value}: {label}" for value, label in kind.choices) + ".")


def _of_this_century(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise ValueError("Ngày phải từ 2000 đến 2100.")
    return day


def _here(moment: datetime) -> datetime:
    _of_this_century(moment.date())
    return moment.astimezone(VIETNAM)


Day = Annotated[date, AfterValidator(_of_this_century)]
"""`2024-09-09`."""
Moment = Annotated[AwareDatetime, AfterValidator(_here)]
"""`2024-09-09T10:00:00+07:00`, with its offset; becomes Vietnam's time."""
Key = Annotated[
    str,
    Field(
        min_length=8,
        max_length=64,
        pattern=r"^[A-Za-z0-9._~\-]+$",
        description="Tên của lần gửi này, do phần mềm tự đặt; gửi lại cùng tên thì không làm hai lần.",
    ),
]
"""An idempotency key: any word of the client's own that names one attempt, a UUID for example."""


class Body(BaseModel):
    """What a client sends. A field nobody knows is refused rather than lost."""

    model_config = ConfigDict(extra="forbid")
