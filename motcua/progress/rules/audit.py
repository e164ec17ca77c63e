"""The auditor's one door: a document in, everything found out."""

from __future__ import annotations

from unicodedata import normalize

from motcua.progress.types import Audit, Block, Document, Token


def document_of(text: str) -> Document:
    """Plain text as a document in NFC: one block a paragraph; lines broken by a typewriter belong together."""
    text = normalize("NFC", text)
    return Document(text, (Block(0, len(text)),))


def tokens(document: Document) -> tuple[Token, ...]:
    """Every stretch of digits with its kind."""
    return ()


def audit(document: Document) -> Audit:
    """Every number, every tie that can be inferred, and what fails."""
    return Audit(tokens(document), (), ())
