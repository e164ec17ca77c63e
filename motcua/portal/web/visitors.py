"""What browsers and search engines ask for unasked: the mark of the house, and where no engine may go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_GET

from motcua.access.doors import open_to_all

ROBOTS = """User-agent: *
Disallow: /tra-cuu/
Disallow: /tai-khoan/
Disallow: /mot-cua/
"""
"""Look-up codes are known to applicants alone, so no engine may collect the pages behind them."""


@require_GET
@open_to_all("Biểu tượng của trang, không có dữ liệu")
def favicon(request: HttpRequest) -> HttpResponse:
    """The mark, for what does not read the page's own link to it."""
    return redirect(static("ui/mark.svg"))


@require_GET
@open_to_all("Chỉ dẫn cho máy tìm kiếm, không có dữ liệu")
def robots(request: HttpRequest) -> HttpResponse:
    """The standing orders for search engines (RFC 9309)."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
