"""Turns a `Refusal` that leaves a view into a page that says what to do, and writes one log line about it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

from motcua.kernel.refusal import Conflict, Malformed, NotAllowed, NotFound, Refusal
from motcua.ui.errors import refused

log = logging.getLogger("motcua.refusals")
STATUS: tuple[tuple[type[Refusal], int], ...] = ((NotFound, 404), (NotAllowed, 403), (Conflict, 409), (Malformed, 400))


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal; 422 for whatever a rule forbids."""
    return next((status for kind, status in STATUS if isinstance(refusal, kind)), 422)


def note(request: HttpRequest, refusal: Refusal, status: int) -> None:
    """One log line; the sentence may name a person, so the line keeps only what tells how often and where."""
    actor = getattr(request, "actor", None)
    log.info(
        "refused code=%s status=%s method=%s path=%s field=%s user=%s",
        refusal.code,
        status,
        request.method,
        request.path,
        refusal.field or "-",
        (actor.user_id if actor else getattr(getattr(request, "user", None), "pk", None)) or "-",
    )


@sync_only_middleware
def refusals(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: other exceptions pass through untouched. An address with a NUL, which no text of the database may
    hold, is unreadable."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in an address")
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        status = status_of(exception)
        note(request, exception, status)
        return refused(request, exception, status=status)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
