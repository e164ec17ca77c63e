"""What a decision about working time must fit: a day off falls on a day of work, a made-up day on a day of rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from motcua.kernel.printed import day_words, print_day
from motcua.kernel.refusal import Malformed, Refusal
from motcua.kernel.worktime import Calendar, DayException, DayKind, Sessions, sessions_words
from motcua.org.types import DAY_KINDS


class UnfitDay(Refusal):
    """A day that contradicts the calendar as it is; the subclasses name how."""

    code = "unfit_day"


class AlreadyExceptional(UnfitDay):
    code = "already_exceptional"


class NoWorkThere(UnfitDay):
    code = "no_work_there"


class AlreadyWorked(UnfitDay):
    code = "already_worked"


class NotHalf(UnfitDay):
    code = "not_half"


class NothingChanges(UnfitDay):
    code = "nothing_changes"


def with_days(calendar: Calendar, days: Iterable[DayException]) -> Calendar:
    """The calendar as it would be with these days, each in the place of whatever was said of it before."""
    new = {each.day: each for each in days}
    kept = (each for each in calendar.exceptions if each.day not in new)
    return replace(calendar, exceptions=(*kept, *new.values()))


def without_days(calendar: Calendar, days: Iterable[date]) -> Calendar:
    """The calendar as it would be if nothing were said of these days."""
    gone = set(days)
    return replace(calendar, exceptions=tuple(each for each in calendar.exceptions if each.day not in gone))


def days_of(ordered: DayException) -> tuple[DayException, ...]:
    """The rows an order makes: the day and, for an exchange, the Saturday on which it is made up."""
    if ordered.kind is not DayKind.SWAP_OFF or ordered.pair is None:
        return (ordered,)
    made_up = replace(
        ordered, day=ordered.pair, kind=DayKind.MAKE_UP, name="Làm bù", sessions=ordered.sessions, pair=ordered.day
    )
    return (replace(ordered, sessions=None), made_up)


def must_fit(calendar: Calendar, ordered: DayException) -> None:
    """Refuse an order that says too little, or that contradicts the calendar it changes."""
    if not ordered.name.strip():
        raise Malformed("Hãy ghi tên của ngày, ví dụ «Nghỉ tránh bão».", field="name")
    if not ordered.source.strip():
        raise Malformed("Hãy ghi số, ký hiệu và ngày của văn bản quyết định.", field="source")
    if ordered.kind is DayKind.SWAP_OFF and ordered.pair is None:
        raise Malformed("Nghỉ hoán đổi phải có ngày làm bù; hãy ghi ngày làm bù.", field="pair")
    if ordered.pair == ordered.day:
        raise Malformed("Ngày nghỉ và ngày làm bù phải là hai ngày khác nhau; hãy sửa ngày làm bù.", field="pair")
    for each in days_of(ordered):
        field = "day" if each.day == ordered.day else "pair"
        _must_be_ordinary(calendar, each, field)
        _must_change_work(calendar, each, field)


def _must_be_ordinary(calendar: Calendar, each: DayException, field: str) -> None:
    calendar.sessions_on(each.day)  # refuses a day outside the coverage by name
    known = calendar.exception_on(each.day)
    if known is not None:
        raise AlreadyExceptional(
            f"Ngày {print_day(each.day)} đã ghi là «{known.name}» ({DAY_KINDS[known.kind]}) theo {known.source}; "
            "hãy hủy dòng đó trước.",
            field=field,
        )


def _must_change_work(calendar: Calendar, each: DayException, field: str) -> None:
    usual = calendar.sessions_on(each.day)
    if each.kind is DayKind.HALF_DAY:
        _must_be_half(each, usual)
        return
    if each.sessions is not None and each.is_off:
        raise Malformed("Ngày nghỉ không có buổi làm việc; hãy bỏ giờ làm việc.", field="sessions")
    if each.kind is DayKind.MAKE_UP:
        if usual:
            raise AlreadyWorked(
                f"Ngày {day_words(each.day)} vốn đã làm việc {sessions_words(usual)} nên không thể là ngày làm bù; "
                "hãy chọn một ngày nghỉ hằng tuần.",
                field=field,
            )
    elif not usual and each.kind is not DayKind.HOLIDAY:
        raise NoWorkThere(
            f"Ngày {day_words(each.day)} vốn không làm việc nên không cần cho nghỉ; hãy chọn một ngày làm việc.",
            field=field,
        )


def _must_be_half(each: DayException, usual: Sessions) -> None:
    if not each.sessions:
        raise Malformed("Hãy ghi buổi vẫn làm việc, ví dụ 07:00-11:30.", field="sessions")
    if not usual:
        raise NoWorkThere(
            f"Ngày {day_words(each.day)} vốn không làm việc; hãy chọn một ngày làm việc, hoặc ghi là ngày làm bù.",
            field="day",
        )
    inside = all(any(start <= one and two <= end for start, end in usual) for one, two in each.sessions)
    if not inside or each.sessions == usual:
        raise NotHalf(
            f"Buổi làm việc {sessions_words(each.sessions)} phải nằm trong giờ làm việc thường ngày "
            f"({sessions_words(usual)}) và ít hơn; hãy sửa giờ.",
            field="sessions",
        )


def must_change_hours(
    calendar: Calendar, weekdays: Iterable[int], sessions: Sessions, since: date, source: str
) -> None:
    """Refuse a change of weekly hours without weekdays or document, outside the coverage, or that changes nothing."""
    days = sorted(set(weekdays))
    if not days:
        raise Malformed("Hãy chọn ít nhất một thứ trong tuần.", field="weekdays")
    if not source.strip():
        raise Malformed("Hãy ghi số, ký hiệu và ngày của văn bản quyết định.", field="source")
    calendar.sessions_on(since)
    if all(_usual(calendar, weekday, since) == sessions for weekday in days):
        raise NothingChanges(
            f"Từ ngày {print_day(since)} các ngày đã chọn vốn làm việc như vậy; hãy xem lại giờ hoặc ngày áp dụng.",
            field="sessions",
        )
    for each in calendar.patterns:
        if each.weekdays & set(days) and each.start >= since:
            raise AlreadyExceptional(
                f"Đã có giờ làm việc khác áp dụng từ ngày {print_day(each.start)} theo {each.source}; "
                "hãy chọn ngày áp dụng sau ngày đó.",
                field="since",
            )


def _usual(calendar: Calendar, weekday: int, day: date) -> Sessions:
    """The sessions of a weekday by the pattern of a day, whatever that day is itself."""
    found = (
        each.sessions
        for each in calendar.patterns
        if weekday in each.weekdays and each.start <= day and (each.end is None or day < each.end)
    )
    return next(found, ())
