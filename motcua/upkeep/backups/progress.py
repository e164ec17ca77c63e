"""Says on the error stream how far a long command is: at once what it does, then every two seconds how much is done."""

from __future__ import annotations

import sys
import time

from motcua.files.queries import size_words


class Progress:
    """`stage()` names what begins; `bytes()` and `count()` may be called as often as one likes."""

    every = 2.0

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._said = time.monotonic()
        self._bytes = 0
        self._stage = ""

    def stage(self, words: str) -> None:
        """A new part of the work."""
        self._stage, self._bytes, self._said = words, 0, time.monotonic()
        self._say(f"{words}…")

    def bytes(self, more: int) -> None:
        """So many bytes more went through."""
        self._bytes += more
        self._now_and_then(f"đã qua {size_words(self._bytes)}")

    def count(self, what: str, done: int, total: int) -> None:
        """So many of so many are done."""
        self._now_and_then(f"{done}/{total}: {what}")

    def _now_and_then(self, words: str) -> None:
        now = time.monotonic()
        if now - self._said >= self.every:
            self._said = now
            self._say(f"  {self._stage}: {words}")

    def _say(self, words: str) -> None:
        if not self._quiet:
            print(words, file=sys.stderr, flush=True)
