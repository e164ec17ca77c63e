"""The auditor's one door: a document in, everything found out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from motcua.progress.rules.blocks import unbroken
from motcua.progress.rules.grids import Grids
from motcua.progress.rules.judge import judge, smallest_repairs
from motcua.progress.rules.mentions import Mention, read_document
from motcua.progress.rules.questions import questions
from motcua.progress.rules.says import sentence
from motcua.progress.rules.ties import Hundred, Reached, Share, Tie, members_of
from motcua.progress.types import Audit, Document, Finding, Kind, Level, Quantity, Repair


def audit(document: Document) -> Audit:
    """Every number, every tie that can be inferred, what fails for sure, and what a reader should ask about."""
    reading = read_document(unbroken(document))
    judged = judge(reading)
    by_figure = members_of(judged.holding)
    shares = {tie.percent for tie in judged.failing if isinstance(tie, Share)}
    errors = [_error(tie, by_figure, shares) for tie in judged.failing]
    findings = [error for error in errors if not _is_explained(error, errors)]
    findings += [_balanced(tie) for tie in judged.balanced]
    findings += questions(reading, judged)
    grids = Grids(document)
    findings = [_placed(finding, grids) for finding in findings]
    findings.sort(key=lambda finding: (finding.start, finding.end, finding.level.value))
    return Audit(
        reading.tokens,
        tuple(_as_it_stands(mention.quantity, document.text) for mention in reading.mentions),
        tuple(_as_it_stands(finding, document.text) for finding in findings),
        len(judged.holding) + len(judged.failing) + len(judged.balanced),
    )


def _placed(finding: Finding, grids: Grids) -> Finding:
    """With the row and the column of a table said before its sentence."""
    place, says = grids.told(finding), finding.says
    if not place:
        return finding
    return replace(finding, says=f"{place}: {says if says[1:2].isupper() else says[:1].lower() + says[1:]}")


def _as_it_stands[Said: (Quantity, Finding, Repair)](said: Said, text: str) -> Said:
    """With what the text has at its offsets, also where a line was broken within it."""
    if isinstance(said, Finding):
        said = replace(said, repairs=tuple(_as_it_stands(repair, text) for repair in said.repairs))
    return replace(said, printed=text[said.start : said.end])


def _error(tie: Tie, holding: Mapping[Mention, Sequence[Tie]], shares: Set[Mention]) -> Finding:
    mending = smallest_repairs(tie, holding)
    first = _at_fault(tie, [member for member, _ in mending], shares)
    return Finding(
        tie.kind,
        Level.ERROR,
        first.quantity.printed,
        tie.exact,
        first.start,
        first.end,
        sentence(tie),
        tuple(Repair(member.start, member.end, member.quantity.printed, text) for member, text in mending),
        places(tie),
    )


def _is_explained(error: Finding, errors: Sequence[Finding]) -> bool:
    """Whether another figure's own error explains this one: mended there in the very same way, both would hold.

    Where a row and a column of a table meet in a wrong cell, the cell is accused and not the other total.
    """
    return error.kind is Kind.SUM and any(
        other is not error
        and other.kind is Kind.SUM
        and (other.start, other.end) != (error.start, error.end)
        and len(error.repairs) == 1
        and error.repairs[0] in other.repairs
        and (error.repairs[0].start, error.repairs[0].end) == (other.start, other.end)
        for other in errors
    )


def _at_fault(tie: Tie, mended: Sequence[Mention], shares: Set[Mention]) -> Mention:
    """The figure that is printed wrong: the share of a share, the whole of a sum, what was to be reached; of a row of shares
    the one that is false by itself, or the only one that a keystroke mends."""
    if isinstance(tie, Hundred):
        false = [share for share in tie.percents if share in shares]
        known = next((found for found in (false, mended) if len(found) == 1), tie.percents)
        return known[0]
    return tie.part if isinstance(tie, Reached) else tie.members[0]


def places(tie: Tie) -> tuple[tuple[int, int], ...]:
    """Where all figures of a tie stand, in order of the text."""
    return tuple(sorted((member.start, member.end) for member in tie.members))


def _balanced(tie: Share) -> Finding:
    percent = tie.percent
    return Finding(
        tie.kind,
        Level.WARNING,
        percent.quantity.printed,
        tie.exact,
        percent.start,
        percent.end,
        f"Làm tròn thông thường được {tie.exact}; số in {percent.quantity.printed} chỉ đúng khi làm tròn cân bằng 100 % "
        "(các tỷ lệ được chỉnh để cộng lại tròn 100%). Nên ghi chú cách làm tròn.",
        (Repair(percent.start, percent.end, percent.quantity.printed, tie.exact),),
        places(tie),
    )
