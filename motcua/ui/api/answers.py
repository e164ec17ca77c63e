"""The answers an operation may give, all of them in its document."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import Field


class Fault(Schema):
    """One fault of a request: the field, and what to do about it."""

    field: str
    detail: str


class Problem(Schema):
    """Why a request was refused (RFC 9457), in a sentence for people that says what to do."""

    type: str
    title: str
    status: int
    detail: str = Field(description="Một câu cho người đọc, nói rõ cần làm gì.")
    code: str = Field(description="Mã của lý do, không đổi theo thời gian.")
    field: str = Field(description="Trường có lỗi; rỗng khi không phải lỗi của một trường.")
    citation: str = Field(description="Căn cứ pháp lý; rỗng khi lý do không phải quy định.")
    errors: list[Fault]


ALWAYS = (400, 422)
CLIENTS = (401, 403, 429)


def answers(good: dict[int, Any], *refused: int, is_open: bool = False) -> dict[int, Any]:
    """The good answers by status, and a problem for each status with which the operation may refuse.

    Any request may be unreadable or hold what does not fit; any client may be unknown, hold no right, or
    call too often.
    """
    known = {*ALWAYS, *refused, *(() if is_open else CLIENTS)}
    return good | dict.fromkeys(sorted(known), Problem)
