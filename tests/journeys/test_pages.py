"""Every page of the walk, wide and on a telephone: axe-core finds nothing serious, nothing is wider than the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import pytest
from playwright.sync_api import Page

from tests.journeys.person import NARROW, WIDE, Person, faults
from tests.knocks.official import CLERK, COUNTER, LEADER, SPECIALIST, Office, Official
from tests.stack import Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Pages = Iterator[tuple[str, str]]


class Ward:
    """The ward's officials with a dossier at each of their steps."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.office = Office(stack.port)

    @cached_property
    def finished(self) -> str:
        return self.office.finished()

    def by(self, username: str) -> Official:
        officials = (self.office.clerk, self.office.specialist, self.office.leader)
        return next(official for official in officials if official.username == username)


@pytest.fixture(scope="module")
def ward(stack: Stack) -> Ward:
    return Ward(stack)


def citizen(ward: Ward) -> Pages:
    ((lookup_code,),) = ward.stack.rows("SELECT lookup_code FROM onestop_dossier WHERE code = %s", ward.finished)
    yield "home", "/"
    yield "look-up", "/tra-cuu/"
    yield "look-up-unknown", "/tra-cuu/ABCDEFGHJK/"
    yield "state", f"/tra-cuu/{lookup_code}/"
    yield "sign-in", "/tai-khoan/login/"
    yield "catalogue", "/thu-tuc/?q=khai+sinh"
    yield "procedure", "/thu-tuc/1.001193/"
    yield "api", "/api/docs"
    yield "nowhere", "/khong-co-trang-nay/"


def clerk(ward: Ward) -> Pages:
    yield "desk", "/ban-lam-viec/"
    yield "choose", "/mot-cua/tiep-nhan/?q=khai+sinh"
    yield "receive", COUNTER
    yield "inbox", "/mot-cua/viec/"
    yield "index", "/mot-cua/ho-so/"
    yield "dossier-received", f"/mot-cua/ho-so/{ward.office.clerk.received()}/"
    yield "dossier-finished", f"/mot-cua/ho-so/{ward.finished}/"
    yield "refusal", "/mot-cua/ho-so/H43.0.0-240909-9999/"


def specialist(ward: Ward) -> Pages:
    yield "inbox-specialist", "/mot-cua/viec/"
    yield "dossier-specialist", f"/mot-cua/ho-so/{ward.office.at_specialist()}/"
    yield "refusal-role", "/mot-cua/tiep-nhan/"


def leader(ward: Ward) -> Pages:
    yield "dossier-leader", f"/mot-cua/ho-so/{ward.office.at_leader()}/"
    yield "dossier-of-others", f"/mot-cua/ho-so/{ward.finished}/"


READERS: dict[str, Callable[[Ward], Pages]] = {"": citizen, CLERK: clerk, SPECIALIST: specialist, LEADER: leader}


def look(visitor: Person, name: str) -> list[str]:
    """The faults of the page at both sizes, with everything unfolded that can be."""
    page: Page = visitor.page
    page.evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        visitor.size = size
        visitor.shot(name)
        found += [f"{name} at {size[0]} px: {fault}" for fault in faults(page)]
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    return found


@pytest.mark.parametrize("username", READERS, ids=lambda name: name or "citizen")
def test_pages_are_sound_at_both_sizes(username: str, ward: Ward, person: Callable[..., Person]) -> None:
    visitor = person()
    if username:
        visitor.sit_as(ward.by(username).cookies)
    found = []
    for name, path in READERS[username](ward):
        visitor.page.goto(path)
        found += look(visitor, name)
    assert not found, "\n".join(found)


def test_a_refused_receipt_is_sound_at_both_sizes(ward: Ward, person: Callable[..., Person]) -> None:
    visitor = person()
    visitor.sit_as(ward.by(CLERK).cookies)
    visitor.page.goto(COUNTER)
    visitor.page.get_by_role("button", name="Lưu và cấp mã hồ sơ").click()
    visitor.page.get_by_role("alert").wait_for()
    assert visitor.page.get_by_role("alert").evaluate("each => each === document.activeElement")
    assert not look(visitor, "refused-receipt")
