"""Accounts of the ward to test with, and hashing that takes no time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.access.types import SYSTEM, Actor
from motcua.kernel import clock
from motcua.kernel.zone import VIETNAM
from motcua.org.queries import unit_by_slug
from motcua.org.types import UnitOn
from motcua.people import actions, queries
from motcua.people.models import Account

AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
DAY = AT.date()
WARD, COMMUNE = "phuong-dong-hai-22768", "xa-phuoc-son-22873"
SECRET = "Mot-mat-khau-du-dai"
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]


def sit_as(username: str) -> Client:
    """A browser in which this official is signed in."""
    client = Client()
    client.force_login(queries.account_named(username))
    return client


def page(response: Any) -> str:
    """What was answered, with entities resolved."""
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def monday() -> Iterator[None]:
    """The clock stands at that Monday."""
    with clock.at(AT):
        yield


@pytest.fixture
def admin() -> Client:
    """The administrator at a browser."""
    return sit_as("quantri")


def unit(slug: str = WARD) -> UnitOn:
    """A unit on that Monday."""
    return unit_by_slug(slug, DAY)


def actor(account: Account | str, on: date = DAY) -> Actor:
    """Somebody as an actor on that day."""
    return queries.actor_of(queries.account_named(account) if isinstance(account, str) else account, on)


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    """Hash quickly, and forget the tries that other tests made from the same address."""
    settings.PASSWORD_HASHERS = QUICK
    cache.clear()


@pytest.fixture
def make() -> Callable[..., Account]:
    """`make("an", "An", leader=WARD)`: an account that holds these roles from 2024 on and has a post at the ward."""

    def made(username: str, name: str = "", password: str | None = SECRET, **roles: str) -> Account:
        account = actions.open_account(username=username, name=name or username, password=password, by=SYSTEM, at=AT)
        more: dict[str, Any] = {"account": account, "since": date(2024, 1, 1), "until": None, "by": SYSTEM, "at": AT}
        actions.begin_post(title="Công chức", unit=unit(), **more)
        for role, slug in roles.items():
            actions.grant_role(role=role, unit=unit(slug), **more)
        return account

    return made
