"""What has happened in the province when its clock starts on a later day: units ended, and people came to work.

The demonstration may begin on any day from its own Monday on. Its officials move to the units that succeeded theirs,
and sign in now and then, as people at work do: else the rules for unused accounts would have closed them all.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from motcua.access.types import SYSTEM
from motcua.demo.province import DATA, PASSWORD, people_of_the_demo, read_yaml
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import newest_moment
from motcua.org.queries import units_on
from motcua.org.types import UnitOn
from motcua.people import actions as people
from motcua.people.queries import Account, account_named, actor_of, change_reason, open_account
from motcua.people.types import ClosureKind

SEEN_WITHIN = timedelta(days=14)
"""Whoever has not signed in for longer comes to work on the day on which the clock starts."""
BACK = "Bản trình diễn chạy tiếp vào một ngày muộn hơn"


@transaction.atomic
def catch_up(at: datetime) -> int:
    """Let everything happen that a day brings by itself, up to a moment; how many people it touched. Twice is once."""
    moves = read_yaml(DATA / "people.yaml")["moves"]
    units = {unit.slug: unit for unit in units_on(at.date())}
    touched = 0
    for entry in people_of_the_demo():
        account = account_named(entry["username"])
        if entry.get("left") or _has_left(account):
            continue
        let_in = _let_in(account, moves["since"], at)
        moved = at.date() >= moves["since"] and _move(account, moves, units, at)
        touched += _come_to_work(account, at) or moved or let_in
    return touched


def _has_left(account: Account) -> bool:
    """Whether they left, or will: somebody entered it in the running demonstration, and so it stays."""
    return account.closures.exclude(kind=ClosureKind.IDLE).filter(valid__upper_inf=True).exists()


def _let_in(account: Account, moved_on: date, at: datetime) -> bool:
    """Open again whom the rule on unused accounts closed: from the day of the move, which takes an open one."""
    if open_account(account.pk, at.date()) is not None:
        return False
    was_shut = at.date() > moved_on and open_account(account.pk, moved_on) is None
    on = moved_on if was_shut else at.date()
    people.reopen(account_id=account.pk, on=on, basis=BACK, by=SYSTEM, at=at)
    return True


def _move(account: Account, moves: dict[str, Any], units: dict[str, UnitOn], at: datetime) -> bool:
    """Carry posts and roles on at the successors of units that ended, once."""
    since: date = moves["since"]
    first = datetime.combine(since, time(7, 0), VIETNAM)
    when: dict[str, Any] = {"by": SYSTEM, "at": max(first, newest_moment() or first)}
    ended = {unit.id: unit.slug for unit in units_on(since - timedelta(days=1)) if unit.slug in moves["units"]}
    posts = list(account.posts.filter(unit__in=ended, valid__contains=since))
    for post in posts:
        people.end_post(post_id=post.pk, on=since, basis=moves["basis"], **when)
        people.begin_post(
            account=account,
            title=moves["titles"].get(post.title, post.title),
            unit=units[moves["units"][ended[post.unit_id]]],
            since=since,
            until=None,
            basis=moves["basis"],
            **when,
        )
    if posts:
        for role in account.roles.filter(unit__in=ended, valid__contains=since):
            unit = units[moves["units"][ended[role.unit_id]]]
            people.grant_role(
                account=account, role=role.role, unit=unit, since=since, until=None, basis=moves["basis"], **when
            )
    return bool(posts)


def _come_to_work(account: Account, at: datetime) -> bool:
    """Sign in, where the last time is long ago."""
    if account.signed_in_at and at - account.signed_in_at <= SEEN_WITHIN:
        return False
    if change_reason(account, at.date()) and account.check_password(PASSWORD):
        # printed at every start, so it must stay right; the rule for administrators would have them change it
        people.reset_password(account=account, password=PASSWORD, is_temporary=False, by=SYSTEM, at=at)
    people.sign_in(account=account, with_factor=False, by=actor_of(account, at.date()), at=at)
    return True
