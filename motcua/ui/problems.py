"""A refusal as the API says it: a problem document (RFC 9457) with the sentence, the field and the law cited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from motcua.kernel.refusal import Refusal

PROBLEM = "application/problem+json"
ROOT = "/api/"
TITLES = {
    400: "Không đọc được yêu cầu",
    401: "Chưa xác định được phần mềm gửi yêu cầu",
    403: "Không có quyền làm việc này",
    404: "Không tìm thấy",
    405: "Địa chỉ này không nhận phương thức đã gửi",
    409: "Người khác vừa làm trước",
    413: "Nội dung gửi lên quá lớn",
    422: "Chưa thực hiện được",
    429: "Đã gửi quá nhiều lần",
    500: "Phần mềm gặp lỗi",
}


def is_api(request: HttpRequest) -> bool:
    """Whether programs are answered at this address, with problem documents in place of pages."""
    return request.path_info.startswith(ROOT)


def problem(
    refusal: Refusal,
    *,
    status: int,
    errors: Iterable[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
    **more: str,
) -> HttpResponse:
    """The document; `errors` are the single faults of a request, each with its `field` and `detail`."""
    told: dict[str, Any] = {
        "type": f"urn:motcua:problem:{refusal.code}",
        "title": TITLES.get(status, TITLES[422]),
        "status": status,
        "detail": refusal.says,
        "code": refusal.code,
        "field": refusal.field,
        "citation": refusal.citation,
        "errors": list(errors),
    }
    return HttpResponse(
        json.dumps(told | more, ensure_ascii=False), status=status, content_type=PROBLEM, headers=dict(headers or {})
    )
