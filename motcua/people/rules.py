"""The rules of accounts as pure functions: locks, idle days, passwords, and what may be delegated."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from motcua.kernel.printed import print_day, print_number
from motcua.kernel.refusal import NotAllowed, Refusal
from motcua.kernel.zone import VIETNAM

NOT_DELEGATED = frozenset({"administrator"})
"""Roles that answer for the accounts of others are granted by name to people: never lent, never given to a program."""


class Locked(NotAllowed):
    """Too many tries in a row; the sentence says until when."""

    code = "locked"


class Closed(NotAllowed):
    """The account is closed."""

    code = "closed"


class KeyUsedOtherwise(Refusal):
    """An idempotency key that was used for another request."""

    code = "key_used_otherwise"


class TooManyCalls(Refusal):
    """More calls in one minute than a client may make; `headers` tell after how many seconds it may go on."""

    code = "too_many_calls"
    status = 429

    def __init__(self, limit: int, seconds: int) -> None:
        super().__init__(
            f"Phần mềm đã gửi quá {limit} yêu cầu trong một phút; hãy chờ {seconds} giây rồi gửi tiếp, "
            "hoặc nhờ quản trị hệ thống nâng giới hạn."
        )
        self.headers = {"Retry-After": str(seconds)}


class TooShort(Refusal):
    """A password below the least length."""

    code = "too_short"


class UsedLately(Refusal):
    """A password that was the account's own not long ago."""

    code = "used_lately"


class NotHeld(Refusal):
    """Nobody delegates what they do not hold."""

    code = "not_held"


def must_not_be_locked(until: datetime | None, at: datetime, citation: str) -> None:
    """Refuse a try during a lock; its end is exclusive, in seconds."""
    if until is None or at >= until:
        return
    local = until.astimezone(VIETNAM) + timedelta(minutes=1 if until.second or until.microsecond else 0)
    raise Locked(
        f"Tài khoản tạm khóa đến {local:%H} giờ {local:%M} ngày {print_day(local.date())} vì nhập sai quá nhiều lần; "
        "hãy chờ đến lúc đó, hoặc nhờ quản trị hệ thống của đơn vị mở khóa.",
        citation=citation,
    )


def idle_since(opened: date, signed_in: date | None, reopened: date | None) -> date:
    """The day from which idle days count: the last sign-in, the opening, or the last reopening."""
    return max(day for day in (opened, signed_in, reopened) if day is not None)


def is_idle(since: date, on: date, days: int) -> bool:
    """True where more than so many days went by without a sign-in."""
    return (on - since).days > days


def must_be_long_enough(password: str, least: int, has_factor: bool, citation: str) -> None:
    """Refuse a password with fewer characters than asked for."""
    if len(password) >= least:
        return
    more = "" if has_factor else " (hoặc bật xác thực hai lớp để được dùng mật khẩu ngắn hơn)"
    raise TooShort(
        f"Mật khẩu cần ít nhất {least} ký tự, bạn nhập {print_number(len(password))}; hãy nhập dài hơn{more}.",
        citation=citation,
        field="password1",
    )


def expires_on(set_on: date, months: int) -> date:
    """The first day on which a password that must be changed every so many months is too old."""
    years, month = divmod(set_on.month - 1 + months, 12)
    following = date(set_on.year + years + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(set_on.year + years, month + 1, 1) + timedelta(days=set_on.day - 1), following)
