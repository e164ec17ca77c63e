"""The tables of the ledger."""

from motcua.ledger.models.facts import FactRow
from motcua.ledger.models.jobs import JobFailure
from motcua.ledger.models.seals import Seal, SealPage
from motcua.ledger.models.series import NumberSeries

__all__ = ["FactRow", "JobFailure", "NumberSeries", "Seal", "SealPage"]
