"""The tables of units."""

from motcua.org.models.units import Unit, UnitVersion, UnitVersionQuerySet

__all__ = ["Unit", "UnitVersion", "UnitVersionQuerySet"]
