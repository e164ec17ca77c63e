"""Verbs as syntax trees: what an app shows as its verbs, and what each calls."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from motcua.upkeep.reading.source import last_name, tree

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: ast.Module) -> Iterator[Function]:
    """The functions at the top of a module."""
    return (node for node in module.body if isinstance(node, Function))


def called(verb: Function, helpers: dict[str, Function], seen: frozenset[str] = frozenset()) -> set[str]:
    """What a verb calls, as `name` or `module.name`, itself or through functions of its own app's actions."""
    here = {ast.unparse(call.func) for call in ast.walk(verb) if isinstance(call, ast.Call)}
    deeper = {name.rpartition(".")[2] for name in here} & helpers.keys() - seen
    return here.union(*(called(helpers[name], helpers, seen | deeper) for name in deeper))


def shown(paths: Iterable[Path]) -> set[str] | None:
    """What a package of verbs shows, its `__all__`; None for a single file: all that has no underscore."""
    for path in paths:
        for node in tree(path).body if path.name == "__init__.py" else ():
            if isinstance(node, ast.Assign) and last_name(node.targets[0]) == "__all__":
                return set(ast.literal_eval(node.value))
    return None
