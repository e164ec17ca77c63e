"""The page about accounts that django-allauth would answer differently: a forgotten password."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.access.doors import open_to_all


@require_GET
@open_to_all("Người quên mật khẩu chưa đăng nhập được; trang chỉ có lời hướng dẫn")
def forgotten(request: HttpRequest) -> HttpResponse:
    """Whom to ask; no password travels by e-mail."""
    return render(request, "account/password_reset.html")
