"""No test that cannot fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.consistency.source import last_name, place, suites, tree

Function = ast.FunctionDef | ast.AsyncFunctionDef
ASSERTING = {"raises", "warns", "expect", "fail"}


def asserts(node: ast.AST, helpers: dict[str, ast.AST], seen: frozenset[str] = frozenset()) -> bool:
    """True where something can fail: an assertion, unless of a constant, or a helper that has one."""
    inside = list(ast.walk(node))
    if any(isinstance(n, ast.Assert) and not isinstance(n.test, ast.Constant) for n in inside):
        return True
    called = {last_name(n) for n in inside if isinstance(n, ast.Call)}
    if called & ASSERTING or any(name.startswith("assert_") for name in called):
        return True
    return any(asserts(helpers[name], helpers, seen | called) for name in called & helpers.keys() - seen)


def empty(module: ast.Module) -> Iterator[str]:
    """The tests of a module that assert nothing."""
    helpers: dict[str, ast.AST] = {n.name: n for n in ast.walk(module) if isinstance(n, Function)}
    for name, function in helpers.items():
        if name.startswith("test_") and not asserts(function, helpers):
            yield name


def test_every_test_asserts_something() -> None:
    found = {place(path): list(empty(tree(path))) for path in suites()}
    assert len(found) > 5
    assert not {name: hollow for name, hollow in found.items() if hollow}


def test_a_planted_test_without_an_assertion_is_caught() -> None:
    planted = ast.parse(
        "def check(x): assert x\n"
        "def test_sound(): check(1 + 1)\n"
        "def test_refused():\n    with pytest.raises(ValueError): int('x')\n"
        "def test_hollow(): print('ran')\n"
        "def test_constant(): assert True\n"
    )
    assert list(empty(planted)) == ["test_hollow", "test_constant"]
