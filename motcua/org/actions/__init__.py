"""The verbs of units, calendars, and of what the province decides for itself."""

from motcua.org.actions.decisions import NotLocal, decide, repeal
from motcua.org.actions.units import found, open_version

__all__ = ["NotLocal", "decide", "found", "open_version", "repeal"]
