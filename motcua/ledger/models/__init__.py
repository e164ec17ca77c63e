"""The tables of the ledger."""

from motcua.ledger.models.facts import FactRow
from motcua.ledger.models.series import NumberSeries

__all__ = ["FactRow", "NumberSeries"]
