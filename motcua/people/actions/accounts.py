"""Accounts begin, close on a day, and open again; their story stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from motcua.access.types import Actor
from motcua.kernel.printed import local, print_day
from motcua.kernel.refusal import Conflict, Malformed, NotFound
from motcua.kernel.text import normalise
from motcua.ledger.actions import record
from motcua.people import policy, queries
from motcua.people.actions.passwords import keep_password
from motcua.people.facts import AccountClosed, AccountOpened, AccountReopened, OfficialLeft
from motcua.people.models import Absence, Account, Closure, Delegation, PostHeld, RoleHeld
from motcua.people.models.spans import Span
from motcua.people.types import DEPARTURES, AccountKind, ClosureKind


@transaction.atomic
def open_account(
    *,
    username: str,
    name: str,
    password: str | None,
    by: Actor,
    at: datetime,
    email: str = "",
    is_hashed: bool = False,
    is_temporary: bool = False,
    kind: AccountKind = AccountKind.PERSON,
) -> Account:
    """Make an account (mở tài khoản); it may do nothing until a role is granted.

    Without a password nobody can sign in; one that `is_hashed` (by `make_password`) is kept as it comes, one that
    `is_temporary` must be changed at the first sign-in. One of kind software is a client of the API
    and gets secrets instead (`make_secret`). Refuses a user name that is taken.
    """
    policy.must_administer(by, on=at.date())
    if Account.objects.filter(username__iexact=username).exists():
        raise Conflict(f"Tên đăng nhập «{username}» đã có người dùng; hãy chọn tên khác.", field="username")
    account = Account.objects.create_user(
        username, " ".join(normalise(name).split()), email=email, kind=kind, opened_at=at
    )
    if password:
        keep_password(account, password, at, is_hashed=is_hashed, is_temporary=is_temporary)
    record(AccountOpened(account.pk, username, account.name), by=by, at=at)
    return account


def lock_account(account_id: int) -> Account:
    """The account, locked until the transaction ends."""
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        raise NotFound("Không có tài khoản này; hãy tìm lại trong danh sách tài khoản.")
    return account


@transaction.atomic
def leave(*, account_id: int, kind: ClosureKind, on: date, basis: str, by: Actor, at: datetime) -> Closure:
    """Let a person leave on a day (thôi việc, chuyển công tác, nghỉ hưu).

    From that day on they hold no post and no role, stand in for nobody and nobody for them, and cannot sign in; what
    was to begin later never begins. What they held open is released when the day comes, at once if it has.
    """
    policy.must_administer(by, on=at.date())
    account = lock_account(account_id)
    if kind not in DEPARTURES:
        raise Malformed("Hãy chọn thôi việc, chuyển công tác hoặc nghỉ hưu.", field="kind")
    if on < local(account.opened_at).date():
        raise Malformed(f"Tài khoản mới mở ngày {print_day(local(account.opened_at).date())}; hãy chọn ngày sau đó.")
    other = Closure.objects.real().filter(account=account, valid__overlap=DateRange(on, None)).first()
    if other is not None:
        raise Conflict(
            f"Tài khoản đã khóa {other.period} ({other}); hãy mở lại trước khi ghi ngày nghỉ khác.", field="on"
        )
    basis = normalise(basis).strip()
    posts = _end_all(PostHeld.objects.filter(account=account), on)
    roles = _end_all(RoleHeld.objects.filter(account=account), on)
    delegations = _end_all(Delegation.objects.filter(Q(giver=account) | Q(taker=account)), on)
    _end_all(Absence.objects.filter(account=account), on)
    closure = Closure.objects.create(account=account, kind=kind, valid=DateRange(on, None), basis=basis)
    record(OfficialLeft(account.pk, account.name, kind, on, posts, roles, delegations, basis), by=by, at=at)
    if on <= at.date():
        _take_effect(closure, by, at)
    return closure


def _end_all[S: Span](rows: QuerySet[S], on: date) -> int:
    """End every span that reaches to a day or beyond; how many there were."""
    held = list(rows.filter(valid__isempty=False, valid__overlap=DateRange(on, None)).select_for_update())
    for row in held:
        row.end(on)
    return len(held)


def _take_effect(closure: Closure, by: Actor, at: datetime) -> None:
    closure.took_effect_at = at
    closure.save(update_fields=["took_effect_at"])
    account, why = closure.account, ClosureKind(closure.kind)
    record(AccountClosed(account.pk, account.name, why, closure.since), by=by, at=at)


@transaction.atomic
def close_due(*, by: Actor, at: datetime) -> int:
    """Tell of every closure whose day has come, and close what stood unused for too long; how many there were."""
    policy.must_be_system(by)
    due = list(queries.closures_due(at.date()).select_for_update(of=("self",), skip_locked=True))
    for closure in due:
        _take_effect(closure, by, at)
    idle = [close_if_idle(account_id=account.pk, by=by, at=at) for account in queries.idle_accounts(at.date())]
    return len(due) + sum(idle)


@transaction.atomic
def close_if_idle(*, account_id: int, by: Actor, at: datetime) -> bool:
    """Close an account that nobody signed in with for too long; False where it is not so."""
    policy.must_be_system(by)
    account = lock_account(account_id)
    if not queries.idle_accounts(at.date(), only=account):
        return False
    valid, basis = DateRange(at.date(), None), queries.idle_rule(at.date()).basis
    later = Closure.objects.real().filter(account=account, valid__overlap=valid).first()
    if later is not None:  # a departure was entered for a day to come
        valid = DateRange(at.date(), later.since)
    closure = Closure.objects.create(account=account, kind=ClosureKind.IDLE, valid=valid, basis=basis)
    _take_effect(closure, by, at)
    return True


@transaction.atomic
def reopen(*, account_id: int, on: date, basis: str, by: Actor, at: datetime) -> Account:
    """Open a closed account again from a day on (mở lại tài khoản): a person came back, or was away for long.

    It keeps its story. Posts and roles that ended stay ended: they are begun and granted anew.
    """
    policy.must_administer(by, on=at.date())
    account = lock_account(account_id)
    closure = Closure.objects.real().filter(account=account, valid__overlap=DateRange(on, None)).first()
    if closure is None:
        raise Malformed(f"Tài khoản này không khóa vào ngày {print_day(on)}; không cần mở lại.", field="on")
    if on > at.date() and closure.since <= at.date() and closure.until is not None:
        raise Malformed(f"Tài khoản sẽ mở lại từ ngày {print_day(closure.until)}; hãy chọn ngày sớm hơn.", field="on")
    closure.end(on)
    closure.reopened_on = on
    closure.save(update_fields=["reopened_on"])
    record(AccountReopened(account.pk, on, normalise(basis).strip()), by=by, at=at)
    return account
