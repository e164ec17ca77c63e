"""Passwords and second factors: chosen by their owner, reset by administrators, never the same again too soon."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.access.types import Actor
from motcua.ledger.actions import record
from motcua.org import queries as org
from motcua.people import policy, queries, rules
from motcua.people.facts import (
    PasswordChanged,
    PasswordReset,
    RecoveryCodesRenewed,
    SecondFactorAdded,
    SecondFactorRemoved,
)
from motcua.people.models import Account, SignInTries, UsedPassword


def keep_password(
    account: Account, password: str, at: datetime, *, is_hashed: bool = False, is_temporary: bool = False
) -> None:
    """Make it the account's password, and remember it among those used lately."""
    on = at.date()
    account.password = password if is_hashed else make_password(password)
    account.password_set_at, account.must_change_password = at, is_temporary
    account.password_is_short = not is_hashed and len(password) < org.rule("sec.account.password_length").on(on)
    account.save(update_fields=["password", "password_set_at", "must_change_password", "password_is_short"])
    UsedPassword.objects.create(account=account, password=account.password, set_at=at)
    kept = UsedPassword.objects.filter(account=account)[: org.rule("sec.account.password_history").on(on)]
    UsedPassword.objects.filter(account=account).exclude(pk__in=[used.pk for used in kept]).delete()


def _must_be_long_enough(account: Account, password: str, at: datetime) -> None:
    least, basis = queries.least_length(account, at.date())
    rules.must_be_long_enough(password, least, queries.has_factor(account), basis)


@transaction.atomic
def change_password(*, account: Account, password: str, by: Actor, at: datetime) -> None:
    """Choose a new password for one's own account (đổi mật khẩu). Refuses one too short, or used lately."""
    policy.must_be_own(by, account)
    _must_be_long_enough(account, password, at)
    queries.must_be_new(account, password, at.date())
    keep_password(account, password, at)
    record(PasswordChanged(account.pk), by=by, at=at)


@transaction.atomic
def reset_password(
    *,
    account: Account,
    password: str,
    by: Actor,
    at: datetime,
    is_hashed: bool = False,
    is_temporary: bool = True,
) -> None:
    """Set the password of somebody who lost theirs (đặt lại mật khẩu), and end a lock.

    The temporary one must be changed at the next sign-in. Whoever is signed in with the account is signed out.
    """
    policy.must_administer(by, on=at.date())
    policy.must_be_person(account)
    if not is_hashed:
        _must_be_long_enough(account, password, at)
    keep_password(account, password, at, is_hashed=is_hashed, is_temporary=is_temporary)
    SignInTries.objects.filter(account=account).update(failures=0, locked_until=None)
    record(PasswordReset(account.pk, is_temporary), by=by, at=at)


@transaction.atomic
def add_factor(*, account: Account, by: Actor, at: datetime) -> None:
    """Tell that the owner has set up a second factor (bật xác thực hai lớp); the library has kept its secret."""
    policy.must_be_own(by, account)
    Authenticator.objects.filter(user=account.pk).update(created_at=at)  # the library reads the machine's clock
    record(SecondFactorAdded(account.pk), by=by, at=at)


@transaction.atomic
def remove_factor(*, account: Account, by: Actor, at: datetime) -> None:
    """Do without the second factor (tắt xác thực hai lớp): the owner, or an administrator for a lost telephone.

    A password that was long enough only beside it must be changed at the next sign-in.
    """
    policy.must_act_for(by, account, on=at.date())
    Authenticator.objects.filter(user=account.pk).delete()
    if account.password_is_short:
        account.must_change_password = True
        account.save(update_fields=["must_change_password"])
    record(SecondFactorRemoved(account.pk), by=by, at=at)


@transaction.atomic
def renew_codes(*, account: Account, by: Actor, at: datetime) -> None:
    """Tell that the owner made new recovery codes (mã dự phòng); the library has kept them."""
    policy.must_be_own(by, account)
    record(RecoveryCodesRenewed(account.pk), by=by, at=at)
