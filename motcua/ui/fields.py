"""Form fields that read what people type in Vietnam, and say in one sentence what is wrong with it.

They only read: whether a value is lawful is decided by the verb it is handed to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from motcua.kernel import printed
from motcua.kernel.refusal import Malformed
from motcua.kernel.text import visible
from motcua.ui.templatetags.words import dung_luong

EMPTY = (None, "")


def _attributes(field: forms.Field, **attrs: Any) -> None:
    field.widget.attrs.update({name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()})


class TextField(forms.CharField):
    """Words; `rows` above 1 makes it a box of that height. Blanks around are taken off."""

    def __init__(self, *, rows: int = 1, **more: Any) -> None:
        if rows > 1:
            more.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**more)

    def to_python(self, value: Any) -> Any:
        """Without unseen characters: a field that looks empty is empty."""
        return super().to_python(visible(value) if isinstance(value, str) else value)


class SearchField(TextField):
    """Words to look for; `/` puts the cursor here."""

    widget = forms.TextInput(attrs={"type": "search", "data-key-search": "", "autocomplete": "off"})


class EmailField(forms.EmailField):
    """An e-mail address."""

    default_error_messages: ClassVar = {"invalid": "Địa chỉ thư điện tử chưa đúng; hãy nhập dạng ten@donvi.gov.vn."}


class _DigitsField(forms.CharField):
    """A number people type with blanks and dots between; kept as digits."""

    lengths: tuple[int, ...]
    default_error_messages: ClassVar = {"letters": "Chỉ nhập chữ số; hãy bỏ ký tự khác."}

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        _attributes(self, inputmode="numeric", autocomplete="off", class_="medium")

    def to_python(self, value: Any) -> str:
        digits = re.sub(r"[\s.\-()]", "", super().to_python(value) or "")
        if digits and not re.fullmatch(r"[0-9]+", self.trim(digits)):
            raise ValidationError(self.error_messages["letters"], code="letters")
        digits = self.trim(digits)
        if digits and not self.fits(digits):
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"typed": len(digits)})
        return digits

    def trim(self, digits: str) -> str:
        """What stands for a digit at the front."""
        return digits

    def fits(self, digits: str) -> bool:
        """Whether so many digits may stand here."""
        return len(digits) in self.lengths


class PersonalIdField(_DigitsField):
    """A personal number (số định danh cá nhân) of 12 digits."""

    lengths = (12,)
    default_error_messages: ClassVar = {
        "invalid": "Số định danh có 12 chữ số, bạn đã nhập %(typed)d; hãy xem lại số in trên thẻ căn cước."
    }


class PhoneField(_DigitsField):
    """A Vietnamese telephone number: 10 or 11 digits from 0; `+84` is turned into 0."""

    lengths = (10, 11)
    default_error_messages: ClassVar = {
        "invalid": "Số điện thoại bắt đầu bằng 0 và có 10 hoặc 11 chữ số; hãy nhập lại, ví dụ 0912 345 678."
    }

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        _attributes(self, inputmode="tel", type="tel")

    def trim(self, digits: str) -> str:
        return re.sub(r"^\+?84(?=[0-9]{9,10}$)", "0", digits)

    def fits(self, digits: str) -> bool:
        return digits.startswith("0") and super().fits(digits)


class DateField(forms.Field):
    """A day typed as dd/MM/yyyy (also 09092024, 9.9.2024, and what browsers send); a `date`."""

    widget = forms.DateInput(
        format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off", "class": "medium"}
    )

    def to_python(self, value: Any) -> date | None:
        if value in EMPTY or isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value or None
        try:
            return printed.parse_day(_slashes(str(value)))
        except Malformed as no:
            raise ValidationError(no.says, code="invalid") from None


class MomentField(forms.Field):
    """A day and hour typed as dd/MM/yyyy HH:mm; an aware `datetime` in Vietnam's time."""

    widget = forms.DateTimeInput(
        format="%d/%m/%Y %H:%M",
        attrs={"autocomplete": "off", "class": "medium", "placeholder": "ngày/tháng/năm giờ:phút"},
    )

    def to_python(self, value: Any) -> datetime | None:
        if value in EMPTY or isinstance(value, datetime):
            return value or None
        try:
            return printed.parse_moment(str(value))
        except Malformed:
            says = f"Không đọc được thời điểm «{value}»; hãy viết dạng 09/09/2024 10:00."
            raise ValidationError(says, code="invalid") from None


class NumberField(forms.Field):
    """A number typed as 1.234,5; a `Decimal` between `at_least` and `at_most`, where they are given."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, at_least: int | None = None, at_most: int | None = None, **more: Any) -> None:
        self.at_least, self.at_most = at_least, at_most
        super().__init__(**more)

    def to_python(self, value: Any) -> Any:
        if value in EMPTY:
            return None
        try:
            number = printed.parse_number(str(value).removesuffix("đồng").removesuffix("đ"))
        except Malformed as no:
            raise ValidationError(no.says, code="invalid") from None
        if self.at_least is not None and number < self.at_least:
            raise ValidationError(f"Hãy nhập từ {printed.print_number(self.at_least)} trở lên.", code="small")
        if self.at_most is not None and number > self.at_most:
            raise ValidationError(f"Hãy nhập không quá {printed.print_number(self.at_most)}.", code="large")
        return number

    def prepare_value(self, value: Any) -> Any:
        return value if value in EMPTY or isinstance(value, str) else printed.print_number(value)


class CountField(NumberField):
    """A whole number, not below 0 unless told otherwise."""

    WHOLE = "Hãy nhập số nguyên bằng chữ số, không có phần lẻ."

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "short"})

    def __init__(self, *, at_least: int | None = 0, **more: Any) -> None:
        super().__init__(at_least=at_least, **more)

    def to_python(self, value: Any) -> int | None:
        try:
            number = super().to_python(value)
        except ValidationError as no:
            if no.code != "invalid":
                raise
            says = f"Không đọc được số «{str(value)[:40]}». {self.WHOLE}"
            raise ValidationError(says, code="invalid") from None
        if number is not None and number != int(number):
            raise ValidationError(self.WHOLE, code="invalid")
        return None if number is None else int(number)


class MoneyField(CountField):
    """Whole đồng: `8.000`, `8000`, `8.000 đồng`."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "medium"})


class ChoiceField(forms.ChoiceField):
    """One of a few, from a list that drops down."""


class PickField(forms.ChoiceField):
    """One of very few, all in sight."""

    widget = forms.RadioSelect


class CheckField(forms.BooleanField):
    """Yes or no."""


class FilesInput(forms.ClearableFileInput):
    """The browser's own file chooser, for many files."""

    allow_multiple_selected = True
    template_name = "ui/form/files.html"


class FilesField(forms.FileField):
    """Any number of files; a list of `UploadedFile`. The kind is checked by content where they are stored."""

    widget = FilesInput
    default_error_messages: ClassVar = {
        "empty": "Tệp «%(name)s» rỗng; hãy chọn lại tệp có nội dung.",
        "large": "Tệp «%(name)s» nặng %(size)s, quá %(limit)s; hãy quét lại nhẹ hơn hoặc chia thành nhiều tệp.",
    }

    def __init__(
        self, *, accept: Iterable[str] = (".pdf", ".jpg", ".jpeg", ".png"), is_many: bool = True, **more: Any
    ) -> None:
        super().__init__(**more)
        self.widget.attrs["multiple"] = is_many
        self.limit: int = settings.FILE_LIMIT_BYTES
        _attributes(self, accept=",".join(accept), data_limit=self.limit)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not given:
            super().clean(None, initial)
            return []
        for file in given:
            if not file.size:
                raise ValidationError(self.error_messages["empty"], code="empty", params={"name": file.name})
            if file.size > self.limit:
                sizes = {"size": dung_luong(file.size), "limit": dung_luong(self.limit)}
                raise ValidationError(self.error_messages["large"], code="large", params={"name": file.name, **sizes})
        return given


def _slashes(typed: str) -> str:
    """A day with whatever people put between its parts, or nothing, as dd/MM/yyyy; all else as it is."""
    typed = typed.strip()
    parts = re.fullmatch(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})|(\d{2})(\d{2})(\d{4})", typed)
    return "/".join(part for part in parts.groups() if part) if parts else typed
