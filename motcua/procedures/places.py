"""Where a step is done: a process says it in words, this finds the unit of a day.

`receiving` and `resolving` are the dossier's own units; `district` is the district committee above the receiving
unit; `district_office:phong-tu-phap` is that office of the district.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from motcua.kernel.refusal import Refusal
from motcua.org import queries as org
from motcua.org.types import Level, UnitOn


class NoPlace(Refusal):
    """A step whose place does not exist on that day."""

    code = "no_place"


class Resolved(Protocol):
    """What says at which level it is handled and who resolves it: a process, as a row or as content."""

    @property
    def level(self) -> str: ...
    @property
    def resolves(self) -> str: ...


def office(prefix: str, unit: UnitOn, day: date) -> UnitOn:
    """The office of the district above a unit whose slug begins so; without a prefix the district itself."""
    district = org.district_of(unit, day)
    if district is None:
        raise NoPlace(
            f"Ngày {day:%d/%m/%Y} không có đơn vị cấp huyện của {unit.short_name}; "
            "hãy liên hệ quản trị để cập nhật quy trình.",
            citation=org.rule("org.levels").in_force(day).basis,
        )
    return org.unit_by_slug(f"{prefix}-{district.code}", day) if prefix else district


def resolving_unit(process: Resolved, intake: UnitOn, day: date) -> UnitOn:
    """The unit that resolves what is received at `intake`."""
    if not process.resolves:
        return intake
    if process.level == Level.PROVINCE:
        return org.unit_by_slug(process.resolves, day)
    return office(process.resolves, intake, day)


def unit_of_step(place: str, process: Resolved, intake: UnitOn, day: date) -> int:
    """The id of the unit at which a step with such a place is done for what is received at `intake`."""
    if place == "receiving":
        return intake.id
    if place == "resolving":
        return resolving_unit(process, intake, day).id
    return office(place.removeprefix("district").removeprefix("_office:"), intake, day).id
