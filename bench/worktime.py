"""A million random deadlines over ten years, one by one, against walking day by day to the same moments.

Then whole answers with their reasons, for terms of one day to one year, against walking minute by minute.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from statistics import median

from ground.measure import Times, compare

from motcua.kernel import worktime
from motcua.kernel.printed import print_number
from motcua.kernel.zone import VIETNAM

NEEDS_DATABASE = False
CALENDARS = Path(__file__).parents[1] / "motcua/org/data/calendars"
FIRST, LAST = date(2018, 1, 1), date(2027, 12, 31)
ROUNDS, EACH, WALKED = 20, 50_000, 2_500
"""A million in rounds; of each round's so many are walked too, in turns, so that both see the same machine."""
LONGEST = 250 * worktime.WORKING_DAY
RECEIVED = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
TERMS = {"1d": 100, "5d": 60, "30d": 20, "125d": 8, "250d": 5}
"""Working days, and how often they are measured: walking a year takes its time."""
Asked = list[tuple[datetime, int]]


def ten_years() -> worktime.Calendar:
    """The administrative calendar with its hours held from 2018 on; its holidays are those on record."""
    shipped = worktime.read_calendar(CALENDARS, "hanh-chinh")
    begun = min(pattern.start for pattern in shipped.patterns)
    patterns = tuple(replace(each, start=FIRST) if each.start == begun else each for each in shipped.patterns)
    return replace(shipped, first=FIRST, last=LAST, patterns=patterns)


def walk_days(calendar: worktime.Calendar, received: datetime, minutes: int) -> datetime:
    """The plain way: take from the term what each day works, until a day has more than is left."""
    day, minute, left = received.date(), received.hour * 60 + received.minute, minutes
    while True:
        for start, end in calendar.sessions_on(day):
            works = max(0, end - max(start, minute))
            if left <= works:
                due = max(start, minute) + left
                return datetime.combine(day, time(due // 60, due % 60), VIETNAM)
            left -= works
        day, minute = day + timedelta(days=1), 0


def walk_minutes(calendar: worktime.Calendar, received: datetime, minutes: int) -> datetime:
    """The plainest way: look at every minute, count those that are worked."""
    day, minute, left = received.date(), received.hour * 60 + received.minute, minutes
    while True:
        sessions = calendar.sessions_on(day)
        while minute < 24 * 60:
            if left == 0:
                return datetime.combine(day, time(minute // 60, minute % 60), VIETNAM)
            left -= any(start <= minute < end for start, end in sessions)
            minute += 1
        day, minute = day + timedelta(days=1), 0


def drawn(chance: Random, many: int) -> Asked:
    """So many moments of the ten years, to the minute, each with a term that stays within them."""
    begin = datetime.combine(FIRST, time(), VIETNAM)
    room = (LAST - FIRST).days - 380
    moments = (begin + timedelta(minutes=chance.randrange(room * 24 * 60)) for _ in range(many))
    return [(moment, chance.randint(1, LONGEST)) for moment in moments]


def a_million(calendar: worktime.Calendar) -> None:
    """Time each way by the call, and hold every walked moment against ours."""
    chance, ours, theirs = Random(2024), Times("tính"), Times("đi từng ngày")
    calendar.add(RECEIVED, 1)  # the calendar's tables are made once, at the first question
    for _ in range(ROUNDS):
        asked = drawn(chance, EACH)
        few = asked[:WALKED]
        ours.take(lambda asked=asked: [calendar.add(*each) for each in asked])  # type: ignore[misc]
        theirs.take(lambda few=few: [walk_days(calendar, *each) for each in few])  # type: ignore[misc]
        assert [calendar.add(*each) for each in few] == [walk_days(calendar, *each) for each in few]
    mine, walked = (1000 * median(each.wall) / many for each, many in ((ours, EACH), (theirs, WALKED)))
    print(
        f"{print_number(ROUNDS * EACH)} lần tính trong mười năm: {print_number(mine, 2)} µs mỗi lần | "
        f"đi từng ngày: {print_number(walked, 2)} µs | nhanh gấp {print_number(round(walked / mine))} lần",
        flush=True,
    )


def main() -> None:
    """The million, then every term both ways; the answers must be the same moments."""
    a_million(ten_years())
    calendar = worktime.read_calendar(CALENDARS, "hanh-chinh")
    for term, repeats in TERMS.items():
        parsed = worktime.Term.parse(term)
        minutes = int(term[:-1]) * worktime.WORKING_DAY
        assert worktime.due(RECEIVED, parsed, calendar).due == walk_minutes(calendar, RECEIVED, minutes), term
        compare(
            f"due() {parsed.words}",
            lambda parsed=parsed: worktime.due(RECEIVED, parsed, calendar),  # type: ignore[misc]
            "đi từng phút",
            lambda minutes=minutes: walk_minutes(calendar, RECEIVED, minutes),  # type: ignore[misc]
            repeats=repeats,
            warm_up=1,
        )


if __name__ == "__main__":
    main()
