"""The words of units: levels and kinds, and a unit as it is on a day."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


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
