"""Tells the demonstration's accounts beside the sign-in form, which asks for them only while the clock is shifted."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest

from motcua.demo import province
from motcua.ui import slots


@cache
def _accounts() -> tuple[tuple[str, str], ...]:
    return tuple((p["username"], p["says"]) for p in province.people_of_the_demo() if p.get("headline"))


def _hint(request: HttpRequest, **given: Any) -> dict[str, Any]:
    return {"accounts": _accounts(), "password": province.PASSWORD}


slots.fill("sign_in_hint", slots.Piece("demonstration", "demo/sign_in_hint.html", context=_hint))
