"""bin/test: the checks, then the whole suite on a server of its own; pytest's summary is the last line.

Every step runs, whatever failed before it; one that failed makes the exit code non-zero. In CI (variable CI)
nothing is skipped for want of a Debian package, and what asks the database also runs on Debian's PostgreSQL 15.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import homes
import postgres
from progress import Step, Stop, is_over, run, seconds
from surroundings import LOGS, ROOT, end_in_order, entry, product_environment

sys.path.append(str(ROOT))
from motcua.__main__ import speak_vietnamese

PYTHON = Path(sys.executable)
POSTGRESQL_15 = Path("/usr/lib/postgresql/15/bin")
CHECKS: dict[str, Sequence[str | Path]] = {
    "ruff check": [PYTHON, "-m", "ruff", "check", "--output-format=concise", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "mypy": [PYTHON, "-m", "mypy"],
    "lint-imports": [PYTHON.with_name("lint-imports"), "--no-cache"],
    "makemigrations": [PYTHON, "-m", "motcua", "makemigrations", "--check", "--dry-run"],
}
HELP = """Kiểm tra mã nguồn (ruff, mypy, hợp đồng import, migration) rồi chạy toàn bộ phép thử.

Mọi tham số khác được chuyển cho pytest, ví dụ:
  bin/test --no-checks motcua/org -k calendar
  bin/test --slow            chạy cả các phép thử chậm, như trong CI
"""


def bring_debian_packages() -> None:
    """In CI a test is never skipped for want of a package: install it, or fail."""
    sys.path.append(str(ROOT))
    from conftest import find_chromium

    missing = [] if find_chromium() else ["chromium"]
    missing += [] if (POSTGRESQL_15 / "postgres").exists() else ["postgresql-15"]
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise Stop(f"CI cần {' và '.join(missing)} mà máy này không có apt-get để cài.")
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    run("Cập nhật danh mục gói Debian", [*root, *quiet, "update"], log=LOGS / "apt-update.log")
    install = [*root, *quiet, "install", "-y", "--no-install-recommends", *missing]
    run(f"Cài {' và '.join(missing)}", install, log=LOGS / "apt-install.log")


def check(name: str, argv: Sequence[str | Path], env: dict[str, str]) -> bool:
    started = time.monotonic()
    with tempfile.TemporaryFile() as output, Step(name) as step:
        process = subprocess.Popen(argv, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        while not is_over(process, within=0.1):
            step.tick()
        step.is_shown = step.is_shown and step.is_terminal
        output.seek(0)
        told = output.read().decode(errors="replace")
    passed = process.returncode == 0
    print(f"{'✓' if passed else '✗'} {name} ({seconds(time.monotonic() - started)})")
    if not passed:
        print(told)
    sys.stdout.flush()
    return passed


def pytest(env: dict[str, str], *arguments: str) -> int:
    argv: list[str | Path] = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *arguments]
    return subprocess.run(argv, cwd=ROOT, env=env, stdin=subprocess.DEVNULL).returncode


def main(argv: list[str]) -> int:
    speak_vietnamese()
    parser = argparse.ArgumentParser(
        prog="bin/test",
        usage="bin/test [--no-checks] [tham số của pytest…]",
        description=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--no-checks", action="store_true", help="chỉ chạy phép thử")
    asked, for_pytest = parser.parse_known_args(argv)
    is_ci = "CI" in os.environ
    LOGS.mkdir(parents=True, exist_ok=True)
    if is_ci:
        bring_debian_packages()
    end_in_order()
    failed = []
    with ExitStack() as during:
        files = during.enter_context(tempfile.TemporaryDirectory(prefix="motcua-files-"))
        given = os.environ.get("DATABASE_URL")
        url = given or during.enter_context(postgres.running(homes.passing())).url()
        env = product_environment(DATABASE_URL=url, MOTCUA_FILES=files)
        if not asked.no_checks:
            failed += [name for name, command in CHECKS.items() if not check(name, command, env)]
        if is_ci and not for_pytest and not given:
            with postgres.running(homes.passing(POSTGRESQL_15)) as debian:
                print("Các phép thử có dùng cơ sở dữ liệu, trên PostgreSQL 15 của Debian:", flush=True)
                if pytest(env | {"DATABASE_URL": debian.url()}, "-m", "database and not journey and not slow"):
                    failed.append("PostgreSQL 15")
        if failed:
            print(f"✗ Chưa đạt: {', '.join(failed)} (chi tiết ở trên). Tiếp tục chạy phép thử.", flush=True)
        code = pytest(env, *for_pytest)
    return code or bool(failed)


if __name__ == "__main__":
    entry(main)
