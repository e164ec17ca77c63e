"""What a careful reader would ask."""

from __future__ import annotations

from motcua.progress.rules.judge import Judged
from motcua.progress.rules.mentions import Reading
from motcua.progress.types import Finding


def questions(reading: Reading, judged: Judged) -> list[Finding]:
    """Questions."""
    return []
