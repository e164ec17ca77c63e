"""The tables of the catalogue, of drafts, and of control and simplification."""

from motcua.procedures.models.catalogue import Procedure, ProcedureVersion, RequiredPaper
from motcua.procedures.models.control import DecisionLine, Listing, PublicationDecision, ReviewItem, ReviewPlan
from motcua.procedures.models.drafts import VersionDraft
from motcua.procedures.models.processes import Process, Step

__all__ = [
    "DecisionLine",
    "Listing",
    "Procedure",
    "ProcedureVersion",
    "Process",
    "PublicationDecision",
    "RequiredPaper",
    "ReviewItem",
    "ReviewPlan",
    "Step",
    "VersionDraft",
]
