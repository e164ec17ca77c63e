"""Where a step happens: the process says it in words, this finds the unit of that day.

`receiving` and `resolving` are the dossier's own units; `district` is the district committee above the receiving
unit; `district_office:phong-tu-phap` is that office of the district.
"""

from __future__ import annotations

from datetime import date

from motcua.kernel.refusal import Refusal
from motcua.onestop.models import Dossier
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.procedures.queries import Process, Step


class NoPlace(Refusal):
    """A step whose place does not exist on that day."""

    code = "no_place"


def _office(prefix: str, unit: UnitOn, day: date) -> UnitOn:
    district = org.district_of(unit, day)
    if district is None:
        raise NoPlace(
            f"Ngày {day:%d/%m/%Y} không có đơn vị cấp huyện của {unit.short_name}; "
            "hãy liên hệ quản trị để cập nhật quy trình.",
            citation=org.rule("org.levels").in_force(day).basis,
        )
    return org.unit_by_slug(f"{prefix}-{district.code}", day) if prefix else district


def resolving_unit(process: Process, intake: UnitOn, day: date) -> UnitOn:
    """The unit that resolves dossiers of a process received at `intake`."""
    if not process.resolves:
        return intake
    if process.level == "province":
        return org.unit_by_slug(process.resolves, day)
    return _office(process.resolves, intake, day)


def place_of(step: Step, dossier: Dossier, day: date) -> int:
    """The id of the unit at which a dossier's step is done on a day."""
    if step.place == "receiving":
        return dossier.intake_unit_id
    if step.place == "resolving":
        return dossier.resolving_unit_id
    prefix = step.place.removeprefix("district").removeprefix("_office:")
    return _office(prefix, org.unit_on(dossier.intake_unit_id, day), day).id
