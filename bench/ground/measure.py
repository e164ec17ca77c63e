"""Takes two ways of doing a thing in turns, so that what else the machine does falls on both, and tells the ratio."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles

from motcua.kernel.printed import print_number

Work = Callable[[], object]


@dataclass
class Times:
    """How long each repetition took, in milliseconds: on the wall, and of this process's CPU."""

    name: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, work: Work) -> None:
        """Do it once and keep the times."""
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.wall.append((time.perf_counter() - wall) * 1000)
        self.cpu.append((time.process_time() - cpu) * 1000)

    def says(self) -> str:
        """`tiếp nhận: 7,12 ms (p95 9,80; CPU 4,51)`."""
        p95 = quantiles(self.wall, n=20)[-1]
        return (
            f"{self.name}: {print_number(median(self.wall), 2)} ms "
            f"(p95 {print_number(p95, 2)}; CPU {print_number(median(self.cpu), 2)})"
        )


def compare(name: str, work: Work, floor_name: str, floor: Work, *, repeats: int, warm_up: int = 3) -> float:
    """Run both in turns; print the medians and how many times the floor the work costs, and return that."""
    ours, theirs = Times(name), Times(floor_name)
    for _ in range(warm_up):
        work()
        floor()
    for _ in range(repeats):
        ours.take(work)
        theirs.take(floor)
    ratio = median(ours.wall) / median(theirs.wall)
    verdict = f"gấp {print_number(ratio, 2)} lần" if ratio >= 1 else f"nhanh gấp {print_number(round(1 / ratio))} lần"
    print(f"{ours.says()} | {theirs.says()} | {verdict}", flush=True)
    return ratio
