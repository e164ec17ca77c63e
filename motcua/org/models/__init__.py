"""The tables of units, and of what the province decided for itself."""

from motcua.org.models.decisions import LocalDecision, LocalDecisionQuerySet
from motcua.org.models.units import Unit, UnitVersion, UnitVersionQuerySet

__all__ = ["LocalDecision", "LocalDecisionQuerySet", "Unit", "UnitVersion", "UnitVersionQuerySet"]
