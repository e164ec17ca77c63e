"""The words of units: levels and kinds, a unit as it is on a day, and what the province decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from motcua.kernel.dated import Value


class Level(models.TextChoices):
    """The tier of government at which a unit works; the district tier ended on 01/07/2025."""

    PROVINCE = "province", "cấp tỉnh"
    DISTRICT = "district", "cấp huyện"
    COMMUNE = "commune", "cấp xã"


@dataclass(frozen=True, slots=True)
class UnitOn:
    """A unit as it is on one day (đơn vị tại một ngày)."""

    id: int
    slug: str
    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent_id: int | None
    identifier: str
    identifier_fictional: bool
    calendar: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A local decision as kept (quyết định của địa phương): which rule; what holds, when, where and why."""

    id: int
    code: str
    value: Value
