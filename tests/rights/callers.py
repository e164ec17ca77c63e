"""Who asks: an official at a browser, whose every request also carries the token that a program with their roles has.

What a program holds is held in the same tables as what a person holds, so each plan is tried at both doors at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.test import Client

from motcua.people.models import Account, ClientSecret
from motcua.people.queries import digest_of, token_for
from motcua.urls import api

API = "/api/"
EXAMPLES: dict[str, Any] = {"integer": 0, "number": 0, "boolean": False, "array": [], "null": None}
FORMATS = {"date": "2024-09-09", "date-time": "2024-09-09T10:00:00+07:00"}


def arrive(account: Account, at: datetime) -> Client:
    """At a browser, and at the API with a token; neither opens anything on days on which the account is closed."""
    secret = ClientSecret.objects.create(account=account, digest=digest_of(account.username), made_at=at, made_by="—")
    token = token_for(secret, at + timedelta(hours=1))
    client = Client(raise_request_exception=True, headers={"Authorization": f"Bearer {token}"})
    client.force_login(account)
    return client


@cache
def body_for(view: Any) -> dict[str, Any]:
    """What a view of the API must be sent, at its shortest: so that a request is refused for rights alone."""
    names = {operation.view_func.__name__ for operation in view.operations}
    told = [each["post"] for each in api.document["paths"].values() if each.get("post", {}).get("operationId") in names]
    schemas = [each["requestBody"]["content"].get("application/json", {}).get("schema", {}) for each in told]
    return _example(schemas[0]) if schemas and schemas[0] else {}


def _example(schema: dict[str, Any]) -> Any:
    """The shortest value that fits."""
    if "$ref" in schema:
        return _example(api.document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]])
    if "properties" in schema:
        return {name: _example(schema["properties"][name]) for name in schema.get("required", ())}
    return EXAMPLES.get(schema.get("type", ""), FORMATS.get(schema.get("format", ""), "mot"))
