"""The one reader of dated rules: the law of the day, and what the province decided where the law leaves room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from motcua.kernel import dated
from motcua.kernel.period import Period
from motcua.org.models import LocalDecision
from motcua.org.types import Decision


@dataclass(frozen=True, slots=True)
class RuleHere:
    """A rule as it holds in this province: the law of the day and, where it leaves room, what was decided here.

    Only a rule marked `local` asks the database, once each time.
    """

    law: dated.Rule

    def on(self, day: date, unit_id: int | None = None) -> Any:
        """The value on a day, at a unit or, without one, in the province at large; see `in_force`."""
        return self.in_force(day, unit_id).value

    def in_force(self, day: date, unit_id: int | None = None) -> dated.Value:
        """The value with its basis: a decision for that unit, else for the province, else the law.

        Raises `NoRuleInForce` where the law itself says nothing that day.
        """
        if not self.law.local:
            return self.law.in_force(day)
        rows = LocalDecision.objects.on(day).filter(Q(unit=None) | Q(unit=unit_id), code=self.law.code)
        return self.law.in_force(day, [_decided(self.law, row) for row in rows], unit_id)


def rule(code: str) -> RuleHere:
    """The reader of dated rules: `rule("receipt.online").on(day)`; `UnknownRule` where no rule has that code."""
    return RuleHere(dated.rule_named(code))


def decisions(codes: Iterable[str]) -> list[Decision]:
    """What was decided about these rules, whenever it holds, in order of rule, unit and time."""
    rows = LocalDecision.objects.filter(valid__isempty=False, code__in=list(codes)).order_by("code", "unit", "valid")
    return [Decision(row.pk, row.code, _decided(dated.rule_named(row.code), row)) for row in rows]


def _decided(law: dated.Rule, row: LocalDecision) -> dated.Value:
    return dated.Value(
        value=dated.read_value(law.kind, row.value),
        period=Period(row.valid.lower, row.valid.upper),
        basis=row.document,
        standing=dated.Standing.DECIDED,
        note=row.note,
        unit_id=row.unit_id,
    )
