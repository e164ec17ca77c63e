"""What other apps may ask of units and of rules: as of a day, always."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from motcua.kernel import dated
from motcua.kernel.period import Period
from motcua.kernel.refusal import NotFound
from motcua.kernel.worktime import Calendar, read_calendar
from motcua.org.models import LocalDecision, Unit, UnitVersion
from motcua.org.types import Decision, UnitOn

__all__ = [
    "RuleHere",
    "Unit",
    "calendar",
    "decisions",
    "district_of",
    "rule",
    "unit_by_slug",
    "unit_on",
    "units_on",
]

CALENDARS = Path(__file__).with_name("data") / "calendars"


def _as_of_day(version: UnitVersion) -> UnitOn:
    return UnitOn(
        id=version.unit_id,
        slug=version.unit.slug,
        code=version.code,
        name=version.name,
        short_name=version.short_name,
        kind=version.kind,
        level=version.level,
        parent_id=version.parent_id,
        identifier=version.identifier,
        identifier_fictional=version.identifier_fictional,
        calendar=version.calendar,
    )


def _versions(day: date) -> QuerySet[UnitVersion]:
    return UnitVersion.objects.on(day).select_related("unit")


def unit_on(unit_id: int, day: date) -> UnitOn:
    """One unit as it is on a day; `NotFound` names the day on which there is no such unit."""
    version = _versions(day).filter(unit=unit_id).first()
    if version is None:
        raise NotFound(f"Không có đơn vị số {unit_id} vào ngày {day:%d/%m/%Y}; hãy chọn đơn vị đang hoạt động.")
    return _as_of_day(version)


def unit_by_slug(slug: str, day: date) -> UnitOn:
    """One unit by its lasting slug."""
    version = _versions(day).filter(unit__slug=slug).first()
    if version is None:
        raise NotFound(f"Không có đơn vị «{slug}» vào ngày {day:%d/%m/%Y}; hãy chọn đơn vị đang hoạt động.")
    return _as_of_day(version)


def units_on(day: date, *, ids: Iterable[int] | None = None, level: str | None = None) -> list[UnitOn]:
    """The units of a day in Vietnamese order of their short names."""
    versions = _versions(day)
    if ids is not None:
        versions = versions.filter(unit__in=list(ids))
    if level is not None:
        versions = versions.filter(level=level)
    return [_as_of_day(version) for version in versions.order_by("sort_key")]


def district_of(unit: UnitOn, day: date) -> UnitOn | None:
    """The district above a unit on a day (the unit itself if it is one); none once districts are gone."""
    while unit.level != "district" or unit.kind == "phong":
        if unit.parent_id is None:
            return None
        unit = unit_on(unit.parent_id, day)
    return unit


@cache
def calendar(code: str) -> Calendar:
    """The working calendar of that code; refuses by name one that does not exist."""
    return read_calendar(CALENDARS, code)


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
