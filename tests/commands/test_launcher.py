"""run.sh finds a Python that fits, sets up only what is lacking, and hands the arguments over as they are."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("cat", "cksum", "dirname", "readlink", "sh")
SETUP = """
import pathlib, sys
root = pathlib.Path(__file__).resolve().parents[2]
(root / "set-up-by").open("a").write(sys.argv[0] + "\\n")
venv = root / ".venv"
(venv / "bin").mkdir(parents=True, exist_ok=True)
(venv / "lib" / "python{}.{}".format(*sys.version_info)).mkdir(parents=True, exist_ok=True)
(venv / "bin" / "python").unlink(missing_ok=True)
(venv / "bin" / "python").symlink_to(sys.executable)
import subprocess
marks = {venv / "motcua-base": "requirements/base.txt", root / "node_modules" / ".motcua": "package-lock.json"}
for mark, name in marks.items():
    mark.parent.mkdir(exist_ok=True)
    lead = f"{root}\\n" if name.endswith(".txt") else ""
    mark.write_text(lead + subprocess.run(["cksum", name], cwd=root, capture_output=True, text=True).stdout)
"""
ECHO = "import sys; print(sys.argv[1:])"


@dataclass
class Checkout:
    """A checkout with the real launcher, a set-up that only leaves its marks, and a PATH of our own."""

    root: Path
    path: Path

    def interpreter(self, name: str, script: str) -> None:
        program = self.path / name
        program.write_text(f"#!{shutil.which('sh')}\n{script}\n")
        program.chmod(0o755)

    def call(self, *arguments: str, command: Path | None = None, cwd: Path | None = None):
        return subprocess.run(
            [command or self.root / "bin" / "say", *arguments],
            env={"PATH": str(self.path), "HOME": str(self.path), "PYENV_ROOT": str(self.path)},
            cwd=cwd,
            capture_output=True,
            text=True,
        )

    def set_ups(self) -> int:
        note = self.root / "set-up-by"
        return len(note.read_text().splitlines()) if note.exists() else 0


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    root, path = tmp_path / "một cửa" / "bản sao", tmp_path / "path"
    (root / "bin" / "lib").mkdir(parents=True)
    (root / "requirements").mkdir()
    path.mkdir()
    shutil.copy(ROOT / "bin" / "lib" / "run.sh", root / "bin" / "lib")
    command = (ROOT / "bin" / "motcua").read_text().replace("base command", "base say")
    (root / "bin" / "say").write_text(command)
    (root / "bin" / "say").chmod(0o755)
    (root / "bin" / "lib" / "say.py").write_text(ECHO)
    (root / "bin" / "lib" / "setup.py").write_text(SETUP)
    (root / "requirements" / "base.txt").write_text("django==6.1\n")
    (root / "package-lock.json").write_text("{}")
    for name in NEEDED:
        (path / name).symlink_to(shutil.which(name) or name)
    return Checkout(root, path)


@pytest.fixture
def fitted(checkout) -> Checkout:
    checkout.interpreter("python3.13", f'exec "{sys.executable}" "$@"')
    return checkout


def test_programs_that_are_there_but_do_not_run_or_do_not_fit_are_passed_over(checkout):
    checkout.interpreter("python3", "echo 'pyenv: python3: command not found' >&2; exit 127")
    checkout.interpreter("python3.14", "exit 1  # what the version check of an old Python gives")
    checkout.interpreter("python3.13", f'exec "{sys.executable}" "$@"')
    assert checkout.call("a").stdout == "['a']\n"


def test_a_version_that_only_pyenv_knows_is_found(checkout):
    folder = checkout.path / "versions" / "3.12.1" / "bin"
    folder.mkdir(parents=True)
    (folder / "python").symlink_to(sys.executable)
    assert checkout.call("a").stdout == "['a']\n"


def test_without_a_fit_python_one_vietnamese_sentence_says_what_to_install(checkout):
    answer = checkout.call("a")
    assert answer.returncode == 1
    assert answer.stderr.startswith("motcua cần Python từ 3.12 trở lên")
    assert answer.stderr.count("\n") == 1


def test_arguments_pass_through_a_path_with_spaces_a_link_and_another_folder(fitted, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(fitted.root / "bin" / "say")
    answer = fitted.call("hai từ", "", "$HOME", command=link, cwd=tmp_path)
    assert answer.stdout == "['hai từ', '', '$HOME']\n"


def test_what_is_set_up_is_not_set_up_again(fitted):
    fitted.call()
    fitted.call()
    assert fitted.set_ups() == 1


@pytest.mark.parametrize("changed", ["requirements/base.txt", "package-lock.json"])
def test_a_changed_pin_is_set_up_anew(fitted, changed):
    fitted.call()
    (fitted.root / changed).write_text("changed")
    fitted.call()
    assert fitted.set_ups() == 2


def test_an_environment_that_was_moved_or_lost_its_python_is_set_up_anew(fitted):
    fitted.call()
    moved = fitted.root.with_name("nơi khác")
    fitted.root.rename(moved)
    fitted.root = moved
    fitted.call()
    assert fitted.set_ups() == 2
    (moved / ".venv" / "bin" / "python").unlink()
    fitted.call()
    assert fitted.set_ups() == 3


def test_an_interrupted_environment_is_not_taken_for_a_finished_one(monkeypatch, tmp_path):
    import setup

    (tmp_path / "bin").mkdir()
    (tmp_path / "lib" / "python{}.{}".format(*sys.version_info)).mkdir(parents=True)
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "UNFINISHED", tmp_path / "motcua-unfinished")
    assert setup.is_usable()
    setup.UNFINISHED.touch()
    assert not setup.is_usable()


def test_every_command_can_be_called():
    assert all(os.access(ROOT / "bin" / name, os.X_OK) for name in ("dev", "test", "bench", "motcua"))
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
