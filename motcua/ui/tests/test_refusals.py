"""A refusal that leaves a view becomes a page with what to do; a failure of ours needs nothing to be shown."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from motcua.kernel.refusal import Conflict, Malformed, NotAllowed, NotFound, Refusal
from motcua.ui import errors
from motcua.ui.middleware import refusals, status_of

Make = Callable[..., HttpRequest]
pytestmark = pytest.mark.usefixtures("empty_slots")


def answer(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    middleware: Any = refusals(lambda request: HttpResponse())
    response: HttpResponse | None = middleware.process_exception(request, exception)
    return response


@pytest.mark.parametrize(
    ("kind", "status"), [(NotFound, 404), (NotAllowed, 403), (Conflict, 409), (Malformed, 400), (Refusal, 422)]
)
def test_each_kind_of_refusal_has_its_status(kind: type[Refusal], status: int) -> None:
    assert status_of(kind("Không được.")) == status


def test_a_refusal_becomes_a_page_with_sentence_and_citation(request_of: Make) -> None:
    response = answer(request_of(), Conflict("Trần Văn Bình vừa nhận; hãy tải lại trang.", citation="Điều 17"))
    assert response is not None
    page = response.content.decode()
    assert response.status_code == 409
    assert "Trần Văn Bình vừa nhận; hãy tải lại trang." in page
    assert "Căn cứ: Điều 17" in page
    assert '<html lang="vi">' in page


def test_to_htmx_only_the_box_is_sent(request_of: Make) -> None:
    request: Any = request_of()
    request.htmx = True
    response = answer(request, NotAllowed("Hãy đề nghị chuyển bước."))
    assert response is not None
    assert "<html" not in response.content.decode()
    assert 'role="alert"' in response.content.decode()


def test_other_exceptions_are_not_swallowed(request_of: Make) -> None:
    assert answer(request_of(), ZeroDivisionError()) is None


def test_the_way_back_leads_only_to_our_own_pages(request_of: Make) -> None:
    for referer, shown in (("http://testserver/viec/", True), ("https://evil.example/", False)):
        request = request_of("/x/")
        request.META["HTTP_REFERER"] = referer
        response = answer(request, NotFound("Không có."))
        assert response is not None
        assert ("Quay lại trang trước" in response.content.decode()) is shown


def test_a_refusal_writes_one_line_without_its_sentence(request_of: Make, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "motcua.refusals"):
        answer(request_of("/x/"), NotAllowed("Nguyễn Văn A không được.", field="step"))
    (line,) = caplog.messages
    assert line == "refused code=not_allowed status=403 method=GET path=/x/ field=step user=-"


def test_an_unknown_address_is_answered_in_vietnamese(request_of: Make) -> None:
    response = errors.not_found(request_of("/khong-co/"), Exception())
    assert response.status_code == 404
    assert "Không tìm thấy" in response.content.decode()


def test_our_own_failure_is_shown_without_request_or_database(caplog: pytest.LogCaptureFixture) -> None:
    response = errors.failed(HttpRequest())
    page = response.content.decode()
    incident = caplog.messages[-1].split("incident=")[1].split()[0]
    assert response.status_code == 500
    assert "Hệ thống gặp sự cố" in page
    assert incident in page


def test_a_request_that_cannot_be_read_is_answered_without_trusting_it() -> None:
    response = errors.unreadable(HttpRequest(), Exception())
    assert response.status_code == 400
    assert "Không đọc được yêu cầu" in response.content.decode()


def test_an_old_form_is_told_to_load_again(request_of: Make) -> None:
    response = errors.csrf_failure(request_of(), "CSRF cookie not set.")
    assert response.status_code == 403
    assert "Phiên làm việc đã hết" in response.content.decode()
