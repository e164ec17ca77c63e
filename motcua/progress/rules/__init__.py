"""The auditor: the numbers of a text, the ties between them, and what fails; pure functions of text."""

from motcua.progress.rules.audit import audit, document_of, tokens

__all__ = ["audit", "document_of", "tokens"]
