"""What every page knows without its view saying so: the clock it runs on, who is looking, whose place it is.

One of the few doors that read the clock; the rest of `ui` asks the page for its day.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from motcua.access import rights
from motcua.access.types import Actor
from motcua.kernel import clock


def place_on(day: date) -> str:
    """The name in force on a day among those of the setting `MOTCUA_PLACE`; a name without a day is the first."""
    names = {"": ""}
    for written in settings.MOTCUA_PLACE:
        found = re.fullmatch(r"(\d{4}-\d\d-\d\d) +(.+)", written)
        names |= {found[1]: found[2]} if found else {"": written}
    return names[max(since for since in names if since <= day.isoformat())]


class Page:
    """The surroundings of one request, worked out once and only when asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def now(self) -> datetime:
        """The moment of this request, aware, in Vietnam's time."""
        return clock.now()

    @property
    def today(self) -> date:
        """The day of this request in Vietnam."""
        return self.now.date()

    @property
    def is_demonstration(self) -> bool:
        """True where the page must carry the banner of the demonstration's clock."""
        return clock.is_shifted()

    @property
    def base(self) -> str:
        """The base template of a page that officials and citizens share."""
        return "ui/staff.html" if self.actor else "ui/public.html"

    @property
    def place(self) -> str:
        """Whose administration this is today, as printed in headers: `Tỉnh Ninh Thuận`."""
        return place_on(self.today)

    @cached_property
    def actor(self) -> Actor | None:
        """The official who is signed in, with today's post; None for the public."""
        known: Actor | None = getattr(self.request, "actor", None)
        if known is not None:
            return known
        user: Any = getattr(self.request, "user", None)
        return rights.actor_of(user, self.today) if user is not None and user.is_authenticated else None


def page_of(request: HttpRequest) -> Page:
    """The one `Page` of a request."""
    found: Page | None = getattr(request, "_motcua_page", None)
    if found is None:
        found = request._motcua_page = Page(request)  # type: ignore[attr-defined]
    return found


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: templates read it as `motcua.now`, `motcua.actor`, `motcua.is_demonstration`."""
    return {"motcua": page_of(request)}
