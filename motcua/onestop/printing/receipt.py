"""The receipt a citizen leaves the counter with: form 01, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

from motcua.kernel.printed import local
from motcua.onestop.printing.forms import ReceiptForm, receipt_form_on
from motcua.printing import qr, typeset
from motcua.printing.words import long_day, long_moment

TEMPLATE = Path(__file__).with_name("receipt.typ")
COPY_NAMES = {"citizen": "Giao khách hàng", "office": "Lưu"}
SENTENCES_OF_WHY = 4
"""How many sentences of the deadline's trace fit under the receipt; the dossier's page shows them all."""

NO_DUE_MOMENT = "không hẹn ngày (thủ tục không quy định thời hạn)"

Copy = Literal["citizen", "office", "both"]


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """One line of the table of papers: its name, how many originals (bản chính) and copies (bản sao) were
    handed in.
    """

    name: str
    originals: int = 0
    copies: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """All that form 01 prints. Words come ready to read; an empty optional field leaves its line out.

    `superior` and `issuer` are the two lines of the letterhead, in any case. `received_at` and `due_at` are
    aware; no `due_at` where the law sets no term. `term` is the statutory term in words ("16 giờ làm việc"),
    `fee` the money in words ("8.000 đồng, đã thu"). `why` is the trace of the due moment; its first sentences
    are printed. `book` and `serial` name the entry in the register (Sổ theo dõi hồ sơ), where a unit keeps
    one.
    """

    superior: str
    issuer: str
    place: str
    counter: str
    code: str
    applicant: str
    address: str
    request: str
    papers: tuple[ReceiptPaper, ...]
    term: str
    received_at: datetime
    due_at: datetime | None
    result_at: str
    fee: str
    lookup_code: str
    received_by: str
    submitted_by: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""
    sets: int = 1
    why: tuple[str, ...] = ()
    book: str = ""
    serial: str = ""


def receipt_pdf(sheet: ReceiptSheet, *, copy: Copy = "both") -> bytes:
    """The receipt as a PDF of A4: the citizen's copy, the office's, or both one after the other.

    The form is the one in force on the day of receipt. Raises `NoRuleInForce`, and `FontsMissing` or
    `Unprintable` of `printing.typeset`.
    """
    form = receipt_form_on(local(sheet.received_at).date())
    copies = [name for key, name in COPY_NAMES.items() if copy in (key, "both")]
    return typeset.pdf(TEMPLATE, _data(sheet, form, copies))


def lookup_url(lookup_code: str) -> str:
    """The address in the QR code: the public page that shows a dossier's state without signing in."""
    return f"{settings.PUBLIC_URL}/tra-cuu/{lookup_code}"


def _data(sheet: ReceiptSheet, form: ReceiptForm, copies: list[str]) -> dict[str, Any]:
    day = local(sheet.received_at)
    words = asdict(sheet) | {
        "received_at": long_moment(sheet.received_at),
        "due_at": long_moment(sheet.due_at) if sheet.due_at else NO_DUE_MOMENT,
        "sets": f"{sheet.sets:02}",
        "why": " ".join(sheet.why[:SENTENCES_OF_WHY]),
        "lookup_code": _in_groups(sheet.lookup_code),
    }
    return {
        "on": [day.year, day.month, day.day],
        "place_and_day": f"{sheet.place}, {long_day(day)}",
        "form": asdict(form),
        "copies": copies,
        "qr": qr.svg(lookup_url(sheet.lookup_code)),
        "lookup_page": f"{settings.PUBLIC_URL}/tra-cuu".split("://", 1)[-1],
        "sheet": words,
    }


def _in_groups(code: str) -> str:
    """`ABCD EFGH JK`: groups of four are copied by hand with fewer slips."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
