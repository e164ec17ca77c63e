"""Every view says who may come in; a test fails on any route that does not.

`@open_to_all(why)` for the public, `@for_staff` for signed-in officials, `@for_staff(right=…)` for those who hold a
right somewhere today. What may be done with a given row is decided by that app's policy, inside the verb.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from motcua.access import rights
from motcua.access.types import Actor
from motcua.kernel import clock
from motcua.kernel.refusal import NotAllowed

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """A request that came through `for_staff`: it carries its actor."""

    actor: Actor
    htmx: Any


def open_to_all[V: Callable[..., Any]](why: str) -> Callable[[V], V]:
    """Let the public in; `why` is the reason a reviewer reads."""

    def mark(view: V) -> V:
        cast(Any, view).door = ("public", why)
        return view

    return mark


def must_hold(actor: Actor, right: str, day: date) -> None:
    """Refuse who holds a right nowhere that day."""
    if rights.units_where(actor, right, day):
        return
    known = next(each for each in rights.rights() if each.code == right)
    wanted = " hoặc ".join(rights.ROLE_NAMES[name] for name in sorted(known.roles))
    raise NotAllowed(
        f"Trang này dành cho {wanted}; tài khoản của bạn hôm nay không giữ vai trò đó.",
        citation=known.cited(day),
    )


def for_staff(view: View | None = None, *, right: str | None = None) -> Any:
    """Let signed-in officials in, and hand the view its actor as `request.actor`."""

    def wrap(inner: View) -> View:
        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            day = clock.today()
            staff = cast(StaffRequest, request)
            staff.actor = rights.actor_of(request.user, day)
            with rights.asking_once():
                if right is not None:
                    must_hold(staff.actor, right, day)
                return inner(request, *args, **kwargs)

        cast(Any, guarded).door = ("staff", right)
        return guarded

    return wrap(view) if view is not None else wrap
