"""Clients of the API: whose secret and whose token it is, and what was answered under a key."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.core import signing
from django.db import connection
from django.db.models import Count, Q, QuerySet

from motcua.access.types import Actor
from motcua.org import queries as org
from motcua.people.models import Account, ClientSecret
from motcua.people.queries.accounts import accounts
from motcua.people.types import CLIENT, CLIENT_POST, AccountKind

SALT = "people.token"
_WHOSE = """
SELECT account.id, account.name
FROM people_client_secret AS secret JOIN people_account AS account ON account.id = secret.account_id
WHERE secret.id = %(secret)s AND secret.revoked_at IS NULL
  AND NOT EXISTS (SELECT FROM people_closure WHERE account_id = account.id AND valid @> %(on)s)
"""
"""Asked by every call of the API, so in plain SQL."""


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def secret_of(username: str, secret: str) -> ClientSecret | None:
    """The living secret of a client, if this is one; whether the account is open is asked by the verb."""
    found = ClientSecret.objects.select_related("account").filter(digest=digest_of(secret), revoked_at=None).first()
    return found if found is not None and found.account.username == username else None


def secrets_of(account: Account) -> list[ClientSecret]:
    """All secrets a client ever had, the newest first."""
    return list(ClientSecret.objects.filter(account=account))


def token_minutes(at: datetime) -> int:
    """How long a token holds."""
    minutes: int = org.rule("sec.client.token_minutes").on(at.date())
    return minutes


def token_for(secret: ClientSecret, until: datetime) -> str:
    """A token that says whose secret it was issued for and until when, signed; nothing of it is kept."""
    return signing.dumps([secret.pk, int(until.timestamp())], salt=SALT)


def client_of(token: str, at: datetime) -> Actor | None:
    """The client that a token was issued to, as an actor (the port `settings.CLIENT_OF`); None where it is void.

    It is void when it was tampered with, when its time is over, when its secret was revoked, and on the days on which
    the client is closed.
    """
    try:
        secret_id, until = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if at.timestamp() >= until:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_WHOSE, {"secret": secret_id, "on": at.date()})
        row = cursor.fetchone()
    return _actor(*row) if row else None


def actor_of_client(account: Account) -> Actor:
    """A client as an actor: no post and no unit of its own, only the roles it was given."""
    return _actor(account.pk, account.name)


def _actor(account_id: int, name: str) -> Actor:
    return Actor(user_id=account_id, name=name, post=CLIENT_POST, capacity=CLIENT)


def clients() -> list[Account]:
    """All clients, by name."""
    return list(Account.objects.filter(kind=AccountKind.SOFTWARE).order_by("sort_key", "username"))


def clients_seen(by: Actor, at: datetime, *, words: str = "") -> QuerySet[Any]:
    """The clients an actor may look into, by name, each with its `state`, and with `living`: how many secrets open.

    `words` as in `accounts`.
    """
    living = Count("secrets", filter=Q(secrets__revoked_at=None))
    found: QuerySet[Any] = accounts(by, at, words=words).annotate(living=living)
    return found.filter(kind=AccountKind.SOFTWARE)


def username_of(by: Actor) -> str:
    """The client id of a client."""
    assert by.user_id is not None, "a client is an account"
    return Account.objects.values_list("username", flat=True).get(pk=by.user_id)
