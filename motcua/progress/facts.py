"""What can have happened to reports that are audited."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.printed import print_number
from motcua.ledger.types import Fact, fact


class ReportFact(Fact):
    """What all facts about one audited report share."""

    __slots__ = ()
    report_id: int

    @property
    def subject_id(self) -> int:
        return self.report_id


@fact("progress.report_handed_in", subject="progress.audited_report")
@dataclass(frozen=True, slots=True)
class ReportHandedIn(ReportFact):
    """Somebody handed in a report to have its numbers checked, with or without a rule file."""

    report_id: int
    name: str
    rules: str

    def says(self) -> str:
        rules = f", kèm tệp quy tắc “{self.rules}”" if self.rules else ""
        return f"Đưa báo cáo “{self.name}” vào soát số liệu{rules}."


@fact("progress.report_audited", subject="progress.audited_report")
@dataclass(frozen=True, slots=True)
class ReportAudited(ReportFact):
    """The numbers of a report were checked, and so much was found."""

    report_id: int
    quantities: int
    errors: int
    warnings: int
    questions: int

    def says(self) -> str:
        told = ", ".join(
            f"{print_number(many)} {words}"
            for many, words in ((self.errors, "lỗi"), (self.warnings, "cảnh báo"), (self.questions, "câu hỏi"))
        )
        return f"Soát xong {print_number(self.quantities)} số liệu: {told}."


@fact("progress.report_found_unreadable", subject="progress.audited_report")
@dataclass(frozen=True, slots=True)
class ReportFoundUnreadable(ReportFact):
    """A report, or its rule file, turned out to be unreadable."""

    report_id: int
    because: str

    def says(self) -> str:
        return f"Không soát được: {self.because}"


@fact("progress.report_put_away", subject="progress.audited_report")
@dataclass(frozen=True, slots=True)
class ReportPutAway(ReportFact):
    """Who had a report audited no longer wants to see it among theirs."""

    report_id: int
    name: str

    def says(self) -> str:
        return f"Cất báo cáo “{self.name}” khỏi danh sách."
