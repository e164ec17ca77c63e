"""Daily seals and the index of what each covers: insert-only, by trigger."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from motcua.ledger.rules import Statement, moment_text


def _insert_only() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="never_truncated",
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'the ledger is never emptied';",
        ),
    ]


class Seal(models.Model):
    """A seal over facts (niêm phong); `rules.Statement` says what each part means. Numbered from 1 without a gap."""

    number = models.PositiveIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    system = models.CharField(max_length=20)
    xid_from = models.BigIntegerField()
    xid_until = models.BigIntegerField()
    after_id = models.BigIntegerField()
    count = models.PositiveBigIntegerField()
    tree_root = models.BinaryField(max_length=32)
    ids_digest = models.BinaryField(max_length=32)
    previous_root = models.BinaryField(max_length=32)
    root = models.BinaryField(max_length=32)
    public_key = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)

    class Meta:
        db_table = "ledger_seal"
        triggers: ClassVar = _insert_only()

    def __str__(self) -> str:
        return f"{self.number}: {bytes(self.root).hex()}"

    @property
    def statement(self) -> Statement:
        """What the row says; its root and signature are to be held against it."""
        return Statement(
            self.number,
            moment_text(self.sealed_at),
            self.system,
            self.xid_from,
            self.xid_until,
            self.after_id,
            self.count,
            bytes(self.tree_root).hex(),
            bytes(self.ids_digest).hex(),
            bytes(self.previous_root).hex(),
            bytes(self.public_key).hex(),
        )


class SealPage(models.Model):
    """Which facts a seal covers, at most `rules.PAGE` in a row, with the hash of each: so the one at fault has a name.

    `number` counts from 0; `leaves` holds 32 bytes for each of `ids`.
    """

    seal = models.ForeignKey("ledger.Seal", on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    ids = ArrayField(models.BigIntegerField())
    leaves = models.BinaryField()

    class Meta:
        db_table = "ledger_seal_page"
        constraints: ClassVar = [models.UniqueConstraint(fields=["seal", "number"], name="ledger_seal_page_once")]
        triggers: ClassVar = _insert_only()

    def __str__(self) -> str:
        return f"{self.seal_id}/{self.number}"
