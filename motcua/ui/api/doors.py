"""Every operation says who may come in, as every page does: `auth=for_clients(right)`, or `@open_to_all(why)`."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from ninja.security.base import AuthBase

from motcua.access import doors, rights
from motcua.access.doors import open_to_all
from motcua.access.types import Actor
from motcua.kernel import clock

__all__ = ["ClientRequest", "for_clients", "open_to_all"]


class ClientRequest(HttpRequest):
    """A request that came through `for_clients`: it carries its actor, the client."""

    actor: Actor


class ClientCredentials(AuthBase):
    """A client by its bearer token; its name is that of the security scheme in the document of the API."""

    openapi_type = "oauth2"
    openapi_flows = {"clientCredentials": {"tokenUrl": "/api/token", "scopes": {}}}  # noqa: RUF012
    openapi_description = "Mã truy cập lấy ở POST /api/token bằng mã phần mềm và khóa bí mật."

    def __init__(self, right: str | None) -> None:
        super().__init__()
        self.right = right
        self.door = ("client", right)

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Who the token belongs to today; none, and 401 is answered.

        Refuses one that calls too often, and one that holds the right nowhere.
        """
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        now = clock.now()
        actor = rights.client_of(token.strip(), now)
        if actor is None:
            return None
        rights.count_call(actor, now)
        cast(ClientRequest, request).actor = actor
        if self.right is not None:
            doors.must_hold(actor, self.right, now.date())
        return actor


def for_clients(right: str | None = None) -> Any:
    """Let clients in, those that hold the right somewhere today; the view finds its actor as `request.actor`."""
    return ClientCredentials(right)
