"""What lets a program in at the API, and what it was answered."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class ClientSecret(models.Model):
    """A secret of a client of the API (khóa bí mật của phần mềm), as its digest; it was shown once, when it was made.

    A client may have several at a time, so that one is replaced while the other still works. Revoking one ends the
    tokens that were issued for it at once. The secret is 256 bits of chance: a plain digest cannot be guessed back.
    """

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="secrets")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=160)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=160, blank=True)

    class Meta:
        db_table = "people_client_secret"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="people_a_revoked_secret_says_by_whom",
                condition=models.Q(revoked_at=None, revoked_by="")
                | (models.Q(revoked_at__isnull=False) & ~models.Q(revoked_by="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.digest[:8]}"


class ClientCalls(models.Model):
    """How often a client called in the minute of its last call (số lần gọi trong phút), one row a client.

    Counted in the database, so that the limit holds over all processes; what a crash loses of it does no harm.
    """

    account = models.OneToOneField("people.Account", on_delete=models.PROTECT, related_name="+")
    minute = models.DateTimeField()
    calls = models.PositiveIntegerField()

    class Meta:
        db_table = "people_client_calls"

    def __str__(self) -> str:
        return f"{self.account_id}: {self.calls}"


class KeptAnswer(models.Model):
    """What a client was answered under an idempotency key (câu trả lời đã giữ), for as many days as the rule says.

    `digest` is that of the request: the same key for another request is refused. Between its insert and the end of
    the transaction that does the deed, `status` is 0 and nobody else can see the row; they wait for it.
    """

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "people_kept_answer"
        indexes: ClassVar = [BrinIndex(fields=["kept_at"], name="people_kept_answer_at")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "key"], name="people_one_answer_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.key}"
