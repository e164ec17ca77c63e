"""The addresses of the house: which there are, which view answers, who may come in, where each is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from inspect import getsourcefile, unwrap
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver

from motcua.kernel.refusal import NotFound
from motcua.upkeep.reading.source import ROOT, last_name, place, tree
from motcua.upkeep.types import Place

PARAMETER = re.compile(r"<(?:\w+:)?\w+>")


def routes(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address with its view."""
    for entry in patterns:
        where = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, where)
        elif isinstance(entry, URLPattern):
            yield where, entry.callback


def door_of(view: Any) -> tuple[str, str | None] | None:
    """The door of a view function, or of the class behind it."""
    behind = getattr(view, "view_class", None)
    found: tuple[str, str | None] | None = getattr(view, "door", None) or getattr(
        getattr(behind, "dispatch", behind), "door", None
    )
    return found


@dataclass(frozen=True, slots=True)
class Route:
    """An address: its pattern from the root, its name with namespaces, the view, and the URL conf that has it."""

    pattern: str
    name: str
    view: Any
    own: str
    conf: Path | None

    @property
    def place(self) -> Place | None:
        """Where the URL conf says it."""
        if self.conf is None or not self.conf.is_relative_to(ROOT):
            return None
        for call in ast.walk(tree(self.conf)):
            if not isinstance(call, ast.Call) or last_name(call) not in ("path", "re_path") or not call.args:
                continue
            names = [k.value.value for k in call.keywords if k.arg == "name" and isinstance(k.value, ast.Constant)]
            # A pattern put together from parts is known by its name alone.
            written = call.args[0].value if isinstance(call.args[0], ast.Constant) else self.own
            if written == self.own and (self.name.rpartition(":")[2] in names if self.name else not names):
                return Place(place(self.conf), call.lineno)
        return None

    @property
    def functions(self) -> list[Any]:
        """The functions that answer: one, or one for each operation of an API; a class for views that are one."""
        if behind := getattr(self.view, "view_class", None):
            return [behind]
        return [unwrap(each.view_func) for each in self.operations] or [unwrap(self.view)]

    @property
    def operations(self) -> list[Any]:
        """The operations of the API that share this address, each with a door of its own; none for a page."""
        return list(getattr(self.view, "operations", ()))


def known() -> list[Route]:
    """Every address of the house and of the libraries it uses."""

    def walk(resolver: URLResolver, before: str, space: str, conf: str | None) -> Iterator[Route]:
        source = getattr(resolver.urlconf_module, "__file__", conf)  # a list of patterns stands where it is included
        for entry in resolver.url_patterns:
            where = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from walk(entry, where, f"{space}{entry.namespace}:" if entry.namespace else space, source)
            else:
                name = space + entry.name if entry.name else ""
                yield Route(where, name, entry.callback, str(entry.pattern), Path(source) if source else None)

    return list(walk(get_resolver(), "", "", None))


def find(asked: str) -> Route:
    """The route of a path, a full URL or a route's name; `NotFound` suggests near ones."""
    every = known()
    for route in sorted(every, key=lambda each: (each.name != asked, bool(each.operations))):
        if route.name and asked in (route.name, route.name.rpartition(":")[2]):
            return route
    path = path_in(asked)
    for tried in dict.fromkeys([f"/{path.lstrip('/')}", f"/{path.strip('/')}/"]):
        try:
            matched = get_resolver().resolve(tried)
        except Resolver404:
            continue
        for route in every:
            if route.pattern == matched.route and route.view is matched.func:
                return route
    near = near_to(asked, every)
    hint = f" Có phải: {', '.join(near)}?" if near else ""
    raise NotFound(f"Không có trang nào ở «{asked}»; hãy ghi đường dẫn, địa chỉ đầy đủ hoặc tên của trang.{hint}")


def path_in(asked: str) -> str:
    """The path of a URL; what has no host is a path, or a name with a colon in it."""
    return unquote(urlsplit(asked if "://" in asked else f"//host/{asked.lstrip('/')}").path)


def near_to(asked: str, every: list[Route], most: int = 5) -> list[str]:
    """Routes whose path ends as the one that was asked, then those whose name or path looks like it."""
    path = path_in(asked).strip("/")
    shown = {route: f"/{route.pattern}" + (f" ({route.name})" if route.name else "") for route in every}
    wanted = path.split("/")
    endings = [route for route in every if len(wanted) > 1 and _ends_as(route.pattern.strip("/").split("/"), wanted)]
    words: dict[str, Route] = {}
    for route in every:
        for word in (route.pattern.strip("/"), PARAMETER.sub("", route.pattern).strip("/"), route.name):
            words.setdefault(word, route)
    close = get_close_matches(path or asked, words, n=most, cutoff=0.5)
    return list(dict.fromkeys(shown[route] for route in [*endings, *(words[word] for word in close)]))[:most]


def _ends_as(pattern: list[str], wanted: list[str]) -> bool:
    """Whether the last parts of a pattern fit these, at least one of them word for word."""
    last = pattern[-len(wanted) :]
    fits = len(last) == len(wanted) and all(a == b or PARAMETER.search(a) for a, b in zip(last, wanted, strict=True))
    return fits and any(a == b for a, b in zip(last, wanted, strict=True))


def source_of(view: Any) -> Path | None:
    """The file of a view, where it is ours."""
    try:
        found = Path(getsourcefile(view) or "")
    except TypeError:
        return None
    return found if found.is_relative_to(ROOT / "motcua") else None
