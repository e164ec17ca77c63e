"""The tables of dossiers."""

from motcua.onestop.models.dossier import Attachment, ClockEvent, Dossier, Paper
from motcua.onestop.models.handling import Result, ResultHandOver, StepRun

__all__ = [
    "Attachment",
    "ClockEvent",
    "Dossier",
    "Paper",
    "Result",
    "ResultHandOver",
    "StepRun",
]
