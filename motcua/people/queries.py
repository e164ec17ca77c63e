"""What other apps may ask of people: the roles held on a day, and who holds a role."""

from __future__ import annotations

from datetime import date

from motcua.access.types import Actor, HeldRole
from motcua.kernel.refusal import NotFound
from motcua.org import queries as org
from motcua.people.models import Account, PostHeld, RoleHeld

__all__ = ["Account", "account_named", "actor_of", "holders_of", "roles_held"]


def account_named(username: str) -> Account:
    """The account of a user name; `NotFound` where there is none."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotFound(f"Không có tài khoản «{username}»; hãy kiểm tra lại tên đăng nhập.")
    return account


def roles_held(user_id: int, on: date) -> tuple[HeldRole, ...]:
    """The roles of an account on a day (the port `settings.ROLES_HELD`)."""
    rows = RoleHeld.objects.filter(account=user_id, account__is_active=True, valid__contains=on)
    return tuple(
        HeldRole(row.role, row.unit_id, row.valid.lower, row.valid.upper, row.basis) for row in rows.order_by("id")
    )


def actor_of(account: Account, on: date) -> Actor:
    """An account as an actor on a day (the port `settings.ACTOR_OF`): its post is the newest that holds that day."""
    post = PostHeld.objects.filter(account=account, valid__contains=on).order_by("-valid").first()
    if post is None:
        return Actor(user_id=account.pk, name=account.name)
    units = org.units_on(on, ids=[post.unit_id])
    unit_id, unit = (units[0].id, units[0].short_name) if units else (None, "")
    return Actor(user_id=account.pk, name=account.name, post=post.title, unit_id=unit_id, unit=unit)


def holders_of(role: str, unit_id: int, on: date) -> list[Account]:
    """Who holds a role at a unit on a day, by account name."""
    rows = RoleHeld.objects.filter(role=role, unit=unit_id, account__is_active=True, valid__contains=on)
    return [row.account for row in rows.select_related("account").order_by("account__username")]
