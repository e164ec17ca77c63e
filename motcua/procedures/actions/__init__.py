"""The verbs of the catalogue, of drafts, and of control and simplification."""

from motcua.procedures.actions.control import (
    LateWithoutReason,
    adopt_list,
    approve_plan,
    conclude_reviews,
    enter_decision,
    extend_plan,
    issue_decision,
)
from motcua.procedures.actions.drafts import discard_draft, open_draft, publish_draft, save_draft
from motcua.procedures.actions.national import import_catalogue, register
from motcua.procedures.actions.publication import NotPublishable, end_version, publish

__all__ = [
    "LateWithoutReason",
    "NotPublishable",
    "adopt_list",
    "approve_plan",
    "conclude_reviews",
    "discard_draft",
    "end_version",
    "enter_decision",
    "extend_plan",
    "import_catalogue",
    "issue_decision",
    "open_draft",
    "publish",
    "publish_draft",
    "register",
    "save_draft",
]
