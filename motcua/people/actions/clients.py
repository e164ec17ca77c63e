"""Clients of the API: their secrets, the tokens they get for them, and the answers kept for them.

A client is an account of kind software (`open_account`) with roles at units for some days, like a person; so every
policy of the house limits it without knowing that it is a program.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from motcua.access.types import Actor
from motcua.kernel.refusal import Conflict, Malformed, NotFound
from motcua.ledger.actions import record
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.people import policy, queries
from motcua.people.actions.accounts import open_account
from motcua.people.actions.posts import grant_role
from motcua.people.facts import ClientSecretMade, ClientSecretRevoked, TokenIssued
from motcua.people.models import Account, ClientSecret, KeptAnswer
from motcua.people.rules import KeyUsedOtherwise, TooManyCalls
from motcua.people.types import AccountKind, Kept


@transaction.atomic
def register_client(
    *,
    username: str,
    name: str,
    roles: Iterable[str],
    unit: UnitOn,
    since: date,
    until: date | None,
    basis: str,
    by: Actor,
    at: datetime,
) -> tuple[Account, str]:
    """Register a program for a unit (đăng ký phần mềm): its account, its roles there, and its secret, told once.

    It may do what the roles allow at that unit during `[since, until)`, and nothing else. Refuses one without a role,
    and what `open_account` and `grant_role` refuse.
    """
    policy.must_administer(by, on=at.date())
    wanted = sorted(set(roles))
    if not wanted:
        raise Malformed("Hãy chọn ít nhất một vai trò cho phần mềm.", field="roles")
    account = open_account(username=username, name=name, password=None, kind=AccountKind.SOFTWARE, by=by, at=at)
    for role in wanted:
        grant_role(account=account, role=role, unit=unit, since=since, until=until, basis=basis, by=by, at=at)
    return account, make_secret(account=account, by=by, at=at)


@transaction.atomic
def make_secret(*, account: Account, by: Actor, at: datetime, secret: str = "") -> str:
    """Make a secret for a client (tạo khóa bí mật), and tell it this once; only its digest is kept.

    `secret` is for the demonstration, whose secrets are printed and protect nothing.
    """
    policy.must_administer(by, on=at.date())
    if not account.is_software:
        raise Malformed(f"«{account.username}» là tài khoản của người; khóa bí mật chỉ dành cho phần mềm kết nối.")
    told = secret or secrets.token_urlsafe(32)
    made = ClientSecret.objects.create(account=account, digest=queries.digest_of(told), made_at=at, made_by=by.name)
    record(ClientSecretMade(account.pk, made.pk), by=by, at=at)
    return told


@transaction.atomic
def revoke_secret(*, secret_id: int, by: Actor, at: datetime) -> ClientSecret:
    """Revoke a secret (thu hồi khóa bí mật); tokens issued for it are void from this moment on."""
    policy.must_administer(by, on=at.date())
    secret = ClientSecret.objects.select_for_update().filter(pk=secret_id).first()
    if secret is None:
        raise NotFound(f"Không có khóa bí mật số {secret_id}; hãy xem lại danh sách khóa của phần mềm.")
    if secret.revoked_at is not None:
        raise Conflict(f"Khóa bí mật số {secret_id} đã được {secret.revoked_by} thu hồi trước đó.")
    secret.revoked_at, secret.revoked_by = at, by.name
    secret.save(update_fields=["revoked_at", "revoked_by"])
    record(ClientSecretRevoked(secret.account_id, secret.pk), by=by, at=at)
    return secret


@transaction.atomic
def issue_token(*, secret: ClientSecret, source: str = "", by: Actor, at: datetime) -> tuple[str, int]:
    """Issue a token to a client whose secret was right (cấp mã truy cập); the token, and for how many seconds.

    Refuses a client that is closed. It counts as its sign-in: one that asks for no token for long is closed as idle.
    """
    policy.must_be_own(by, secret.account)
    policy.must_be_open(secret.account, on=at.date())
    minutes = queries.token_minutes(at)
    ClientSecret.objects.filter(pk=secret.pk).update(used_at=at)
    Account.objects.filter(pk=secret.account_id).update(signed_in_at=at)
    record(TokenIssued(secret.account_id, secret.pk, minutes, source), by=by, at=at)
    return queries.token_for(secret, at + timedelta(minutes=minutes)), minutes * 60


_COUNT = """
INSERT INTO people_client_calls AS kept (account_id, minute, calls)
SELECT %s, %s, 1 FROM set_config('synchronous_commit', 'off', true)
ON CONFLICT (account_id) DO UPDATE SET
  calls = CASE WHEN kept.minute = excluded.minute THEN kept.calls + 1 ELSE 1 END, minute = excluded.minute
RETURNING calls
"""
"""Not waited for until it is on the disk: a count is worth no more than its minute."""


@transaction.atomic
def count_call(*, by: Actor, at: datetime) -> None:
    """Count a call of a client (the port `settings.COUNT_CALL`); refuses more in a minute than the installation allows.

    `settings.CALLS_PER_MINUTE` of 0 allows any number, and none is counted.
    """
    limit: int = settings.CALLS_PER_MINUTE
    if not limit:
        return
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [by.user_id, at.replace(second=0, microsecond=0)])
        (calls,) = cursor.fetchone()
    if calls > limit:
        raise TooManyCalls(limit, 60 - at.second)


_CLAIM = """
INSERT INTO people_kept_answer (account_id, key, digest, status, body, kept_at) VALUES (%s, %s, %s, 0, '', %s)
ON CONFLICT (account_id, key) DO NOTHING
"""


@transaction.atomic(savepoint=False)
def claim_key(*, key: str, digest: str, by: Actor, at: datetime) -> Kept | None:
    """Claim an idempotency key for a request, in the caller's transaction; what was answered before, if anything.

    The same key at the same moment waits here for the first one's end. Refuses a key that was used for another
    request. When the caller's transaction rolls back, the key is free again: only what was done is kept.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [by.user_id, key, digest, at])
        if cursor.rowcount:
            return None
    kept = KeptAnswer.objects.get(account=by.user_id, key=key)
    if kept.digest != digest:
        raise KeyUsedOtherwise(
            "Khóa Idempotency-Key này đã dùng cho một yêu cầu có nội dung khác; "
            "hãy tạo khóa mới cho yêu cầu mới, hoặc gửi lại đúng yêu cầu cũ.",
            field="Idempotency-Key",
        )
    return Kept(kept.status, kept.body)


@transaction.atomic(savepoint=False)
def keep_answer(*, key: str, status: int, body: str, by: Actor, at: datetime) -> None:
    """Keep what is answered under a key claimed in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_kept_answer SET status = %s, body = %s WHERE account_id = %s AND key = %s",
            [status, body, by.user_id, key],
        )


@transaction.atomic
def forget_answers(*, by: Actor, at: datetime) -> int:
    """Forget the answers that were kept for as many days as the rule says; how many there were."""
    policy.must_be_system(by)
    before = at - timedelta(days=org.rule("sec.client.answer_days").on(at.date()))
    return KeptAnswer.objects.filter(kept_at__lt=before).delete()[0]
