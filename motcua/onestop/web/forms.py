"""What is typed at the counter and on a dossier's page."""

from __future__ import annotations

from typing import cast
from uuid import uuid4

from django.forms import CharField, HiddenInput, IntegerField, UUIDField
from django.http import QueryDict

from motcua.kernel.refusal import Malformed, Refusal
from motcua.onestop.types import Receiver
from motcua.onestop.web.uploads import Uploads
from motcua.population import queries as population
from motcua.population.types import ApplicantDetails
from motcua.procedures.types import Channel
from motcua.ui import forms


class ReceiptForm(forms.Form):
    """The applicant and the circumstances of a receipt; the papers stand beside it, see `papers.py`."""

    key = UUIDField(widget=HiddenInput)
    id_number = forms.PersonalIdField(label="Số định danh cá nhân")
    name = forms.TextField(label="Họ và tên", max_length=120)
    phone = forms.PhoneField(label="Số điện thoại")
    address = forms.TextField(label="Địa chỉ", max_length=300, required=False)
    email = forms.EmailField(label="Thư điện tử", required=False)
    channel = forms.PickField(
        label="Cách nộp", choices=[(Channel.DIRECT.value, "Trực tiếp"), (Channel.POSTAL.value, "Bưu chính")]
    )
    abstract = forms.TextField(
        label="Nội dung yêu cầu",
        max_length=1000,
        rows=2,
        required=False,
        help_text="Để trống thì ghi theo tên thủ tục.",
    )
    sets = forms.CountField(label="Số bộ hồ sơ", at_least=1, at_most=20, initial=1)
    received_at = forms.MomentField(
        label="Thời điểm tiếp nhận",
        required=False,
        help_text="Để trống là ngay bây giờ. Chỉ nhập khi vào sổ muộn, ví dụ 09/09/2024 08:30.",
    )
    late_because = forms.TextField(
        label="Lý do vào sổ muộn",
        max_length=300,
        required=False,
        help_text="Cần ghi khi hồ sơ đã nhận từ trước hôm nay, ví dụ «mất điện cả buổi chiều».",
    )

    def begin_anew(self) -> None:
        """The same words under a key of their own: saved once more, they are another dossier."""
        data = cast(QueryDict, self.data).copy()
        data["key"] = str(uuid4())
        self.data = data

    def details(self) -> ApplicantDetails:
        """The applicant as typed."""
        data = self.cleaned_data
        return ApplicantDetails(data["name"], data["id_number"], data["phone"], data["address"], data["email"])


class Stamped(forms.Form):
    """A form of a dossier's page: it carries the version of the dossier its reader saw."""

    seen = IntegerField(widget=HiddenInput(attrs={"id": False}))  # a page shows several of these forms
    uploads: Uploads | None = None
    """The files of the form's one file input, in the store by now."""

    def attach(self, uploads: Uploads) -> None:
        """Take in the files that came; what will not do is refused at their field."""
        self.uploads = uploads
        if uploads.error:
            self.refuse(Malformed(uploads.error, field=uploads.name))

    def renew(self, seen: int) -> None:
        """After a conflict: keep all that was typed, on top of the dossier as it is now."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = str(seen)
        self.data = data

    def typed(self) -> list[tuple[str, str]]:
        """What a person wrote, with its labels, for a page on which the form itself has no place any more."""
        written = [field for field in self.visible_fields() if isinstance(field.field, CharField | forms.DateField)]
        words = [(str(field.label), str(field.data or "").strip()) for field in written]
        if self.uploads:
            names = ", ".join(upload.name for upload in self.uploads)
            words.append((str(self[self.uploads.name].label), f"{names} (hãy chọn lại)"))
        return [(label, said) for label, said in words if said]


class PassOnForm(Stamped):
    """Pass on or approve, with an opinion and files."""

    note = forms.TextField(label="Ý kiến xử lý", max_length=2000, rows=3, required=False)
    enclosed = forms.FilesField(label="Tệp kèm theo", required=False)


class SendBackForm(Stamped):
    """Send back to an earlier step, with a reason."""

    to = forms.ChoiceField(label="Trả lại về bước")
    reason = forms.TextField(label="Lý do trả lại", max_length=2000, rows=3)

    def __init__(self, *args: object, steps: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.offer(steps)

    def offer(self, steps: list[tuple[str, str]]) -> None:
        """The steps to choose from. What comes in may name any step; the verb knows which are allowed, and when."""
        choice = self.fields["to"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = steps


class ResultForm(Stamped):
    """The result: number, day of signing, file."""

    number = forms.TextField(label="Số, ký hiệu kết quả", max_length=60)
    signed_on = forms.DateField(label="Ngày ký")
    result_file = forms.FilesField(label="Tệp kết quả", required=False, is_many=False)
    result_note = forms.TextField(label="Ghi chú", max_length=1000, required=False)


class HandOutForm(Stamped):
    """Who takes the result."""

    receiver_name = forms.TextField(label="Họ tên người nhận", max_length=120)
    receiver_id = forms.PersonalIdField(label="Số định danh người nhận")
    relation = forms.TextField(
        label="Quan hệ với người nộp",
        max_length=120,
        initial="chính chủ",
        help_text="Chính chủ, hoặc quan hệ và giấy ủy quyền, ví dụ «chồng, giấy ủy quyền ngày 10/09/2024».",
    )
    hand_out_note = forms.TextField(label="Ghi chú", max_length=500, required=False)

    def receiver(self) -> Receiver:
        """The receiver as typed."""
        data = self.cleaned_data
        return Receiver(data["receiver_name"], data["receiver_id"], data["relation"], data["hand_out_note"])


def id_number_or_none(typed: str) -> str | None:
    """The cleaned personal number, or None while it is not whole yet."""
    try:
        return population.clean_id_number(typed)
    except Refusal:
        return None
