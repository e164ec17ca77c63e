"""The forms about people: what begins and ends on which day, and on which document it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms as django_forms
from django.core.exceptions import ValidationError

from motcua.access.rights import ROLE_NAMES
from motcua.org import queries as org
from motcua.people import queries
from motcua.people.models import Account
from motcua.people.rules import NOT_DELEGATED
from motcua.people.types import DEPARTURES, AbsenceKind, ClosureKind
from motcua.ui import forms

BASIS = "Văn bản hoặc lý do"
USERNAME = re.compile(r"[a-z0-9][a-z0-9.\-]{2,59}")


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


class _OneOfSeveral(forms.Form):
    """A form that shares its page with others: its inputs have ids of their own, else a label would name another's."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **{"auto_id": f"{type(self).__name__.lower()}_%s"} | more)


def fit_username(typed: str) -> str:
    """A user name in lower case Latin letters, figures, dots, hyphens; refuses any other."""
    name = typed.lower()
    if not USERNAME.fullmatch(name):
        raise ValidationError(
            "Tên đăng nhập, mã phần mềm gồm chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang, từ 3 ký tự; "
            "hãy nhập lại."
        )
    return name


class DaysForm(_OneOfSeveral):
    """A span of days; people name its last day, the verb takes the first day after it."""

    since = forms.DateField(label="Từ ngày")
    last = forms.DateField(label="Đến hết ngày", required=False, help_text="Để trống khi chưa biết ngày kết thúc.")

    def until(self) -> date | None:
        """The first day it no longer holds."""
        last: date | None = self.cleaned_data["last"]
        return last + timedelta(days=1) if last else None


class UnitDaysForm(DaysForm):
    """A span of days at a unit of today."""

    unit = forms.ChoiceField(label="Đơn vị")
    basis = forms.TextField(label=BASIS, max_length=200, required=False)

    def __init__(self, *given: Any, day: date, **more: Any) -> None:
        super().__init__(*given, **more)
        self.day = day
        units = [(unit.slug, unit.name) for unit in org.units_on(day)]
        cast(forms.ChoiceField, self.fields["unit"]).choices = [("", "Chọn đơn vị"), *units]

    def chosen(self) -> dict[str, Any]:
        """Unit, days and document, as the verbs take them."""
        data = self.cleaned_data
        unit = org.unit_by_slug(data["unit"], self.day)
        return {"unit": unit, "since": data["since"], "until": self.until(), "basis": data["basis"]}


class PostForm(UnitDaysForm):
    """A post begins."""

    title = forms.TextField(label="Chức vụ, chức danh", max_length=160)
    field_order = ("title", "unit", "since", "last", "basis")


class RoleForm(UnitDaysForm):
    """A role is granted."""

    role = forms.ChoiceField(
        label="Vai trò", choices=[("", "Chọn vai trò"), *((code, _first(name)) for code, name in ROLE_NAMES.items())]
    )
    field_order = ("role", "unit", "since", "last", "basis")


class ClientForm(UnitDaysForm):
    """A program is registered for a unit, with what it may do there and for how long."""

    name = forms.TextField(label="Tên phần mềm", max_length=120, help_text="Ví dụ: Ki-ốt phường Đông Hải.")
    username = forms.TextField(
        label="Mã phần mềm", max_length=60, help_text="Chữ thường không dấu, chữ số, dấu chấm; ví dụ: ki-ot.dong-hai."
    )
    roles = django_forms.MultipleChoiceField(
        label="Vai trò",
        choices=[(code, _first(name)) for code, name in ROLE_NAMES.items() if code not in NOT_DELEGATED],
        widget=django_forms.CheckboxSelectMultiple,
    )
    field_order = ("name", "username", "unit", "roles", "since", "last", "basis")

    def clean_username(self) -> str:
        """As for the accounts of people."""
        return fit_username(self.cleaned_data["username"])


class EndForm(_OneOfSeveral):
    """Something ends: the first day it no longer holds."""

    on = forms.DateField(label="Thôi từ ngày")
    basis = forms.TextField(label=BASIS, max_length=200, required=False)


class AbsenceForm(DaysForm):
    """Somebody is away."""

    kind = forms.ChoiceField(label="Lý do", choices=[(each.value, _first(each.label)) for each in AbsenceKind])
    last = forms.DateField(label="Đến hết ngày")
    basis = forms.TextField(label="Văn bản, ghi chú", max_length=200, required=False)
    field_order = ("kind", "since", "last", "basis")


class DelegateForm(DaysForm):
    """Somebody stands in: for which role where, who, on which days. `what` is `role@unit`, without role for all."""

    what = forms.ChoiceField(label="Ủy quyền")
    last = forms.DateField(label="Đến hết ngày")
    basis = forms.TextField(label=BASIS, max_length=200)
    field_order = ("what", "taker", "since", "last", "basis")

    def __init__(self, *given: Any, giver: Account, day: date, takers: Iterable[Account] | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.day = day
        if takers is None:
            self.fields["taker"] = forms.TextField(
                label="Người nhận ủy quyền", help_text="Tên đăng nhập của người làm thay.", max_length=60
            )
        else:
            people = [(each.username, each.name) for each in takers]
            self.fields["taker"] = forms.ChoiceField(
                label="Người nhận ủy quyền", choices=[("", "Chọn đồng nghiệp"), *people]
            )
        lent = queries.lendable(giver, day)
        units = {unit.id: unit for unit in org.units_on(day, ids={unit_id for _, unit_id in lent})}
        here = [(role, units[unit_id]) for role, unit_id in lent if unit_id in units]
        several = [unit for unit in units.values() if sum(unit is other for _, other in here) > 1]
        cast(forms.ChoiceField, self.fields["what"]).choices = [
            *((f"{role}@{unit.slug}", f"{_first(ROLE_NAMES[role])} — {unit.name}") for role, unit in here),
            *((f"@{unit.slug}", f"Mọi vai trò — {unit.name}") for unit in several),
        ]
        self.order_fields(self.field_order)

    def chosen(self) -> dict[str, Any]:
        """What `actions.delegate` takes, without giver, actor and moment."""
        role, _, slug = self.cleaned_data["what"].partition("@")
        return {
            "role": role,
            "unit": org.unit_by_slug(slug, self.day),
            "taker": queries.account_named(self.cleaned_data["taker"].strip().lower()),
            "since": self.cleaned_data["since"],
            "until": self.until(),
            "basis": self.cleaned_data["basis"],
        }


class LeaveForm(_OneOfSeveral):
    """Somebody leaves for good."""

    kind = forms.ChoiceField(
        label="Hình thức", choices=[(each.value, _first(ClosureKind(each).label)) for each in DEPARTURES]
    )
    on = forms.DateField(label="Từ ngày", help_text="Ngày đầu tiên không còn làm việc.")
    basis = forms.TextField(label="Quyết định", max_length=200)


class ReopenForm(_OneOfSeveral):
    """Somebody comes back."""

    on = forms.DateField(label="Từ ngày")
    basis = forms.TextField(label=BASIS, max_length=200)


class OpenForm(forms.Form):
    """An account is made."""

    name = forms.TextField(label="Họ và tên", max_length=120)
    username = forms.TextField(
        label="Tên đăng nhập", max_length=60, help_text="Chữ thường không dấu, chữ số, dấu chấm; ví dụ: donghai.tuphap."
    )
    email = forms.EmailField(label="Thư điện tử công vụ", required=False)

    def clean_username(self) -> str:
        """As for everybody."""
        return fit_username(self.cleaned_data["username"])
