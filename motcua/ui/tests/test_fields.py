"""What people type is read, or answered with one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.kernel.refusal import Conflict, Malformed
from motcua.kernel.zone import VIETNAM
from motcua.ui import forms


def clean(field: Any, typed: Any) -> Any:
    return field.clean(typed)


def complaint(field: Any, typed: Any) -> str:
    form = type("Once", (forms.Form,), {"it": field})(data={"it": typed}, files={"it": typed})
    assert not form.is_valid()
    return str(form.errors["it"][0])


@pytest.mark.parametrize("typed", ["09/09/2024", "9/9/2024", "9.9.2024", "09-09-2024", "09092024", "2024-09-09"])
def test_a_day_is_read_however_its_parts_are_parted(typed: str) -> None:
    assert clean(forms.DateField(), typed) == date(2024, 9, 9)


def test_a_day_that_does_not_exist_is_answered_with_a_sentence() -> None:
    assert complaint(forms.DateField(label="Ngày sinh"), "31/02/1990").startswith("Không có ngày «31/02/1990»")


def test_a_moment_is_read_in_vietnam_and_needs_its_hour() -> None:
    assert clean(forms.MomentField(), "09/09/2024 10:05") == datetime(2024, 9, 9, 10, 5, tzinfo=VIETNAM)
    assert "hãy viết dạng 09/09/2024 10:00" in complaint(forms.MomentField(label="Lúc"), "09/09/2024")


def test_a_personal_number_may_be_typed_with_blanks_and_dots() -> None:
    assert clean(forms.PersonalIdField(), " 058.087 001-234 ") == "058087001234"


def test_a_short_personal_number_is_told_how_many_digits_were_typed() -> None:
    assert complaint(forms.PersonalIdField(label="Số định danh"), "05808700123") == (
        "Số định danh có 12 chữ số, bạn đã nhập 11; hãy xem lại số in trên thẻ căn cước."
    )


def test_letters_in_a_number_are_named_as_the_fault() -> None:
    assert complaint(forms.PersonalIdField(label="Số định danh"), "05808700123O") == (
        "Chỉ nhập chữ số; hãy bỏ ký tự khác."
    )


@pytest.mark.parametrize(("typed", "kept"), [("0912 345 678", "0912345678"), ("+84 912 345 678", "0912345678")])
def test_a_telephone_number_is_kept_as_digits_from_zero(typed: str, kept: str) -> None:
    assert clean(forms.PhoneField(), typed) == kept


def test_a_telephone_number_that_does_not_start_with_zero_is_refused() -> None:
    assert "bắt đầu bằng 0" in complaint(forms.PhoneField(label="Điện thoại"), "9123456789")


@pytest.mark.parametrize(("typed", "sum_"), [("8.000", 8000), ("8000", 8000), ("8.000 đồng", 8000), ("0", 0)])
def test_a_sum_of_money_is_whole_dong(typed: str, sum_: int) -> None:
    assert clean(forms.MoneyField(), typed) == sum_


def test_a_count_has_no_fraction_and_is_not_below_its_least() -> None:
    assert complaint(forms.CountField(label="Số bộ"), "1,5") == "Hãy nhập số nguyên bằng chữ số, không có phần lẻ."
    assert complaint(forms.CountField(label="Số bộ", at_least=1), "0") == "Hãy nhập từ 1 trở lên."


def test_many_files_come_as_a_list() -> None:
    files = [SimpleUploadedFile("a.pdf", b"x"), SimpleUploadedFile("b.pdf", b"y")]
    assert clean(forms.FilesField(), files) == files


def test_no_file_is_an_empty_list_where_none_is_required() -> None:
    assert clean(forms.FilesField(required=False), []) == []


def test_a_file_too_large_is_named_with_its_size_and_the_limit(settings: Any) -> None:
    settings.FILE_LIMIT_BYTES = 2048
    assert complaint(forms.FilesField(label="Bản quét"), SimpleUploadedFile("to-khai.pdf", b"x" * 4096)) == (
        "Tệp «to-khai.pdf» nặng 4,0 KB, quá 2,0 KB; hãy quét lại nhẹ hơn hoặc chia thành nhiều tệp."
    )


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (forms.TextField(label="Họ và tên"), "Hãy nhập họ và tên."),
        (forms.TextField(label="CCCD"), "Hãy nhập CCCD."),
        (forms.ChoiceField(label="Nơi trả", choices=[("", "")]), "Hãy chọn nơi trả."),
        (forms.FilesField(label="Bản quét"), "Hãy đính kèm bản quét."),
        (forms.CheckField(label="Đã đối chiếu"), "Hãy đánh dấu đã đối chiếu."),
    ],
)
def test_an_empty_field_is_asked_for_by_name(field: Any, sentence: str) -> None:
    assert complaint(field, "") == sentence


class Applicant(forms.Form):
    name = forms.TextField(label="Họ và tên", help_text="Như trên thẻ căn cước")
    id_number = forms.PersonalIdField(label="Số định danh")
    note = forms.TextField(label="Ghi chú", required=False, rows=3)
    channel = forms.PickField(label="Cách nộp", choices=[("1", "Trực tiếp"), ("2", "Trực tuyến")])
    sure = forms.CheckField(label="Đã đối chiếu")


def test_a_field_points_to_its_help_and_its_error(shown: Callable[..., str]) -> None:
    page = shown("{{ form.id_number.as_field_group }}", form=Applicant({"id_number": "12"}))
    assert 'for="id_id_number"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_id_number_error"' in page
    assert 'id="id_id_number_error"' in page


def test_the_help_of_a_field_is_described_by_its_own_id(shown: Callable[..., str]) -> None:
    page = shown("{{ form.name.as_field_group }}", form=Applicant())
    assert 'aria-describedby="id_name_helptext"' in page
    assert '<div class="form-hint" id="id_name_helptext">Như trên thẻ căn cước</div>' in page


def test_only_what_may_be_left_out_is_marked(shown: Callable[..., str]) -> None:
    page = shown("{{ form }}", form=Applicant())
    assert page.count("(không bắt buộc)") == 1


def test_choices_all_in_sight_stand_in_a_named_group(shown: Callable[..., str]) -> None:
    page = shown("{{ form.channel.as_field_group }}", form=Applicant())
    assert "<fieldset" in page
    assert '<legend class="form-label">Cách nộp</legend>' in page


def test_a_form_opens_with_what_is_wrong_and_links_to_each_field(shown: Callable[..., str]) -> None:
    page = shown("{{ form }}", form=Applicant({"name": "A", "channel": "1"}))
    assert "Chưa gửi được: có 2 chỗ cần sửa" in page
    assert '<a href="#id_id_number">Hãy nhập số định danh.</a>' in page
    assert 'role="alert"' in page


def test_a_form_not_yet_sent_complains_of_nothing(shown: Callable[..., str]) -> None:
    assert 'role="alert"' not in shown("{{ form }}", form=Applicant())


def filled() -> Applicant:
    typed = {"name": "Lê An", "id_number": "058087001234", "channel": "1", "sure": "on", "note": "Gọi trước"}
    form = Applicant(typed)
    assert form.is_valid()
    return form


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(shown: Callable[..., str]) -> None:
    def verb() -> None:
        raise Malformed("Số này chưa có trong danh sách; hãy nhập lại.", citation="Điều 12", field="id_number")

    form = filled()
    with form.refusing():
        verb()
    assert not form.is_valid()
    assert form.errors["id_number"] == ["Số này chưa có trong danh sách; hãy nhập lại. (Căn cứ: Điều 12)"]
    assert 'value="058087001234"' in shown("{{ form }}", form=form)


def test_a_refusal_without_a_field_stands_above_the_form() -> None:
    form = filled()
    form.refuse(Conflict("Người khác vừa nhận hồ sơ này; hãy tải lại trang.", field="khác"))
    assert form.non_field_errors() == ["Người khác vừa nhận hồ sơ này; hãy tải lại trang."]


def test_other_failures_pass_through_a_form() -> None:
    with pytest.raises(ZeroDivisionError), filled().refusing():
        raise ZeroDivisionError
