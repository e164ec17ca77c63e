"""The pages about accounts that django-allauth would answer differently: a forgotten password, a changed one."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from motcua.access.doors import for_staff, open_to_all
from motcua.kernel import clock
from motcua.kernel.refusal import NotFound, Refusal
from motcua.people import queries
from motcua.people.models import Account
from motcua.people.web.adapter import as_error


@require_GET
@open_to_all("Người quên mật khẩu chưa đăng nhập được; trang chỉ có lời hướng dẫn")
def forgotten(request: HttpRequest) -> HttpResponse:
    """Whom to ask; no password travels by e-mail."""
    return render(request, "account/password_reset.html")


class _ChangePassword(PasswordChangeView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not cast(Account, request.user).has_usable_password():
            raise NotFound("Tài khoản này chưa có mật khẩu để đổi; hãy nhờ quản trị hệ thống đặt mật khẩu.")
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        least, basis = queries.least_length(cast(Account, self.request.user), clock.today())
        return {**super().get_context_data(**more), "least": least, "basis": basis}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return cast(HttpResponse, super().form_valid(form))
        except Refusal as refusal:
            form.add_error(refusal.field or None, as_error(refusal))
            return cast(HttpResponse, self.form_invalid(form))


change_password = sensitive_post_parameters()(for_staff(_ChangePassword.as_view()))
