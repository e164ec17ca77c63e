"""When an office works: weekly sessions, days off and made up, each with its source; time counted in them.

All arithmetic is in whole minutes of Vietnam's clock; seconds are dropped. A table of sessions with running
totals is built once per calendar, so adding and measuring is one bisection. **End of interval**: work that
ends where a session ends is done at that end (17:00 today, not 07:00 tomorrow; 11:30, not 13:30).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from motcua.kernel.printed import day_words, local, moment_words, print_day
from motcua.kernel.refusal import Malformed, Refusal
from motcua.kernel.zone import VIETNAM

DAY = 24 * 60

Sessions = tuple[tuple[int, int], ...]
"""Working time within a day: pairs of minutes after midnight, in order, e.g. `((420, 690), (810, 1020))`."""


class OutsideCalendar(Refusal):
    """A moment, or a result, lies where the calendar says nothing; the engine never guesses."""

    code = "outside_calendar"


class DayKind(StrEnum):
    """What an exceptional day is."""

    HOLIDAY = "holiday"
    SUBSTITUTE = "substitute"
    SWAP_OFF = "swap_off"
    MAKE_UP = "make_up"
    HALF_DAY = "half_day"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The sessions of some weekdays (0 is Monday) during `[start, end)`, and the document that says so.

    `assumed` marks sessions no document was found for; an explanation that rests on them says it.
    """

    weekdays: frozenset[int]
    sessions: Sessions
    start: date
    end: date | None
    source: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class DayException:
    """One day that differs from its week, and the document that ordered it.

    `sessions`: what is worked on a half day; on a made-up day `None` means Monday's; a day off has none.
    `confirmed` is false while the day is only expected (dự kiến). `pair` is the other day of an exchange.
    """

    day: date
    kind: DayKind
    name: str
    source: str
    confirmed: bool = True
    sessions: Sessions | None = None
    pair: date | None = None

    @property
    def is_off(self) -> bool:
        return self.kind not in (DayKind.MAKE_UP, DayKind.HALF_DAY)


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working time of an office from `first` to `last`, both covered.

    Moments may be aware or, naive, Vietnamese; results are aware, in Vietnam. Whatever falls outside the
    coverage raises `OutsideCalendar`; contradictory tables raise `Malformed` when first used. A calendar
    equals only itself.
    """

    code: str
    name: str
    first: date
    last: date
    patterns: tuple[Pattern, ...] = field(repr=False)
    exceptions: tuple[DayException, ...] = field(default=(), repr=False)

    def add(self, moment: datetime, minutes: int) -> datetime:
        """The moment at which so much working time after (or, negative, before) `moment` is done.

        Nothing added leaves a moment of working time where it is, and takes any other to the next opening.
        """
        at = self._minute(moment)
        if minutes == 0:
            index = bisect_left(self._ends, at)
            return self._moment(max(at, self._starts[self._known(index)]))
        return self._moment(self._done(self._worked(at) + minutes))

    def between(self, start: datetime, end: datetime) -> int:
        """Working minutes from `start` to `end`; negative when `end` is the earlier."""
        return self._worked(self._minute(end)) - self._worked(self._minute(start))

    def opening(self, moment: datetime) -> datetime:
        """The first moment, from this one on, at which work goes on: itself, or the next start."""
        at = self._minute(moment)
        return self._moment(max(at, self._starts[self._known(bisect_right(self._ends, at))]))

    def closing(self, moment: datetime, later: int = 0) -> datetime:
        """The first end of a working day's last session not before `moment`, or so many working days later."""
        at = self._minute(moment)
        return self._moment(self._day_ends[self._known(bisect_left(self._day_ends, at) + later, self._day_ends)])

    def closing_of(self, day: date) -> datetime:
        """The end of the last session of `day` or, if it is a day of rest, of the next working day."""
        return self.closing(datetime.combine(day, time(), VIETNAM))

    def sessions_on(self, day: date) -> Sessions:
        """The sessions worked on a covered day; none on a day of rest."""
        return self._days[self._minute(datetime.combine(day, time(), VIETNAM)) // DAY]

    def exception_on(self, day: date) -> DayException | None:
        """What makes a day exceptional, if anything does."""
        return self._by_day.get(day)

    def exceptions_between(self, first: date, last: date) -> Sequence[DayException]:
        """The exceptional days from `first` to `last`, both included, in order."""
        days = self._exception_days
        return self._in_order[bisect_left(days, first) : bisect_right(days, last)]

    def rest_days_between(self, first: date, last: date) -> Sequence[date]:
        """The ordinary weekly days of rest from `first` to `last`, both included, in order."""
        return self._rest_days[bisect_left(self._rest_days, first) : bisect_right(self._rest_days, last)]

    def assumed_days_between(self, first: date, last: date) -> Sequence[date]:
        """The days worked on an assumption from `first` to `last`, both included, in order."""
        return self._assumed_days[bisect_left(self._assumed_days, first) : bisect_right(self._assumed_days, last)]

    @property
    def coverage_words(self) -> str:
        """`lịch «…» (code) chỉ có từ ngày … đến hết ngày …`, as refusals say it."""
        covered = f"từ ngày {print_day(self.first)} đến hết ngày {print_day(self.last)}"
        return f"lịch «{self.name}» ({self.code}) chỉ có {covered}"

    def beyond(self) -> OutsideCalendar:
        """The refusal for a result that falls outside the coverage."""
        return OutsideCalendar(
            f"Kết quả tính vượt ra ngoài lịch làm việc: {self.coverage_words}; "
            "hãy bổ sung lịch hoặc xem lại ngày tiếp nhận và thời hạn.",
            field="calendar",
        )

    # Tables, built when first needed ------------------------------------------------------------------------

    @cached_property
    def _origin(self) -> datetime:
        return datetime.combine(self.first, time(), VIETNAM)

    @cached_property
    def _by_day(self) -> dict[date, DayException]:
        by_day = {each.day: each for each in self._in_order}
        if len(by_day) < len(self._in_order):
            twice = next(one.day for one, two in pairwise(self._in_order) if one.day == two.day)
            raise Malformed(f"Lịch «{self.name}» ghi ngày {print_day(twice)} hai lần; hãy giữ lại một dòng.")
        return by_day

    @cached_property
    def _in_order(self) -> tuple[DayException, ...]:
        covered = (each for each in self.exceptions if self.first <= each.day <= self.last)
        return tuple(sorted(covered, key=lambda each: each.day))

    @cached_property
    def _exception_days(self) -> list[date]:
        return [each.day for each in self._in_order]

    @cached_property
    def _days(self) -> list[Sessions]:
        """The sessions of each covered day."""
        return [self._sessions(self.first + timedelta(days=n)) for n in range((self.last - self.first).days + 1)]

    @cached_property
    def _starts(self) -> list[int]:
        starts = [n * DAY + start for n, sessions in enumerate(self._days) for start, _ in sessions]
        if not starts:
            raise Malformed(f"Lịch «{self.name}» không có buổi làm việc nào; hãy ghi giờ làm việc trong tuần.")
        return starts

    @cached_property
    def _ends(self) -> list[int]:
        return [n * DAY + end for n, sessions in enumerate(self._days) for _, end in sessions]

    @cached_property
    def _day_ends(self) -> list[int]:
        return [n * DAY + sessions[-1][1] for n, sessions in enumerate(self._days) if sessions]

    @cached_property
    def _totals(self) -> list[int]:
        """Minutes worked from the first day to the end of each session."""
        total, totals = 0, []
        for start, end in zip(self._starts, self._ends, strict=True):
            total += end - start
            totals.append(total)
        return totals

    @cached_property
    def _rest_days(self) -> list[date]:
        days = (self.first + timedelta(days=n) for n, sessions in enumerate(self._days) if not sessions)
        return [day for day in days if day not in self._by_day]

    @cached_property
    def _assumed_days(self) -> list[date]:
        if not any(pattern.assumed for pattern in self.patterns):
            return []
        days = (self.first + timedelta(days=n) for n, sessions in enumerate(self._days) if sessions)
        return [
            day
            for day in days
            if day not in self._by_day and (found := self._pattern(day, day.weekday())) and found.assumed
        ]

    def _sessions(self, day: date) -> Sessions:
        exception = self._by_day.get(day)
        if exception is None:
            pattern = self._pattern(day, day.weekday())
            return pattern.sessions if pattern else ()
        if exception.is_off:
            return ()
        if exception.sessions is not None:
            return exception.sessions
        if exception.kind is DayKind.HALF_DAY:
            raise Malformed(f"Lịch «{self.name}» chưa ghi giờ làm việc của {day_words(day)}; hãy ghi buổi có làm việc.")
        monday = self._pattern(day, 0)
        return monday.sessions if monday else ()

    def _pattern(self, day: date, weekday: int) -> Pattern | None:
        found = [
            each
            for each in self.patterns
            if weekday in each.weekdays and each.start <= day and (each.end is None or day < each.end)
        ]
        if len(found) > 1:
            raise Malformed(f"Lịch «{self.name}» ghi hai giờ làm việc khác nhau cho {day_words(day)}; hãy giữ lại một.")
        return found[0] if found else None

    # Minutes after the first midnight -----------------------------------------------------------------------

    def _minute(self, moment: datetime) -> int:
        at = local(moment)
        if not self.first <= at.date() <= self.last:
            raise OutsideCalendar(
                f"Thời điểm {moment_words(at)} nằm ngoài lịch làm việc: {self.coverage_words}; "
                "hãy bổ sung lịch hoặc xem lại thời điểm đã nhập.",
                field="calendar",
            )
        return (at.toordinal() - self.first.toordinal()) * DAY + at.hour * 60 + at.minute

    def _moment(self, minute: int) -> datetime:
        return self._origin + timedelta(minutes=minute)

    def _worked(self, minute: int) -> int:
        """Minutes worked from the first midnight to `minute`."""
        index = bisect_right(self._starts, minute) - 1
        return self._totals[index] - max(0, self._ends[index] - minute) if index >= 0 else 0

    def _done(self, worked: int) -> int:
        """The earliest minute at which so much has been worked."""
        if worked < 1:
            raise self.beyond()
        index = self._known(bisect_left(self._totals, worked))
        return self._ends[index] - (self._totals[index] - worked)

    def _known(self, index: int, table: list[int] | None = None) -> int:
        if index >= len(self._ends if table is None else table):
            raise self.beyond()
        return index


def parse_sessions(text: str) -> Sessions:
    """`07:00-11:30 13:30-17:00` as minutes of the day, in order and apart; else `Malformed`."""
    try:
        pairs = [tuple(time.fromisoformat(edge) for edge in part.split("-")) for part in text.split()]
        sessions = tuple((start.hour * 60 + start.minute, end.hour * 60 + end.minute) for start, end in pairs)
    except ValueError:
        sessions = ()
    edges = [edge for session in sessions for edge in session]
    if not edges or any(one >= two for one, two in pairwise(edges)):
        raise Malformed(f"Không đọc được giờ làm việc «{text}»; hãy viết dạng 07:00-11:30 13:30-17:00.")
    return sessions
