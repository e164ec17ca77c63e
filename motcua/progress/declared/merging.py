"""One list of findings out of two: what the rule file found, and what the auditor guessed without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from motcua.progress.rules import without
from motcua.progress.types import Audit, Finding, Kind, Level, Repair

Place = tuple[int, int]


class Spot(NamedTuple):
    """A declared tie as a guess may meet it: its kind, its figures, and the one it is about."""

    kind: Kind
    places: frozenset[Place]
    subject: Place | None


_SUMS = {Kind.SUM, Kind.DIFFERENCE, Kind.PART_OF}


def merged(audit: Audit, declared: list[Finding], spots: list[Spot], missing: tuple[str, ...], text: str) -> Audit:
    """The findings of both in order of the text. A guess yields where a declared tie speaks of the same figures."""
    founded = {place for spot in spots if spot.kind is Kind.RATIO and len(spot.places) > 1 for place in spot.places}
    guesses = [left for guess in audit.findings if (left := without(guess, text, founded)) is not None]
    kept = [guess for guess in guesses if not _answered(guess, declared, spots)]
    dropped = [guess for guess in guesses if guess not in kept]
    told = [_narrowed(finding, dropped) for finding in _once(declared)]
    findings = sorted([*kept, *told], key=lambda finding: (finding.start, finding.end))
    known = {spot.places for spot in spots}
    ties = max(audit.ties, sum(1 for places in known if len(places) > 1))
    return Audit(audit.tokens, audit.quantities, tuple(findings), ties, (*audit.missing, *missing))


def _narrowed(finding: Finding, dropped: list[Finding]) -> Finding:
    """Without repairs that would break a tie the auditor inferred and the rule file does not declare."""
    for guess in dropped:
        if (guess.kind, guess.start) == (finding.kind, finding.start) and guess.repairs:
            sound = {(repair.start, repair.put) for repair in guess.repairs}
            both = tuple(repair for repair in finding.repairs if (repair.start, repair.put) in sound)
            finding = replace(finding, repairs=both or finding.repairs)
    return finding


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Without those that say of the same figures what a graver or earlier one has said."""
    graveness = {Level.ERROR: 0, Level.WARNING: 1, Level.QUESTION: 2}
    kept: dict[tuple[Kind, tuple[tuple[int, int], ...], int], Finding] = {}
    for finding in findings:
        same = (finding.kind, tuple(sorted(finding.places)), finding.start)
        if same not in kept or graveness[finding.level] < graveness[kept[same].level]:
            kept[same] = finding
    by_repair: dict[tuple[Kind, int, tuple[Repair, ...]], Finding] = {}
    told = []
    for finding in kept.values():
        same_fault = finding.kind, finding.start, finding.repairs
        if not finding.repairs:
            told.append(finding)
        elif same_fault not in by_repair or len(finding.places) < len(by_repair[same_fault].places):
            by_repair[same_fault] = finding
    return [*told, *by_repair.values()]


def _answered(guess: Finding, declared: list[Finding], spots: list[Spot]) -> bool:
    at_fault, around = (guess.start, guess.end), frozenset(guess.places) | {(guess.start, guess.end)}
    if guess.level is Level.QUESTION:
        return any(
            found.level is Level.QUESTION and frozenset(found.places) == around and (found.start, found.end) == at_fault
            for found in declared
        )
    for spot in spots:
        if guess.kind is Kind.NOTATION or not _alike(guess.kind, spot.kind):
            continue
        if around <= spot.places or (spot.places <= around and len(spot.places) > 1):
            return True
        if at_fault in spot.places and len(around & spot.places) >= 2:
            return True
        if guess.kind == spot.kind in {Kind.RATIO, Kind.TARGET} and at_fault == spot.subject:
            return True  # the rule file says what this figure is a share of
    return False


def _alike(one: Kind, other: Kind) -> bool:
    return (
        one == other
        or (one in _SUMS and other in _SUMS)
        or Kind.TARGET in {one, other}
        or Kind.IDENTITY in {one, other}
    )
