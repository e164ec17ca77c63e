"""What a session knows of its screen: when it was last used, after how many minutes it locks, and whether it has.

Every session made by our sign-in carries it under `SCREEN`.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from motcua.people import queries
from motcua.people.models import Account

SCREEN = "screen"


def begin(request: HttpRequest, account: Account, at: datetime) -> None:
    """Start to watch a session that has just been signed in."""
    request.session[SCREEN] = {
        "seen": at.timestamp(),
        "minutes": queries.lock_minutes(account, at.date()),
        "locked": False,
        "change": queries.change_reason(account, at.date()),
    }


def note(request: HttpRequest, **changed: Any) -> None:
    """Change what the session knows of its screen."""
    request.session[SCREEN] = {**request.session[SCREEN], **changed}


def minutes(request: HttpRequest) -> int | None:
    """After how many minutes this session's screen locks; None where it is not watched."""
    state = request.session.get(SCREEN)
    return state["minutes"] if state else None


def carried(request: HttpRequest) -> str:
    """What a form was sending, as the lock page keeps it: where to, and its fields; no passwords, and no files."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return json.dumps(
        {
            "to": request.get_full_path(),
            "fields": [pair for pair in fields if pair[0] != "csrfmiddlewaretoken" and "password" not in pair[0]],
            "files": [file.name for _, files in request.FILES.lists() for file in files],
        }
    )
