"""What officials type about decisions, plans, reviews and abolition."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from motcua.kernel.refusal import Malformed
from motcua.kernel.term import Term
from motcua.org import queries as org
from motcua.procedures import queries
from motcua.procedures.types import ChangeKind, DecisionDetails, Outcome, OutcomeDetails, PlanRow
from motcua.ui import forms

TERM_HELP = "Ví dụ 5d (ngày làm việc), 16h (giờ làm việc), 1t (trong ngày), 10c (ngày), 1m (tháng)."
ISSUER = "Chủ tịch Ủy ban nhân dân tỉnh"


class TermField(forms.TextField):
    """A term in the grammar of the deadline engine, kept as typed but for blanks and capitals."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("required", False)
        super().__init__(max_length=10, **more)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return str(Term.parse(typed)) if typed else ""
        except Malformed as no:
            raise ValidationError(no.says, code="invalid") from None


class DecisionForm(forms.Form):
    """The decision that makes a change public."""

    number = forms.TextField(label="Số quyết định", max_length=80, help_text="Ví dụ 512/QĐ-UBND.")
    signed_on = forms.DateField(label="Ngày ký")
    title = forms.TextField(label="Trích yếu", max_length=500, rows=2)
    issuer = forms.TextField(label="Người ký ban hành", max_length=200, initial=ISSUER)
    legal_text = forms.TextField(
        label="Văn bản quy phạm làm căn cứ",
        max_length=80,
        required=False,
        help_text="Khi có văn bản này, quyết định phải ký trước ngày văn bản có hiệu lực theo thời hạn luật định.",
    )
    legal_text_issued_on = forms.DateField(label="Ngày ban hành văn bản đó", required=False)
    is_fast_track = forms.CheckField(label="Văn bản ban hành theo trình tự rút gọn", required=False)
    late_reason = forms.TextField(label="Lý do nếu chậm", max_length=500, required=False, rows=2)

    def decision(self, *, effective_on: date | None = None) -> DecisionDetails:
        """What was typed, as the verbs take it."""
        data = self.cleaned_data
        return DecisionDetails(
            number=data["number"],
            signed_on=data["signed_on"],
            title=data["title"],
            issuer=data["issuer"],
            legal_text=data["legal_text"],
            legal_text_issued_on=data["legal_text_issued_on"],
            effective_on=effective_on,
            is_fast_track=data["is_fast_track"],
            late_reason=data["late_reason"],
        )


class PublishForm(DecisionForm):
    """From which day the draft holds, and the decision."""

    since = forms.DateField(label="Có hiệu lực từ ngày", help_text="Phải sau hôm nay.")
    field_order = ("since",)


class AbolishForm(DecisionForm):
    """From which day the procedure is no more, and the decision."""

    until = forms.DateField(label="Hết hiệu lực từ ngày", help_text="Phải sau hôm nay.")
    kind = forms.PickField(
        label="Hình thức",
        choices=[(kind.value, kind.label) for kind in (ChangeKind.ABOLISHED, ChangeKind.ANNULLED)],
        initial=ChangeKind.ABOLISHED.value,
    )
    field_order = ("until", "kind")


class EntryForm(forms.Form):
    """When a decision's procedures stood in the national database."""

    entered_on = forms.DateField(label="Ngày nhập xong")
    late_reason = forms.TextField(label="Lý do nếu chậm", max_length=500, required=False, rows=2)


class PlanForm(forms.Form):
    """The plan of a year."""

    year = forms.CountField(label="Năm", at_least=2010, at_most=2100)
    number = forms.TextField(label="Số quyết định phê duyệt", max_length=80)
    approved_on = forms.DateField(label="Ngày phê duyệt")
    sent_on = forms.DateField(label="Ngày gửi", required=False, help_text="Hạn gửi là 31/01 của năm rà soát.")
    late_reason = forms.TextField(label="Lý do nếu chậm", max_length=500, required=False, rows=2)


class RowForm(forms.Form):
    """A procedure to be reviewed."""

    code = forms.TextField(label="Mã thủ tục", max_length=20)
    agency = forms.ChoiceField(label="Cơ quan rà soát")
    due_on = forms.DateField(label="Xong trước ngày")
    reason = forms.TextField(label="Lý do rà soát", max_length=500, rows=2)
    product = forms.TextField(label="Sản phẩm", max_length=300, initial="Báo cáo kết quả rà soát, đánh giá")

    def __init__(self, *args: Any, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        units = [(str(unit.id), unit.short_name) for unit in org.units_on(on, level="province")]
        self.fields["agency"].choices = units  # type: ignore[attr-defined]

    def row(self) -> PlanRow:
        """What was typed, as the verb takes it."""
        data = self.cleaned_data
        return PlanRow(data["code"], int(data["agency"]), data["due_on"], data["reason"], data["product"])


class OutcomeForm(forms.Form):
    """What a review ended in."""

    outcome = forms.ChoiceField(label="Kết quả rà soát", choices=Outcome.choices)
    on = forms.DateField(label="Ngày có kết quả")
    decision = forms.ChoiceField(label="Quyết định làm căn cứ", required=False)
    is_proposal = forms.CheckField(label="Kiến nghị bộ, ngành xem xét (ngoài thẩm quyền của tỉnh)", required=False)
    term_before = TermField(label="Thời hạn trước khi đơn giản hóa", help_text=TERM_HELP)
    term_after = TermField(label="Thời hạn sau khi đơn giản hóa")
    stated_cut = forms.CountField(label="Số ngày cắt giảm văn bản ghi", required=False)
    dossiers_a_year = forms.CountField(label="Số hồ sơ một năm", required=False, help_text="Để tính chi phí tuân thủ.")
    note = forms.TextField(label="Ghi chú", max_length=500, required=False, rows=2)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known = [(str(each.pk), str(each)) for each in queries.decisions()]
        self.fields["decision"].choices = [("", "Chưa có"), *known]  # type: ignore[attr-defined]

    def details(self, code: str) -> OutcomeDetails:
        """What was typed, as the verb takes it."""
        data = self.cleaned_data
        return OutcomeDetails(
            code=code,
            outcome=Outcome(data["outcome"]),
            on=data["on"],
            decision_id=int(data["decision"]) if data["decision"] else None,
            is_proposal=data["is_proposal"],
            term_before=data["term_before"],
            term_after=data["term_after"],
            stated_cut=data["stated_cut"],
            dossiers_a_year=data["dossiers_a_year"],
            note=data["note"],
        )
