"""The shapes in which upper apps hand over what to tell, and whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class MailState(models.TextChoices):
    """How far a notice's e-mail has come."""

    NONE = "none", "không gửi thư"
    WAITING = "waiting", "chờ gửi thư"
    SENT = "sent", "đã gửi thư"
    FAILED = "failed", "gửi thư không thành công"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told: account id, printed name, and address (empty: in the app only)."""

    user_id: int
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is told: its kind (`onestop.waits`), a title, a sentence or two, and the address it leads to."""

    kind: str
    title: str
    says: str
    url: str = ""
