"""The reports that people had audited, and what was found in each."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from motcua.progress.telling import KINDS, LEVELS
from motcua.progress.types import Block, Cell, Document, Finding, Kind, Level, Repair

RESULT = ["finished_at", "refusal", "tokens", "quantities", "ties", "missing", "text", "blocks", "page_starts"]


class AuditedReport(models.Model):
    """A report handed in to have its numbers checked (báo cáo đưa vào soát).

    It waits while `finished_at` is empty; then it was audited or, where `refusal` says why, could not be read.
    `text` is the NFC text that offsets count in, `blocks` its `types.Block`s as `[start, end, page]` and, in a table,
    `table, row, column`. `page_starts` are the offsets at which the text of each page of a PDF begins.
    """

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    rules = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    rules_name = models.CharField(max_length=200, blank=True)
    handed_in_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=1000, blank=True)
    tokens = models.PositiveIntegerField(default=0)
    quantities = models.PositiveIntegerField(default=0)
    ties = models.PositiveIntegerField(default=0)
    missing = models.JSONField(default=list)
    text = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
    page_starts = models.JSONField(default=list)
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "progress_audited_report"
        indexes: ClassVar = [
            models.Index(fields=["account", "-id"], name="progress_reports_of", condition=Q(put_away_at=None))
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False) | Q(refusal="", text=""), name="progress_result_has_its_moment"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="reports_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="handed_in_once", fields=["account", "file", "name", "rules", "rules_name", "handed_in_at"]
            ),
            pgtrigger.Trigger(
                name="audited_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*RESULT),
                func="""
                    IF OLD.finished_at IS NOT NULL THEN RAISE EXCEPTION 'a report is audited once'; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        """Neither audited nor found unreadable yet."""
        return self.finished_at is None

    @property
    def has_lines(self) -> bool:
        """Whether its readers count lines, as in a plain text, and not paragraphs."""
        return self.name.lower().endswith(".txt")

    @property
    def document(self) -> Document:
        """The text as it was read."""
        return Document(self.text, tuple(_block(*kept) for kept in self.blocks))


def _block(start: int, end: int, page: int, *cell: int) -> Block:
    return Block(start, end, Cell(*cell) if cell else None, page)


def kept_block(block: Block) -> list[int]:
    """A block as `AuditedReport.blocks` keeps it."""
    cell = block.cell
    return [block.start, block.end, block.page, *((cell.table, cell.row, cell.column) if cell else ())]


class ReportFinding(models.Model):
    """One thing an audit found in a report (phát hiện): a `types.Finding` as a row, numbered in the order of lists."""

    report = models.ForeignKey("progress.AuditedReport", on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, words) for kind, words in KINDS.items()])
    level = models.CharField(max_length=10, choices=[(level.value, words) for level, words in LEVELS.items()])
    printed = models.TextField()
    exact = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    says = models.TextField()
    repairs = models.JSONField(default=list)
    places = models.JSONField(default=list)
    rule = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "progress_report_finding"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="progress_findings_are_numbered")
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.number}. {self.says}"

    @property
    def finding(self) -> Finding:
        """The value that was kept."""
        return Finding(
            kind=Kind(self.kind),
            level=Level(self.level),
            printed=self.printed,
            exact=self.exact,
            start=self.start,
            end=self.end,
            says=self.says,
            repairs=tuple(Repair(*kept) for kept in self.repairs),
            places=tuple((start, end) for start, end in self.places),
            rule=self.rule,
        )


def kept_finding(report: AuditedReport, number: int, finding: Finding) -> ReportFinding:
    """A finding as a row, not saved yet."""
    return ReportFinding(
        report=report,
        number=number,
        kind=finding.kind.value,
        level=finding.level.value,
        printed=finding.printed,
        exact=finding.exact,
        start=finding.start,
        end=finding.end,
        says=finding.says,
        repairs=[[each.start, each.end, each.printed, each.put] for each in finding.repairs],
        places=[list(place) for place in finding.places],
        rule=finding.rule,
    )
