"""The table of stored files: one insert-only row for each content."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from motcua.files.types import KINDS, Kind


class StoredFile(models.Model):
    """Bytes kept under their digest (tệp đã lưu). A name belongs to each use of them, not to the bytes."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "files_stored_file"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="files_stored_file_sha256_is_hex"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="files_stored_file_is_not_empty"),
            models.CheckConstraint(condition=Q(media_type__in=sorted(KINDS)), name="files_stored_file_is_of_a_kind"),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="insert_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.media_type})"

    @property
    def kind(self) -> Kind:
        """What its media type says of it."""
        return KINDS[self.media_type]
