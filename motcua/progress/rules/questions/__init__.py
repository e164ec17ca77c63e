"""What a careful reader would ask: never errors, for nothing here is certain from the text alone."""

from __future__ import annotations

from motcua.progress.rules.judge import Judged
from motcua.progress.rules.mentions import Reading
from motcua.progress.rules.questions.claims import claims, without
from motcua.progress.rules.questions.classes import classes
from motcua.progress.rules.questions.copies import copies
from motcua.progress.rules.questions.notation import notation
from motcua.progress.rules.questions.periods import periods
from motcua.progress.types import Finding


def questions(reading: Reading, judged: Judged) -> list[Finding]:
    """All questions, in no order."""
    return [
        *notation(reading),
        *copies(reading),
        *periods(reading),
        *classes(reading, judged),
        *claims(reading, judged),
    ]


__all__ = ["questions", "without"]
