"""Files are short, say why they exist, spell Vietnamese one way, and name no machine and no registry."""

from __future__ import annotations

import ast
import re
import subprocess
import unicodedata
import warnings
from pathlib import Path

import pytest

from tests.consistency.source import HOUSE, code, files, modules, place, tree

LONG, TOO_LONG = 400, 600
WRITTEN = {".py", ".html", ".css", ".js", ".typ", ".sh"}
REGISTRIES = re.compile("|".join(rf"{name}\.{end}" for name, end in [
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "(org|com)"), ("yarnpkg", "com"), ("crates", "io"),
    ("ghcr", "io"), ("docker", "(io|com)"), ("debian", "(org|net)"), ("proxy.golang", "org"),
]))  # fmt: skip
MACHINES = re.compile(r"(?<![\w.$}\"])/(work|root|home|Users|mnt)/\w|\.\./" + "shared")
SCREEN = {".html", ".py"}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long() -> None:
    sizes = {place(path): lines(path) for path in files() if path.suffix in WRITTEN and "migrations" not in path.parts}
    assert sizes
    for name in (name for name, size in sizes.items() if LONG < size <= TOO_LONG):
        warnings.warn(f"{name} has more than {LONG} lines: make it a package of the same name", stacklevel=1)
    assert not {name: size for name, size in sizes.items() if size > TOO_LONG}


def test_no_link_leads_out_of_the_checkout() -> None:
    kept = subprocess.run(["git", "ls-files", "--stage"], cwd=HOUSE, capture_output=True, text=True).stdout
    assert not [line for line in kept.splitlines() if line.startswith("120000")]


def test_every_module_opens_with_why_it_exists() -> None:
    silent = [place(path) for path in code() if tree(path).body and not ast.get_docstring(tree(path))]
    assert not silent


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINES], ids=["registry", "machine"])
def test_no_file_names_a_registry_or_a_place_on_one_machine(pattern: re.Pattern[str]) -> None:
    found = {place(path): match[0] for path in files() if (match := pattern.search(path.read_text(encoding="utf-8")))}
    assert not found


def test_a_planted_registry_or_machine_path_is_caught() -> None:
    assert REGISTRIES.search("index-url = https://pypi" + ".org/simple")
    assert MACHINES.search("open('/" + "home/an/x.csv')")
    assert MACHINES.search("see .." + "/shared")
    assert not MACHINES.search('path("/network/", {"a": "https://example.vn/home/x"})')


def test_every_text_is_composed_unicode() -> None:
    """NFC at every door, and the first door is the source file: a decomposed ệ is found by no search."""
    assert not [place(p) for p in files() if not unicodedata.is_normalized("NFC", p.read_text(encoding="utf-8"))]


def test_types_take_nothing_from_django_but_enumerations() -> None:
    """`.importlinter` lets `types` import Django so that enumerations carry labels; this holds them to it."""
    taken = {
        f"{place(path)}: {node.module}.{name.name}"
        for app in HOUSE.glob("*/")
        for path in modules(app, "types")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "django"
        for name in node.names
        if (node.module, name.name) not in {("django.db", "models"), ("django.utils.functional", "cached_property")}
    }
    used = {
        f"{place(path)}: models.{node.attr}"
        for app in HOUSE.glob("*/")
        for path in modules(app, "types")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "models"
        if node.attr not in {"TextChoices", "IntegerChoices"}
    }
    assert not taken | used
