"""What makes a personal number and a telephone number well formed."""

from __future__ import annotations

import re

from motcua.kernel.refusal import Malformed

ID_CITATION = "Luật Căn cước 26/2023/QH15, Điều 12"


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
    return digits


def clean_phone(typed: str) -> str:
    """A Vietnamese telephone number as 10 or 11 digits from 0; `+84` is turned into 0."""
    digits = re.sub(r"[\s.\-()]", "", typed)
    digits = re.sub(r"^\+?84(?=[0-9]{9,10}$)", "0", digits)
    if not re.fullmatch(r"0[0-9]{9,10}", digits):
        raise Malformed(
            "Số điện thoại phải bắt đầu bằng số 0 và có 10 hoặc 11 chữ số; hãy nhập lại, ví dụ 0912 345 678.",
            field="phone",
        )
    return digits
