"""The catalogue: a procedure, its dated versions, the papers a version asks for."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from motcua.kernel import worktime
from motcua.procedures import rules
from motcua.procedures.types import Basis, Channel, FeeKind, OnlineLevel, Part, Standing, Tier


class Procedure(models.Model):
    """An administrative procedure (thủ tục hành chính) under its national code (MaTTHC).

    `is_provincial`: a ministry's procedure that a province or what stands below it handles. `is_non_boundary`: may be
    received anywhere.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=1200)
    field = models.CharField(max_length=200, db_index=True)
    issuer = models.CharField(max_length=200, blank=True)
    online_level = models.CharField(max_length=10, choices=OnlineLevel.choices, blank=True)
    is_provincial = models.BooleanField(default=False)
    is_non_boundary = models.BooleanField(default=False)
    search = SearchVectorField()

    standing: tuple[Standing, date | None] | None = None
    """What it is on the day of a page; `queries.with_standing` sets it."""

    class Meta:
        db_table = "procedures_procedure"
        indexes: ClassVar = [GinIndex(fields=["search"], name="procedures_search")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ProcedureVersion(models.Model):
    """What a procedure is during a span of days (phiên bản thủ tục). A dossier pins the one of its day of receipt.

    What it says never changes; only its end is set, when a later version begins or the procedure is abolished.
    `lacks` are the mandatory parts it has no words for: such a version is known, but nobody can receive by it.
    """

    procedure = models.ForeignKey("procedures.Procedure", on_delete=models.PROTECT, related_name="versions")
    valid = DateRangeField()
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.DECISION)
    decision = models.CharField(max_length=80, blank=True)
    published_by = models.ForeignKey(
        "procedures.PublicationDecision", null=True, on_delete=models.PROTECT, related_name="versions"
    )
    tiers = ArrayField(models.CharField(max_length=10, choices=Tier.choices), default=list)
    term_direct = models.CharField(max_length=10, blank=True)
    term_online = models.CharField(max_length=10, blank=True)
    term_postal = models.CharField(max_length=10, blank=True)
    term_certain = models.BooleanField(default=True)
    term_note = models.CharField(max_length=500, blank=True)
    cutoff_time = models.TimeField(null=True)
    fee_kind = models.CharField(max_length=20, choices=FeeKind.choices)
    fee_amount = models.PositiveBigIntegerField(null=True)
    fee_up_to = models.PositiveBigIntegerField(null=True)
    fee_online_amount = models.PositiveBigIntegerField(null=True)
    fee_note = models.CharField(max_length=1000, blank=True)
    result_name = models.CharField(max_length=1000, blank=True)
    result_code = models.CharField(max_length=300, blank=True)
    subjects = models.CharField(max_length=500, blank=True)
    agency = models.CharField(max_length=300, blank=True)
    agency_search = SearchVectorField(null=True)
    sequence = models.TextField(blank=True)
    requirements = models.TextField(blank=True)
    sets = models.PositiveSmallIntegerField(default=1)
    legal_basis = ArrayField(models.CharField(max_length=60), default=list)
    lacks = ArrayField(models.CharField(max_length=10, choices=Part.choices), default=list)

    class Meta:
        db_table = "procedures_version"
        indexes: ClassVar = [
            GinIndex(fields=["tiers"], name="procedures_version_tiers"),
            GinIndex(fields=["agency_search"], name="procedures_version_agency"),
        ]
        constraints: ClassVar = [
            ExclusionConstraint(
                name="procedures_versions_do_not_overlap",
                expressions=[
                    ("procedure", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="only_its_end_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["valid"]),
                func="RAISE EXCEPTION 'a published version says what it says';",
            ),
            pgtrigger.Protect(name="versions_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.code} {self.valid}"

    @property
    def since(self) -> date | None:
        """The first day."""
        day: date | None = self.valid.lower
        return day

    @property
    def until(self) -> date | None:
        """The first day it no longer holds."""
        day: date | None = self.valid.upper
        return day

    @property
    def is_start_known(self) -> bool:
        """False where the first day is only the first of which there is data."""
        return Basis(self.basis).is_start_known

    def in_force(self, day: date) -> bool:
        """True on the days of this version."""
        return bool((self.since is None or self.since <= day) and (self.until is None or day < self.until))

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
        return rules.fee_words(self.fee_kind, self.fee_amount, self.fee_up_to, self.fee_online_amount, channel)

    @property
    def tier_words(self) -> str:
        """`cấp huyện, cấp xã`."""
        return ", ".join(Tier(tier).label.lower() for tier in self.tiers)

    @property
    def lacks_says(self) -> str:
        """What it lacks and what follows, in a sentence."""
        parts = "; ".join(part.lower() for part in self.lacking)
        return f"Nguồn chưa cho biết: {parts}. Vì vậy chưa nơi nào tiếp nhận được thủ tục này qua phần mềm."

    @property
    def lacking(self) -> list[str]:
        """The mandatory parts it lacks, by name."""
        return [str(Part(part).label) for part in self.lacks]


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
        triggers: ClassVar = [pgtrigger.Protect(name="papers_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    @property
    def when_asked(self) -> str:
        """The condition under which the paper is asked for; empty where its name says so already."""
        return "" if self.condition.casefold() in self.name.casefold() else self.condition
