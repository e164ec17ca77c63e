"""Why jobs failed: the queue itself keeps no reason."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class JobFailure(models.Model):
    """One run of a job that ended in an error (lần lỗi của việc nền). `run` counts from 1."""

    job_id = models.BigIntegerField()
    run = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())
    says = models.TextField()
    detail = models.TextField(default="")

    class Meta:
        db_table = "ledger_job_failure"
        indexes: ClassVar = [models.Index(fields=["job_id", "id"], name="ledger_job_failure_job")]

    def __str__(self) -> str:
        return f"{self.job_id}, {self.run}: {self.says}"
