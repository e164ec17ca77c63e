"""Doors: a view says who may come in; officials come in with their actor, by day and by right."""

from __future__ import annotations

from datetime import datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from motcua.access.doors import StaffRequest, for_staff, open_to_all
from motcua.access.tests.conftest import DAY
from motcua.kernel import clock
from motcua.kernel.refusal import NotAllowed
from motcua.kernel.zone import VIETNAM


@pytest.fixture(autouse=True)
def day() -> Any:
    with clock.at(datetime.combine(DAY, time(8), VIETNAM)):
        yield


def request(user_id: int | None, path: str = "/cong/?q=1") -> HttpRequest:
    """A request of an account, or of nobody."""
    asked = RequestFactory().get(path)
    asked.user = SimpleNamespace(pk=user_id, is_authenticated=user_id is not None)  # type: ignore[assignment]
    return asked


@for_staff
def hall(request: StaffRequest) -> HttpResponse:
    return HttpResponse(request.actor.name)


@for_staff(right="gate.open")
def gate(request: StaffRequest, number: int) -> HttpResponse:
    return HttpResponse(f"{request.actor.name} {number}")


@open_to_all("Ai cũng được xem")
def square(request: HttpRequest) -> HttpResponse:
    return HttpResponse("quảng trường")


def test_an_official_comes_in_with_their_actor() -> None:
    assert hall(request(1)).content.decode() == "Diễm"
    assert gate(request(2), number=5).content.decode() == "Thiện 5"


def test_nobody_signed_in_is_led_to_sign_in_and_back() -> None:
    for view in (hall, gate):
        answer = view(request(None))
        assert answer.status_code == 302
        assert answer["Location"] == "/tai-khoan/login/?next=/cong/%3Fq%3D1"


def test_who_holds_the_right_nowhere_is_refused_by_role() -> None:
    with pytest.raises(NotAllowed, match="dành cho lãnh đạo phê duyệt hoặc cán bộ tiếp nhận") as refused:
        gate(request(3), number=5)
    assert refused.value.citation == "Nội quy, Điều 1"
    assert hall(request(3)).content.decode() == "Khách"


def test_the_right_is_asked_on_the_day_of_the_request() -> None:
    with clock.at(clock.now().replace(year=2021)), pytest.raises(NotAllowed):
        gate(request(1), number=5)


def test_the_public_square_asks_nothing() -> None:
    assert square(request(None)).content.decode() == "quảng trường"


def test_a_door_can_be_read_from_outside() -> None:
    marks = [getattr(view, "door") for view in (hall, gate, square)]  # noqa: B009
    assert marks == [("staff", None), ("staff", "gate.open"), ("public", "Ai cũng được xem")]
    assert gate.__name__ == "gate"
