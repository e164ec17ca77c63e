"""One list of findings out of two: what the rule file found, and what the auditor guessed without it."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.progress.types import Audit, Finding, Kind, Level

Spot = tuple[Kind, frozenset[tuple[int, int]], bool]
_SUMS = {Kind.SUM, Kind.DIFFERENCE, Kind.PART_OF}


def merged(audit: Audit, declared: list[Finding], spots: list[Spot], missing: tuple[str, ...]) -> Audit:
    """The findings of both in order of the text. A guess yields where a declared tie speaks of the same figures."""
    kept = [guess for guess in audit.findings if not _answered(guess, declared, spots)]
    findings = sorted([*kept, *_once(declared)], key=lambda finding: (finding.start, finding.end))
    known = {places for _, places, _ in spots}
    ties = audit.ties + sum(1 for places in known if len(places) > 1) if not audit.ties else audit.ties
    return Audit(audit.tokens, audit.quantities, tuple(findings), ties, (*audit.missing, *missing))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Without those that say of the same figures what a graver or earlier one has said."""
    graveness = {Level.ERROR: 0, Level.WARNING: 1, Level.QUESTION: 2}
    kept: dict[tuple[Kind, tuple[tuple[int, int], ...], int], Finding] = {}
    for finding in findings:
        same = (finding.kind, tuple(sorted(finding.places)), finding.start)
        if same not in kept or graveness[finding.level] < graveness[kept[same].level]:
            kept[same] = finding
    return list(kept.values())


def _answered(guess: Finding, declared: list[Finding], spots: list[Spot]) -> bool:
    at_fault, around = (guess.start, guess.end), frozenset(guess.places) | {(guess.start, guess.end)}
    if guess.level is Level.QUESTION:
        return any(
            found.level is Level.QUESTION and frozenset(found.places) == around and (found.start, found.end) == at_fault
            for found in declared
        )
    for kind, places, _ in spots:
        if guess.kind is Kind.NOTATION or not _alike(guess.kind, kind):
            continue
        shared = around & places
        if around <= places or (places <= around and len(places) > 1):
            return True
        if at_fault in places and len(shared) >= 2:
            return True
    return False


def _alike(one: Kind, other: Kind) -> bool:
    return (
        one == other
        or (one in _SUMS and other in _SUMS)
        or Kind.TARGET in {one, other}
        or Kind.IDENTITY in {one, other}
    )
