"""Trying to sign in, being locked out, and coming in: counted in the database, so that all processes agree.

A try is counted before its password is looked at and taken back when it was right: many tries at once are not more
tries than allowed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from motcua.access.types import Actor
from motcua.ledger.actions import record
from motcua.org import queries as org
from motcua.people import policy, queries, rules
from motcua.people.facts import AccountLocked, AccountUnlocked, SignedIn, SignInFailed
from motcua.people.models import Account, SignInTries


def _tries(username: str, at: datetime) -> SignInTries:
    """The row that counts the tries of a name, locked until the transaction ends."""
    key = queries.try_key(username)
    account = Account.objects.filter(username__iexact=username.strip()).first()
    SignInTries.objects.get_or_create(key=key, defaults={"account": account, "last_at": at})
    return SignInTries.objects.select_for_update(of=("self",)).select_related("account").get(key=key)


@transaction.atomic
def knock(*, username: str, by: Actor, at: datetime) -> None:
    """Count a try to sign in with a name, before its password or code is looked at; a locked name is refused.

    Call `answer()` when it has been looked at.
    """
    limit = org.rule("sec.account.failures").in_force(at.date())
    tries = _tries(username, at)
    rules.must_not_be_locked(tries.locked_until, at, limit.basis)
    tries.failures = 1 if tries.locked_until else tries.failures + 1
    locks = tries.failures >= limit.value
    tries.locked_until = at + timedelta(minutes=org.rule("sec.account.lockout").on(at.date())) if locks else None
    tries.last_at = at
    tries.save()


@transaction.atomic
def answer(*, username: str, is_right: bool, source: str = "", by: Actor, at: datetime) -> datetime | None:
    """Say of a counted try whether it was right; until when the name is locked now, if it is.

    A right password takes its try back, and the wrong ones before it too unless a code is still to come; a wrong try
    is told in the account's story.
    """
    tries = _tries(username, at)
    if is_right:
        asks_code = tries.account is not None and queries.has_factor(tries.account)
        tries.failures = max(0, tries.failures - 1) if asks_code else 0
        tries.locked_until = None
        tries.save()
        return None
    if tries.account is not None:
        record(SignInFailed(tries.account.pk, tries.failures, source), by=by, at=at)
        if tries.locked_until is not None:
            record(AccountLocked(tries.account.pk, tries.failures, tries.locked_until), by=by, at=at)
    return tries.locked_until


@transaction.atomic
def sign_in(*, account: Account, with_factor: bool, source: str = "", by: Actor, at: datetime) -> None:
    """Come in (đăng nhập), after password and code were right. Refuses a closed account."""
    policy.must_be_open(account, on=at.date())
    account.signed_in_at = at
    account.save(update_fields=["signed_in_at"])
    SignInTries.objects.filter(account=account).update(failures=0, locked_until=None)
    record(SignedIn(account.pk, with_factor, source), by=by, at=at)


@transaction.atomic
def unlock(*, account: Account, by: Actor, at: datetime) -> None:
    """End a lock before its time (mở khóa đăng nhập), for who is there in person."""
    policy.must_administer(by, on=at.date())
    SignInTries.objects.filter(account=account).update(failures=0, locked_until=None)
    record(AccountUnlocked(account.pk), by=by, at=at)
