"""How days, moments and numbers are printed for people and read from them: dd/MM/yyyy, 24 hours, 1.234,5."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from motcua.kernel.refusal import Malformed
from motcua.kernel.zone import VIETNAM

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MOMENT = re.compile(r"([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})[ T]([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?")


def local(moment: datetime) -> datetime:
    """The same moment on a Vietnamese clock; a naive moment is taken to be Vietnamese already."""
    if moment.tzinfo is VIETNAM:
        return moment
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)


def weekday_words(day: date) -> str:
    """`thứ Hai` … `Chủ nhật`."""
    return WEEKDAYS[day.weekday()]


def print_day(day: date) -> str:
    """`09/09/2024`."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def day_words(day: date) -> str:
    """`thứ Hai 09/09/2024`."""
    return f"{weekday_words(day)} {print_day(day)}"


def moment_words(moment: datetime) -> str:
    """`10 giờ 00 phút, thứ Tư ngày 11/09/2024`: a moment as a receipt prints it."""
    at = local(moment)
    return f"{at.hour:02} giờ {at.minute:02} phút, {weekday_words(at)} ngày {print_day(at)}"


def parse_day(text: str) -> date:
    """A day typed as dd/MM/yyyy, or as yyyy-MM-dd by browsers; `Malformed` when there is no such day."""
    typed = text.strip()
    try:
        if found := _DAY.fullmatch(typed):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
            return date.fromisoformat(typed)
    except ValueError:
        raise Malformed(f"Không có ngày «{typed}»; hãy xem lại ngày và tháng.") from None
    raise Malformed(f"Không đọc được ngày «{typed}»; hãy viết dạng 09/09/2024.")


def parse_moment(text: str) -> datetime:
    """A day with its hour: `2024-09-09T10:00`, also with an offset or `Z`, or `09/09/2024 10:00`.

    The answer is aware, in Vietnam. A day without an hour is refused: midnight would be invented.
    """
    typed = text.strip()
    try:
        if found := _MOMENT.fullmatch(typed):
            day = parse_day(found[1])
            return datetime(day.year, day.month, day.day, int(found[2]), int(found[3]), tzinfo=VIETNAM)
        if _ISO.fullmatch(typed):
            return local(datetime.fromisoformat(typed))
    except (ValueError, OverflowError):
        raise Malformed(f"Không có thời điểm «{typed}»; hãy xem lại ngày, tháng, giờ và phút.") from None
    raise Malformed(f"Không đọc được thời điểm «{typed}»; hãy viết dạng 2024-09-09T10:00 hoặc 09/09/2024 10:00.")


def print_number(value: int | Decimal | float, places: int | None = None) -> str:
    """`1.234,5`; `places` fixes the number of decimals."""
    printed = f"{value:,}" if places is None else f"{value:,.{places}f}"
    return printed.translate(str.maketrans(",.", ".,"))


def parse_number(text: str) -> Decimal:
    """A number with dots between thousands and a comma before decimals; else `Malformed`."""
    typed = text.strip().replace(" ", "").replace("\u00a0", "")
    if not _NUMBER.fullmatch(typed):
        raise Malformed(f"Không đọc được số «{text.strip()}»; hãy viết dạng 1.234,5.")
    return Decimal(typed.replace(".", "").replace(",", "."))
