"""What is hashed and how: the tree over facts, the statement of a seal, and when a seal is due. Pure functions."""

from motcua.ledger.rules.merkle import Tree, leaf_of, path_to, root_by_path
from motcua.ledger.rules.seals import (
    FACT_FIELDS,
    NO_ROOT,
    PAGE,
    Statement,
    fact_content,
    is_due,
    moment_text,
    netstrings,
    seal_day,
)

__all__ = [
    "FACT_FIELDS",
    "NO_ROOT",
    "PAGE",
    "Statement",
    "Tree",
    "fact_content",
    "is_due",
    "leaf_of",
    "moment_text",
    "netstrings",
    "path_to",
    "root_by_path",
    "seal_day",
]
