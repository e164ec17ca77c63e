"""Which tests exercise a route: by its name, its path or one of its verbs, themselves or through a helper."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from motcua.upkeep.reading import names
from motcua.upkeep.reading.names import Found, mentioned
from motcua.upkeep.reading.routes import PARAMETER, Route
from motcua.upkeep.reading.source import suites, tree
from motcua.upkeep.types import TestTold

BY_NAME, BY_PATH, BY_VERB, HELPED = "tên trang", "đường dẫn", "hành động", ", qua hàm phụ"
_GAP = "\x00"
"""Stands for what an f-string fills in."""
_HOST = re.compile(rf"^(https?://[^/]+|{_GAP})/")


def tests_of(route: Route, verbs: Sequence[str]) -> list[TestTold]:
    """The tests of a route: who asks for it directly, then by a helper, then who only calls its verbs."""
    found = []
    for test in _tests():
        if by := _by(route, test, verbs):
            found.append((by[0], TestTold(test.found.name, test.found.place, by[1])))
    return [told for _, told in sorted(found, key=lambda each: (each[0], each[1].place.file, each[1].place.line))]


def _by(route: Route, test: Test, verbs: Sequence[str]) -> tuple[int, str] | None:
    for rank, (strings, how) in enumerate([(test.own, ""), (test.helped, HELPED)]):
        if route.name and route.name in strings:
            return rank, BY_NAME + how
        if any(asks_for(route.pattern, text, test.said) for text in strings if "/" in text):
            return rank, BY_PATH + how
    if used := [verb for verb in verbs if verb in test.verbs]:
        return 2, f"{BY_VERB} {', '.join(used)}"
    return None


def asks_for(route: str, text: str, said: frozenset[str]) -> bool:
    """Whether a string of a test is a path of the route.

    A gap of an f-string stands for a parameter, or for a word of the route that the test says elsewhere.
    """
    path = _HOST.sub("/", text).partition("?")[0]
    if not path.startswith("/") or path.count("/") > route.count("/") + 1:
        return False
    ends = ["", *(end for end in said if end and route.endswith(end))] if path.endswith(_GAP) else [""]
    begun = path[1:].removesuffix(_GAP)
    return any(_fits(route.split("/"), (begun + end).split("/"), said) for end in ends)


def _fits(wanted: list[str], asked: list[str], said: frozenset[str]) -> bool:
    return len(asked) == len(wanted) and all(
        here == there or bool(here and PARAMETER.search(there)) or (here == _GAP and there in said)
        for here, there in zip(asked, wanted, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Test:
    """A test with the strings it says itself and those its helpers say, and the verbs called in its own file."""

    __test__ = False

    found: Found
    own: frozenset[str]
    helped: frozenset[str]
    verbs: frozenset[str]
    said: frozenset[str]


@cache
def _tests() -> tuple[Test, ...]:
    return tuple(
        _told(Found(names.module_of(source), node.name, node))
        for source in suites()
        for node in tree(source).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def _told(test: Found) -> Test:
    helped, verbs = set[str](), set[str]()
    waiting, seen = [test], {(test.module, test.name)}
    while waiting:
        found = waiting.pop()
        for other in mentioned(found):
            if other.kind == "actions" and found.module == test.module:
                verbs.add(f"{other.app}.{other.name}")
            is_helper = other.module.startswith("tests.") or ".tests." in other.module
            if is_helper and (other.module, other.name) not in seen:
                seen.add((other.module, other.name))
                helped |= set(_strings(other))
                waiting.append(other)
    own = frozenset(_strings(test))
    return Test(test, own, frozenset(helped), frozenset(verbs), own | helped)


def _strings(found: Found) -> Iterator[str]:
    for node in ast.walk(found.node):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(_part(found, part) for part in node.values)


def _part(found: Found, part: ast.expr) -> str:
    """A part of an f-string: its text, the text of a constant it names, else a gap."""
    if isinstance(part, ast.FormattedValue):
        named = names.in_module(found.module, part.value)
        part = named.node.value if named and isinstance(named.node, ast.Assign) else part
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else _GAP
