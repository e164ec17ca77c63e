"""What administrators enter about rules the law leaves to the province: a decision, and the end of one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.access.doors import StaffRequest, for_staff
from motcua.desk.web.rules import DECIDE, shown
from motcua.kernel import clock, dated
from motcua.kernel.dated import Kind, Rule
from motcua.kernel.printed import parse_number
from motcua.kernel.refusal import NotFound
from motcua.org import actions as org
from motcua.org import queries
from motcua.ui import forms

EVERYWHERE = "toan-tinh"
HOW = {
    Kind.COUNT: "Một số nguyên, ví dụ 30",
    Kind.DECIMAL: "Một số, ví dụ 0,5",
    Kind.TEXT: "Một dòng chữ",
    Kind.TERM: "Một thời hạn: 8h (giờ làm việc), 5d (ngày làm việc), 10c (ngày) hoặc 1m (tháng)",
}


class DecideForm(forms.Form):
    """What the province decided about a rule."""

    value = forms.TextField(label="Giá trị", max_length=200)
    unit = forms.ChoiceField(label="Nơi áp dụng")
    since = forms.DateField(label="Áp dụng từ ngày")
    last = forms.DateField(
        label="Áp dụng đến hết ngày", required=False, help_text="Để trống nếu chưa có ngày kết thúc."
    )
    document = forms.TextField(
        label="Quyết định", max_length=200, help_text="Số, ký hiệu và ngày ban hành, ví dụ 12/2024/QĐ-UBND."
    )
    note = forms.TextField(label="Ghi chú", max_length=500, required=False, rows=2)

    def __init__(self, *args: Any, rule: Rule, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind = rule.kind
        self.fields["value"].help_text = f"{HOW[rule.kind]}{f' ({rule.unit})' if rule.unit else ''}."
        units = [(str(unit.id), unit.name) for unit in queries.units_on(day)]
        self.fields["unit"].choices = [(EVERYWHERE, "Toàn tỉnh"), *units]  # type: ignore[attr-defined]

    def decided(self) -> dict[str, Any]:
        """What the verb is told: people name the last day, the verb wants the first one no longer covered."""
        data = self.cleaned_data
        return {
            "value": self._raw(data["value"]),
            "unit_id": None if data["unit"] == EVERYWHERE else int(data["unit"]),
            "since": data["since"],
            "until": data["last"] + timedelta(days=1) if data["last"] else None,
            "document": data["document"],
            "note": data["note"],
        }

    def _raw(self, typed: str) -> str | int:
        """What was typed, as the rule's file would have it."""
        if self.kind not in (Kind.COUNT, Kind.DECIMAL):
            return typed
        number = parse_number(typed)
        return int(number) if self.kind is Kind.COUNT and number == int(number) else str(number)


class RepealForm(forms.Form):
    """The end of a local decision."""

    on = forms.DateField(
        label="Bãi bỏ từ ngày", help_text="Ngày đầu tiên không còn áp dụng; nếu chưa từng áp dụng thì ghi ngày bắt đầu."
    )
    document = forms.TextField(
        label="Văn bản bãi bỏ", max_length=200, help_text="Số, ký hiệu và ngày ban hành, ví dụ 30/2024/QĐ-UBND."
    )


@require_http_methods(["GET", "POST"])
@for_staff(right=DECIDE)
def decide(request: StaffRequest, code: str) -> HttpResponse:
    """Enter what the province decided about a rule."""
    rule, now = dated.rule_named(code), clock.now()
    rule.must_be_local(now.date())
    form = DecideForm(request.POST or None, rule=rule, day=now.date())
    if form.is_valid():
        with form.refusing():
            org.decide(code=code, **form.decided(), by=request.actor, at=now)
            messages.success(request, f"Đã ghi quyết định về «{rule.title}».")
            return redirect("desk:rule", code=code)
    context = {"form": form, "rule": rule, "shown": shown([rule], now.date())[0]}
    return render(request, "desk/decide.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_staff(right=DECIDE)
def repeal(request: StaffRequest, code: str, decision_id: int) -> HttpResponse:
    """End a decision."""
    rule, now = dated.rule_named(code), clock.now()
    told = next((each for each in shown([rule], now.date())[0].decisions if each.decision_id == decision_id), None)
    if told is None:
        raise NotFound("Không có quyết định này, hoặc đã bị bãi bỏ trước khi áp dụng; hãy xem lại trang quy tắc.")
    form = RepealForm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            org.repeal(decision_id=decision_id, **form.cleaned_data, by=request.actor, at=now)
            messages.success(request, f"Đã ghi việc bãi bỏ {told.value.basis}.")
            return redirect("desk:rule", code=code)
    context = {"form": form, "rule": rule, "told": told}
    return render(request, "desk/repeal.html", context, status=422 if form.errors else 200)
