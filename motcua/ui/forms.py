"""The base of every form: our templates, sentences that name the field, and a place for a verb's refusal.

Page authors import everything from here: `from motcua.ui import forms`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from motcua.kernel.refusal import Refusal
from motcua.ui.fields import (
    CheckField,
    ChoiceField,
    CountField,
    DateField,
    EmailField,
    FilesField,
    FilesInput,
    MomentField,
    MoneyField,
    NumberField,
    PersonalIdField,
    PhoneField,
    PickField,
    SearchField,
    TextField,
)

__all__ = [
    "BROKEN",
    "CheckField",
    "ChoiceField",
    "CountField",
    "DateField",
    "EmailField",
    "FilesField",
    "FilesInput",
    "Form",
    "HiddenInput",
    "MomentField",
    "MoneyField",
    "NumberField",
    "PersonalIdField",
    "PhoneField",
    "PickField",
    "Renderer",
    "SearchField",
    "TextField",
]
HiddenInput = forms.HiddenInput
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "check"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)
_CLASSES = {"choices": "choices", "check": "form-check-input", "select": "form-select"}
_VERBS = {"choices": "Hãy chọn", "select": "Hãy chọn", "file": "Hãy đính kèm", "check": "Hãy đánh dấu"}


BROKEN = "Biểu mẫu không còn nguyên vẹn; hãy tải lại trang rồi nhập lại."
"""What is said where a value is wrong that no person typed."""


def _kind(widget: forms.Widget) -> str:
    return next((kind for type_, kind in _KINDS if isinstance(widget, type_)), "text")


def _inside_a_sentence(label: str) -> str:
    """A label with a small first letter, unless it is an abbreviation (`CCCD`)."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


class Field(BoundField):
    """A field as a page shows it; `kind` chooses the look: text, select, choices, check or file."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if field.widget.attrs.get("placeholder") == self.label:  # a library's habit: it only says the label again
            del field.widget.attrs["placeholder"]

    @property
    def kind(self) -> str:
        """Which look the field takes."""
        return _kind(self.field.widget)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes (aria-describedby, aria-invalid, required) and the class of our look."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        ours = [widget.attrs.get("class", ""), _CLASSES.get(_kind(widget), "form-control")]
        built["class"] = " ".join([*ours, "is-invalid" if self.errors else ""]).strip()
        return built


class Renderer(TemplatesSetting):
    """`FORM_RENDERER`: every form of the product, ours and the libraries', looks the same."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
    bound_field_class = Field


class Form(forms.Form):
    """A form that names the field in its sentences and can take a verb's refusal.

    Keep what was typed when a verb refuses::

        with form.refusing():
            dossier = actions.receive(...)
            return redirect(...)
        return render(request, ..., {"form": form}, status=422)
    """

    template_name_div = Renderer.form_template_name

    def __init__(self, *args: Any, **more: Any) -> None:
        more.setdefault("label_suffix", "")
        super().__init__(*args, **more)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                if field.widget.is_hidden:
                    field.error_messages["required"] = field.error_messages["invalid"] = BROKEN
                    continue
                verb = _VERBS.get(_kind(field.widget), "Hãy nhập")
                field.error_messages["required"] = f"{verb} {_inside_a_sentence(str(field.label or name))}."

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal at its field, or above the form if it has none here; the form is invalid from then on."""
        says = f"{refusal.says} (Căn cứ: {refusal.citation})" if refusal.citation else refusal.says
        place = refusal.field if refusal.field in self.fields else None
        self.errors  # noqa: B018 – Django fills its errors at the first look
        self.add_error(place, ValidationError(says, code=refusal.code))

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Run a verb; a refusal ends the block and stands in the form."""
        try:
            yield
        except Refusal as refusal:
            self.refuse(refusal)
