"""Number series."""

from __future__ import annotations

from django.db import models


class NumberSeries(models.Model):
    """The last number given out under a key (dãy số), such as an agency and a day."""

    key = models.CharField(primary_key=True, max_length=120)
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "ledger_number_series"

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"
