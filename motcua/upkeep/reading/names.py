"""What a name in a module stands for: followed through imports and packages to the function or class that is meant.

Names bound by imports (in functions, too), functions, classes and constants at the top of a module are known; what is
computed at run time is not.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from motcua.upkeep.reading.source import ROOT, place, tree
from motcua.upkeep.types import Place

Meant = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
DEEPEST = 8
"""Packages that show each other's names are at most so many deep; more is a circle."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing at the top of a module: `motcua.onestop.actions.steps`, `take`, and its tree."""

    module: str
    name: str
    node: Meant

    @property
    def place(self) -> Place:
        """Where it is written."""
        source = file_of(self.module)
        assert source is not None
        return Place(place(source), self.node.lineno)

    @property
    def kind(self) -> str:
        """The kind of thought its module is: `actions`, `web`, `facts`, …; empty for what is not ours."""
        parts = self.module.split(".")
        return parts[2] if parts[0] == "motcua" and len(parts) > 2 else ""

    @property
    def app(self) -> str:
        """The app it belongs to."""
        return self.module.split(".")[1] if "." in self.module else ""


@cache
def file_of(module: str) -> Path | None:
    """The source of one of our modules, packages included; None for any other."""
    base = ROOT.joinpath(*module.split("."))
    if module.split(".")[0] not in ("motcua", "tests"):
        return None
    return next((p for p in (base.with_suffix(".py"), base / "__init__.py") if p.is_file()), None)


def module_of(source: Path) -> str:
    """The dotted name of one of our files."""
    parts = source.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def _bound(module: str) -> tuple[dict[str, str], dict[str, Meant]]:
    """The names a module imports, with what they stand for, and the things at its top."""
    source = file_of(module)
    if source is None:
        return {}, {}
    imported: dict[str, str] = {}
    things: dict[str, Meant] = {}
    package = module if source.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(tree(source)):
        if isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - (node.level - 1)] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            imported |= {name.asname or name.name: f"{base}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            imported |= {name.asname: name.name for name in node.names if name.asname}
    for node in tree(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            things[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            things |= {target.id: node for target in targets if isinstance(target, ast.Name)}
    return imported, things


def meant(dotted: str, depth: int = 0) -> Found | None:
    """The thing that a dotted name stands for, wherever it is written; None for modules and for what is not ours."""
    module, _, name = dotted.rpartition(".")
    if not module or depth > DEEPEST:
        return None
    imported, things = _bound(module)
    if name in things:
        return Found(module, name, things[name])
    if name in imported:
        return meant(imported[name], depth + 1)
    if file_of(dotted) is None and (outer := meant(module, depth + 1)):
        return outer  # `policy.WORK.code` is `policy.WORK`
    return None


def _dotted(expression: ast.expr) -> list[str]:
    """The words of a name or of `a.b.c`; none for anything else."""
    words: list[str] = []
    while isinstance(expression, ast.Attribute):
        words.append(expression.attr)
        expression = expression.value
    return [expression.id, *reversed(words)] if isinstance(expression, ast.Name) else []


def in_module(module: str, expression: ast.expr) -> Found | None:
    """What a name or `a.b.c` stands for inside a module."""
    words = _dotted(expression)
    if not words:
        return None
    imported, things = _bound(module)
    if words[0] in things:
        return Found(module, words[0], things[words[0]])
    if words[0] not in imported:
        return None
    return meant(".".join([imported[words[0]], *words[1:]]))


def mentioned(found: Found) -> list[Found]:
    """All things of ours that a thing names, in the order of their mention; once each."""
    seen: dict[tuple[str, str], Found] = {}
    for node in ast.walk(found.node):
        if isinstance(node, ast.Name | ast.Attribute) and (other := in_module(found.module, node)):
            seen.setdefault((other.module, other.name), other)
    return list(seen.values())


def instantiated(found: Found) -> list[Found]:
    """The classes of ours that a thing calls."""
    seen: dict[tuple[str, str], Found] = {}
    for node in ast.walk(found.node):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            other = in_module(found.module, node.func)
            if other and isinstance(other.node, ast.ClassDef):
                seen.setdefault((other.module, other.name), other)
    return list(seen.values())
