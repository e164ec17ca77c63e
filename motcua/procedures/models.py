"""The catalogue: a procedure, its dated versions, and for each level of government the ordered steps."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from motcua.access.rights import ROLE_NAMES
from motcua.kernel import worktime
from motcua.kernel.printed import print_number
from motcua.org.types import Level
from motcua.procedures.types import Channel, FeeKind, OnlineLevel


class Procedure(models.Model):
    """An administrative procedure (thủ tục hành chính) under its national code (MaTTHC)."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=1000)
    field = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200, blank=True)
    online_level = models.CharField(max_length=10, choices=OnlineLevel.choices, blank=True)
    search = SearchVectorField()

    class Meta:
        db_table = "procedures_procedure"
        indexes: ClassVar = [GinIndex(fields=["search"], name="procedures_search")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProcedureVersion(models.Model):
    """What a procedure is during a span of days (phiên bản thủ tục). A dossier pins the one of its day of receipt."""

    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="versions")
    valid = DateRangeField()
    decision = models.CharField(max_length=80, blank=True)
    term_direct = models.CharField(max_length=10, blank=True)
    term_online = models.CharField(max_length=10, blank=True)
    term_postal = models.CharField(max_length=10, blank=True)
    term_certain = models.BooleanField(default=True)
    term_note = models.CharField(max_length=500, blank=True)
    fee_kind = models.CharField(max_length=20, choices=FeeKind.choices)
    fee_amount = models.PositiveIntegerField(null=True)
    fee_online_amount = models.PositiveIntegerField(null=True)
    fee_note = models.CharField(max_length=1000, blank=True)
    result_name = models.CharField(max_length=1000)
    result_code = models.CharField(max_length=40, blank=True)
    legal_basis = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        db_table = "procedures_version"
        constraints: ClassVar = [
            ExclusionConstraint(
                name="procedures_versions_do_not_overlap",
                expressions=[
                    ("procedure", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure.code} {self.valid}"

    def in_force(self, day: date) -> bool:
        """True on the days of this version."""
        starts, ends = self.valid.lower, self.valid.upper
        return bool((starts is None or starts <= day) and (ends is None or day < ends))

    def term_for(self, channel: int) -> str:
        """The term of a channel in the grammar of the deadline engine; empty where that channel has none."""
        return {
            Channel.DIRECT: self.term_direct,
            Channel.ONLINE: self.term_online,
            Channel.POSTAL: self.term_postal,
        }[Channel(channel)]

    @property
    def terms_in_words(self) -> list[tuple[str, str]]:
        """Each channel that is offered, with its term: `("Trực tiếp", "5 ngày làm việc")`."""
        return [
            (channel.label, worktime.Term.parse(term).words) for channel in Channel if (term := self.term_for(channel))
        ]

    def fee_in_words(self, channel: int = Channel.DIRECT) -> str:
        """What is known of the fee; an amount that is not known is never shown as zero."""
        amount = self.fee_amount
        if channel == Channel.ONLINE and self.fee_online_amount is not None:
            amount = self.fee_online_amount
        if self.fee_kind == FeeKind.FREE:
            return "Không thu"
        if amount is not None and self.fee_kind == FeeKind.FIXED:
            return f"{print_number(amount)} đồng"
        return str(FeeKind(self.fee_kind).label)


class RequiredPaper(models.Model):
    """A paper of the application file (thành phần hồ sơ), with the numbers of originals and copies asked for."""

    version = models.ForeignKey("procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="papers")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=1000)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(default=True)
    show_only = models.BooleanField(default=False)
    group = models.CharField(max_length=300, blank=True)
    condition = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "procedures_required_paper"
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code"], name="procedures_paper_once_a_version")
        ]

    def __str__(self) -> str:
        return self.name


class Process(models.Model):
    """How a version is handled at one level (quy trình nội bộ): where it is received and who resolves it.

    `receives` and `resolves` are unit slugs; empty means the receiving unit itself, and at district level
    `resolves` may be the first part of an office's slug, which the district's code completes.
    """

    version = models.ForeignKey("procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="processes")
    level = models.CharField(max_length=10, choices=Level.choices)
    receives = models.CharField(max_length=80, blank=True)
    resolves = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "procedures_process"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "level"], name="procedures_one_process_a_level")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.get_level_display()}"


class Step(models.Model):
    """One step of a process (bước xử lý): who does it where, within how many working minutes."""

    process = models.ForeignKey("procedures.Process", on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40, choices=list(ROLE_NAMES.items()))
    place = models.CharField(max_length=80, default="receiving")
    budget_minutes = models.PositiveIntegerField()
    may_send_back_to = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        db_table = "procedures_step"
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "order"], name="procedures_steps_are_ordered"),
            models.UniqueConstraint(fields=["process", "code"], name="procedures_step_code_once_a_process"),
        ]

    def __str__(self) -> str:
        return self.name
