"""What administrators type about working time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms as django_forms

from motcua.kernel.printed import WEEKDAYS
from motcua.kernel.worktime import DayException, DayKind, Sessions, parse_sessions
from motcua.org import queries
from motcua.org.types import DAY_KINDS
from motcua.ui import forms

WHOLE = "ca-lich"
SOURCE_HELP = "Số, ký hiệu và ngày của văn bản, ví dụ Công điện 01/CĐ-UBND ngày 09/09/2024."


class DayForm(forms.Form):
    """An exceptional day, and the document that ordered it."""

    kind = forms.ChoiceField(
        label="Loại ngày", choices=[(kind.value, words[:1].upper() + words[1:]) for kind, words in DAY_KINDS.items()]
    )
    day = forms.DateField(label="Ngày")
    pair = forms.DateField(
        label="Ngày làm bù", required=False, help_text="Chỉ ghi khi nghỉ hoán đổi; ngày này sẽ được ghi là làm bù."
    )
    sessions = forms.TextField(
        label="Buổi có làm việc",
        max_length=120,
        required=False,
        help_text="Khi làm việc một buổi, ví dụ 07:00-11:30. Ngày làm bù để trống là theo giờ thứ Hai.",
    )
    name = forms.TextField(label="Tên của ngày", max_length=120, help_text="Ví dụ Nghỉ tránh bão số 3.")
    unit = forms.ChoiceField(label="Nơi áp dụng")
    source = forms.TextField(label="Văn bản", max_length=200, help_text=SOURCE_HELP)
    confirmed = forms.CheckField(label="Đã có thông báo chính thức", required=False, initial=True)

    def __init__(self, *args: Any, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        units = [(str(unit.id), unit.name) for unit in queries.units_on(on)]
        self.fields["unit"].choices = [(WHOLE, "Cả lịch"), *units]  # type: ignore[attr-defined]

    def ordered(self) -> DayException:
        """What was typed, as the verb takes it."""
        data = self.cleaned_data
        return DayException(
            day=data["day"],
            kind=DayKind(data["kind"]),
            name=data["name"],
            source=data["source"],
            confirmed=data["confirmed"],
            sessions=parse_sessions(data["sessions"]) if data["sessions"] else None,
            pair=data["pair"],
        )

    @property
    def unit_id(self) -> int | None:
        """The unit the day is ordered for; none for the whole calendar."""
        chosen = self.cleaned_data["unit"]
        return None if chosen == WHOLE else int(chosen)


class HoursForm(forms.Form):
    """Weekly hours from a day on."""

    weekdays = django_forms.TypedMultipleChoiceField(
        label="Các thứ trong tuần",
        coerce=int,
        choices=[(index, words[:1].upper() + words[1:]) for index, words in enumerate(WEEKDAYS)],
        widget=django_forms.CheckboxSelectMultiple,
    )
    sessions = forms.TextField(
        label="Giờ làm việc",
        max_length=120,
        required=False,
        help_text="Ví dụ 07:00-11:30 13:30-17:00; để trống là không làm việc.",
    )
    since = forms.DateField(label="Áp dụng từ ngày")
    source = forms.TextField(label="Văn bản", max_length=200, help_text=SOURCE_HELP)

    def hours(self) -> Sessions:
        """The sessions typed; none where nobody works."""
        return parse_sessions(self.cleaned_data["sessions"]) if self.cleaned_data["sessions"] else ()


class SourceForm(forms.Form):
    """The document by which a day is confirmed or taken back."""

    source = forms.TextField(label="Văn bản", max_length=200, help_text=SOURCE_HELP)
