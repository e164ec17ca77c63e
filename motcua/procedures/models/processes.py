"""How a version is handled: for each level of government the ordered steps."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.access.rights import ROLE_NAMES
from motcua.org.types import Level


class Process(models.Model):
    """How a version is handled at one level (quy trình nội bộ): where it is received and who resolves it.

    `receives` and `resolves` are unit slugs; empty means the receiving unit itself, and at district level
    `resolves` may be the first part of an office's slug, which the district's code completes.
    """

    version = models.ForeignKey("procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="processes")
    level = models.CharField(max_length=10, choices=Level.choices)
    receives = models.CharField(max_length=80, blank=True)
    resolves = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "procedures_process"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "level"], name="procedures_one_process_a_level")
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="processes_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.version} {self.get_level_display()}"


class Step(models.Model):
    """One step of a process (bước xử lý): who does it where, within how many working minutes."""

    process = models.ForeignKey("procedures.Process", on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40, choices=list(ROLE_NAMES.items()))
    place = models.CharField(max_length=80, default="receiving")
    budget_minutes = models.PositiveIntegerField()
    may_send_back_to = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        db_table = "procedures_step"
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "order"], name="procedures_steps_are_ordered"),
            models.UniqueConstraint(fields=["process", "code"], name="procedures_step_code_once_a_process"),
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="steps_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name
