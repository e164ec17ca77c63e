"""What a version lacks before it may be published: mandatory parts, steps that lead somewhere, budgets that fit.

Steps are handled in their order, so each is reachable; what can be wrong is the way in (a clerk at the counter), the
way out (an approval, then handing out) and the ways back (to a step that exists and comes before).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from motcua.kernel.dated import national
from motcua.kernel.refusal import Malformed
from motcua.kernel.term import Term
from motcua.kernel.worktime import duration_words
from motcua.procedures.rules.reading import by_channel, term_minutes
from motcua.procedures.types import FeeKind, Part, ProcessContent, StepContent, Tier, VersionContent

CLERK = "one_stop_clerk"
APPROVERS = ("leader", "department_head")
PLACE = re.compile(r"receiving|resolving|district|district_office:[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps a version from being published, in one sentence that says what to do."""

    code: str
    says: str


def missing_parts(content: VersionContent, on: date) -> tuple[Part, ...]:
    """The mandatory parts a version lacks, of those the law of that day asks for, in its order."""
    has = {
        Part.NAME: bool(content.name.strip()),
        Part.SEQUENCE: bool(content.sequence.strip()) or any(process.steps for process in content.processes),
        Part.MANNER: bool(content.terms),
        Part.PAPERS: bool(content.papers) and content.sets > 0,
        Part.TERM: bool(content.terms),
        Part.SUBJECTS: bool(content.subjects.strip()),
        Part.AGENCY: bool(content.agency.strip()),
    }
    return tuple(part for code in national("tthc.parts").on(on) if not has[part := Part(code)])


def faults(content: VersionContent, *, on: date, roles: Collection[str]) -> tuple[Fault, ...]:
    """All that is wrong with a version that is to begin on a day; `roles` are those people can hold."""
    return tuple(_all(content, on, roles))


def _all(content: VersionContent, on: date, roles: Collection[str]) -> Iterator[Fault]:
    for part in missing_parts(content, on):
        yield Fault(f"missing_{part}", f"Thiếu «{part.label}» (bộ phận bắt buộc); hãy bổ sung.")
    yield from _terms(content)
    yield from _fee(content)
    yield from _papers(content)
    if not content.result_name.strip():
        yield Fault("missing_result", "Thiếu «Kết quả thực hiện»; hãy ghi tên kết quả.")
    if not content.processes:
        yield Fault("no_process", "Chưa có quy trình nội bộ của cấp nào nên không nơi nào tiếp nhận được; hãy bổ sung.")
    for level in _twice(process.level for process in content.processes):
        yield Fault("level_twice", f"Có hai quy trình {Tier(level).label.lower()}; hãy giữ lại một.")
    for process in content.processes:
        where = f"Quy trình {Tier(process.level).label.lower()}"
        yield from _steps(process, where, roles)
        yield from _budgets(process, where, content)


def _terms(content: VersionContent) -> Iterator[Fault]:
    for channel, term in content.terms.items():
        if not _is_term(term):
            yield Fault(
                "bad_term", f"Không đọc được thời hạn khi {by_channel(channel)} «{term}»; hãy viết dạng 5d, 16h, 1t."
            )


def _is_term(text: str) -> bool:
    try:
        Term.parse(text)
    except Malformed:
        return False
    return True


def _fee(content: VersionContent) -> Iterator[Fault]:
    if content.fee_kind == FeeKind.FIXED and not content.fee_amount:
        yield Fault("no_fee_amount", "Phí là mức cố định nhưng chưa ghi số tiền; hãy ghi, hoặc chọn «Chưa rõ».")
    if content.fee_up_to is not None and content.fee_up_to < (content.fee_amount or 0):
        yield Fault("fee_range", "Mức phí cao nhất nhỏ hơn mức thấp nhất; hãy sửa lại.")


def _papers(content: VersionContent) -> Iterator[Fault]:
    for code in _twice(paper.code for paper in content.papers):
        yield Fault("paper_twice", f"Mã giấy tờ {code} có hai lần; hãy đặt lại một mã.")
    for number, paper in enumerate(content.papers, start=1):
        if not paper.name.strip():
            yield Fault("paper_without_name", f"Giấy tờ thứ {number} chưa có tên; hãy ghi tên hoặc bỏ dòng này.")
        if paper.originals + paper.copies == 0:
            yield Fault("paper_without_count", f"Giấy tờ thứ {number} không có bản chính lẫn bản sao; hãy ghi số bản.")
        if paper.required and paper.show_only:
            yield Fault("paper_shown", f"Giấy tờ thứ {number} chỉ xuất trình thì không thể bắt buộc nộp; hãy bỏ một.")


def _steps(process: ProcessContent, where: str, roles: Collection[str]) -> Iterator[Fault]:
    steps = process.steps
    if not steps:
        yield Fault("no_steps", f"{where} chưa có bước nào; hãy bổ sung từ tiếp nhận đến trả kết quả.")
        return
    if (steps[0].role, steps[0].place) != (CLERK, "receiving"):
        yield Fault("no_entry", f"{where} phải bắt đầu bằng bước tiếp nhận tại bộ phận một cửa; hãy sửa bước đầu.")
    last = steps[-1]
    if (last.role, last.place, last.budget_minutes) != (CLERK, "receiving", 0) or len(steps) < 2:
        yield Fault("no_exit", f"{where} phải kết thúc bằng bước trả kết quả tại bộ phận một cửa, định mức 0; hãy sửa.")
    elif steps[-2].role not in APPROVERS:
        yield Fault("no_approval", f"{where}: trước khi trả kết quả phải có bước phê duyệt của lãnh đạo; hãy bổ sung.")
    for code in _twice(step.code for step in steps):
        yield Fault("step_twice", f"{where} có hai bước mang mã «{code}»; hãy đặt lại một mã.")
    earlier: set[str] = set()
    for step in steps:
        yield from _step(process, step, where, roles, earlier)
        earlier.add(step.code)
    for step in steps[:-1]:
        if step.budget_minutes <= 0:
            yield Fault("no_budget", f"{where}: bước «{step.name}» chưa có định mức thời gian; hãy ghi số phút.")


def _step(
    process: ProcessContent, step: StepContent, where: str, roles: Collection[str], earlier: set[str]
) -> Iterator[Fault]:
    if step.role not in roles:
        yield Fault("no_role", f"{where}: bước «{step.name}» giao cho vai trò không có; hãy chọn lại vai trò.")
    if not PLACE.fullmatch(step.place):
        yield Fault("no_place", f"{where}: bước «{step.name}» có nơi làm «{step.place}» không đọc được; hãy chọn lại.")
    if step.place == "resolving" and not process.resolves:
        yield Fault("no_resolver", f"{where}: bước «{step.name}» làm ở cơ quan giải quyết nhưng chưa ghi cơ quan nào.")
    every = {each.code for each in process.steps}
    for target in step.may_send_back_to:
        if target not in every:
            yield Fault("no_target", f"{where}: bước «{step.name}» trả lại về bước «{target}» không có; hãy chọn lại.")
        elif target not in earlier:
            yield Fault(
                "target_ahead",
                f"{where}: bước «{step.name}» chỉ được trả lại về bước đứng trước; hãy bỏ «{target}».",
            )


def _budgets(process: ProcessContent, where: str, content: VersionContent) -> Iterator[Fault]:
    total = sum(step.budget_minutes for step in process.steps)
    for channel, text in content.terms.items():
        if _is_term(text) and total > term_minutes(text):
            yield Fault(
                "over_term",
                f"{where}: các bước cộng lại {duration_words(total)} làm việc, quá thời hạn khi {by_channel(channel)} "
                f"{Term.parse(text).words}; hãy giảm định mức hoặc xem lại thời hạn.",
            )


def _twice(codes: Iterator[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1]
