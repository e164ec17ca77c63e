"""A dossier, its papers, its files and its clock."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from motcua.onestop.rules import FIRST_STATES, TRANSITIONS
from motcua.onestop.types import ClockKind, Status, Timeliness
from motcua.procedures.types import Channel


def _status_guard() -> str:
    """The transition table as the body of a trigger, so that even a bulk update cannot break it."""
    allowed = ", ".join(
        f"({present}, {following})" for present, followers in TRANSITIONS.items() for following in sorted(followers)
    )
    first = ", ".join(str(state) for state in sorted(FIRST_STATES))
    return f"""
        IF TG_OP = 'INSERT' THEN
            IF NEW.status NOT IN ({first}) THEN
                RAISE EXCEPTION 'a dossier cannot begin in state %', NEW.status;
            END IF;
        ELSIF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN ({allowed}) THEN
            RAISE EXCEPTION 'a dossier cannot go from state % to %', OLD.status, NEW.status;
        END IF;
        RETURN NEW;
    """


class Dossier(models.Model):
    """An application on its way to a result (hồ sơ). What was printed on its receipt never changes here.

    `due_at` and `early_until` are derived from the clock events and kept; early, on time and late are computed by
    the database from them and `finished_at`. `version` counts changes, so that a stale page is noticed.
    """

    code = models.CharField(max_length=60, unique=True)
    lookup_code = models.CharField(max_length=12, unique=True)
    intake_key = models.UUIDField(unique=True)
    procedure_version = models.ForeignKey("procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey("procedures.Process", on_delete=models.PROTECT, related_name="+")
    channel = models.PositiveSmallIntegerField(choices=Channel.choices)
    intake_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    resolving_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    return_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey("population.Applicant", on_delete=models.PROTECT, related_name="+")
    applicant_name = models.CharField(max_length=120)
    applicant_id_number = models.CharField(max_length=12)
    applicant_phone = models.CharField(max_length=11)
    applicant_address = models.CharField(max_length=300, blank=True)
    applicant_email = models.EmailField(blank=True)
    abstract = models.CharField(max_length=1000)
    sets = models.PositiveSmallIntegerField(default=1)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=160)
    term = models.CharField(max_length=10, blank=True)
    calendar = models.CharField(max_length=40)
    due_at = models.DateTimeField(null=True)
    early_until = models.DateTimeField(null=True)
    due_trace = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(choices=Status.choices, default=Status.RECEIVED)
    version = models.PositiveIntegerField(default=1)
    search = SearchVectorField()
    is_early = models.GeneratedField(
        expression=Q(finished_at__lte=F("early_until")),  # type: ignore[arg-type]
        output_field=models.BooleanField(null=True),
        db_persist=True,
    )
    is_on_time = models.GeneratedField(
        expression=(Q(early_until=None) | Q(finished_at__gt=F("early_until"))) & Q(finished_at__lte=F("due_at")),  # type: ignore[arg-type]
        output_field=models.BooleanField(null=True),
        db_persist=True,
    )
    is_late = models.GeneratedField(
        expression=Q(finished_at__gt=F("due_at")),  # type: ignore[arg-type]
        output_field=models.BooleanField(null=True),
        db_persist=True,
    )

    remaining: int | None = None
    """Working minutes left; `queries.with_remaining` sets it."""

    class Meta:
        db_table = "onestop_dossier"
        indexes: ClassVar = [
            models.Index(fields=["intake_unit", "-received_at"], name="onestop_dossier_intake"),
            models.Index(fields=["resolving_unit", "-received_at"], name="onestop_dossier_resolving"),
            models.Index(fields=["applicant_id_number"], name="onestop_dossier_person"),
            models.Index(fields=["applicant_phone"], name="onestop_dossier_phone"),
            models.Index(fields=["due_at"], name="onestop_dossier_open", condition=Q(finished_at=None)),
            GinIndex(fields=["search"], name="onestop_dossier_search"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="onestop_early_only_with_due",
                condition=Q(early_until=None) | Q(due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="onestop_early_before_due",
                condition=Q(due_at=None) | Q(early_until__lte=F("due_at")),
            ),
            models.CheckConstraint(
                name="onestop_finished_exactly_when_9_or_10",
                condition=Q(status__in=[9, 10], finished_at__isnull=False)
                | (~Q(status__in=[9, 10]) & Q(finished_at=None)),
            ),
            models.CheckConstraint(
                name="onestop_returned_exactly_when_10",
                condition=Q(status=10, returned_at__isnull=False) | (~Q(status=10) & Q(returned_at=None)),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="status_moves_by_the_table",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
                func=_status_guard(),
            ),
            pgtrigger.Protect(name="dossiers_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def timeliness(self) -> Timeliness | None:
        """Early, on time or late; None while unfinished or without a due moment."""
        if self.is_early:
            return Timeliness.EARLY
        if self.is_on_time:
            return Timeliness.ON_TIME
        return Timeliness.LATE if self.is_late else None


class Paper(models.Model):
    """A paper handed in (giấy tờ nộp), as named by the catalogue that day."""

    dossier = models.ForeignKey("onestop.Dossier", on_delete=models.PROTECT, related_name="papers")
    required_paper = models.ForeignKey(
        "procedures.RequiredPaper", null=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=1000)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "onestop_paper"
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """A file of a dossier (tệp đính kèm): a scan of a paper, or what an official added at a step."""

    dossier = models.ForeignKey("onestop.Dossier", on_delete=models.PROTECT, related_name="attachments")
    paper = models.ForeignKey("onestop.Paper", null=True, on_delete=models.PROTECT, related_name="scans")
    step_run = models.ForeignKey("onestop.StepRun", null=True, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_by = models.CharField(max_length=160)
    added_at = models.DateTimeField()

    class Meta:
        db_table = "onestop_attachment"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class ClockEvent(models.Model):
    """What happened to a dossier's clock (sự kiện thời hạn); append-only, the due moment follows from these."""

    dossier = models.ForeignKey("onestop.Dossier", on_delete=models.PROTECT, related_name="clock_events")
    kind = models.CharField(max_length=10, choices=ClockKind.choices)
    at = models.DateTimeField()
    term = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "onestop_clock_event"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at}"
