"""A version's content as one plain form: its terms, fee and words, a row for each paper, a row for each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from motcua.access.rights import ROLE_NAMES
from motcua.kernel.refusal import Malformed
from motcua.kernel.text import normalise
from motcua.kernel.worktime import parse_cutoff
from motcua.procedures.types import FeeKind, PaperContent, ProcessContent, StepContent, Tier, VersionContent
from motcua.procedures.web.control.forms import TERM_HELP, TermField
from motcua.ui import forms

BLANK_PAPERS = 2
REQUIRED, WHEN_GIVEN, SHOWN = "required", "given", "shown"
HOW_ASKED = [(REQUIRED, "Bắt buộc"), (WHEN_GIVEN, "Khi có"), (SHOWN, "Chỉ xuất trình")]
PLAIN = (
    "term_direct",
    "term_online",
    "term_postal",
    "term_note",
    "fee_kind",
    "fee_amount",
    "fee_up_to",
    "fee_online_amount",
    "fee_note",
    "result_name",
    "result_code",
    "subjects",
    "agency",
    "sequence",
    "requirements",
    "sets",
)
"""Fields of the form that are fields of the content."""


class HourField(forms.TextField):
    """An hour of the day, `15:00`; a `time`, or nothing."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            return parse_cutoff(typed) if typed else None
        except Malformed as no:
            raise ValidationError(no.says, code="invalid") from None


class MainForm(forms.Form):
    """All of a version but papers and steps."""

    seen = forms.CountField(label="", widget=forms.HiddenInput)
    term_direct = TermField(label="Nộp trực tiếp", help_text=TERM_HELP)
    term_online = TermField(label="Nộp trực tuyến", help_text="Để trống nếu không nộp được cách này.")
    term_postal = TermField(label="Nộp qua bưu chính")
    cutoff_time = HourField(
        label="Giờ chốt trong ngày",
        max_length=5,
        required=False,
        help_text="Ví dụ 15:00: nhận từ giờ đó thì tính từ ngày làm việc tiếp theo.",
    )
    term_note = forms.TextField(label="Ghi chú thời hạn", max_length=500, required=False, rows=2)
    fee_kind = forms.ChoiceField(label="Loại phí, lệ phí", choices=FeeKind.choices)
    fee_amount = forms.MoneyField(label="Mức phí (đồng)", required=False)
    fee_up_to = forms.MoneyField(label="Mức cao nhất (đồng)", required=False)
    fee_online_amount = forms.MoneyField(label="Khi nộp trực tuyến (đồng)", required=False)
    fee_note = forms.TextField(label="Ghi chú phí", max_length=1000, required=False, rows=2)
    result_name = forms.TextField(label="Kết quả thực hiện", max_length=1000, required=False)
    result_code = forms.TextField(label="Mã kết quả", max_length=300, required=False)
    subjects = forms.TextField(label="Đối tượng thực hiện", max_length=500, required=False, rows=2)
    agency = forms.TextField(label="Cơ quan giải quyết", max_length=300, required=False)
    sequence = forms.TextField(
        label="Trình tự thực hiện", required=False, rows=4, help_text="Để trống thì lấy theo các bước của quy trình."
    )
    requirements = forms.TextField(label="Yêu cầu, điều kiện", required=False, rows=3)
    sets = forms.CountField(label="Số bộ hồ sơ", at_least=1, at_most=20)
    legal_basis = forms.TextField(
        label="Căn cứ pháp lý", required=False, rows=5, help_text="Mỗi dòng một số, ký hiệu văn bản."
    )

    def clean_legal_basis(self) -> tuple[str, ...]:
        """One number a line, at most sixty letters each."""
        lines = tuple(line for typed in self.cleaned_data["legal_basis"].splitlines() if (line := typed.strip()))
        if long := next((line for line in lines if len(line) > 60), None):
            raise ValidationError(f"«{long[:40]}…» dài quá 60 ký tự; mỗi dòng chỉ ghi số, ký hiệu của một văn bản.")
        return lines


class PaperForm(forms.Form):
    """A paper; without a name the row is left out."""

    code = forms.TextField(label="", max_length=40, required=False, widget=forms.HiddenInput)
    group = forms.TextField(label="", max_length=300, required=False, widget=forms.HiddenInput)
    name = forms.TextField(label="Tên giấy tờ", max_length=1000, required=False, rows=2)
    originals = forms.CountField(label="Bản chính", required=False, at_most=99)
    copies = forms.CountField(label="Bản sao", required=False, at_most=99)
    asked = forms.ChoiceField(label="Yêu cầu", choices=HOW_ASKED)
    condition = forms.TextField(label="Khi nào", max_length=1000, required=False)
    leave_out = forms.CheckField(label="Bỏ giấy tờ này", required=False)


class StepForm(forms.Form):
    """A step of a process: its name, who does it, within how many working minutes."""

    name = forms.TextField(label="Tên bước", max_length=200)
    role = forms.ChoiceField(label="Vai trò", choices=[(code, words) for code, words in ROLE_NAMES.items()])
    budget_minutes = forms.CountField(label="Định mức (phút)", at_most=1_000_000)


PaperSet = formset_factory(PaperForm, extra=BLANK_PAPERS, max_num=200, absolute_max=300)
StepSet = formset_factory(StepForm, extra=0)


class ContentForms:
    """The forms of a content together: shown, checked, and read back as content."""

    def __init__(self, content: VersionContent, revision: int, data: Mapping[str, Any] | None = None) -> None:
        self.before = content
        self.main = MainForm(data, initial=_main(content) | {"seen": revision})
        papers = [_paper(each) for each in content.papers]
        self.papers: BaseFormSet[Any] = PaperSet(data, initial=papers, prefix="giay-to")
        self.processes = [
            (
                Tier(process.level).label.lower(),
                StepSet(data, initial=[_step(each) for each in process.steps], prefix=f"buoc-{process.level}"),
            )
            for process in content.processes
        ]

    def is_valid(self) -> bool:
        """Whether all can be read; each form keeps what is wrong with it."""
        sets = [self.papers, *(steps for _, steps in self.processes)]
        if not all([self.main.is_valid(), *(each.is_valid() for each in sets)]):
            return False
        for process, (level, steps) in zip(self.before.processes, self.processes, strict=True):
            if len(steps.forms) != len(process.steps):
                self.main.add_error(None, f"Số bước {level} gửi lên không khớp; hãy mở lại trang rồi sửa.")
        return not self.main.errors

    @property
    def wrong(self) -> list[str]:
        """What is wrong in the rows of papers and steps, each with its row."""
        sets = [("Giấy tờ", self.papers), *((f"Bước {level}", steps) for level, steps in self.processes)]
        return [
            f"{what} thứ {number}: {' '.join(errors)}"
            for what, rows in sets
            for number, row in enumerate(rows.forms if rows.is_bound else [], start=1)
            for errors in row.errors.values()
        ]

    @property
    def seen(self) -> int:
        """The revision the official looked at."""
        return int(self.main.cleaned_data["seen"])

    def content(self) -> VersionContent:
        """What was typed, on top of what the form does not show."""
        data = self.main.cleaned_data
        plain = {name: _clean(data[name]) for name in PLAIN} | {"fee_kind": FeeKind(data["fee_kind"])}
        return replace(
            self.before,
            **plain,
            term_certain=self.before.term_certain or plain["term_direct"] != self.before.term_direct,
            cutoff_time=data["cutoff_time"],
            legal_basis=data["legal_basis"],
            papers=self._papers(),
            processes=tuple(
                _with_steps(process, steps.cleaned_data)
                for process, (_, steps) in zip(self.before.processes, self.processes, strict=True)
            ),
        )

    def _papers(self) -> tuple[PaperContent, ...]:
        rows = [row for row in self.papers.cleaned_data if row.get("name") and not row["leave_out"]]
        taken = {row["code"] for row in rows if row["code"]}
        return tuple(
            PaperContent(
                code=row["code"] or _free_code(self.before, taken),
                name=" ".join(normalise(row["name"]).split()),
                originals=row["originals"] or 0,
                copies=row["copies"] or 0,
                required=row["asked"] == REQUIRED,
                show_only=row["asked"] == SHOWN,
                group=row["group"],
                condition=row["condition"],
            )
            for row in rows
        )


def _clean(value: Any) -> Any:
    return normalise(value).replace("\r\n", "\n") if isinstance(value, str) else value


def _free_code(content: VersionContent, taken: set[str]) -> str:
    """The next free code in the series of the papers that are there."""
    stem = content.papers[0].code.rpartition("-")[0] if content.papers else "giay-to"
    numbers = [int(end) for code in taken if (end := code.rpartition("-")[2]).isdecimal()]
    code = f"{stem}-{max(numbers, default=0) + 1:02}"
    taken.add(code)
    return code


def _with_steps(process: ProcessContent, rows: list[dict[str, Any]]) -> ProcessContent:
    steps = tuple(
        replace(step, name=normalise(row["name"]), role=row["role"], budget_minutes=row["budget_minutes"])
        for step, row in zip(process.steps, rows, strict=True)
    )
    return replace(process, steps=steps)


def _main(content: VersionContent) -> dict[str, Any]:
    cutoff = f"{content.cutoff_time:%H:%M}" if content.cutoff_time else ""
    return {
        **{name: getattr(content, name) for name in PLAIN},
        "cutoff_time": cutoff,
        "legal_basis": "\n".join(content.legal_basis),
    }


def _paper(paper: PaperContent) -> dict[str, Any]:
    return {
        "code": paper.code,
        "group": paper.group,
        "name": paper.name,
        "originals": paper.originals,
        "copies": paper.copies,
        "asked": REQUIRED if paper.required else SHOWN if paper.show_only else WHEN_GIVEN,
        "condition": paper.condition,
    }


def _step(step: StepContent) -> dict[str, Any]:
    return {"name": step.name, "role": step.role, "budget_minutes": step.budget_minutes}
