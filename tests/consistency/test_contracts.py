"""The five import contracts hold, and each bites: what is planted in a copy of the house is caught."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.consistency.source import ROOT

LAYERS = "A folder imports only folders below it"
INSIDE = "Inside an app, each kind of thought knows only the ones below it"
PURE = "Rules and the kernel know nothing of Django, databases or jobs"
CLOCK = "Only doors read the clock"
FACE = "An app is entered only through its face"
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

Lint = Callable[[], tuple[set[str], str]]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, its contracts and their configuration, somewhere else."""
    there = tmp_path_factory.mktemp("house")
    only_code = shutil.ignore_patterns("__pycache__", "static", "templates", "data", "*.md")
    shutil.copytree(ROOT / "motcua", there / "motcua", ignore=only_code)
    shutil.copytree(ROOT / "tests" / "contracts", there / "tests" / "contracts", ignore=only_code)
    shutil.copy(ROOT / "tests" / "__init__.py", there / "tests")
    shutil.copy(ROOT / ".importlinter", there)
    return there


@pytest.fixture
def lint(copy: Path) -> Lint:
    """Run import-linter there; the names of the broken contracts, and all it printed."""

    def run() -> tuple[set[str], str]:
        command = [sys.executable, "-c", LINT, "--no-logo"]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, env={"COLUMNS": "200"}, check=False)
        said = done.stdout + done.stderr
        assert "KEPT" in said, said
        broken = set(re.findall(r"^(.+) BROKEN", said, flags=re.MULTILINE))
        assert (done.returncode == 0) == (not broken), said
        return broken, said

    return run


def test_the_house_keeps_its_five_contracts(lint: Lint) -> None:
    broken, said = lint()
    assert not broken, said
    assert said.count(" KEPT") == 5, said


PLANTS = {
    "a lower app imports an upper one": ("org/plant.py", "import motcua.desk", LAYERS),
    "a neighbour imports a neighbour": ("procedures/plant.py", "import motcua.population", LAYERS),
    "a new folder has no place in the order": ("sundries/__init__.py", "", LAYERS),
    "a type points upwards": (
        "org/plant.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import motcua.desk",
        LAYERS,
    ),
    "a model imports a query": ("org/models/plant.py", "from motcua.org import queries", INSIDE),
    "a query imports a verb": ("org/queries/plant.py", "from motcua.org import actions", INSIDE),
    "an import hides in a function": (
        "org/models/plant.py",
        "def late():\n    from motcua.org import queries\n    return queries",
        INSIDE,
    ),
    "a rule imports Django": ("org/rules/plant.py", "import django", PURE),
    "a rule reaches Django by a detour": ("org/rules/plant.py", "from motcua.access import rights", PURE),
    "the kernel reaches for a database": ("kernel/plant.py", "import psycopg", PURE),
    "a verb reads the clock": ("org/actions/plant.py", "from motcua.kernel import clock", CLOCK),
    "a query reads the clock": ("org/queries/plant.py", "from motcua.kernel.clock import now", CLOCK),
    "an app enters by another's tables": ("people/actions.py", "from motcua.org import models", FACE),
    "even the top app uses the face": ("demo/plant.py", "import motcua.people.policy", FACE),
    "pages are nobody else's": ("desk/plant.py", "import motcua.people.web", FACE),
    "what is open to one app alone": ("demo/plant.py", "import motcua.ledger.signing", FACE),
    "a package of verbs is one door": ("desk/plant.py", "import motcua.onestop.actions.status", FACE),
}


@pytest.mark.parametrize(("file", "line", "contract"), PLANTS.values(), ids=PLANTS)
def test_a_planted_violation_breaks_its_contract_and_no_other(
    copy: Path, lint: Lint, file: str, line: str, contract: str
) -> None:
    target = copy / "motcua" / file
    before = target.read_text(encoding="utf-8") if target.exists() else None
    target.parent.mkdir(exist_ok=True)
    target.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        broken, said = lint()
    finally:
        if before is not None:
            target.write_text(before, encoding="utf-8")
        elif target.name == "__init__.py":
            shutil.rmtree(target.parent)
        else:
            target.unlink()
    assert broken == {contract}, said


def test_no_folder_of_code_hides_from_the_linter() -> None:
    hidden = {p.parent for p in (ROOT / "motcua").rglob("*.py") if not (p.parent / "__init__.py").exists()}
    assert not hidden, f"folders without __init__.py are not looked at: {sorted(map(str, hidden))}"
