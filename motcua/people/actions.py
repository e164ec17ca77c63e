"""The verbs of people: open an account, begin a post, grant a role."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.types import Actor
from motcua.ledger.actions import record
from motcua.org.types import UnitOn
from motcua.people import policy
from motcua.people.facts import AccountOpened, PostBegun, RoleGranted
from motcua.people.models import Account, PostHeld, RoleHeld


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
) -> Account:
    """Make an account; it may do nothing until a role is granted.

    Without a password nobody can sign in; one that `is_hashed` (by `make_password`) is kept as it comes.
    """
    policy.must_administer(by, on=at.date())
    account = Account.objects.create_user(username, name, None if is_hashed else password, email=email)
    if is_hashed and password:
        account.password = password
        account.save(update_fields=["password"])
    record(AccountOpened(account.pk, username, name), by=by, at=at)
    return account


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
    """Let a person hold a post at a unit during `[since, until)`."""
    policy.must_administer(by, on=at.date())
    post = PostHeld.objects.create(
        account=account, title=title, unit_id=unit.id, valid=DateRange(since, until), basis=basis
    )
    record(PostBegun(account.pk, title, unit.short_name, since, until), by=by, at=at)
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
    """Let a person hold a role at a unit during `[since, until)`; what it allows is declared by each app."""
    policy.must_administer(by, on=at.date())
    held = RoleHeld.objects.create(
        account=account, role=role, unit_id=unit.id, valid=DateRange(since, until), basis=basis
    )
    record(RoleGranted(account.pk, role, unit.short_name, since, until), by=by, at=at)
    return held
