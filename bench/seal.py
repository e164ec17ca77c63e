"""Sealing and proving the ledger: facts a second, and how much memory that takes. Usage: bin/bench seal [facts]."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

os.environ["MOTCUA_LEDGER_KEY"] = str(Path(tempfile.mkdtemp()) / "ledger-key")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from motcua.access.types import SYSTEM
from motcua.kernel.zone import VIETNAM
from motcua.ledger import actions, queries, signing

NIGHT = datetime(2024, 9, 10, 1, 0, tzinfo=VIETNAM)
NIGHTS, EACH = 10, 2_000
FACTS = """
    INSERT INTO ledger_fact (kind, subject, subject_id, at, by, data)
    SELECT 'onestop.dossier_received', 'onestop.dossier', n, now(),
        jsonb_build_object('name', 'Lê Thị Bưởi', 'post', 'Công chức một cửa', 'unit', 'Phường Đông Hải', 'unit_id', 7,
            'user_id', n %% 500, 'capacity', 'official', 'stands_in_for', ''),
        jsonb_build_object('dossier_id', n, 'code', 'H43.22.07-240909-' || n, 'channel', 1, 'abstract',
            'Đăng ký khai sinh cho con', 'due_at', now(), 'papers', jsonb_build_array('Tờ khai', 'Giấy chứng sinh'))
    FROM generate_series(1, %s) n
"""


class Clock:
    """Time since it was made: by the wall, and of the processors in this process and in its server process."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.server = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        self.began = self.now()

    def now(self) -> tuple[float, float, float]:
        ticks = self.server.read_text().rpartition(")")[2].split()[11:13] if self.server.exists() else ["nan"]
        return time.perf_counter(), time.process_time(), sum(map(float, ticks)) / os.sysconf("SC_CLK_TCK")

    def tell(self, words: str, facts: int) -> None:
        wall, here, there = (now - then for now, then in zip(self.now(), self.began, strict=True))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{words:18} {facts:>9} facts {wall:7.1f} s {facts / wall:>8.0f} facts/s   "
            f"processor: here {here:.1f} s, server {there:.1f} s, together {facts / (here + there):.0f} facts/s   "
            f"peak memory {peak:.0f} MiB",
            flush=True,
        )


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    call_command("migrate", "ledger", verbosity=0)
    signer = signing.signer(settings.LEDGER_KEY)
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [many])
    clock = Clock()
    actions.seal(signer=signer, by=SYSTEM, at=NIGHT)
    clock.tell("seal in one night", many)
    for night in range(1, NIGHTS):
        with connection.cursor() as cursor:
            cursor.execute(FACTS, [EACH])
        clock = Clock()
        actions.seal(signer=signer, by=SYSTEM, at=NIGHT + timedelta(days=night))
    clock.tell("seal of a night", EACH)
    clock = Clock()
    found = queries.verify(keys={signer.public_key}, noted={})
    assert found.broken is None, found.broken
    assert found.seals == NIGHTS
    clock.tell("verify", found.facts)
    clock = Clock()
    queries.proof_of(many // 2)
    clock.tell("proof of one fact", 1)


if __name__ == "__main__":
    main()
