"""Notices as kept for each person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.notices.types import MailState


class Notice(models.Model):
    """One message to one person (thông báo). `cause` is the fact that gave rise to it: nobody is told twice of one."""

    recipient_id = models.BigIntegerField()
    recipient_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    says = models.CharField(max_length=2000)
    url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    cause = models.BigIntegerField(null=True)
    email = models.EmailField(blank=True)
    mail_state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.NONE)
    mail_error = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "notices_notice"
        indexes: ClassVar = [
            models.Index(fields=["recipient_id", "-id"], name="notices_of_person"),
            models.Index(fields=["recipient_id"], name="notices_unread", condition=Q(read_at=None)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recipient_id", "cause", "kind"], name="notices_once_a_cause")
        ]

    def __str__(self) -> str:
        return self.title
