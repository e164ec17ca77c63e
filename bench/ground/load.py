"""So many clients at once, each doing one thing after another: how many a second, and how long each waited."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import median, quantiles

from ground.processes import cpu_seconds
from motcua.kernel.printed import print_number

Client = Callable[[], AbstractContextManager[Callable[[], object]]]
"""Opens whatever a client needs, and gives what it does again and again."""


@dataclass
class Load:
    """What came of it: seconds in all, milliseconds each, CPU milliseconds each by the name of who used it."""

    name: str
    seconds: float
    waited: list[float]
    cpu: dict[str, float]

    @property
    def rate(self) -> float:
        """How many a second."""
        return len(self.waited) / self.seconds

    def says(self) -> str:
        """`qua API: 71,2/giây; p50 98,1 ms; p95 160,3 ms; CPU mỗi hồ sơ: ứng dụng 9,80 ms, cơ sở dữ liệu 3,10 ms`."""
        used = ", ".join(f"{who} {print_number(ms, 2)} ms" for who, ms in self.cpu.items())
        return (
            f"{self.name}: {print_number(self.rate, 1)}/giây; p50 {print_number(median(self.waited), 1)} ms; "
            f"p95 {print_number(quantiles(self.waited, n=20)[-1], 1)} ms; CPU mỗi hồ sơ: {used}"
        )


def run(name: str, client: Client, *, clients: int, each: int, cpu_of: dict[str, int]) -> Load:
    """Let so many clients do it so often each; `cpu_of` are the processes whose CPU is told, by name."""
    waited: list[float] = []
    failures: list[BaseException] = []
    ready = threading.Barrier(clients + 1)

    def one() -> None:
        try:
            with client() as work:
                ready.wait()
                for _ in range(each):
                    began = time.perf_counter()
                    work()
                    waited.append((time.perf_counter() - began) * 1000)
        except BaseException as failure:  # noqa: BLE001 - told by who waits for all
            failures.append(failure)
            ready.abort()

    threads = [threading.Thread(target=one) for _ in range(clients)]
    for thread in threads:
        thread.start()
    ready.wait()
    before, began = {who: cpu_seconds(pid) for who, pid in cpu_of.items()}, time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if failures:
        raise failures[0]
    used = {who: (cpu_seconds(pid) - before[who]) * 1000 / len(waited) for who, pid in cpu_of.items()}
    return Load(name, seconds, waited, used)
