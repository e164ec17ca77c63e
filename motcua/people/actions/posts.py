"""Posts and roles begin and end on a day, each with the document behind it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.rights import ROLE_NAMES
from motcua.access.types import Actor
from motcua.kernel.period import Period
from motcua.kernel.printed import local, print_day
from motcua.kernel.refusal import Conflict, Malformed, NotFound
from motcua.kernel.text import normalise
from motcua.ledger.actions import record
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.people import policy
from motcua.people.facts import PostBegun, PostEnded, RoleEnded, RoleGranted
from motcua.people.models import Account, Closure, PostHeld, RoleHeld
from motcua.people.rules import NOT_DELEGATED


@contextmanager
def instead_of(constraint: str, says: str) -> Iterator[None]:
    """Refuse in words what the database would refuse by this constraint."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint not in str(error):
            raise
        raise Conflict(says, field="since") from None


def must_be_open_on(account: Account, day: date) -> None:
    """Refuse to give anything to an account that is closed on that day."""
    if Closure.objects.on(day).filter(account=account).exists():
        raise Malformed(
            f"Tài khoản của {account.name} đã khóa vào ngày {print_day(day)}; hãy mở lại tài khoản trước.",
            field="since",
        )


@transaction.atomic
def begin_post(
    *,
    account: Account,
    title: str,
    unit: UnitOn,
    since: date,
    until: date | None,
    by: Actor,
    at: datetime,
    basis: str = "",
) -> PostHeld:
    """Let a person hold a post at a unit during `[since, until)` (bổ nhiệm, tuyển dụng, điều động)."""
    policy.must_administer(by, on=at.date())
    title, period = " ".join(normalise(title).split()), Period(since, until)
    must_be_open_on(account, since)
    says = f"{account.name} đã giữ chức vụ «{title}» tại {unit.short_name} trong thời gian này; hãy sửa lại ngày."
    with instead_of("people_one_post_of_a_title_at_a_time", says):
        post = PostHeld.objects.create(
            account=account, title=title, unit_id=unit.id, valid=DateRange(period.start, period.end), basis=basis
        )
    record(PostBegun(account.pk, title, unit.short_name, since, until, basis), by=by, at=at)
    return post


@transaction.atomic
def end_post(*, post_id: int, on: date, basis: str = "", by: Actor, at: datetime) -> PostHeld:
    """Let a post end (thôi giữ chức vụ): from that day on it is not held; by its first day, it never was."""
    policy.must_administer(by, on=at.date())
    post = PostHeld.objects.select_for_update().filter(pk=post_id).first()
    if post is None:
        raise NotFound("Không có chức vụ này; hãy tải lại trang.")
    unit = _name_of(post.unit_id, post.since, at) if post.period else ""
    post.end(on)
    record(PostEnded(post.account_id, post.title, unit, on, normalise(basis).strip()), by=by, at=at)
    return post


@transaction.atomic
def grant_role(
    *,
    account: Account,
    role: str,
    unit: UnitOn,
    since: date,
    until: date | None,
    by: Actor,
    at: datetime,
    basis: str = "",
) -> RoleHeld:
    """Let a person hold a role at a unit during `[since, until)` (giao vai trò); what it allows each app declares.

    A program may hold it too, except those roles that answer for the accounts of others.
    """
    policy.must_administer(by, on=at.date())
    period = Period(since, until)
    must_be_open_on(account, since)
    if account.is_software and role in NOT_DELEGATED:
        raise Malformed(
            f"Vai trò {ROLE_NAMES[role]} chỉ giao cho người; hãy chọn vai trò khác cho phần mềm.", field="role"
        )
    says = f"{account.name} đã giữ vai trò {ROLE_NAMES[role]} tại {unit.short_name} trong thời gian này."
    with instead_of("people_a_role_is_held_once_at_a_time", f"{says[:-1]}; hãy sửa lại ngày."):
        held = RoleHeld.objects.create(
            account=account, role=role, unit_id=unit.id, valid=DateRange(period.start, period.end), basis=basis
        )
    record(RoleGranted(account.pk, role, unit.short_name, since, until, basis), by=by, at=at)
    return held


@transaction.atomic
def end_role(*, role_id: int, on: date, basis: str = "", by: Actor, at: datetime) -> RoleHeld:
    """Let a role end (thôi giao vai trò); what was delegated of it ends with it, what was held open is released."""
    policy.must_administer(by, on=at.date())
    held = RoleHeld.objects.select_for_update().filter(pk=role_id).first()
    if held is None:
        raise NotFound("Không có vai trò này; hãy tải lại trang.")
    unit = _name_of(held.unit_id, held.since, at) if held.period else ""
    held.end(on)
    record(RoleEnded(held.account_id, held.role, unit, on, normalise(basis).strip()), by=by, at=at)
    return held


def _name_of(unit_id: int, since: date, at: datetime) -> str:
    """A unit's name today, or when the span began if it is no more."""
    for day in (local(at).date(), since):
        if found := org.units_on(day, ids=[unit_id]):
            return found[0].short_name
    return ""
