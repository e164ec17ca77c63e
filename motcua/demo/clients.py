"""The demonstration's program: one kiosk of a ward that may walk a dossier through the API."""

from __future__ import annotations

from django.db import transaction

from motcua.access.types import SYSTEM
from motcua.demo.province import FOUNDED, LAST_WEEK
from motcua.org.queries import unit_by_slug
from motcua.people import actions as people
from motcua.people.types import AccountKind

CLIENT = "ki-ot.dong-hai"
NAME = "Ki-ốt phường Đông Hải"
SECRET = "khoa-trinh-dien-khong-bao-ve-gi"  # noqa: S105 - no secret: printed at start, and must protect nothing
UNIT = "phuong-dong-hai-22768"
ROLES = ("one_stop_clerk", "specialist", "leader")


@transaction.atomic
def build_clients() -> int:
    """One program with the three roles of the walk, at one ward."""
    unit = unit_by_slug(UNIT, FOUNDED.date())
    client = people.open_account(
        username=CLIENT, name=NAME, password=None, kind=AccountKind.SOFTWARE, by=SYSTEM, at=LAST_WEEK
    )
    for role in ROLES:
        people.grant_role(
            account=client,
            role=role,
            unit=unit,
            since=LAST_WEEK.date(),
            until=None,
            basis="Trình diễn API",
            by=SYSTEM,
            at=LAST_WEEK,
        )
    people.make_secret(account=client, secret=SECRET, by=SYSTEM, at=LAST_WEEK)
    return 1
