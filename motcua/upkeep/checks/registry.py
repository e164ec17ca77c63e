"""What a check is, and how all of them are run: one that cannot be answered is told as such and stops no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction

from motcua.kernel.printed import local
from motcua.upkeep.types import Finding, State

HOUSE_RULE = "Quy ước của phần mềm, docs/operations.md"


@dataclass(frozen=True, slots=True)
class Here:
    """What a check is told of its surroundings: the moment, how far the clock is shifted, the environment.

    `is_quick` leaves out what takes long.
    """

    at: datetime
    shift: timedelta = timedelta(0)
    env: Mapping[str, str] = field(default_factory=dict)
    is_quick: bool = False

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return local(self.at).date()


@dataclass(frozen=True, slots=True)
class Answer:
    """A check's answer: what it saw and, where something is lacking, what to do."""

    state: State
    saw: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a production installation must have, and where that demand comes from."""

    code: str
    title: str
    source: str
    ask: Callable[[Here], Answer]

    def finding(self, here: Here) -> Finding:
        """Its answer; unknown where the database or the disk does not let it be had."""
        savepoint: Any = transaction.atomic() if connection.in_atomic_block else nullcontext()
        try:
            with savepoint:
                answer = self.ask(here)
        except DatabaseError as failure:
            why = (str(failure).strip().splitlines() or [type(failure).__name__])[0]
            answer = unknown(f"không hỏi được cơ sở dữ liệu ({why})", "hãy làm cho cơ sở dữ liệu trả lời rồi kiểm lại")
        except OSError as failure:
            answer = unknown(f"không đọc được {failure.filename or 'tệp'} ({failure.strerror})", "hãy xem quyền đọc")
        return Finding(self.code, self.title, answer.state, answer.saw, answer.do, self.source)


_checks: list[Check] = []


def check(title: str, *, source: str = HOUSE_RULE) -> Callable[[Callable[[Here], Answer]], Callable[[Here], Answer]]:
    """Make a function a check; its name is the check's code."""

    def register(ask: Callable[[Here], Answer]) -> Callable[[Here], Answer]:
        _checks.append(Check(ask.__name__, title, source, ask))
        return ask

    return register


def checks() -> tuple[Check, ...]:
    """All checks, in the order in which they are told."""
    return tuple(_checks)


def well(saw: str) -> Answer:
    """It is as it must be."""
    return Answer(State.OK, saw)


def lacking(saw: str, do: str) -> Answer:
    """It is not, and this is to be done."""
    return Answer(State.LACKING, saw, do)


def unknown(saw: str, do: str) -> Answer:
    """Nobody can tell."""
    return Answer(State.UNKNOWN, saw, do)


def django_says(*tags: str) -> dict[str, str]:
    """What Django's own checks for deployment complain of: code to message."""
    found = run_checks(tags=list(tags) or None, include_deployment_checks=True)
    return {str(each.id): str(each.msg) for each in found if each.is_serious(30) and not each.is_silenced()}
