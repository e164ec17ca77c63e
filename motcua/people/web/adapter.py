"""How django-allauth behaves here: accounts are opened by an administrator, tries are counted, deeds are verbs."""

from __future__ import annotations

import base64
import hashlib
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.refusal import Refusal
from motcua.people import actions, policy, queries
from motcua.people.models import Account
from motcua.people.types import VISITOR
from motcua.people.web import screen
from motcua.ui.context import place_on


def as_error(refusal: Refusal) -> ValidationError:
    """A refusal as a form shows it."""
    cited = f" (Căn cứ: {refusal.citation})" if refusal.citation else ""
    return ValidationError(refusal.says + cited, code=refusal.code)


class StaffAdapter(DefaultAccountAdapter):
    """No sign-up; a try is counted before it is looked at; a closed or locked account is told so."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account for themselves."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; a locked name gets no further."""
        super().pre_authenticate(request, **credentials)
        try:
            actions.knock(username=credentials["username"], by=VISITOR, at=clock.now())
        except Refusal as refusal:
            raise as_error(refusal) from refusal

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The account, if the password is right and the account open; a wrong one may have been one too many."""
        user = super().authenticate(request, **credentials)
        settle(request, credentials["username"], is_right=user is not None)
        if isinstance(user, Account):
            must_be_open(user)
        return user

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session, after password and code, and record it."""
        super().login(request, user)
        account, now = cast(Account, user), clock.now()
        records = get_authentication_records(request, account)
        actions.sign_in(
            account=account,
            with_factor=any(record["method"] == "mfa" for record in records),
            source=self.get_client_ip(request),
            by=queries.actor_of(account, now.date()),
            at=now,
        )
        screen.begin(request, account, now)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """The owner's new password, by the verb; its refusal goes back to the form."""
        account, now = cast(Account, user), clock.now()
        actions.change_password(account=account, password=password, by=queries.actor_of(account, now.date()), at=now)
        if screen.SCREEN in self.request.session:
            screen.note(self.request, change="")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return reverse("people:me")


def settle(request: HttpRequest, username: str, *, is_right: bool) -> None:
    """Say how a counted try ended; the wrong try that locks is told until when."""
    now = clock.now()
    source = StaffAdapter(request).get_client_ip(request)
    actions.answer(username=username, is_right=is_right, source=source, by=VISITOR, at=now)
    if not is_right:
        try:
            queries.must_not_be_locked(username, now)
        except Refusal as refusal:
            raise as_error(refusal) from refusal


def must_be_open(account: Account) -> None:
    """Tell the owner of a closed account why it is, having closed it first if it stood unused for too long."""
    now = clock.now()
    actions.close_if_idle(account_id=account.pk, by=SYSTEM, at=now)
    try:
        policy.must_be_open(account, on=now.date())
    except Refusal as refusal:
        raise as_error(refusal) from refusal


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: named for this place in the official's telephone, their secrets encrypted in the database."""

    def get_totp_issuer(self) -> str:
        """Under which name the telephone shows the code."""
        return f"Một cửa {place_on(clock.today())}"

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; older keys of the installation still open it."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"people.factor" + str(key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
