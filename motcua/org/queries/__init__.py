"""What other apps may ask of units, calendars and rules: as of a day, always."""

from motcua.org.models import Unit
from motcua.org.queries.calendars import calendar
from motcua.org.queries.decisions import RuleHere, decisions, rule
from motcua.org.queries.lineage import (
    members,
    now_unit_of,
    predecessors_of,
    roll_up,
    successors_of,
    units_then,
)
from motcua.org.queries.units import (
    Branch,
    chain_of,
    children_of,
    counts,
    district_of,
    find_units,
    history_of,
    names_held,
    tree_on,
    unit_by_slug,
    unit_named,
    unit_on,
    units_on,
)

__all__ = [
    "Branch",
    "RuleHere",
    "Unit",
    "calendar",
    "chain_of",
    "children_of",
    "counts",
    "decisions",
    "district_of",
    "find_units",
    "history_of",
    "members",
    "names_held",
    "now_unit_of",
    "predecessors_of",
    "roll_up",
    "rule",
    "successors_of",
    "tree_on",
    "unit_by_slug",
    "unit_named",
    "unit_on",
    "units_on",
    "units_then",
]
