"""Says what is being done and for how long, so that no step of a command looks like a hang.

On a terminal one line is rewritten; elsewhere a line tells that something takes long and another that it is over.
All of it goes to the error stream: what a command answers stays alone on its output.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

QUIET_SECONDS = 1.5
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


class Stop(Exception):
    """The command cannot go on: one Vietnamese sentence, perhaps with lines of a log under it."""


def seconds(elapsed: float) -> str:
    """A duration as people write it: `0,4 giây`, `41 giây`, `2 phút 5 giây`."""
    if elapsed < 10:
        return f"{elapsed:.1f} giây".replace(".", ",")
    minutes, rest = divmod(round(elapsed), 60)
    return f"{minutes} phút {rest} giây" if minutes else f"{rest} giây"


def say(text: str) -> None:
    """One line to the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


class Step:
    """`with Step("Cài các gói Python") as step:` and, while waiting, `step.tick(detail)` several times a second."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.started = time.monotonic()
        self.is_terminal = sys.stderr.isatty()
        self.is_shown = False

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.started

    def tick(self, detail: str = "") -> None:
        if self.elapsed < QUIET_SECONDS:
            return
        if self.is_terminal:
            text = f"{self.label}… {detail + ', ' if detail else ''}{seconds(self.elapsed)}"
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\033[K{text[:width]}")
            sys.stderr.flush()
        elif not self.is_shown:
            say(f"{self.label}…")
        self.is_shown = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if not self.is_shown:
            return
        if self.is_terminal:
            sys.stderr.write("\r\033[K")
        if failure is None:
            say(f"{self.label}: xong sau {seconds(self.elapsed)}")


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, for a person to see why something stopped."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def is_over(process: subprocess.Popen[bytes], within: float) -> bool:
    """Wait up to so many seconds for a process to end."""
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        return False
    return True


def die_with_parent(signal_number: int = signal.SIGTERM) -> None:
    """For `preexec_fn`, on Linux: be asked to stop when the parent is gone, even by kill -9."""
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal_number)


def run(
    label: str,
    argv: Sequence[str | os.PathLike[str]],
    *,
    log: Path,
    detail: Callable[[str], str] | None = None,
    **surroundings: Any,
) -> None:
    """Run a program whose output goes to `log`; raise `Stop` with the log's end if it fails.

    `detail` turns what the program has written so far into a few words for the status line; `surroundings` go
    to `subprocess.Popen` as they are.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as sink, Step(label) as step:
        process = subprocess.Popen(
            argv, stdout=sink, stderr=sink, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent, **surroundings
        )
        try:
            while not is_over(process, within=0.1):
                step.tick(detail(log.read_text(errors="replace")) if detail else "")
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode:
        raise Stop(f"{label}: không thành. Nhật ký {log} kết thúc bằng:\n{last_lines(log)}")
