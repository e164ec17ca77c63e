"""What other apps may ask of units, calendars and rules: as of a day, always."""

from motcua.org.models import Unit
from motcua.org.queries.calendars import calendar
from motcua.org.queries.decisions import RuleHere, decisions, rule
from motcua.org.queries.units import district_of, unit_by_slug, unit_on, units_on

__all__ = [
    "RuleHere",
    "Unit",
    "calendar",
    "decisions",
    "district_of",
    "rule",
    "unit_by_slug",
    "unit_on",
    "units_on",
]
