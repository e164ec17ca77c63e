"""The pages for what went wrong: refused, not found, not allowed, a form too old, and our own failure."""

from __future__ import annotations

import logging
import secrets
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from motcua.kernel.refusal import Malformed, NotAllowed, NotFound, Refusal
from motcua.ui.problems import is_api, problem

log = logging.getLogger("motcua.failures")
FORGERY = "Bảo vệ chống giả mạo yêu cầu (CSRF)"
TITLES = {
    400: "Thông tin gửi lên chưa đúng",
    403: "Bạn không có quyền làm việc này",
    404: "Không tìm thấy",
    409: "Người khác vừa làm trước",
    422: "Chưa thực hiện được",
}


class Failed(Refusal):
    """Our own failure, told to a program."""

    code = "failed"


def refused(request: HttpRequest, refusal: Refusal, *, status: int, heading: str = "", again: str = "") -> HttpResponse:
    """A whole page for a refusal; to htmx only the box, which it puts where the answer would have stood; to a program
    a problem document.

    `again` is the address of the entrance, for who has to sign in first.
    """
    if is_api(request):
        return problem(refusal, status=status)
    heading = heading or TITLES.get(status, TITLES[422])
    context = {"refusal": refusal, "heading": heading, "back": _way_back(request), "again": again}
    if getattr(request, "htmx", False):
        return render(request, "ui/parts/refusal.html", context, status=status)
    user = getattr(request, "user", None)
    context["base"] = "ui/staff.html" if user is not None and user.is_authenticated else "ui/public.html"
    return render(request, "ui/errors/refused.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: an address nobody answers, or a thing that is not there."""
    says = NotFound("Địa chỉ này không có trang nào; hãy kiểm tra lại đường dẫn, hoặc bắt đầu lại từ trang đầu.")
    return refused(request, says, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 from Django itself; ours come as `NotAllowed` with their own sentence."""
    says = NotAllowed("Tài khoản của bạn không được mở trang này; hãy liên hệ quản trị hệ thống nếu công việc cần đến.")
    return refused(request, says, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or old (`CSRF_FAILURE_VIEW`), mostly because the session is over.

    Who is not signed in any more is led to the entrance and from there back to the form.
    """
    log.warning("csrf path=%s reason=%s", request.path, reason)
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        says = "Biểu mẫu đã mở quá lâu nên chưa gửi được; hãy quay lại, tải lại trang rồi gửi lại."
        return refused(request, NotAllowed(says, citation=FORGERY), status=403, heading="Biểu mẫu đã cũ")
    says = "Bạn đã được đăng xuất, hoặc trình duyệt đang chặn cookie, nên chưa gửi được; hãy đăng nhập lại."
    again = f"{reverse('account_login')}?{urlencode({'next': _form_of(request)})}"
    refusal = NotAllowed(says, citation=FORGERY)
    return refused(request, refusal, status=403, heading="Phiên làm việc đã hết", again=again)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 from Django itself (a foreign host name, too many fields, too much data); trusts nothing in the request."""
    if is_api(request):
        says = "Không đọc được yêu cầu; hãy kiểm tra lại địa chỉ và nội dung gửi lên."
        return problem(Malformed(says), status=400)
    return HttpResponseBadRequest(loader.render_to_string("ui/errors/unreadable.html"))


def failed(request: HttpRequest) -> HttpResponse:
    """500: our own failure. Needs neither the database nor the request; the incident's number joins page and log."""
    incident = secrets.token_hex(4).upper()
    log.error("failed incident=%s method=%s path=%s", incident, request.method, request.path)
    if is_api(request):
        says = f"Phần mềm gặp lỗi khi xử lý yêu cầu; hãy gửi lại sau, nếu vẫn vậy hãy báo quản trị mã sự cố {incident}."
        return problem(Failed(says), status=500, incident=incident)
    return HttpResponseServerError(loader.render_to_string("ui/errors/failed.html", {"incident": incident}))


def _form_of(request: HttpRequest) -> str:
    """The path of the page on which the form stood, if it is one of ours; else where it was sent."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}".rstrip("?") if ours else request.path


def _way_back(request: HttpRequest) -> str:
    """The page the reader came from, if it is one of ours and not this one; else nothing."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if ours and referer != request.build_absolute_uri() else ""
