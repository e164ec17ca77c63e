"""Builds the demonstration province from its data files, by the same verbs that pages call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.access.types import SYSTEM
from motcua.demo.units import build_units
from motcua.kernel.zone import VIETNAM
from motcua.org.queries import unit_by_slug
from motcua.people import actions as people
from motcua.people.queries import Account, actor_of
from motcua.people.types import ClosureKind
from motcua.procedures import actions as procedures

__all__ = ["DATA", "PASSWORD", "build_catalogue", "build_people", "build_units", "people_of_the_demo", "read_yaml"]
APPS = Path(__file__).resolve().parent.parent
DATA = Path(__file__).with_name("data")
FOUNDED = datetime(2021, 1, 1, 7, 0, tzinfo=VIETNAM)
KNOWN_BY = date(2024, 9, 1)
"""What begins after the demonstration's day was still decided before it."""
LAST_WEEK = datetime(2024, 9, 6, 7, 0, tzinfo=VIETNAM)
PASSWORD = "mot-cua-2024-demo"  # noqa: S105 - no secret, see below
"""The password of every demonstration account; printed at start, so it protects nothing and must not."""


def read_yaml(path: Path) -> Any:
    """A data file; libyaml reads the large ones ten times faster where it is there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=loader)  # noqa: S506 - both are safe loaders


def people_of_the_demo() -> list[dict[str, Any]]:
    """The invented officials, as in `data/people.yaml`."""
    people_: list[dict[str, Any]] = read_yaml(DATA / "people.yaml")["people"]
    return people_


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    with transaction.atomic():
        yield


def build_people() -> int:
    """Accounts with their posts and roles. One hash for all: hashing is slow on purpose, and these are no secret."""
    entries = people_of_the_demo()
    password = make_password(PASSWORD)
    with _all_or_nothing():
        for entry in entries:
            account = people.open_account(
                username=entry["username"], name=entry["name"], password=None, by=SYSTEM, at=FOUNDED
            )
            for post in entry.get("posts", []):
                people.begin_post(
                    account=account,
                    title=post["title"],
                    unit=unit_by_slug(post["unit"], max(post["valid_from"], FOUNDED.date())),
                    since=post["valid_from"],
                    until=post.get("valid_until"),
                    by=SYSTEM,
                    at=FOUNDED,
                )
            for role in entry.get("roles", []):
                people.grant_role(
                    account=account,
                    role=role["role"],
                    unit=unit_by_slug(role["unit"], max(role["valid_from"], FOUNDED.date())),
                    since=role["valid_from"],
                    until=role.get("valid_until"),
                    by=SYSTEM,
                    at=FOUNDED,
                )
            _send_to_work(account, password, entry.get("left"))
    return len(entries)


def _send_to_work(account: Account, password: str, left: dict[str, Any] | None) -> None:
    """Let an official sign in the week before the demonstration, as one who works does; or let them have left."""
    if left:
        at = datetime.combine(left["since"], time(7, 0), VIETNAM)
        kind, basis = ClosureKind(left["kind"]), left["basis"]
        people.leave(account_id=account.pk, kind=kind, on=left["since"], basis=basis, by=SYSTEM, at=at)
        return
    people.reset_password(
        account=account, password=password, is_hashed=True, is_temporary=False, by=SYSTEM, at=LAST_WEEK
    )
    people.sign_in(account=account, with_factor=False, by=actor_of(account, LAST_WEEK.date()), at=LAST_WEEK)


def build_catalogue() -> int:
    """The most used real procedures, with papers and steps."""
    entries = read_yaml(APPS / "procedures/data/catalogue_core.yaml")["procedures"]
    with _all_or_nothing():
        for entry in entries:
            for version in entry["versions"]:
                at = datetime.combine(min(version["valid_from"], KNOWN_BY), time(7, 0), VIETNAM)
                procedures.publish(entry=entry, version=version, by=SYSTEM, at=at)
    return len(entries)


def build_national_list() -> int:
    """All other procedures of the national list: found and shown, not yet received by anybody."""
    return procedures.import_catalogue(by=SYSTEM, at=datetime.combine(KNOWN_BY, time(7, 0), VIETNAM))
