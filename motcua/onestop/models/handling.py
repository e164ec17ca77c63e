"""How a dossier is handled: the runs of its steps, its result, and who took it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.access.rights import ROLE_NAMES
from motcua.onestop.types import Outcome


class StepRun(models.Model):
    """One time a step was open (lượt xử lý): at which unit, for which role, who held it and for how long.

    A dossier has at most one open run. `minutes_used` are working minutes from opening to closing.
    """

    dossier = models.ForeignKey("onestop.Dossier", on_delete=models.PROTECT, related_name="runs")
    step = models.ForeignKey("procedures.Step", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=list(ROLE_NAMES.items()))
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    holder = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    holder_name = models.CharField(max_length=160, blank=True)
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    minutes_used = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    note = models.CharField(max_length=2000, blank=True)

    step_remaining: int | None = None
    remaining: int | None = None
    """Working minutes left for the dossier; `queries.with_remaining` sets it."""

    class Meta:
        db_table = "onestop_step_run"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "role", "opened_at"],
                name="onestop_run_inbox",
                condition=Q(closed_at=None),
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(closed_at=None), name="onestop_one_open_run"),
            models.CheckConstraint(
                name="onestop_closed_runs_have_an_outcome",
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.step_id}"


class Result(models.Model):
    """The result of a dossier (kết quả giải quyết) as last entered; earlier entries stay in the ledger."""

    dossier = models.OneToOneField("onestop.Dossier", on_delete=models.PROTECT, related_name="result")
    name = models.CharField(max_length=1000)
    code = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    signed_by = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    entered_by = models.CharField(max_length=160)
    entered_at = models.DateTimeField()

    class Meta:
        db_table = "onestop_result"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class ResultHandOver(models.Model):
    """The proof that the result was taken (trả kết quả): by whom, when, from whose hand."""

    dossier = models.OneToOneField("onestop.Dossier", on_delete=models.PROTECT, related_name="hand_over")
    at = models.DateTimeField()
    receiver_name = models.CharField(max_length=120)
    receiver_id_number = models.CharField(max_length=12)
    relation = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)
    handed_by = models.CharField(max_length=160)

    class Meta:
        db_table = "onestop_result_hand_over"

    def __str__(self) -> str:
        return f"{self.receiver_name} {self.at}"
