"""The rules of the catalogue: what a version must have, how two differ, how its words read, when control is late."""

from motcua.procedures.rules.control import (
    DAY,
    Deadline,
    after,
    cost,
    entry_deadline,
    is_contradictory,
    is_deep,
    plan_deadline,
    publication_deadline,
    share_cut,
    working_days,
)
from motcua.procedures.rules.difference import Change, difference
from motcua.procedures.rules.faults import Fault, faults, missing_parts
from motcua.procedures.rules.reading import by_channel, fee_words, place_words, standing_of, term_minutes

__all__ = [
    "DAY",
    "Change",
    "Deadline",
    "Fault",
    "after",
    "by_channel",
    "cost",
    "difference",
    "entry_deadline",
    "faults",
    "fee_words",
    "is_contradictory",
    "is_deep",
    "missing_parts",
    "place_words",
    "plan_deadline",
    "publication_deadline",
    "share_cut",
    "standing_of",
    "term_minutes",
    "working_days",
]
