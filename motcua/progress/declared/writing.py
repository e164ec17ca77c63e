"""A report's sentences from values: each claim printed as its template says, in the notation of the house."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from motcua.kernel.printed import print_day
from motcua.kernel.text import fold
from motcua.progress.declared.binding import QUALIFIERS
from motcua.progress.declared.expressions import Name, Span, Term, evaluate
from motcua.progress.declared.numbers import SCALES, print_exact, scale_of
from motcua.progress.declared.rulefile import BALANCE, Claim, Ratio, RuleFile
from motcua.progress.declared.templates import one_spelling, words
from motcua.progress.declared.tree import spelt
from motcua.progress.rules.numbers import balanced, rounded
from motcua.progress.types import MissingValues, Qualifier

_PIECE = re.compile(r"\{([^{}]*)\}")


def write(rules: RuleFile, values: Mapping[str, Fraction | date | str]) -> str:
    """Every claim in the file's order, one a paragraph; `MissingValues` names the figures that are not given."""
    return _Writer(rules, {spelt(name): value for name, value in values.items()}).text()


class _Writer:
    def __init__(self, rules: RuleFile, values: dict[str, Fraction | date | str]) -> None:
        self.rules, self.values = rules, values
        self.missing: dict[str, None] = {}

    def text(self) -> str:
        sentences = [self._claim(claim) for claim in self.rules.claims.values()]
        if self.missing:
            named = (
                f"{self.rules.label(name)} ({name})" if self.rules.label(name) != name else name
                for name in self.missing
            )
            raise MissingValues(
                f"Chưa viết được báo cáo vì thiếu giá trị của {', '.join(named)}; hãy cho đủ rồi viết lại."
            )
        return "\n".join(sentences) + "\n" if sentences else ""

    def _claim(self, claim: Claim) -> str:
        text = re.sub(r"\s*(?:…|\.{3,})\s*", " ", " ".join(claim.text.split()))
        out, at = "", 0
        for slot in _PIECE.finditer(text):
            out += text[at : slot.start()]
            out += self._slot(claim, spelt(slot[1]), out, text[slot.end() :])
            at = slot.end()
        return re.sub(r"\s+([,;.)])", r"\1", re.sub(r" {2,}", " ", out + text[at:])).strip()

    def _slot(self, claim: Claim, name: str, before: str, after: str) -> str:
        given = self.values.get(name)
        if name.endswith((".value", ".printed")) and name not in self.rules.figures:
            name = name.rpartition(".")[0]
            given = given if given is not None else self.values.get(name)
        if given is None:
            given = self._period(claim, name)
        if isinstance(given, date):
            return print_day(given)
        if isinstance(given, str):
            return given
        following = next((word.key for word in words(after)), "")
        if name in self.rules.ratios:
            return self._ratio(self.rules.ratios[name], following)
        value = self._value(name)
        if value is None:
            return ""
        return self._number(name, value, before, following)

    def _number(self, name: str, value: Fraction, before: str, following: str) -> str:
        unit = self.rules.unit(name)
        if following in SCALES and (own := scale_of(unit) if unit else SCALES[following]):
            value = value * own / SCALES[following]
        figure = self.rules.figures.get(name)
        places = figure.places if figure else None
        value = _rounder(value, before)
        sign = "%" if self.rules.is_share(name) and following != "%" else ""
        return print_exact(value, places) + sign

    def _ratio(self, ratio: Ratio, following: str) -> str:
        num, den = (evaluate(term, self._known) for term in (ratio.num, ratio.den))
        if num is None or den is None:
            return ""
        if den.low == 0:
            self.missing.setdefault(self._first_name(ratio.den))
            return ""
        share = self._balanced(ratio)
        value = share if share is not None else rounded(ratio.factor * num.low / den.low, ratio.places)
        sign = ratio.unit if ratio.unit in {"%", "‰"} and ratio.factor != 1 and following != "%" else ""
        return print_exact(value, ratio.places) + sign

    def _balanced(self, ratio: Ratio) -> Fraction | None:
        breakdown = self.rules.policy(ratio)
        if breakdown is None or breakdown.policy != BALANCE or ratio.factor != 100:
            return None
        whole, parts = self._value(breakdown.of), [self._value(part) for part in breakdown.parts]
        known = [part for part in parts if part is not None]
        if not whole or len(known) < len(parts) or sum(known) != whole:
            return None
        return balanced([100 * part / whole for part in known], ratio.places)[
            breakdown.parts.index(self._first_name(ratio.num))
        ]

    def _first_name(self, term: Term) -> str:
        return term.name if isinstance(term, Name) else "mẫu số"

    def _known(self, name: Name) -> Span | None:
        key = name.name
        if key.endswith((".value", ".printed")) and key not in self.rules.figures:
            key = key.rpartition(".")[0]
        value = self._value(key)
        return None if value is None else Span(value, value)

    def _value(self, name: str) -> Fraction | None:
        """A figure's value: as given, or from the others."""
        given = self.values.get(name, self.values.get(f"{name}.value"))
        if given is not None and not isinstance(given, date | str):
            return Fraction(given)
        if name in self.rules.figures and (term := self.rules.figures[name].term) is not None:
            span = evaluate(term, self._known)
            return span.low if span else None
        if name in self.rules.ratios:
            ratio = self.rules.ratios[name]
            num, den = (evaluate(term, self._known) for term in (ratio.num, ratio.den))
            return ratio.factor * num.low / den.low if num and den and den.low else None
        for breakdown in self.rules.breakdowns.values():
            if breakdown.of == name and all(part in self.values for part in breakdown.parts):
                return sum((self._value(part) or Fraction(0) for part in breakdown.parts), Fraction(0))
        self.missing.setdefault(name)
        return None

    def _period(self, claim: Claim, name: str) -> date | None:
        sections = self.rules.sections
        section = sections.get(claim.section) or (next(iter(sections.values())) if len(sections) == 1 else None)
        if section is None or name in self.rules.figures:
            return None
        parts = set(fold(name).split("_"))
        return (
            section.start
            if parts & {"tu", "from", "start"}
            else section.end
            if parts & {"den", "toi", "to", "end"}
            else None
        )


def _rounder(value: Fraction, before: str) -> Fraction:
    """For «hơn» the next rounder number below, for «gần» the one above: what these words say must be true."""
    last = tuple(one_spelling(word.key) for word in words(before)[-1:])
    qualifier = QUALIFIERS.get(last)
    if qualifier not in {Qualifier.MORE_THAN, Qualifier.NEARLY} or value <= 0:
        return value
    size = Fraction(10) ** max(len(str(int(value))) - 2, 0)
    if qualifier is Qualifier.MORE_THAN:
        return (-((-value) // size) - 1) * size
    return (value // size + 1) * size
