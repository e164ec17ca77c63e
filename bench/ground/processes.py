"""What processes have used of the CPU, by /proc: the web with its workers, the database with its backends."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(root: int) -> float:
    """CPU seconds, user and system, of a process and all below it, those included that ended meanwhile."""
    below, used = {}, {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        pid = int(status.parent.name)
        below.setdefault(int(fields[1]), []).append(pid)
        used[pid] = sum(map(int, fields[11:15])) / TICK
    wanted, total = [root], 0.0
    while wanted:
        pid = wanted.pop()
        total += used.get(pid, 0.0)
        wanted += below.get(pid, [])
    return total


def parent_of(pid: int) -> int:
    """The process that started this one."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
