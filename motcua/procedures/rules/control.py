"""When control is late, and what a shorter term saves: deadlines, days, the cost of compliance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from motcua.kernel.dated import national
from motcua.kernel.printed import parse_day
from motcua.kernel.term import WORKING_DAY, Term, Unit

IsWorkingDay = Callable[[date], bool]
DAY = timedelta(days=1)
HOURS_A_DAY = WORKING_DAY // 60
DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something had to be done, its basis, and when it was done, if it was."""

    by: date
    basis: str
    met_on: date | None = None

    def days_late(self, today: date) -> int:
        """Calendar days after the deadline, of the deed or, while it is not done, of today; 0 in time."""
        return max(0, ((self.met_on or today) - self.by).days)


def publication_deadline(
    *,
    signed_on: date | None,
    effective_on: date | None,
    issued_on: date | None,
    is_fast_track: bool,
    is_working_day: IsWorkingDay,
) -> Deadline | None:
    """By when a decision of the province had to be signed (Nghị định 63/2010/NĐ-CP, Điều 15).

    So long before the legal text takes effect or, where that was issued by the short way, so long after its issue. None
    where no legal text stands behind the decision.
    """
    if is_fast_track and issued_on is not None:
        rule = national("tthc.publish.fast_track").in_force(issued_on)
        return Deadline(_after(issued_on, rule.value, is_working_day), rule.basis, signed_on)
    if effective_on is None:
        return None
    rule = national("tthc.publish.before").in_force(effective_on)
    return Deadline(_step(effective_on, -rule.value.amount, rule.value, is_working_day), rule.basis, signed_on)


def entry_deadline(*, signed_on: date, entered_on: date | None, is_working_day: IsWorkingDay) -> Deadline:
    """By when what a decision publishes had to be entered in the national database (Điều 24)."""
    rule = national("tthc.publish.entry").in_force(signed_on)
    return Deadline(_after(signed_on, rule.value, is_working_day), rule.basis, entered_on)


def plan_deadline(*, year: int, sent_on: date | None) -> Deadline:
    """By when the plan of a year had to be approved and sent."""
    rule = national("tthc.review.plan_by").in_force(date(year, 1, 1))
    return Deadline(parse_day(f"{rule.value}/{year}"), rule.basis, sent_on)


def _after(start: date, term: Term, is_working_day: IsWorkingDay) -> date:
    return _step(start, term.amount, term, is_working_day)


def _step(start: date, days: int, term: Term, is_working_day: IsWorkingDay) -> date:
    """So many days on or, negative, back; the first day is not counted, and for working days none of rest."""
    if term.unit is not Unit.WORKING_DAY:
        return start + days * DAY
    day, step = start, DAY if days > 0 else -DAY
    for _ in range(abs(days)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def after(day: date) -> date:
    """The day after, with which a half-open span that covers `day` ends."""
    return day + DAY


def working_days(text: str) -> Decimal:
    """The days of a term as its document prints them: hours by eight, months by thirty, other days as they are."""
    term = Term.parse(text)
    days = {Unit.HOUR: Decimal(term.amount) / HOURS_A_DAY, Unit.MONTH: Decimal(term.amount * DAYS_A_MONTH)}
    return days.get(term.unit, Decimal(term.amount))


def cost(text: str, dossiers_a_year: int, on: date) -> int:
    """What complying costs people in a year, in đồng: days × 8 hours × the cost of an hour × dossiers."""
    return int(working_days(text) * HOURS_A_DAY * national("tthc.cost.hour").on(on) * dossiers_a_year)


def is_contradictory(before: str, after: str, stated_cut: int | None) -> bool:
    """Whether a document claims another cut than its own terms make."""
    return stated_cut is not None and working_days(before) - working_days(after) != stated_cut


def share_cut(before: Decimal, after: Decimal) -> Fraction | None:
    """The part of the time that was cut; None where there was none to cut."""
    return Fraction(before - after) / Fraction(before) if before else None


def is_deep(before: str, after: str, on: date) -> bool:
    """Whether a cut counts among the deep ones of its day (from 20% on)."""
    share = share_cut(working_days(before), working_days(after))
    return share is not None and share * 100 >= national("tthc.review.deep_cut").on(on)
