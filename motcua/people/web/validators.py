"""What Django asks of a new password before its form is sent to the verb; the lengths are dated rules."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser

from motcua.kernel import clock
from motcua.kernel.refusal import Refusal
from motcua.people import queries, rules
from motcua.people.models import Account
from motcua.people.web.adapter import as_error


class LongEnough:
    """As long as the rule of the day asks, shorter where there is a second factor."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Refuse a short one."""
        if not isinstance(user, Account) or user.pk is None:
            return
        least, basis = queries.least_length(user, clock.today())
        try:
            rules.must_be_long_enough(password, least, queries.has_factor(user), basis)
        except Refusal as refusal:
            raise as_error(refusal) from refusal

    def get_help_text(self) -> str:
        """For the form."""
        return "Dùng mật khẩu dài, không trùng những mật khẩu bạn đã dùng gần đây."
