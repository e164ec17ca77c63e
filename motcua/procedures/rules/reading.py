"""How terms, fees and days of a version are read: as minutes, as words, as a standing on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from motcua.kernel.printed import print_number
from motcua.kernel.term import WORKING_DAY, Term, Unit
from motcua.procedures.types import Channel, FeeKind, Standing

WORKING_DAYS_A_WEEK, DAYS_A_WEEK = 5, 7
WORKING_DAYS_A_MONTH = 20


class Spanned(Protocol):
    """What has a first day and an end, either of which may be open, and says how it knows the first."""

    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def is_start_known(self) -> bool: ...


def term_minutes(text: str) -> int:
    """The working minutes a term surely holds: ordinary weeks of five days, months of twenty, no holiday."""
    term = Term.parse(text)
    match term.unit:
        case Unit.WITHIN_DAY:
            return term.amount * WORKING_DAY
        case Unit.CALENDAR_DAY:
            return max(1, term.amount * WORKING_DAYS_A_WEEK // DAYS_A_WEEK) * WORKING_DAY
        case Unit.MONTH:
            return term.amount * WORKING_DAYS_A_MONTH * WORKING_DAY
    assert term.working_minutes is not None
    return term.working_minutes


def by_channel(channel: Channel) -> str:
    """`nộp trực tiếp`, `nộp trực tuyến`, `nộp qua bưu chính`."""
    return f"nộp {'qua ' if channel is Channel.POSTAL else ''}{str(channel.label).lower()}"


def place_words(place: str) -> str:
    """Where a step is done, as people say it."""
    known = {"receiving": "đơn vị tiếp nhận", "resolving": "cơ quan giải quyết", "district": "UBND cấp huyện"}
    office = place.removeprefix("district_office:")
    return known.get(place) or f"phòng chuyên môn cấp huyện ({office})"


def fee_words(
    kind: str, amount: int | None, up_to: int | None = None, online: int | None = None, channel: int = Channel.DIRECT
) -> str:
    """What is known of a fee; an amount that is not known is never shown as zero."""
    if kind == FeeKind.FREE:
        return "Không thu"
    if channel == Channel.ONLINE and online is not None:
        amount, up_to = online, None
    if amount is None or kind not in (FeeKind.FIXED, FeeKind.SEVERAL):
        return str(FeeKind(kind).label)
    if up_to is not None and up_to > amount:
        return f"Từ {print_number(amount)} đến {print_number(up_to)} đồng, tùy trường hợp"
    if kind == FeeKind.SEVERAL:
        return f"Nhiều mức, từ {print_number(amount)} đồng"
    return f"{print_number(amount)} đồng"


def standing_of(versions: Iterable[Spanned], day: date) -> tuple[Standing, date | None]:
    """What a procedure with these versions is on a day, and the day that says so.

    In force: since when. Not yet, or no data yet: from when. Ended: since when. Where the first day of the first
    version is only the first of which there is data, the days before are unknown, not "not yet in force".
    """
    before, after = None, None
    for version in versions:
        if (version.since is None or version.since <= day) and (version.until is None or day < version.until):
            return Standing.IN_FORCE, version.since
        if version.since is not None and day < version.since:
            after = min(after or version, version, key=lambda each: each.since or date.min)
        else:
            before = max(before or version, version, key=lambda each: each.until or date.max)
    if before is not None:
        return Standing.ENDED, before.until
    if after is None:
        return Standing.NO_DATA, None
    return (Standing.NOT_YET if after.is_start_known else Standing.NO_DATA), after.since
