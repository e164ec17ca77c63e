"""Whole explanations, as a clerk would read them out at the counter."""

from dataclasses import replace
from datetime import date, time

from motcua.kernel.printed import parse_moment
from motcua.kernel.tests.shipped import OFFICE
from motcua.kernel.worktime import DayException, DayKind, Event, EventKind, Term, due, parse_sessions


def told(received: str, term: str, *events: tuple[EventKind, str, Term | None], calendar=OFFICE) -> list[str]:
    happened = [Event(parse_moment(at), kind, extra) for kind, at, extra in events]
    return list(due(parse_moment(received), Term.parse(term), calendar, happened).trace)


def test_a_receipt_before_the_long_holiday_of_2024():
    assert told("27/04/2024 10:00", "20h") == [
        "Tiếp nhận lúc 10 giờ 00 phút, thứ Bảy ngày 27/04/2024, vào ngày nghỉ hằng tuần: "
        "thời hạn tính từ 07 giờ 00 phút, thứ Năm ngày 02/05/2024.",
        "Thời hạn giải quyết: 20 giờ làm việc.",
        "Thứ Hai 29/04/2024: nghỉ hoán đổi với thứ Bảy 04/05/2024 theo Công văn 2450/VPCP-KGVX.",
        "Thứ Ba 30/04/2024: nghỉ lễ Ngày Chiến thắng theo Điều 112 Bộ luật Lao động năm 2019.",
        "Thứ Tư 01/05/2024: nghỉ lễ Ngày Quốc tế Lao động theo Điều 112 Bộ luật Lao động năm 2019.",
        "Thứ Bảy 04/05/2024: làm bù cho thứ Hai 29/04/2024 theo Công văn 2450/VPCP-KGVX.",
        "Không tính 2 ngày nghỉ hằng tuần (thứ Bảy, Chủ nhật).",
        "Hẹn trả kết quả: 11 giờ 00 phút, thứ Bảy ngày 04/05/2024.",
    ]


def test_a_receipt_after_the_cutoff_suspended_before_its_clock_begins():
    received, term = parse_moment("06/09/2024 15:30"), Term.parse("1t")
    pause = [
        Event(parse_moment("06/09/2024 16:00"), EventKind.SUSPEND),
        Event(parse_moment("06/09/2024 16:40"), EventKind.RESUME),
    ]
    assert list(due(received, term, OFFICE, pause, cutoff=time(15)).trace) == [
        "Tiếp nhận lúc 15 giờ 30 phút, thứ Sáu ngày 06/09/2024, từ 15 giờ 00 trở đi nên tính sang ngày làm việc "
        "tiếp theo: thời hạn tính từ 07 giờ 00 phút, thứ Hai ngày 09/09/2024.",
        "Thời hạn giải quyết: trong ngày làm việc, đến hết giờ làm việc của ngày đó.",
        "Tạm dừng lúc 16 giờ 00 phút, thứ Sáu ngày 06/09/2024: thời hạn còn lại 1 ngày làm việc được giữ nguyên.",
        "Tính tiếp lúc 16 giờ 40 phút, thứ Sáu ngày 06/09/2024, trước khi thời hạn bắt đầu: "
        "tính từ 07 giờ 00 phút, thứ Hai ngày 09/09/2024, với đúng 1 ngày làm việc còn lại.",
        "Không tính 2 ngày nghỉ hằng tuần (thứ Bảy, Chủ nhật).",
        "Hẹn trả kết quả: 17 giờ 00 phút, thứ Hai ngày 09/09/2024.",
    ]


def test_a_clock_suspended_over_tet_does_not_mention_it():
    assert told(
        "07/02/2024 15:00",
        "8h",
        (EventKind.SUSPEND, "07/02/2024 16:00", None),
        (EventKind.RESUME, "19/02/2024 08:00", None),
    ) == [
        "Tiếp nhận lúc 15 giờ 00 phút, thứ Tư ngày 07/02/2024, trong giờ làm việc: thời hạn tính ngay từ lúc đó.",
        "Thời hạn giải quyết: 8 giờ làm việc.",
        "Tạm dừng lúc 16 giờ 00 phút, thứ Tư ngày 07/02/2024: thời hạn còn lại 7 giờ làm việc được giữ nguyên.",
        "Tính tiếp lúc 08 giờ 00 phút, thứ Hai ngày 19/02/2024, với đúng 7 giờ làm việc còn lại.",
        "Hẹn trả kết quả: 17 giờ 00 phút, thứ Hai ngày 19/02/2024.",
    ]


def test_days_of_the_calendar_suspended_and_rolled():
    assert told(
        "05/09/2024 10:00",
        "10c",
        (EventKind.SUSPEND, "09/09/2024 10:00", None),
        (EventKind.RESUME, "15/09/2024 10:00", None),
    ) == [
        "Tiếp nhận lúc 10 giờ 00 phút, thứ Năm ngày 05/09/2024; ngày đầu tiên không tính "
        "(khoản 2 Điều 147 Bộ luật Dân sự năm 2015).",
        "Thời hạn giải quyết: 10 ngày, tính cả ngày nghỉ.",
        "Ngày cuối cùng của thời hạn: Chủ nhật 15/09/2024.",
        "Chủ nhật 15/09/2024 là ngày nghỉ hằng tuần: thời hạn kết thúc vào cuối ngày làm việc tiếp theo, "
        "thứ Hai 16/09/2024 (khoản 5 Điều 148 Bộ luật Dân sự năm 2015).",
        "Tạm dừng lúc 10 giờ 00 phút, thứ Hai ngày 09/09/2024: thời hạn còn lại 6 ngày được giữ nguyên.",
        "Tính tiếp lúc 10 giờ 00 phút, Chủ nhật ngày 15/09/2024: đã tạm dừng 6 ngày, "
        "ngày cuối cùng của thời hạn là thứ Bảy 21/09/2024.",
        "Thứ Bảy 21/09/2024 là ngày nghỉ hằng tuần: thời hạn kết thúc vào cuối ngày làm việc tiếp theo, "
        "thứ Hai 23/09/2024 (khoản 5 Điều 148 Bộ luật Dân sự năm 2015).",
        "Hẹn trả kết quả: 17 giờ 00 phút, thứ Hai ngày 23/09/2024.",
    ]


def test_a_day_crossed_is_told_once_though_something_happened_on_it():
    sentences = told("03/05/2024 16:00", "8h", (EventKind.EXTEND, "04/05/2024 09:00", Term.parse("2h")))
    assert [each for each in sentences if "làm bù" in each] == [
        "Thứ Bảy 04/05/2024: làm bù cho thứ Hai 29/04/2024 theo Công văn 2450/VPCP-KGVX."
    ]


def test_days_worked_in_a_row_are_told_one_by_one():
    storm = DayException(
        date(2024, 9, 10), DayKind.HALF_DAY, "Tránh bão", "Công điện 01", True, parse_sessions("07:00-11:30")
    )
    next_day = replace(storm, day=date(2024, 9, 11), sessions=parse_sessions("13:30-17:00"))
    calendar = replace(OFFICE, exceptions=(*OFFICE.exceptions, storm, next_day))
    assert [each for each in told("09/09/2024 16:00", "16h", calendar=calendar) if "Tránh bão" in each] == [
        "Thứ Ba 10/09/2024: Tránh bão, chỉ làm việc 07:00–11:30, theo Công điện 01.",
        "Thứ Tư 11/09/2024: Tránh bão, chỉ làm việc 13:30–17:00, theo Công điện 01.",
    ]


def test_an_overdue_clock_says_that_a_suspension_moves_nothing():
    suspended, resumed = (EventKind.SUSPEND, "09/09/2024 15:00", None), (EventKind.RESUME, "11/09/2024 08:00", None)
    assert told("09/09/2024 10:00", "1h", suspended)[-2:] == [
        "Tạm dừng lúc 15 giờ 00 phút, thứ Hai ngày 09/09/2024, khi đã quá hạn: việc tạm dừng không dời hạn đã qua.",
        "Đang tạm dừng, chưa có ngày hẹn trả: đã quá hạn từ trước.",
    ]
    assert told("09/09/2024 10:00", "1h", suspended, resumed)[-1] == (
        "Hẹn trả kết quả: 11 giờ 00 phút, thứ Hai ngày 09/09/2024."
    )
