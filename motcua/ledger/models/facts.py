"""Facts: insert-only, by trigger."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now

from motcua.ledger import types


class CurrentTransaction(models.Func):
    """The number of the running transaction, as a bigint: it never starts again on one server."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class FactRow(models.Model):
    """One fact (sự kiện). `at` is when it happened, `recorded_at` when the database took it in.

    `xid` is its transaction: the daily seal covers those that had ended when it was made (`actions.seal`).
    """

    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    by = models.JSONField()
    data = models.JSONField()

    class Meta:
        db_table = "ledger_fact"
        indexes: ClassVar = [
            models.Index(fields=["subject", "subject_id", "id"], name="ledger_fact_subject"),
            models.Index(fields=["at"], name="ledger_fact_at"),
            BrinIndex(fields=["xid"], name="ledger_fact_xid", autosummarize=True),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="insert_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            pgtrigger.Trigger(
                name="never_truncated",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the ledger is never emptied';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}#{self.subject_id}"

    @property
    def says(self) -> str:
        """The sentence of the activity feed."""
        loaded: types.Fact = types.load(self.kind, self.data)
        return loaded.says()

    @property
    def who(self) -> str:
        """The actor as printed that day, and whom they stood in for."""
        post, giver = self.by.get("post"), self.by.get("stands_in_for")
        printed = f"{self.by['name']} ({post})" if post else str(self.by["name"])
        return f"{printed}, thay {giver}" if giver else printed
