"""How a fact is declared: a frozen dataclass with a kind, a subject, and a sentence that tells it.

And what the proof of the seals finds, and how a job is shown.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.db import models
from pydantic import TypeAdapter


class Fact(ABC):
    """What every fact offers. `says` is one Vietnamese sentence without subject and moment, for the activity feed."""

    __slots__ = ()
    kind: ClassVar[str]
    subject: ClassVar[str]

    @property
    @abstractmethod
    def subject_id(self) -> int:
        """The id of the thing this happened to."""

    @abstractmethod
    def says(self) -> str:
        """What happened, in one Vietnamese sentence."""


T = TypeVar("T", bound=Fact)
_kinds: dict[str, type[Any]] = {}


def fact(kind: str, *, subject: str) -> Callable[[type[T]], type[T]]:
    """Make a frozen dataclass a fact: `kind` is `app.past_tense`, `subject` is `app.model`."""

    def register(cls: type[T]) -> type[T]:
        if not getattr(getattr(cls, "__dataclass_params__", None), "frozen", False):
            raise TypeError(f"fact {kind!r} must be a frozen dataclass")
        if kind in _kinds and _kinds[kind].__qualname__ != cls.__qualname__:
            raise ValueError(f"fact kind {kind!r} is declared twice")
        cls.kind, cls.subject = kind, subject
        _kinds[kind] = cls
        return cls

    return register


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_kinds[kind])


def dump(fact_: Fact) -> dict[str, Any]:
    """The JSON shape of a fact's values."""
    data: dict[str, Any] = _adapter(fact_.kind).dump_python(fact_, mode="json")
    return data


def load(kind: str, data: dict[str, Any]) -> Any:
    """The fact again, from what the ledger kept. An unknown kind is a programming error and raises KeyError."""
    return _adapter(kind).validate_python(data)


def kinds() -> dict[str, type[Any]]:
    """All declared facts by kind."""
    return dict(_kinds)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first broken link of the chain of seals: what kind, which seal and its day, which fact, in words.

    `seal` counts from 1; `day` is unknown where the seal itself is gone, `fact_id` where no single fact is at fault.
    """

    kind: str
    seal: int
    day: date | None
    fact_id: int | None
    says: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What the proof of the seals found: how many facts under how many sound seals, and the fault, if there is one.

    `root` is that of the last sound seal; `until` its moment, and `unsealed` counts facts no seal covers yet.
    """

    facts: int
    seals: int
    until: datetime | None
    root: bytes
    unsealed: int
    broken: Broken | None


class JobState(models.TextChoices):
    """Where a job stands. It runs while its worker gives signs of life; it is stalled when that has died."""

    FAILED = "failed", "Thất bại"
    STALLED = "stalled", "Bị kẹt"
    RUNNING = "running", "Đang chạy"
    WAITING = "waiting", "Đang chờ"


@dataclass(frozen=True, slots=True)
class SeenJob:
    """A job as its page shows it: what it does and about what, its state and since when, its last failure if any.

    `runs` counts those that ended; `not_before` is set while it waits for its time. Moments are the database's.
    """

    id: int
    words: str
    about: str
    state: JobState
    since: datetime
    not_before: datetime | None
    runs: int
    says: str
    detail: str

    @property
    def may_be_retried(self) -> bool:
        """Whether somebody has to decide."""
        return self.state in (JobState.FAILED, JobState.STALLED)
