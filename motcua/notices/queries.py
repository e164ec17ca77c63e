"""What other apps and the pages may ask of notices."""

from __future__ import annotations

from django.db.models import QuerySet

from motcua.access.types import Actor
from motcua.notices.models import Notice


def notices_of(by: Actor) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(recipient_id=_person(by)).order_by("-id")


def unread_of(by: Actor) -> int:
    """How many of a person's notices are not read yet."""
    return Notice.objects.filter(recipient_id=_person(by), read_at=None).count()


def _person(by: Actor) -> int:
    """The account whose notices they are; nobody's where the actor is no person."""
    return by.user_id if by.user_id is not None else 0
