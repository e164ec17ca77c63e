"""Accounts as other apps and the pages ask for them: by name, by state, with what protects them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, overload

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import BooleanField, Case, CharField, Count, Exists, Max, Min, OuterRef, Q, QuerySet, When
from django.db.models.expressions import RawSQL
from django.utils.crypto import salted_hmac

from motcua.access.types import Actor
from motcua.kernel.dated import Value
from motcua.kernel.refusal import NotFound
from motcua.kernel.text import search_query
from motcua.kernel.zone import VIETNAM
from motcua.org import queries as org
from motcua.people import policy, rules
from motcua.people.models import Absence, Account, Closure, PostHeld, RoleHeld, SignInTries, UsedPassword
from motcua.people.types import DEPARTURES, AccountState


def account_named(username: str) -> Account:
    """The account of a user name; `NotFound` where there is none."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise NotFound(f"Không có tài khoản «{username}»; hãy kiểm tra lại tên đăng nhập.")
    return account


def open_account(user_id: int, on: date) -> Account | None:
    """The account of that id, unless it is closed on that day."""
    return Account.objects.exclude(_closed(on)).filter(pk=user_id).first()


def _closed(on: date) -> Exists:
    return Exists(Closure.objects.on(on).filter(account=OuterRef("pk")))


def try_key(username: str) -> str:
    """Under which key the tries of a name are counted."""
    return salted_hmac("people.tries", username.strip().casefold(), algorithm="sha256").hexdigest()


def must_not_be_locked(username: str, at: datetime) -> None:
    """Refuse a name that is locked at that moment, known or not, and say until when."""
    tries = SignInTries.objects.filter(key=try_key(username), locked_until__gt=at).first()
    if tries is not None:
        limit = org.rule("sec.account.failures").in_force(at.date())
        rules.must_not_be_locked(tries.locked_until, at, limit.basis)


def open_accounts(on: date, usernames: Collection[str]) -> list[Account]:
    """Those of these accounts that are there and not closed on a day."""
    return list(Account.objects.filter(username__in=usernames).exclude(_closed(on)).order_by("username"))


def whose_password_is(password: str, on: date, *, most: int = 50) -> list[str]:
    """Account names, open on a day, whose password is this one; slow on purpose, so one of each hash is tried.

    At most so many hashes: first those that several accounts share, as accounts made together do.
    """
    counted = Account.objects.exclude(_closed(on)).values("password").annotate(many=Count("pk"), one=Min("username"))
    tried = counted.order_by("-many", "one")[:most]
    return [row["one"] for row in tried if row["password"] and check_password(password, row["password"])]


def locked_until(username: str, at: datetime) -> datetime | None:
    """Until when a name is locked; none where it is not."""
    tries = SignInTries.objects.filter(key=try_key(username), locked_until__gt=at)
    return tries.values_list("locked_until", flat=True).first()


def has_factor(account: Account) -> bool:
    """Whether signing in asks for a code besides the password."""
    found: bool = Authenticator.objects.filter(user=account.pk, type=Authenticator.Type.TOTP).exists()
    return found


def least_length(account: Account, on: date) -> tuple[int, str]:
    """The fewest characters a new password of the account may have that day, and the basis."""
    if has_factor(account):
        value = org.rule("sec.account.password_length_with_factor").in_force(on)
    else:
        value = org.rule("sec.account.password_length").in_force(on)
    return value.value, value.basis


def must_be_new(account: Account, password: str, on: date) -> None:
    """Refuse a password the account had among its last ones. Slow on purpose: each is compared by its hash."""
    value = org.rule("sec.account.password_history").in_force(on)
    lately = UsedPassword.objects.filter(account=account).values_list("password", flat=True)[: value.value]
    if any(check_password(password, used) for used in {*lately, account.password} if used):
        raise rules.UsedLately(
            f"Mật khẩu này trùng một trong {value.value} mật khẩu gần nhất của bạn; hãy đặt mật khẩu khác.",
            citation=value.basis,
            field="password1",
        )


def is_administrator(account: Account, on: date) -> bool:
    """Whether the stricter rules for administrators apply that day."""
    return RoleHeld.objects.on(on).filter(account=account, role="administrator").exists()


def lock_minutes(account: Account, on: date) -> int:
    """After how many minutes without a request the account's screen locks."""
    if is_administrator(account, on):
        minutes: int = org.rule("sec.account.session_lock_admin").on(on)
    else:
        minutes = org.rule("sec.account.session_lock").on(on)
    return minutes


def change_reason(account: Account, on: date) -> str:
    """Why the password must be changed before anything else; empty where it need not."""
    if account.must_change_password:
        return "Bạn đang dùng mật khẩu tạm do quản trị đặt; hãy đặt mật khẩu của riêng mình rồi tiếp tục."
    if account.password_set_at is None or not is_administrator(account, on):
        return ""
    months = org.rule("sec.account.admin_password_months").in_force(on)
    set_on = account.password_set_at.astimezone(VIETNAM).date()
    if on < rules.expires_on(set_on, months.value):
        return ""
    return f"Mật khẩu quản trị phải đổi sau mỗi {months.value} tháng ({months.basis}); hãy đổi mật khẩu rồi tiếp tục."


def idle_rule(on: date) -> Value:
    """After how many days without a sign-in an account is closed, with the basis."""
    return org.rule("sec.account.idle_days").in_force(on)


def idle_accounts(on: date, *, only: Account | None = None) -> list[Account]:
    """The open accounts that stood unused for too long; being reopened begins the count anew."""
    days = idle_rule(on).value
    reopened = Max("closures__reopened_on", filter=Q(closures__reopened_on__lte=on))
    found = Account.objects.exclude(_closed(on)).annotate(reopened=reopened)
    if only is not None:
        found = found.filter(pk=only.pk)
    return [
        account
        for account in found.order_by("pk")
        if rules.is_idle(
            rules.idle_since(_day(account.opened_at), _day(account.signed_in_at), account.reopened), on, days
        )
    ]


@overload
def _day(moment: datetime) -> date: ...
@overload
def _day(moment: None) -> None: ...
def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(VIETNAM).date() if moment else None


def closures_due(on: date) -> QuerySet[Closure]:
    """Closures whose first day has come and that nobody has been told of."""
    return Closure.objects.on(on).filter(took_effect_at=None).select_related("account").order_by("pk")


def accounts(by: Actor, at: datetime, *, words: str = "", state: str = "", unit_id: int | None = None) -> QuerySet[Any]:
    """The accounts an actor may look into, by name, each with its `state` at that moment.

    `words` finds user names by beginning and printed names by words, with or without marks; `unit_id` those that hold
    a post or role there that day.
    """
    on = at.date()
    mine = {"account": OuterRef("pk")}
    found: QuerySet[Any] = policy.visible_to(by, on=on).annotate(
        state=Case(
            When(Exists(Closure.objects.on(on).filter(**mine)), then=models.Value(AccountState.CLOSED)),
            When(
                Exists(SignInTries.objects.filter(locked_until__gt=at, **mine)), then=models.Value(AccountState.LOCKED)
            ),
            When(Exists(_leaving(on).filter(**mine)), then=models.Value(AccountState.LEAVING)),
            When(Exists(Absence.objects.on(on).filter(**mine)), then=models.Value(AccountState.AWAY)),
            default=models.Value(AccountState.OPEN),
            output_field=CharField(),
        )
    )
    if state:
        found = found.filter(state=state)
    if unit_id is not None:
        here = {"unit": unit_id, **mine}
        found = found.filter(
            Exists(PostHeld.objects.on(on).filter(**here)) | Exists(RoleHeld.objects.on(on).filter(**here))
        )
    if words.strip():
        query = search_query(words, prefix=True, phrase=False)
        by_words = RawSQL('"people_account"."search" @@ %s::tsquery', [query], output_field=BooleanField())
        found = found.filter(Q(username__startswith=words.strip().lower()) | Q(by_words) if query else Q(pk=None))
    return found.order_by("sort_key", "username")


def _leaving(on: date) -> QuerySet[Closure]:
    return Closure.objects.real().filter(valid__startswith__gt=on, kind__in=DEPARTURES)
