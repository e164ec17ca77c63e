"""Whatever goes wrong in an operation is answered by a problem document."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from motcua.kernel.refusal import Malformed, NotAllowed, NotFound, Refusal
from motcua.ui.api.faults import faults
from motcua.ui.middleware import note, status_of
from motcua.ui.problems import problem


class Unknown(NotAllowed):
    """Nobody known sent the request."""

    code = "unknown_client"


class TooLarge(Refusal):
    """More bytes than are taken in."""

    code = "too_large"


def teach(api: NinjaAPI) -> None:
    """Have an API answer refusals and faults our way."""
    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, does_not_fit)
    api.add_exception_handler(AuthenticationError, unknown)
    api.add_exception_handler(RequestDataTooBig, too_large)
    api.add_exception_handler(Http404, nothing_there)
    for kind in (HttpError, SuspiciousOperation, BadRequest, MultiPartParserError):
        api.add_exception_handler(kind, unreadable)


def status_in_api(refusal: Refusal) -> int:
    """The HTTP status of a refusal in the API: a refusal may name its own, and what cannot be read fits not (422)."""
    own: int | None = getattr(refusal, "status", None)
    if own is not None:
        return own
    status = status_of(refusal)
    return 422 if status == 400 else status


def refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    """A refusal of ours."""
    status = status_in_api(refusal)
    note(request, refusal, status)
    return problem(refusal, status=status, headers=getattr(refusal, "headers", None))


def does_not_fit(request: HttpRequest, error: Any) -> HttpResponse:
    """A request that is not as the document says."""
    found = faults(error.errors)
    many = f" (và {len(found) - 1} lỗi khác)" if len(found) > 1 else ""
    says = f"Trường «{found[0]['field']}»: {found[0]['detail']}{many}"
    return problem(Malformed(says, field=found[0]["field"]), status=422, errors=found)


def unknown(request: HttpRequest, error: Any) -> HttpResponse:
    """No token, or one that is void."""
    says = "Cần mã truy cập còn hạn; hãy lấy mã ở POST /api/token rồi gửi trong Authorization: Bearer."
    return problem(Unknown(says), status=401, headers={"WWW-Authenticate": 'Bearer realm="motcua"'})


def too_large(request: HttpRequest, error: Any) -> HttpResponse:
    """More than the house takes in at once."""
    says = "Nội dung gửi lên quá lớn; hãy gửi tệp ở POST /api/files và chia yêu cầu thành nhiều phần."
    return problem(TooLarge(says), status=413)


def nothing_there(request: HttpRequest, error: Any) -> HttpResponse:
    """Nothing of that name."""
    return problem(NotFound("Không có gì ở địa chỉ này; hãy kiểm tra lại mã trong đường dẫn."), status=404)


def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """Not JSON, not a form."""
    says = "Không đọc được nội dung gửi lên; hãy gửi JSON đúng chuẩn UTF-8, hoặc biểu mẫu đúng dạng ở POST /api/files."
    return problem(Malformed(says), status=400)
