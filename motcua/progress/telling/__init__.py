"""How an audit is told: words, places, marks, JSON, plain text; pure, for pages, command and API alike."""

from motcua.progress.telling.data import as_data, finding_data
from motcua.progress.telling.marks import Mark, Piece, marks_of, sentence_of, sentence_pieces, text_pieces
from motcua.progress.telling.text import as_text
from motcua.progress.telling.words import (
    EXACT,
    KINDS,
    LEVELS,
    Counts,
    block_at,
    counts_of,
    in_order,
    level_counts,
    place_words,
)

__all__ = [
    "EXACT",
    "KINDS",
    "LEVELS",
    "Counts",
    "Mark",
    "Piece",
    "as_data",
    "as_text",
    "block_at",
    "counts_of",
    "finding_data",
    "in_order",
    "level_counts",
    "marks_of",
    "place_words",
    "sentence_of",
    "sentence_pieces",
    "text_pieces",
]
