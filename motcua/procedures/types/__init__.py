"""The words of the catalogue and its control, and what a version says, as data that crosses the face."""

from motcua.procedures.types.content import PaperContent, ProcessContent, StepContent, VersionContent
from motcua.procedures.types.control import (
    DecisionDetails,
    DecisionLineDetails,
    OutcomeDetails,
    PlanRow,
)
from motcua.procedures.types.words import (
    Basis,
    ChangeKind,
    Channel,
    FeeKind,
    OnlineLevel,
    Outcome,
    Part,
    Standing,
    Tier,
)

__all__ = [
    "Basis",
    "ChangeKind",
    "Channel",
    "DecisionDetails",
    "DecisionLineDetails",
    "FeeKind",
    "OnlineLevel",
    "Outcome",
    "OutcomeDetails",
    "PaperContent",
    "Part",
    "PlanRow",
    "ProcessContent",
    "Standing",
    "StepContent",
    "Tier",
    "VersionContent",
]
