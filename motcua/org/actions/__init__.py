"""The verbs of units, calendars, and of what the province decides for itself."""

from motcua.org.actions.decisions import decide, repeal
from motcua.org.actions.reorganisation import reorganise
from motcua.org.actions.units import found, open_version

__all__ = ["decide", "found", "open_version", "reorganise", "repeal"]
