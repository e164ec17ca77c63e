"""Days and hours in the long form that documents carry (Decree 30/2020/NĐ-CP, Annex I, Part I, II.4.b)."""

from __future__ import annotations

from datetime import date, datetime

from motcua.kernel.printed import local


def long_day(day: date) -> str:
    """`ngày 09 tháng 9 năm 2024`: days below 10 and the months 1 and 2 take a zero, other months none."""
    return f"ngày {day.day:02} tháng {day.month:{'02' if day.month < 3 else ''}} năm {day.year}"


def long_moment(moment: datetime) -> str:
    """`10 giờ 05 phút, ngày 09 tháng 9 năm 2024`, on a Vietnamese clock."""
    at = local(moment)
    return f"{at.hour:02} giờ {at.minute:02} phút, {long_day(at)}"
