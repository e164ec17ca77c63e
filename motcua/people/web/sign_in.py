"""The forms at the door: django-allauth's, with the cursor where one begins to type."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as library


class SignInForm(library.LoginForm):
    """User name and password (`settings.ACCOUNT_FORMS`)."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["login"].widget.attrs["autofocus"] = not self.is_bound  # a refused form begins at its refusal


class ReauthenticateForm(library.ReauthenticateForm):
    """The password once more before a grave step (`settings.ACCOUNT_FORMS`)."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["password"].widget.attrs["autofocus"] = not self.is_bound
