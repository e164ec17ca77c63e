"""Units with dated versions that cannot overlap."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from motcua.org.types import Level


class Unit(models.Model):
    """An administrative body's identity (đơn vị); never deleted. What it is called and where it stands is dated."""

    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        db_table = "org_unit"

    def __str__(self) -> str:
        return self.slug


class UnitVersionQuerySet(models.QuerySet["UnitVersion"]):
    """Units as of a day."""

    def on(self, day: date) -> UnitVersionQuerySet:
        """The versions in force on a day."""
        return self.filter(valid__contains=day)


class UnitVersion(models.Model):
    """What a unit is during a half-open span of days (phiên bản đơn vị).

    The key is code *and* validity: a code may pass to another unit, and a unit may change its code. `is_verified`:
    name, code and standing were read in a document, not remembered.
    """

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="versions")
    valid = DateRangeField()
    code = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("org.Unit", null=True, on_delete=models.PROTECT, related_name="child_versions")
    identifier = models.CharField(max_length=35)
    identifier_fictional = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=400, db_collation="C")
    basis = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)
    is_verified = models.BooleanField(default=False)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        db_table = "org_unit_version"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="org_unit_versions_do_not_overlap",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="org_identifier_names_one_unit",
                expressions=[
                    ("identifier", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="org_code_names_one_unit",
                expressions=[("code", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=~models.Q(code=""),
            ),
            models.CheckConstraint(name="org_unit_version_is_never_empty", condition=models.Q(valid__isempty=False)),
        ]
        indexes: ClassVar = [GistIndex(fields=["valid"], name="org_unit_version_valid")]

    def __str__(self) -> str:
        return self.name
