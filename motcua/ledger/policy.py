"""Who may seal the ledger, and who may look after the jobs."""

from __future__ import annotations

from datetime import date

from motcua.access import rights
from motcua.access.types import Actor

SEAL = rights.declare("ledger.seal", "niêm phong sổ cái", roles={"administrator"})
RUN_JOBS = rights.declare("ledger.run_jobs", "quản lý việc nền", roles={"administrator"})


def must_seal(by: Actor, *, on: date) -> None:
    """Administrators may; so may the system itself, every day."""
    rights.must_somewhere(by, SEAL.code, on=on)


def must_run_jobs(by: Actor, *, on: date) -> None:
    """Administrators may; so may the system itself, for jobs whose worker died."""
    rights.must_somewhere(by, RUN_JOBS.code, on=on)
