"""What other apps may ask of the ledger: stories of things, seals and their proof, jobs."""

from motcua.ledger.models import FactRow, Seal
from motcua.ledger.queries.jobs import failures_of, job_counts, jobs, seen, workers_alive
from motcua.ledger.queries.proofs import proof_of
from motcua.ledger.queries.seals import newest_seal, seals, verify
from motcua.ledger.queries.stories import newest_moment, newest_of, newest_of_kind, story_of

__all__ = [
    "FactRow",
    "Seal",
    "failures_of",
    "job_counts",
    "jobs",
    "newest_moment",
    "newest_of",
    "newest_of_kind",
    "newest_seal",
    "proof_of",
    "seals",
    "seen",
    "story_of",
    "verify",
    "workers_alive",
]
