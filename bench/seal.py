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
DAYS = 20
FACTS = """
    INSERT INTO ledger_fact (kind, subject, subject_id, at, by, data)
    SELECT 'onestop.dossier_received', 'onestop.dossier', n, now(),
        jsonb_build_object('name', 'Lê Thị Bưởi', 'post', 'Công chức một cửa', 'unit', 'Phường Đông Hải', 'unit_id', 7,
            'user_id', n %% 500, 'capacity', 'official', 'stands_in_for', ''),
        jsonb_build_object('dossier_id', n, 'code', 'H43.22.07-240909-' || n, 'channel', 1, 'abstract',
            'Đăng ký khai sinh cho con', 'due_at', now(), 'papers', jsonb_build_array('Tờ khai', 'Giấy chứng sinh'))
    FROM generate_series(1, %s) n
"""


def measured(words: str, facts: int, began: float) -> None:
    spent = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{words:28} {facts:>9} facts {spent:8.1f} s {facts / spent:>9.0f} facts/s   peak memory {peak:.0f} MiB",
        flush=True,
    )


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    call_command("migrate", "ledger", verbosity=0)
    signer = signing.signer(settings.LEDGER_KEY)
    began = time.perf_counter()
    sealing = 0.0
    for day in range(DAYS):
        with connection.cursor() as cursor:
            cursor.execute(FACTS, [many // DAYS])
        before = time.perf_counter()
        actions.seal(signer=signer, by=SYSTEM, at=NIGHT + timedelta(days=day))
        sealing += time.perf_counter() - before
    measured(f"seal, {DAYS} nights", many, time.perf_counter() - sealing)
    began = time.perf_counter()
    found = queries.verify(keys={signer.public_key}, noted={})
    assert found.broken is None, found.broken
    assert found.seals == DAYS
    measured("verify", found.facts, began)
    began = time.perf_counter()
    queries.proof_of(many // 2)
    print(f"{'proof of one fact':28} {time.perf_counter() - began:26.2f} s")


if __name__ == "__main__":
    main()
