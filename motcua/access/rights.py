"""Which roles carry which right, and the one place that decides: `verdict()` and `must()`.

Each app declares its rights in its `policy.py`; who holds which role on which day is answered by `people`
through the port `settings.ROLES_HELD`, and what an account is on a day through `settings.ACTOR_OF`, whose a token
of the API is through `settings.CLIENT_OF`, and whether a program calls too often through `settings.COUNT_CALL`.
Nothing declared, nothing allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.module_loading import import_string

from motcua.access.types import SYSTEM, Actor, HeldRole, Verdict
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import NotAllowed

RolesHeld = Callable[[int, date], tuple[HeldRole, ...]]
ActorOf = Callable[[AbstractBaseUser, date], Actor]
ClientOf = Callable[[str, datetime], Actor | None]
CountCall = Callable[..., None]

ROLE_NAMES = {
    "one_stop_clerk": "cán bộ tiếp nhận và trả kết quả",
    "specialist": "công chức chuyên môn thụ lý",
    "leader": "lãnh đạo phê duyệt",
    "department_head": "thủ trưởng cơ quan",
    "counter_supervisor": "phụ trách bộ phận một cửa",
    "administrator": "quản trị hệ thống",
}


@dataclass(frozen=True, slots=True)
class Right:
    """A thing that may be done: its code, the Vietnamese verb phrase, the roles that carry it, its rule.

    The rule is a text or, where the law changed, a function of the day.
    """

    code: str
    words: str
    roles: frozenset[str]
    citation: str | Callable[[date], str] = ""

    def cited(self, on: date) -> str:
        """The rule as it stood on a day."""
        return self.citation if isinstance(self.citation, str) else self.citation(on)


_rights: dict[str, Right] = {}
_answers: ContextVar[dict[tuple[int, date], tuple[HeldRole, ...]] | None] = ContextVar("answers", default=None)


def declare(code: str, words: str, *, roles: Iterable[str], citation: str | Callable[[date], str] = "") -> Right:
    """Make a right known. A role that is not in `ROLE_NAMES` is a programming error."""
    held = frozenset(roles)
    if unknown := held - ROLE_NAMES.keys():
        raise ValueError(f"right {code!r} names unknown roles {sorted(unknown)}")
    right = _rights[code] = Right(code, words, held, citation)
    return right


def rights() -> tuple[Right, ...]:
    """All declared rights, by code."""
    return tuple(_rights[code] for code in sorted(_rights))


@cache
def _port(name: str) -> Any:
    return import_string(getattr(settings, name))


def actor_of(account: AbstractBaseUser, on: date) -> Actor:
    """A signed-in account as an actor on a day: with the post it holds that day, if any."""
    return cast(ActorOf, _port("ACTOR_OF"))(account, on)


def client_of(token: str, at: datetime) -> Actor | None:
    """The program that shows a token of the API, as an actor; None where the token is void."""
    return cast(ClientOf, _port("CLIENT_OF"))(token, at)


def count_call(by: Actor, at: datetime) -> None:
    """Count a call of a program at the API; refuses one too many."""
    cast(CountCall, _port("COUNT_CALL"))(by=by, at=at)


@contextmanager
def asking_once() -> Iterator[None]:
    """Within the block the port is asked once for each account and day: a page asks the same for every link it shows.

    The block must be short; a role granted inside it is seen after it.
    """
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def roles_of(by: Actor, on: date) -> tuple[HeldRole, ...]:
    """The roles an actor holds on a day; none for the system and for the public."""
    if by.user_id is None:
        return ()
    answers = _answers.get()
    held = answers.get((by.user_id, on)) if answers is not None else None
    if held is None:
        held = cast(RolesHeld, _port("ROLES_HELD"))(by.user_id, on)
        if answers is not None:
            answers[by.user_id, on] = held
    return held


def units_where(by: Actor, right: str, on: date) -> frozenset[int]:
    """Ids of the units at which the actor holds a role that carries the right on that day."""
    roles = _rights[right].roles
    return frozenset(held.unit_id for held in roles_of(by, on) if held.role in roles)


def verdict(by: Actor, right: str, *, unit_id: int, on: date, roles: Collection[str] | None = None) -> Verdict:
    """May the actor do it at this unit on this day? `roles` narrows it to those a step asks for.

    Where the actor holds a role that allows it and stands in for somebody as well, their own role is the reason.
    """
    known = _rights[right]
    wanted_roles = known.roles & frozenset(roles) if roles else known.roles
    fitting = [held for held in roles_of(by, on) if held.unit_id == unit_id and held.role in wanted_roles]
    if fitting:
        held = _foremost(fitting)
        return Verdict(True, reason_of(held), held.basis, held.stands_in_for)
    wanted = " hoặc ".join(ROLE_NAMES[name] for name in sorted(wanted_roles)) or "được phép"
    reason = (
        f"Bạn không có quyền {known.words}: việc này dành cho {wanted} của đơn vị giải quyết; "
        "hãy chuyển cho người có vai trò đó hoặc liên hệ quản trị hệ thống."
    )
    return Verdict(False, reason, known.cited(on))


def reason_of(held: HeldRole) -> str:
    """A role held, as the reason for what it allows: since when or, where it is delegated, whose and until when."""
    role, since = ROLE_NAMES[held.role], print_day(held.since)
    if held.stands_in_for_id is None:
        return f"Giữ vai trò {role} từ ngày {since}."
    last = f" đến hết ngày {print_day(held.until - timedelta(days=1))}" if held.until else ""
    return f"Thay {held.stands_in_for} giữ vai trò {role} theo ủy quyền từ ngày {since}{last}."


def must(by: Actor, right: str, *, unit_id: int, on: date, roles: Collection[str] | None = None) -> Actor:
    """Refuse with `NotAllowed` unless `verdict()` allows.

    The answer is the actor as they act here: it says whom they stand in for, where a delegated role is what allows it.
    A verb records its fact by this actor.
    """
    answer = verdict(by, right, unit_id=unit_id, on=on, roles=roles)
    if not answer:
        raise NotAllowed(answer.reason, citation=answer.citation)
    return replace(by, stands_in_for=answer.stands_in_for)


def must_somewhere(by: Actor, right: str, *, on: date) -> Actor:
    """Refuse unless the actor holds the right at any unit that day: for what belongs to no single unit.

    The system holds it too, for an installation that is being set up and for imports. Answers as `must()` does.
    """
    if by.capacity == SYSTEM.capacity:
        return by
    known = _rights[right]
    if fitting := [held for held in roles_of(by, on) if held.role in known.roles]:
        return replace(by, stands_in_for=_foremost(fitting).stands_in_for)
    wanted = " hoặc ".join(ROLE_NAMES[name] for name in sorted(known.roles))
    raise NotAllowed(
        f"Bạn không có quyền {known.words}: việc này dành cho {wanted}; hãy liên hệ quản trị hệ thống.",
        citation=known.cited(on),
    )


def _foremost(fitting: Sequence[HeldRole]) -> HeldRole:
    """The reason that counts: a role of one's own before a delegated one."""
    return min(fitting, key=lambda held: held.stands_in_for_id is not None)
