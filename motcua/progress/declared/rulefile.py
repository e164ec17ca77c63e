"""What a rule file declares, once it has been read and found sound."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from motcua.progress.declared.expressions import Comparison, Term
from motcua.progress.declared.numbers import measured
from motcua.progress.declared.templates import Template
from motcua.progress.types import Kind, Level

HALF_UP, BALANCE = "half_up", "balance100"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its first and last day, and what it covers."""

    name: str
    start: date | None = None
    end: date | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the report prints: its name for readers, its unit; `form` is number, date or text.

    `term` is there where the figure follows from others and need not be printed; `places` are its decimals.
    """

    name: str
    label: str
    unit: str = ""
    kind: str = ""
    query: str = ""
    form: str = "number"
    term: Term | None = None
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure and the parts that make it up without rest; how their shares are rounded."""

    name: str
    of: str
    parts: tuple[str, ...]
    places: int = 2
    policy: str = HALF_UP
    level: Level = Level.ERROR


@dataclass(frozen=True, slots=True)
class Ratio:
    """`factor` times one term by another: 100 for percent."""

    name: str
    label: str
    num: Term
    den: Term
    places: int = 2
    factor: int = 100
    unit: str = "%"
    level: Level = Level.ERROR


@dataclass(frozen=True, slots=True)
class Rule:
    """Relations that must hold; `strict` takes printed figures as exact, without the room that rounding leaves."""

    name: str
    relations: tuple[Comparison, ...]
    kind: Kind
    level: Level = Level.ERROR
    strict: bool = False
    missing: str = "skip"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that cites figures, what must be true where it stands, and the rules its words rest on."""

    name: str
    text: str
    template: Template
    needs: tuple[Comparison, ...] = ()
    requires: tuple[str, ...] = ()
    level: Level = Level.ERROR
    words_level: Level = Level.WARNING
    section: str = ""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file as read: everything by its name, in the file's order."""

    sections: dict[str, Section] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    breakdowns: dict[str, Breakdown] = field(default_factory=dict)
    ratios: dict[str, Ratio] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def form(self, name: str) -> str:
        """How a slot is read: as a counted `number`, a `measure`, a `share` in points of a hundred, a `date` or a `text`."""
        if name in self.ratios:
            return "share" if self.ratios[name].factor == 100 else "number"
        if name in self.figures:
            figure = self.figures[name]
            rounded = "share" if self.is_share(name) else "measure" if measured(figure.unit) else "number"
            return rounded if figure.form == "number" else figure.form
        return "date"

    def is_share(self, name: str) -> bool:
        """Whether a name counts points of a hundred."""
        if name in self.ratios:
            return self.ratios[name].factor == 100
        return name in self.figures and "%" in self.figures[name].unit

    def label(self, name: str) -> str:
        """What readers call a figure."""
        named = self.figures.get(name) or self.ratios.get(name)
        return named.label if named and named.label else name

    def unit(self, name: str) -> str:
        """What a figure counts, empty where nothing is said."""
        named = self.figures.get(name) or self.ratios.get(name)
        return named.unit if named else ""

    def policy(self, ratio: Ratio) -> Breakdown | None:
        """The breakdown whose parts a ratio's numerator and denominator are, if there is one."""
        num, den = getattr(ratio.num, "name", ""), getattr(ratio.den, "name", "")
        found = (each for each in self.breakdowns.values() if each.of == den and num in each.parts)
        return next(found, None)
