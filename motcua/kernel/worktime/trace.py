"""Why a deadline is what it is: Vietnamese sentences a clerk can read out, told only when somebody asks.

The engine leaves notes while it computes; each function here turns one note into sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby

from motcua.kernel.dated import national
from motcua.kernel.printed import WEEKDAYS, day_words, moment_words
from motcua.kernel.term import WORKING_DAY, Term, Unit
from motcua.kernel.worktime.calendar import Calendar, DayException, DayKind, Sessions

Span = tuple[date, date]
"""The first and the last day of a stretch in which a clock ran."""


def duration_words(minutes: int) -> str:
    """`1 ngày 3 giờ 20 phút` for working minutes, in days of eight hours; `dưới 1 phút` for none."""
    days, rest = divmod(abs(minutes), WORKING_DAY)
    parts = ((days, "ngày"), (rest // 60, "giờ"), (rest % 60, "phút"))
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or "dưới 1 phút"


def remaining_words(minutes: int) -> str:
    """`Còn 1 ngày 3 giờ`, `Còn 25 phút`, `Quá 2 giờ`, `Đến hạn`: working time left, in days of eight hours.

    Minutes are left out beside days: what is printed is never more than what is left or overdue.
    """
    if minutes == 0:
        return "Đến hạn"
    shown = abs(minutes) if abs(minutes) < WORKING_DAY else abs(minutes) // 60 * 60
    return f"{'Còn' if minutes > 0 else 'Quá'} {duration_words(shown)}"


def sessions_words(sessions: Sessions) -> str:
    """`07:00–11:30 và 13:30–17:00`."""
    return " và ".join(f"{start // 60:02}:{start % 60:02}–{end // 60:02}:{end % 60:02}" for start, end in sessions)


# The beginning ----------------------------------------------------------------------------------------------


def received(
    calendar: Calendar, at: datetime, term: Term, opening: datetime | None, missed: time | None
) -> Iterator[str]:
    yield _begun(calendar, "Tiếp nhận", at, term, opening, missed)
    yield f"Thời hạn giải quyết: {_term_words(term)}."


def reset(calendar: Calendar, at: datetime, term: Term, opening: datetime | None, missed: time | None) -> Iterator[str]:
    yield _begun(calendar, "Tính lại thời hạn từ đầu", at, term, opening, missed)
    yield f"Thời hạn tính lại: {_term_words(term)}."


def _begun(
    calendar: Calendar, what: str, at: datetime, term: Term, opening: datetime | None, missed: time | None
) -> str:
    """How the clock began; `missed` is the cut-off after which it was, `opening` from where it then counts."""
    if missed is not None and opening is not None:
        late = f"{what} lúc {moment_words(at)}, từ {missed:%H giờ %M} trở đi"
        if not term.is_by_calendar:
            return f"{late} nên tính sang ngày làm việc tiếp theo: thời hạn tính từ {moment_words(opening)}."
        why = _civil_code(opening, "first_day")
        return f"{late} nên tính như nhận vào {day_words(opening.date())}; ngày đầu tiên không tính ({why})."
    if term.is_by_calendar:
        return f"{what} lúc {moment_words(at)}; ngày đầu tiên không tính ({_civil_code(at, 'first_day')})."
    if opening is None or opening == at:
        return f"{what} lúc {moment_words(at)}, trong giờ làm việc: thời hạn tính ngay từ lúc đó."
    start = f"thời hạn tính từ {moment_words(opening)}"
    return f"{what} lúc {moment_words(at)}, {_why_closed(calendar, at)}: {start}."


def _civil_code(day: date, what: str) -> str:
    """The provision of the Civil Code that says how days and months are counted, on a day."""
    provision: str = national("deadline.civil").on(day.date() if isinstance(day, datetime) else day)[what]
    return provision


def _term_words(term: Term) -> str:
    if term.unit is Unit.WORKING_DAY:
        return f"{term.words}, mỗi ngày 8 giờ, tức {term.amount * 8} giờ làm việc"
    if term.unit is Unit.CALENDAR_DAY:
        return f"{term.words}, tính cả ngày nghỉ"
    if term.unit is Unit.WITHIN_DAY:
        which = "đó" if term.amount == 1 else f"thứ {term.amount}"
        return f"{term.words}, đến hết giờ làm việc của ngày {which}"
    return term.words


def _why_closed(calendar: Calendar, at: datetime) -> str:
    """Why no work goes on at a moment: `ngoài giờ làm việc (nghỉ trưa)`, `vào ngày nghỉ hằng tuần`."""
    sessions = calendar.sessions_on(at.date())
    if not sessions:
        return f"vào {_rest_words(calendar, at.date())}"
    minute = at.hour * 60 + at.minute
    if minute < sessions[0][0]:
        return "ngoài giờ làm việc (chưa đến giờ)"
    return f"ngoài giờ làm việc ({'đã hết giờ' if minute >= sessions[-1][1] else 'nghỉ trưa'})"


def _rest_words(calendar: Calendar, day: date) -> str:
    exception = calendar.exception_on(day)
    return f"ngày {_off_words([exception])}" if exception else "ngày nghỉ hằng tuần"


def last_day(term: Term, start: date, last: date) -> Iterator[str]:
    why = ""
    if term.unit is Unit.MONTH:
        why = f" ({_civil_code(start, 'month_end')})"
        if last.day != start.day:
            why = f", vì tháng {last.month} không có ngày {start.day}{why}"
    yield f"Ngày cuối cùng của thời hạn: {day_words(last)}{why}."


def rolled(calendar: Calendar, last: date, due: datetime) -> Iterator[str]:
    """How a last day of rest rolls on; nothing where it is a working day."""
    if due.date() != last:
        yield (
            f"{_capital(day_words(last))} là {_rest_words(calendar, last)}: thời hạn kết thúc vào cuối ngày "
            f"làm việc tiếp theo, {day_words(due)} ({_civil_code(last, 'rest_day')})."
        )


# What befell the clock --------------------------------------------------------------------------------------


def suspended(at: datetime, left: str, overdue: bool) -> Iterator[str]:
    if overdue:
        yield f"Tạm dừng lúc {moment_words(at)}, khi đã quá hạn: việc tạm dừng không dời hạn đã qua."
    else:
        yield f"Tạm dừng lúc {moment_words(at)}: thời hạn còn lại {left} được giữ nguyên."


def resumed(calendar: Calendar, at: datetime, remaining: int, opening: datetime | None) -> Iterator[str]:
    start = ""
    if opening and opening != at:
        is_closed = calendar.opening(at) != at
        why = _why_closed(calendar, at) if is_closed else "trước khi thời hạn bắt đầu"
        start = f", {why}: tính từ {moment_words(opening)}"
    yield f"Tính tiếp lúc {moment_words(at)}{start}, với đúng {duration_words(remaining)} làm việc còn lại."


def resumed_by_days(at: datetime, days: int, nominal: date) -> Iterator[str]:
    yield (
        f"Tính tiếp lúc {moment_words(at)}: đã tạm dừng {days} ngày, "
        f"ngày cuối cùng của thời hạn là {day_words(nominal)}."
    )


def resumed_overdue(at: datetime, due: datetime) -> Iterator[str]:
    yield f"Tính tiếp lúc {moment_words(at)}: hạn {moment_words(due)} đã qua khi tạm dừng nên giữ nguyên."


def extended(at: datetime, term: Term, due: datetime) -> Iterator[str]:
    yield f"Gia hạn lúc {moment_words(at)}: thêm {_term_words(term)}, tính từ hạn cũ {moment_words(due)}."


def extended_while_suspended(at: datetime, term: Term, left: str, overdue: bool) -> Iterator[str]:
    state = "nhưng hạn mới vẫn đã qua" if overdue else f"thời hạn còn lại nay là {left}"
    yield f"Gia hạn lúc {moment_words(at)}, trong khi tạm dừng: thêm {_term_words(term)}, {state}."


def stopped(at: datetime) -> Iterator[str]:
    yield f"Kết thúc tính thời hạn lúc {moment_words(at)}."


# Days crossed -----------------------------------------------------------------------------------------------


def crossed(calendar: Calendar, first_day: date, last_day: date) -> Iterator[str]:
    """A sentence for each run of exceptional days crossed; ordinary days of rest are counted at the end."""
    for run in _runs(calendar.exceptions_between(first_day, last_day)):
        first, last = run[0], run[-1]
        when = (
            _capital(day_words(first.day))
            if first is last
            else f"Từ {day_words(first.day)} đến {day_words(last.day)} ({len(run)} ngày)"
        )
        yield f"{when}: {_exception_words(calendar, run)}{'' if first.confirmed else ' (dự kiến)'}."


def _runs(exceptions: Sequence[DayException]) -> Iterator[list[DayException]]:
    """Days off in a row under one name go together; days worked stand alone."""

    def run(numbered: tuple[int, DayException]) -> tuple[object, ...]:
        number, each = numbered
        return each.name, each.confirmed, each.day - timedelta(days=number) if each.is_off else each.day

    for _, group in groupby(enumerate(exceptions), run):
        yield [each for _, each in group]


def _exception_words(calendar: Calendar, run: list[DayException]) -> str:
    first = run[0]
    sources = ", ".join(dict.fromkeys(part for each in run for part in each.source.split("; ")))
    if first.kind is DayKind.HALF_DAY:
        return f"{first.name}, chỉ làm việc {sessions_words(calendar.sessions_on(first.day))}, theo {sources}"
    if first.kind is DayKind.MAKE_UP:
        pair = f" cho {day_words(first.pair)}" if first.pair else ""
        return f"làm bù{pair} theo {sources}"
    pair = f" với {day_words(first.pair)}" if first.kind is DayKind.SWAP_OFF and first.pair else ""
    return f"{_off_words(run)}{pair} theo {sources}"


def _off_words(run: list[DayException]) -> str:
    """`nghỉ lễ Quốc khánh`, `nghỉ Tết Nguyên đán và nghỉ bù`, `nghỉ bù Quốc khánh`, `nghỉ hoán đổi`."""
    name, kinds = run[0].name, {each.kind for each in run}
    if DayKind.SWAP_OFF in kinds:
        return "nghỉ hoán đổi"
    if DayKind.HOLIDAY not in kinds:
        return f"nghỉ bù {name}"
    return f"nghỉ {'' if name.startswith('Tết') else 'lễ '}{name}{' và nghỉ bù' if len(kinds) > 1 else ''}"


def counted(calendar: Calendar, spans: Sequence[Span]) -> Iterator[str]:
    """One sentence for all ordinary days of rest crossed, and one for days worked on an assumption."""
    if rest := _days(calendar.rest_days_between, spans):
        yield f"Không tính {len(rest)} ngày nghỉ hằng tuần ({_weekday_list(rest)})."
    if assumed := _days(calendar.assumed_days_between, spans):
        yield f"Có tính {len(assumed)} ngày làm việc theo giả định của lịch ({_weekday_list(assumed)})."


def _days(between: Callable[[date, date], Sequence[date]], spans: Sequence[Span]) -> set[date]:
    return {day for first, last in spans for day in between(first, last)}


def _weekday_list(days: set[date]) -> str:
    return ", ".join(WEEKDAYS[number] for number in sorted({day.weekday() for day in days}))


def provisional_days(calendar: Calendar, spans: Sequence[Span]) -> list[date]:
    """The exceptional days crossed that are only expected, in order."""
    found = (each for first, last in spans for each in calendar.exceptions_between(first, last))
    return sorted({each.day for each in found if not each.confirmed})


def warned(calendar: Calendar, spans: Sequence[Span]) -> Iterator[str]:
    if provisional_days(calendar, spans):
        yield "Có ngày nghỉ mới là dự kiến: hạn sẽ được tính lại khi có thông báo chính thức."


# The end ----------------------------------------------------------------------------------------------------


def concluded(due: datetime) -> Iterator[str]:
    yield f"Hẹn trả kết quả: {moment_words(due)}."


def pending(left: str, overdue: bool) -> Iterator[str]:
    state = "đã quá hạn từ trước" if overdue else f"còn {left}"
    yield f"Đang tạm dừng, chưa có ngày hẹn trả: {state}."


def ended(due: datetime | None, left: str) -> Iterator[str]:
    if due is None:
        yield f"Kết thúc trong khi tạm dừng nên không còn ngày hẹn trả; thời hạn còn {left}."
    else:
        yield f"Ngày hẹn trả kết quả đã định: {moment_words(due)}."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
