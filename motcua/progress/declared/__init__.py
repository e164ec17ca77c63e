"""The rule file: what ties a report must keep, declared once; it reads a hand-written text and writes it from values."""

from motcua.progress.declared.checking import check
from motcua.progress.declared.reading import read
from motcua.progress.declared.rulefile import RuleFile
from motcua.progress.declared.writing import write

__all__ = ["RuleFile", "check", "read", "write"]
