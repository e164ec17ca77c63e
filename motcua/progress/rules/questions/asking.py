"""How a question is put together."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.progress.types import Finding, Kind, Level, Repair


def ask(
    text: str,
    place: tuple[int, int],
    says: str,
    *,
    exact: str = "",
    others: Iterable[tuple[int, int]] = (),
    kind: Kind = Kind.QUESTION,
    put: str = "",
) -> Finding:
    """A question about a place of the text; `put` is what may have been meant."""
    start, end = place
    printed = " ".join(text[start:end].split())
    repairs = (Repair(start, end, text[start:end], put),) if put else ()
    return Finding(kind, Level.QUESTION, printed, exact, start, end, says, repairs, tuple(sorted({place, *others})))


def listed(words: Iterable[str], most: int = 6) -> str:
    """A few words of many: a, b, c và 4 số khác."""
    kept = list(dict.fromkeys(words))
    rest = len(kept) - most
    return ", ".join(kept[:most]) + (f" và {rest} số khác" if rest > 0 else "")
