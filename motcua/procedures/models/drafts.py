"""A version that is being written: its content as data, until it is published or given up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class VersionDraft(models.Model):
    """A draft of the next version of a procedure (dự thảo phiên bản): at most one is open at a time.

    `content` is a `types.VersionContent` as data; `base` is the version it was begun from.
    """

    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="drafts")
    base = models.ForeignKey("procedures.ProcedureVersion", null=True, on_delete=models.PROTECT, related_name="drafts")
    content = models.JSONField()
    opened_by = models.CharField(max_length=160)
    opened_at = models.DateTimeField()
    changed_by = models.CharField(max_length=160)
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    published = models.OneToOneField(
        "procedures.ProcedureVersion", null=True, on_delete=models.PROTECT, related_name="draft"
    )
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "procedures_draft"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(published=None, discarded_at=None),
                name="procedures_one_open_draft",
            ),
            models.CheckConstraint(
                condition=Q(published=None) | Q(discarded_at=None), name="procedures_draft_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.code} {self.revision}"

    @property
    def is_open(self) -> bool:
        """Neither published nor given up."""
        return self.published_id is None and self.discarded_at is None
