"""The auditor: the numbers of a text, the ties between them, and what fails; pure functions of text."""

from motcua.progress.rules.audit import audit
from motcua.progress.rules.blocks import document_of
from motcua.progress.rules.questions import without
from motcua.progress.rules.tokens import tokens

__all__ = ["audit", "document_of", "tokens", "without"]
