"""Texts whose faults are known, and how an audit is held against them.

A text NAME.txt stands beside NAME.yaml, which says what was planted in it. `near` is a stretch of the text that occurs
once and holds the wrong figure; blanks in it stand for any blanks, so that it may run over the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from motcua.progress.types import Audit, Finding, Kind, Level

CORPUS = Path(__file__).parent / "corpus"
OPEN, HELD = CORPUS / "open", CORPUS / "held"
PASSAGE = 1_000
"""Characters on either side of the wrong figure within which another figure belongs to the same passage."""
ARITHMETIC = frozenset(
    {Kind.SUM, Kind.RATIO, Kind.PERCENT_SUM, Kind.PART_OF, Kind.IDENTITY, Kind.TARGET, Kind.DIFFERENCE}
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted error: the wrong figure, where it stands, and where the other figures of its broken tie stand.

    `is_optional` is a consequence of another fault, which an audit may name or not.
    """

    kind: Kind
    printed: str
    near: str
    also: tuple[str, ...]
    is_optional: bool
    place: Span
    others: tuple[Span, ...]


@dataclass(frozen=True)
class Truth:
    """A text and what is known of it; `ties` counts the relations a careful reader could check."""

    name: str
    about: str
    text: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    questions: tuple[str, ...]
    ties: int

    @cached_property
    def must(self) -> tuple[Fault, ...]:
        """The errors that an audit should name."""
        return tuple(fault for fault in self.faults if not fault.is_optional)


@dataclass(frozen=True, slots=True)
class Score:
    """What an audit made of one text: errors named, errors missed, accusations that meet no planted figure."""

    truth: Truth
    found: tuple[Fault, ...]
    missed: tuple[Fault, ...]
    said: tuple[Finding, ...]
    false: tuple[Finding, ...]
    ties: int


@dataclass(frozen=True, slots=True)
class Total:
    """Precision counts findings (how much of what was said is true), recall planted errors; 1 where there are none."""

    planted: int
    found: int
    said: int
    false: int
    ties: int
    known_ties: int

    @property
    def precision(self) -> float:
        return 1 - self.false / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 1.0


def read(folder: Path) -> list[Truth]:
    """All texts of a folder by name; ValueError where a truth file does not fit its text."""
    return [read_one(path) for path in sorted(folder.glob("*.txt"))]


def read_one(path: Path) -> Truth:
    """A text with its truth file."""
    text = path.read_text(encoding="utf-8")
    said = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    try:
        return Truth(
            path.stem,
            said["about"],
            text,
            tuple(_fault(text, each) for each in said["errors"]),
            tuple(_fault(text, each) for each in said["warnings"]),
            tuple(said["questions"]),
            said["ties"],
        )
    except (KeyError, ValueError) as why:
        raise ValueError(f"{path.stem}: {why}") from why


def score(truth: Truth, audit: Audit) -> Score:
    """Hold an audit against what is known of the text."""
    said = tuple(finding for finding in audit.findings if finding.level == Level.ERROR)
    found = tuple(fault for fault in truth.must if any(names(finding, fault) for finding in said))
    return Score(
        truth,
        found,
        tuple(fault for fault in truth.must if fault not in found),
        said,
        tuple(finding for finding in said if not any(_meets_any(finding, fault) for fault in truth.faults)),
        audit.ties,
    )


def total(scores: Sequence[Score]) -> Total:
    """Many texts as one."""
    return Total(
        planted=sum(len(each.truth.must) for each in scores),
        found=sum(len(each.found) for each in scores),
        said=sum(len(each.said) for each in scores),
        false=sum(len(each.false) for each in scores),
        ties=sum(each.ties for each in scores),
        known_ties=sum(each.truth.ties for each in scores),
    )


def names(finding: Finding, fault: Fault) -> bool:
    """Whether a finding tells of a fault: it shows the wrong figure, or the others of the broken tie.

    One of the others is enough only where it comes first and the kind is the same; else two must be among its figures.
    """
    if finding.kind != fault.kind and not {finding.kind, fault.kind} <= ARITHMETIC:
        return False
    if any(_meet(place, fault.place) for place in _places(finding)):
        return True
    first = (finding.start, finding.end)
    if finding.kind == fault.kind and any(_meet(first, other) for other in fault.others):
        return True
    return sum(any(_meet(place, other) for place in _places(finding)) for other in fault.others) >= 2


def _meets_any(finding: Finding, fault: Fault) -> bool:
    known = (fault.place, *fault.others)
    return any(_meet(place, figure) for place in _places(finding) for figure in known)


def _places(finding: Finding) -> tuple[Span, ...]:
    return finding.places or ((finding.start, finding.end),)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _fault(text: str, said: dict[str, Any]) -> Fault:
    near = [found.span() for found in re.finditer(r"\s+".join(map(re.escape, said["near"].split())), text)]
    if len(near) != 1:
        raise ValueError(f"«{said['near']}» occurs {len(near)} times")
    start, end = near[0]
    within = [(start + a, start + b) for a, b in _figures(said["printed"], text[start:end])]
    if len(within) != 1:
        raise ValueError(f"«{said['near']}» holds «{said['printed']}» {len(within)} times")
    kind, place = Kind(said["kind"]), within[0]
    also = tuple(said.get("also", ()))
    others = tuple(spot for figure in also for spot in _others(figure, text, place, everywhere=kind == Kind.IDENTITY))
    return Fault(kind, said["printed"], said["near"], also, bool(said.get("optional", False)), place, others)


def _others(figure: str, text: str, place: Span, *, everywhere: bool) -> list[Span]:
    """A figure of the broken tie: the nearest before and after the wrong one; a restatement stands anywhere."""
    spots = [spot for spot in _figures(figure, text) if not _meet(spot, place)]
    if not spots:
        raise ValueError(f"«{figure}» does not occur")
    if everywhere:
        return spots
    before = [spot for spot in spots if place[0] - PASSAGE < spot[1] <= place[0]][-1:]
    after = [spot for spot in spots if place[1] <= spot[0] < place[1] + PASSAGE][:1]
    return before + after or [min(spots, key=lambda spot: abs(spot[0] - place[0]))]


def _figures(figure: str, text: str) -> Iterator[Span]:
    """Where a figure stands as a whole figure, not within a longer one."""
    whole = rf"(?<![0-9])(?<![0-9][.,]){re.escape(figure)}(?![0-9]|[.,][0-9])"
    return (found.span() for found in re.finditer(whole, text))
