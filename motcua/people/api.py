"""What a client of the API may ask about itself: a token for its secret, and what it may do today."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Form, Router, Schema
from pydantic import Field

from motcua.access.rights import ROLE_NAMES, roles_of
from motcua.kernel import clock
from motcua.kernel.refusal import NotAllowed
from motcua.org import queries as org
from motcua.people import actions, queries, rules
from motcua.people.types import VISITOR
from motcua.ui.api import ClientRequest, answers, for_clients, letters, open_to_all

router = Router(tags=["Phần mềm kết nối"])


class WrongSecret(NotAllowed):
    """No client has this secret."""

    code = "invalid_client"
    status = 401
    headers = {"WWW-Authenticate": 'Basic realm="motcua"'}  # noqa: RUF012


class TooManyTries(NotAllowed):
    """The client is locked for a while; `headers` tell for how long."""

    code = "too_many_tries"
    status = 429

    def __init__(self, locked: rules.Locked, seconds: int) -> None:
        super().__init__(locked.says, citation=locked.citation)
        self.headers = {"Retry-After": str(seconds)}


class TokenIn(Schema):
    """OAuth 2.0, client credentials (RFC 6749, 4.4); id and secret here or by HTTP Basic."""

    grant_type: Literal["client_credentials"]
    client_id: Annotated[str, letters(60, says="Mã phần mềm.")] = ""
    client_secret: Annotated[str, letters(200, says="Khóa bí mật.")] = ""


class TokenOut(Schema):
    """A token, to be sent as `Authorization: Bearer …` until it has expired."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - a kind, no secret
    expires_in: int = Field(description="Số giây mã còn hạn.")


class RoleOut(Schema):
    """A role the client holds today, and where."""

    role: str
    role_words: str
    unit: str = Field(description="Mã định danh lâu dài của đơn vị, dùng trong các yêu cầu khác.")
    unit_name: str
    since: date
    until: date | None = Field(description="Ngày đầu tiên không còn giữ; null khi chưa định.")


class Me(Schema):
    """The client as the house knows it today."""

    client_id: str
    name: str
    day: date
    roles: list[RoleOut]


@router.post(
    "/token", auth=None, response=answers({200: TokenOut}, 401, 403, 429, is_open=True), summary="Lấy mã truy cập"
)
@open_to_all("Nơi phần mềm xưng tên bằng khóa bí mật của mình; mỗi lần sai đều được đếm")
def token(request: HttpRequest, sent: Form[TokenIn]) -> TokenOut:
    """Đổi mã phần mềm và khóa bí mật lấy mã truy cập có hạn. Sai nhiều lần liên tiếp thì tạm khóa."""
    now = clock.now()
    name, word = _basic(request) or (sent.client_id, sent.client_secret)
    source = str(request.META.get("REMOTE_ADDR", ""))
    try:
        actions.knock(username=name, by=VISITOR, at=now)
    except rules.Locked as locked:
        until = queries.locked_until(name, now)
        raise TooManyTries(locked, max(1, round((until - now).total_seconds())) if until else 60) from None
    secret = queries.secret_of(name, word)
    actions.answer(username=name, is_right=secret is not None, source=source, by=VISITOR, at=now)
    if secret is None:
        raise WrongSecret(
            "Mã phần mềm hoặc khóa bí mật không đúng, hoặc khóa đã bị thu hồi; "
            "hãy kiểm tra lại, hoặc nhờ quản trị hệ thống tạo khóa mới.",
            field="client_secret",
        )
    by = queries.actor_of_client(secret.account)
    issued, seconds = actions.issue_token(secret=secret, source=source, by=by, at=now)
    return TokenOut(access_token=issued, expires_in=seconds)


def _basic(request: HttpRequest) -> tuple[str, str] | None:
    """Id and secret sent by HTTP Basic, if they were."""
    scheme, _, coded = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, word = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name.replace("\0", "")[:60], word[:200]


@router.get("/me", auth=for_clients(), response=answers({200: Me}), summary="Tôi là ai, được làm gì hôm nay")
def me(request: ClientRequest) -> Me:
    """Vai trò phần mềm giữ hôm nay, ở những đơn vị nào; mọi quyền của phần mềm đều từ đây mà ra."""
    day, by = clock.today(), request.actor
    held = roles_of(by, day)
    units = {unit.id: unit for unit in org.units_on(day, ids={each.unit_id for each in held})}
    return Me(
        client_id=queries.username_of(by),
        name=by.name,
        day=day,
        roles=[
            RoleOut(
                role=each.role,
                role_words=ROLE_NAMES[each.role],
                unit=units[each.unit_id].slug,
                unit_name=units[each.unit_id].name,
                since=each.since,
                until=each.until,
            )
            for each in held
            if each.unit_id in units
        ],
    )
