"""The second factor: django-allauth's pages and forms, with tries counted and deeds recorded by our verbs."""

from __future__ import annotations

from typing import Any, cast

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as library
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from motcua.access.doors import StaffRequest, for_staff
from motcua.kernel import clock
from motcua.kernel.refusal import Refusal
from motcua.people import actions
from motcua.people.models import Account
from motcua.people.types import VISITOR
from motcua.people.web.adapter import as_error, settle


class _CountedCode(library.BaseAuthenticateForm):
    """A code is a try like a password; one that was used does not serve again, whichever process is asked."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["code"].label = "Mã xác thực"
        self.fields["code"].widget.attrs["autofocus"] = not self.is_bound  # a refused form begins at its refusal

    def clean_code(self) -> str:
        """The code, if it is right and fresh."""
        try:
            actions.knock(username=self.user.username, by=VISITOR, at=clock.now())
        except Refusal as refusal:
            raise as_error(refusal) from refusal
        try:
            code: str = super().clean_code()
            self._must_be_fresh(code)
        except ValidationError:
            settle(context.request, self.user.username, is_right=False)
            raise
        settle(context.request, self.user.username, is_right=True)
        return code

    def _must_be_fresh(self, code: str) -> None:
        if self.authenticator.type != Authenticator.Type.TOTP:
            return
        with transaction.atomic():
            kept = Authenticator.objects.select_for_update().get(pk=self.authenticator.pk)
            if kept.data.get("last_code") == code:
                raise get_adapter().validation_error("incorrect_code")
            kept.data["last_code"] = code
            kept.save(update_fields=["data"])


class AuthenticateForm(_CountedCode, library.AuthenticateForm):
    """The code after the password (`settings.MFA_FORMS`)."""


class ReauthenticateForm(_CountedCode, library.ReauthenticateForm):
    """The code once more before a grave step (`settings.MFA_FORMS`)."""


def _deed(request: Any) -> dict[str, Any]:
    return {"account": cast(Account, request.user), "by": request.actor, "at": clock.now()}


class _Activate(ActivateTOTPView):
    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["code"].label = "Mã xác thực"
        return form

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        actions.add_factor(**_deed(self.request))
        return cast(HttpResponse, response)


class _Deactivate(DeactivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        actions.remove_factor(**_deed(self.request))
        return redirect(self.get_success_url())


class _Renew(GenerateRecoveryCodesView):
    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        actions.renew_codes(**_deed(self.request))
        return cast(HttpResponse, response)


activate = for_staff(_Activate.as_view())
deactivate = for_staff(_Deactivate.as_view())
renew = for_staff(_Renew.as_view())


@require_GET
@for_staff
def index(request: StaffRequest) -> HttpResponse:
    """What guards one's own account, and how to have it guarded better."""
    found = {each.type: each for each in Authenticator.objects.filter(user=request.user.pk)}
    codes = found.get(Authenticator.Type.RECOVERY_CODES)
    context_ = {
        "totp": found.get(Authenticator.Type.TOTP),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
    }
    return render(request, "mfa/index.html", context_)
