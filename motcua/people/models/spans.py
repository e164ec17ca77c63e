"""What holds during a half-open span of days, and ends without being deleted."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.kernel.period import Period
from motcua.kernel.refusal import Malformed


class SpanQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows as of a day."""

    def on(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(valid__contains=day)

    def real(self) -> Self:
        """Without those that were ended before they began."""
        return self.filter(valid__isempty=False)


class Span(models.Model):
    """A row that holds during `valid`. One ended on or before its first day keeps its row, empty: it never held."""

    valid = DateRangeField()

    class Meta:
        abstract = True

    @property
    def since(self) -> date:
        """The first day."""
        first: date = self.valid.lower
        return first

    @property
    def until(self) -> date | None:
        """The first day it no longer holds; none where no end is known."""
        end: date | None = self.valid.upper
        return end

    @property
    def period(self) -> Period | None:
        """The days in words; none for a row that never held."""
        return None if self.valid.isempty else Period(self.valid.lower, self.valid.upper)

    def end(self, on: date) -> None:
        """Let it hold until the day before `on`, and save. What ended earlier already is refused."""
        if self.valid.isempty or (self.valid.upper is not None and on >= self.valid.upper):
            held = str(self.period) if self.period else "chưa từng có hiệu lực"
            raise Malformed(
                f"«{self}» {held} nên đã hết vào ngày {on:%d/%m/%Y}; hãy tải lại trang hoặc chọn ngày sớm hơn.",
                field="on",
            )
        self.valid = DateRange(self.valid.lower, on) if on > self.valid.lower else DateRange(empty=True)
        self.save(update_fields=["valid"])
