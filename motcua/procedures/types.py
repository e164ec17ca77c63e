"""The words of the catalogue: channels, fee kinds, online levels."""

from __future__ import annotations

from django.db import models


class Channel(models.IntegerChoices):
    """How an application comes in; the national portal knows exactly these three (KenhThucHien)."""

    DIRECT = 1, "Trực tiếp"
    ONLINE = 2, "Trực tuyến"
    POSTAL = 3, "Bưu chính"


class FeeKind(models.TextChoices):
    """What is known of a fee; an unknown amount is said to be unknown, never shown as zero."""

    FREE = "free", "Miễn phí"
    FIXED = "fixed", "Mức cố định"
    SEVERAL = "several", "Nhiều mức"
    PROVINCIAL_COUNCIL = "provincial_council", "Theo nghị quyết của Hội đồng nhân dân tỉnh"
    BY_LAW = "by_law", "Theo văn bản quy định"
    UNKNOWN = "unknown", "Chưa rõ"


class OnlineLevel(models.TextChoices):
    """How far a procedure can be done online."""

    FULL = "full", "Toàn trình"
    PARTIAL = "partial", "Một phần"
