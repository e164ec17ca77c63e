"""The papers on the counter as form fields: a tick, two counts and scans for each paper of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

from motcua.access.types import Actor
from motcua.onestop.types import PaperHandedIn
from motcua.onestop.web import uploads
from motcua.procedures.queries import RequiredPaper
from motcua.ui.uploads import Upload


@dataclass
class PaperLine:
    """One paper of the catalogue and what the clerk entered for it."""

    paper: RequiredPaper
    ticked: bool = False
    originals: str = ""
    copies: str = ""
    scans: list[Upload] = field(default_factory=list)
    error: str = ""

    @property
    def prefix(self) -> str:
        """The name of this paper's inputs."""
        return f"paper-{self.paper.pk}"

    def handed_in(self) -> PaperHandedIn:
        """The line as the verb takes it; call after `read()` found no error."""
        return PaperHandedIn(
            self.paper.code,
            int(self.originals or 0),
            int(self.copies or 0),
            tuple(scan.file for scan in self.scans),
            tuple(scan.name for scan in self.scans),
        )


def blank(papers: Iterable[RequiredPaper]) -> list[PaperLine]:
    """Lines as first shown: nothing ticked, the counts the catalogue asks for."""
    return [
        PaperLine(
            paper,
            originals=str(paper.originals or (0 if paper.copies else 1)),
            copies=str(paper.copies),
        )
        for paper in papers
    ]


def read(request: HttpRequest, papers: Iterable[RequiredPaper], *, by: Actor, at: datetime) -> list[PaperLine]:
    """Lines as posted; a count or a file that will not do leaves its sentence in `error`."""
    lines = []
    for line in blank(papers):
        sent = request.POST
        line.ticked = f"{line.prefix}-on" in sent
        line.originals = sent.get(f"{line.prefix}-originals", line.originals).strip()
        line.copies = sent.get(f"{line.prefix}-copies", line.copies).strip()
        came = uploads.read(request, f"{line.prefix}-scans", by=by, at=at)
        line.scans, line.error = came.files, came.error
        line.ticked = line.ticked or bool(line.scans)
        if line.ticked and not line.error:
            line.error = _count_error(line)
        lines.append(line)
    return lines


def mark_missing(lines: Iterable[PaperLine]) -> None:
    """Leave a sentence at each required paper that was not ticked, so that all faults are told at once."""
    for line in lines:
        if line.paper.required and not line.ticked and not line.error:
            line.error = "Giấy tờ bắt buộc này chưa được đánh dấu đã nhận đủ."


def _count_error(line: PaperLine) -> str:
    for typed in (line.originals, line.copies):
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= 2):
            return f"Số bản phải là số từ 0 đến 99 (bạn nhập «{typed[:20]}»)."
    if int(line.originals or 0) + int(line.copies or 0) == 0:
        return "Đã đánh dấu nhưng chưa có bản nào; hãy nhập số bản chính hoặc bản sao."
    return ""
