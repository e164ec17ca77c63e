"""What other apps may ask of the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from motcua.ledger.models import FactRow


def story_of(subject: str, subject_id: int) -> QuerySet[FactRow]:
    """All facts about one thing, oldest first."""
    return FactRow.objects.filter(subject=subject, subject_id=subject_id).order_by("id")


def newest_of(subject: str, subject_id: int) -> FactRow | None:
    """The last fact about one thing: who acted last, and what they did."""
    return story_of(subject, subject_id).last()


def newest_of_kind(kind: str, **values: Any) -> FactRow | None:
    """The last fact of a kind, about whatever thing; with these values, where some are named."""
    having = {f"data__{name}": value for name, value in values.items()}
    return FactRow.objects.filter(kind=kind, **having).order_by("id").last()


def newest_moment() -> datetime | None:
    """The latest moment any fact speaks of; the demonstration's clock never starts before it."""
    moment: datetime | None = FactRow.objects.aggregate(newest=Max("at"))["newest"]
    return moment
