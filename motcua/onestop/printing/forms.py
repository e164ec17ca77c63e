"""Which set of forms is in force on a day: a small dated table, since the form follows the law of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Refusal


class NoFormInForce(Refusal):
    """No set of forms known here was in force on that day."""

    code = "no_form_in_force"


@dataclass(frozen=True, slots=True)
class ReceiptForm:
    """Form 01 as one circular has it: in force from `since`, until the next one."""

    since: date
    basis: str
    number: str
    title: str
    counter: str
    """What the form calls the unit that receives."""
    identity: str
    """What the form calls the number of the paper that proves who somebody is."""


RECEIPT_FORMS = (
    ReceiptForm(
        since=date(2019, 1, 1),
        basis="Thông tư số 01/2018/TT-VPCP",
        number="Mẫu số 01",
        title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        counter="Bộ phận tiếp nhận và trả kết quả",
        identity="Số CMND/Thẻ căn cước/Hộ chiếu",
    ),
    ReceiptForm(
        since=date(2025, 9, 15),
        basis="Thông tư số 03/2025/TT-VPCP",
        number="Mẫu số 01",
        title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        counter="Trung tâm Phục vụ hành chính công",
        identity="Số định danh cá nhân/Thẻ căn cước/Hộ chiếu",
    ),
)


def receipt_form_on(day: date) -> ReceiptForm:
    """Form 01 for a dossier received on that day; `NoFormInForce` before the first set."""
    for form in reversed(RECEIPT_FORMS):
        if form.since <= day:
            return form
    first = RECEIPT_FORMS[0]
    raise NoFormInForce(
        f"Chưa có mẫu giấy tiếp nhận cho ngày {print_day(day)}: mẫu sớm nhất dùng từ ngày "
        f"{print_day(first.since)}; hãy kiểm tra lại ngày tiếp nhận.",
        citation=first.basis,
    )
