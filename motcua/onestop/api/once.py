"""Doing a thing once: what was answered under a key is answered again, whatever became of the connection."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpResponse
from ninja import Schema

from motcua.people import actions as people
from motcua.ui.api import Body, ClientRequest

REPLAYED = "Idempotent-Replayed"


def once(
    request: ClientRequest, key: str, sent: Body, at: datetime, work: Callable[[], Schema], *, status: int = 200
) -> HttpResponse:
    """Do the work and keep its answer under the client's key, in one transaction; or answer as before.

    The same key for other content is refused. What is refused leaves the key free: nothing was done. Without a key
    the work is simply done.
    """
    if not key:
        return _answer(status, work().model_dump_json())
    digest = hashlib.sha256(f"{request.method} {request.path_info} {sent.model_dump_json()}".encode()).hexdigest()
    with transaction.atomic():
        kept = people.claim_key(key=key, digest=digest, by=request.actor, at=at)
        if kept is not None:
            again = _answer(kept.status, kept.body)
            again[REPLAYED] = "true"
            return again
        body = work().model_dump_json()
        people.keep_answer(key=key, status=status, body=body, by=request.actor, at=at)
    return _answer(status, body)


def _answer(status: int, body: str) -> HttpResponse:
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
