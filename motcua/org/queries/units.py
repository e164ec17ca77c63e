"""What a unit is on a day: always as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from motcua.kernel.refusal import NotFound
from motcua.org.models import UnitVersion
from motcua.org.types import UnitOn


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
