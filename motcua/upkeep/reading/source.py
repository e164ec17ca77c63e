"""The repository as text and as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HOUSE = ROOT / "motcua"
NOT_OURS = {"node_modules", "var", "__pycache__", "build", "dist"}
TEXT = {
    "",
    ".py",
    ".md",
    ".html",
    ".css",
    ".js",
    ".json",
    ".jsonl",
    ".csv",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".typ",
    ".sh",
    ".in",
}


@cache
def files() -> tuple[Path, ...]:
    """Every text file of the repository that people wrote, in order."""

    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if path.is_dir():
                if path.name not in NOT_OURS and (not path.name.startswith(".") or path.name == ".ci"):
                    yield from walk(path)
            elif path.suffix in TEXT:
                yield path

    return tuple(walk(ROOT))


def code() -> tuple[Path, ...]:
    """Every Python file, migrations excluded: those are generated."""
    return tuple(p for p in files() if p.suffix == ".py" and "migrations" not in p.parts)


def suites() -> tuple[Path, ...]:
    """Every file in which pytest looks for tests."""
    return tuple(p for p in code() if p.name.startswith("test_"))


def apps() -> tuple[Path, ...]:
    """The folders of the house, kernel included, in the order of the alphabet."""
    return tuple(sorted({p.parent for p in HOUSE.glob("*/__init__.py")}))


def modules(app: Path, name: str) -> tuple[Path, ...]:
    """The files of one kind of thought in one app: `actions.py`, or all of the package `actions/`."""
    return tuple(sorted([*app.glob(f"{name}.py"), *app.glob(f"{name}/**/*.py")]))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path) -> str:
    """How a message names a file."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def last_name(node: ast.expr) -> str:
    """`atomic` of `transaction.atomic`, `transaction.atomic(...)` or plain `atomic`; else nothing."""
    if isinstance(node, ast.Call):
        return last_name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
