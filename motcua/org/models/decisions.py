"""Local decisions on rules the law leaves to the province, which cannot overlap for the same rule and place."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce


class LocalDecisionQuerySet(models.QuerySet["LocalDecision"]):
    """Decisions as of a day."""

    def on(self, day: date) -> LocalDecisionQuerySet:
        """The decisions in force on a day."""
        return self.filter(valid__contains=day)


class LocalDecision(models.Model):
    """What the province decided about a rule during a half-open span of days (quyết định của địa phương).

    Without a unit it holds in the whole province. `value` is as the rule's file would have it. A decision repealed
    before its first day keeps its row with an empty span: it never holds.
    """

    code = models.CharField(max_length=80)
    unit = models.ForeignKey("org.Unit", null=True, on_delete=models.PROTECT, related_name="decisions")
    valid = DateRangeField()
    value = models.JSONField()
    document = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)

    objects = LocalDecisionQuerySet.as_manager()

    class Meta:
        db_table = "org_local_decision"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="org_local_decisions_do_not_overlap",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (Coalesce("unit_id", models.Value(0, models.BigIntegerField())), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.document}"
