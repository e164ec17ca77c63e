"""The verbs of the ledger: record a fact, take a number, seal, have a job run again."""

from motcua.ledger.actions.facts import next_number, record, record_many
from motcua.ledger.actions.jobs import rescue_jobs, retry_job
from motcua.ledger.actions.seals import seal

__all__ = ["next_number", "record", "record_many", "rescue_jobs", "retry_job", "seal"]
