"""Whom a session or a password names: an account that is closed today is nobody."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser

from motcua.kernel import clock
from motcua.people import queries
from motcua.people.models import Account


class StaffBackend(AuthenticationBackend):
    """Looks the closure up with the account, at every request: who leaves is out at once."""

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session."""
        return queries.open_account(user_id, clock.today())

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """Every right password is right; the adapter says in words why a closed account may not come in."""
        return user is not None
