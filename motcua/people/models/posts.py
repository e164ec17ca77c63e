"""What a person was and might do, with dates: posts, roles, absences, and who stands in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.access.rights import ROLE_NAMES
from motcua.people.models.spans import Span, SpanQuerySet
from motcua.people.types import AbsenceKind


class PostHeld(Span):
    """A post a person held at a unit during a span of days (chức vụ, chức danh đảm nhiệm)."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    basis = models.CharField(max_length=200, blank=True)

    objects = SpanQuerySet["PostHeld"].as_manager()

    class Meta:
        db_table = "people_post_held"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_one_post_of_a_title_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("title", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return self.title


class RoleHeld(Span):
    """A role a person held at a unit during a span of days (vai trò). Rights follow from it on each day."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=40, choices=list(ROLE_NAMES.items()))
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200, blank=True)

    objects = SpanQuerySet["RoleHeld"].as_manager()

    class Meta:
        db_table = "people_role_held"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_a_role_is_held_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"


class Delegation(Span):
    """One person does for another what that other's role at a unit allows, for some days (ủy quyền xử lý công việc).

    An empty `role` means every role the giver holds there that can be delegated. It lends only what the giver holds
    themselves on the day that is asked about: so it ends with the role, and makes no chains.
    """

    giver = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="delegations_given")
    taker = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="delegations_taken")
    role = models.CharField(max_length=40, choices=list(ROLE_NAMES.items()), blank=True)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200)

    objects = SpanQuerySet["Delegation"].as_manager()

    class Meta:
        db_table = "people_delegation"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_a_role_is_delegated_once_at_a_time",
                expressions=[
                    ("giver", RangeOperators.EQUAL),
                    ("taker", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="people_nobody_stands_in_for_themselves", condition=~Q(giver=F("taker"))),
            models.CheckConstraint(name="people_a_delegation_ends", condition=Q(valid__upper_inf=False)),
        ]

    def __str__(self) -> str:
        return f"Ủy quyền {self.words}"

    @property
    def words(self) -> str:
        """What is delegated, in words."""
        return f"vai trò {self.get_role_display()}" if self.role else "mọi vai trò"


class Absence(Span):
    """Some days on which a person is away (vắng mặt)."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=AbsenceKind.choices)
    basis = models.CharField(max_length=200, blank=True)

    objects = SpanQuerySet["Absence"].as_manager()

    class Meta:
        db_table = "people_absence"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_one_is_away_once_at_a_time",
                expressions=[("account", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="people_an_absence_ends", condition=Q(valid__upper_inf=False)),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
