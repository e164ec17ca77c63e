"""What makes a name, a personal number and a telephone number well formed."""

from __future__ import annotations

import re

from motcua.kernel.refusal import Malformed
from motcua.kernel.text import normalise

ID_CITATION = "Luật Căn cước 26/2023/QH15, Điều 12"


def clean_name(typed: str, *, whose: str = "người nộp hồ sơ") -> str:
    """A person's name in the one spelling, with single blanks; refuses what has no letter. `whose` is for the words."""
    name = " ".join(normalise(typed).split())
    if not name:
        raise Malformed(f"Hãy nhập họ và tên {whose} như trên giấy tờ tùy thân.", field="name")
    if not any(letter.isalpha() for letter in name):
        raise Malformed(
            f"Họ và tên {whose} «{name[:40]}» không có chữ cái nào; hãy nhập như trên giấy tờ tùy thân.", field="name"
        )
    return name


def clean_id_number(typed: str) -> str:
    """The 12 digits of a personal number (số định danh cá nhân), without the blanks and dots people type."""
    digits = re.sub(r"[\s.\-]", "", typed)
    if not re.fullmatch(r"[0-9]{12}", digits):
        found = f"bạn nhập {len(digits)} ký tự" if digits.isdigit() else "chỉ được gồm chữ số"
        raise Malformed(
            f"Số định danh cá nhân phải có đúng 12 chữ số ({found}); hãy xem lại số in trên thẻ căn cước.",
            citation=ID_CITATION,
            field="id_number",
        )
    if digits.startswith("000"):
        raise Malformed(
            "Số định danh cá nhân bắt đầu bằng mã tỉnh, không có mã 000; hãy xem lại số in trên thẻ căn cước.",
            citation=ID_CITATION,
            field="id_number",
        )
    return digits


def clean_phone(typed: str) -> str:
    """A Vietnamese telephone number as 10 or 11 digits from 0; `+84` is turned into 0."""
    digits = re.sub(r"[\s.\-()]", "", typed)
    digits = re.sub(r"^\+?84(?=[0-9]{9,10}$)", "0", digits)
    if not re.fullmatch(r"0[1-9][0-9]{8,9}", digits):
        raise Malformed(
            "Số điện thoại phải bắt đầu bằng số 0 và có 10 hoặc 11 chữ số; hãy nhập lại, ví dụ 0912 345 678.",
            field="phone",
        )
    return digits
