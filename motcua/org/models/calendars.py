"""Working calendars as rows: their weekly sessions in time, their exceptional days, and which unit keeps which."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.kernel.worktime import DayKind
from motcua.org.types import DAY_KINDS


class CalendarRow(models.Model):
    """A working calendar as it is kept (lịch làm việc): what it covers, and a token that each change renews.

    The token is how every process sees cheaply whether the tables it has built are still right. It is drawn and not
    counted, so that a change that was rolled back never looks like another one.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    covers = DateRangeField()
    revision = models.UUIDField(default=uuid.uuid4)

    class Meta:
        db_table = "org_calendar"

    def __str__(self) -> str:
        return self.code


class SessionPattern(models.Model):
    """The sessions of one weekday (0 is Monday) during a span of days (giờ làm việc trong tuần), and their source.

    `sessions` is written `07:00-11:30 13:30-17:00`; empty where a decision took the work off that weekday.
    """

    calendar = models.ForeignKey("org.CalendarRow", on_delete=models.PROTECT, related_name="patterns")
    weekday = models.PositiveSmallIntegerField()
    valid = DateRangeField()
    sessions = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200)
    is_assumed = models.BooleanField(default=False)

    class Meta:
        db_table = "org_session_pattern"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="org_a_weekday_has_one_pattern",
                expressions=[
                    ("calendar", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="org_weekday_is_one_of_seven", condition=Q(weekday__lte=6)),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.sessions}"


class ExceptionalDay(models.Model):
    """A day that differs from its week (ngày đặc biệt): of the whole calendar, or of one unit that keeps it.

    `sessions`: what is worked on a half day; on a made-up day, empty means Monday's. `is_confirmed` is false while
    the day is only expected. A withdrawn day stays, with the document that took it back.
    """

    calendar = models.ForeignKey("org.CalendarRow", on_delete=models.PROTECT, related_name="days")
    unit = models.ForeignKey("org.Unit", null=True, on_delete=models.PROTECT, related_name="exceptional_days")
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=[(kind.value, words) for kind, words in DAY_KINDS.items()])
    name = models.CharField(max_length=120)
    sessions = models.CharField(max_length=120, blank=True)
    pair = models.DateField(null=True)
    source = models.CharField(max_length=200)
    is_confirmed = models.BooleanField(default=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "org_exceptional_day"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calendar", "day"],
                condition=Q(unit=None, withdrawn_by=""),
                name="org_a_day_is_told_once",
            ),
            models.UniqueConstraint(
                fields=["calendar", "unit", "day"],
                condition=Q(unit__isnull=False, withdrawn_by=""),
                name="org_a_day_of_a_unit_is_told_once",
            ),
            models.CheckConstraint(
                name="org_only_worked_days_have_sessions",
                condition=Q(kind=DayKind.HALF_DAY.value) & ~Q(sessions="")
                | Q(kind=DayKind.MAKE_UP.value)
                | ~Q(kind__in=[DayKind.HALF_DAY.value, DayKind.MAKE_UP.value]) & Q(sessions=""),
            ),
            models.CheckConstraint(name="org_a_day_is_not_its_own_pair", condition=Q(pair=None) | ~Q(pair=F("day"))),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class UnitCalendar(models.Model):
    """Which calendar a unit keeps during a span of days (lịch của đơn vị); without a row, the default one."""

    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="calendars")
    calendar = models.ForeignKey("org.CalendarRow", on_delete=models.PROTECT, related_name="units")
    valid = DateRangeField()
    source = models.CharField(max_length=200)

    class Meta:
        db_table = "org_unit_calendar"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="org_a_unit_keeps_one_calendar",
                expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.calendar_id}"
