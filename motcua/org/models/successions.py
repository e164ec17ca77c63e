"""Reorganisations, and which unit took over from which."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.org.types import ReorganisationKind, Takes


class Reorganisation(models.Model):
    """What one document did to units on a day (sắp xếp đơn vị). Several may fall on the same day."""

    on = models.DateField()
    kind = models.CharField(max_length=12, choices=ReorganisationKind.choices)
    basis = models.CharField(max_length=200, blank=True)
    is_verified = models.BooleanField(default=False)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "org_reorganisation"
        indexes: ClassVar = [models.Index(fields=["on"], name="org_reorganisation_on")]

    def __str__(self) -> str:
        return f"{self.on} {self.basis or self.kind}"


class Succession(models.Model):
    """That a unit took over from another on the day of a reorganisation (kế thừa), wholly or in part.

    The share of a part is kept only where a document states it: as a fraction, so that thirds add up to one.
    """

    reorganisation = models.ForeignKey("org.Reorganisation", on_delete=models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="left_to")
    successor = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="took_from")
    takes = models.CharField(max_length=4, choices=Takes.choices)
    share_part = models.PositiveIntegerField(null=True)
    share_whole = models.PositiveIntegerField(null=True)
    clause = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "org_succession"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["reorganisation", "predecessor", "successor"], name="org_succession_is_told_once"
            ),
            models.CheckConstraint(name="org_nobody_succeeds_themselves", condition=~Q(predecessor=F("successor"))),
            models.CheckConstraint(
                name="org_share_of_a_part_is_a_fraction",
                condition=Q(share_part=None, share_whole=None)
                | Q(takes=Takes.PART, share_part__gt=0, share_whole__gt=F("share_part")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"

    @property
    def share(self) -> Fraction | None:
        """The stated share of a part; none where all was taken, and where nobody stated it."""
        return Fraction(self.share_part, self.share_whole) if self.share_part and self.share_whole else None
