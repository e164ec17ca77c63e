"""The people and applications that tests speak of, in the province that `conftest.py` builds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from motcua.access.types import Actor
from motcua.kernel.zone import VIETNAM
from motcua.onestop import actions
from motcua.onestop.models import Dossier
from motcua.onestop.types import Application, PaperHandedIn, ResultDetails
from motcua.org.queries import unit_by_slug
from motcua.org.types import UnitOn
from motcua.people.models import Account
from motcua.people.queries import actor_of
from motcua.population.types import ApplicantDetails
from motcua.procedures import queries as procedures
from motcua.procedures.types import Channel

BIRTH = "1.001193"
"""Due within the day."""
MARITAL = "1.004873"
"""Three working days."""
MONDAY = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
WARD = "phuong-dong-hai-22768"
OTHER_COMMUNE = "xa-phuoc-son-22873"
CLERK, SPECIALIST, LEADER = "canbo.motcua", "chuyenvien", "lanhdao"


def moment(hour: int, minute: int = 0, day: int = 9) -> datetime:
    """A moment of September 2024."""
    return MONDAY.replace(day=day, hour=hour, minute=minute)


def actor(username: str, on: datetime = MONDAY) -> Actor:
    """An official of the demonstration as an actor on that day."""
    return actor_of(Account.objects.get(username=username), on.date())


def ward(slug: str = WARD) -> UnitOn:
    """A unit on that Monday."""
    return unit_by_slug(slug, MONDAY.date())


def required_papers(code: str, unit: UnitOn | None = None) -> tuple[PaperHandedIn, ...]:
    """Exactly the required papers of a procedure."""
    version = procedures.process_at(code, unit or ward(), MONDAY.date()).version
    return tuple(
        PaperHandedIn(paper.code, paper.originals or (0 if paper.copies else 1), paper.copies)
        for paper in version.papers.all()
        if paper.required
    )


def application(code: str = BIRTH, *, papers: Iterable[PaperHandedIn] | None = None, **changed: Any) -> Application:
    """An application that may be received; keyword arguments change the applicant's details."""
    details = {
        "name": "Chamaléa Thị Mơ",
        "id_number": "058192000017",
        "phone": "0900 000 017",
        "address": "Khu phố 3, phường Đông Hải",
    } | changed
    return Application(
        procedure_code=code,
        channel=Channel.DIRECT,
        applicant=ApplicantDetails(**details),
        abstract="Đăng ký khai sinh cho con gái",
        papers=tuple(required_papers(code) if papers is None else papers),
    )


def receive(at: datetime = MONDAY, *, by: str = CLERK, unit: str = WARD, **more: Any) -> Dossier:
    """A dossier received at the ward's counter."""
    return actions.receive(
        application=more.pop("application", None) or application(**more),
        unit=ward(unit),
        key=uuid.uuid4(),
        received_at=at,
        by=actor(by),
        at=at,
    )


def at_specialist(at: datetime = MONDAY, code: str = BIRTH) -> Dossier:
    """A dossier that the clerk has passed on and nobody has taken."""
    dossier = receive(at, code=code)
    actions.pass_on(dossier_id=dossier.pk, seen=None, by=actor(CLERK), at=at)
    dossier.refresh_from_db()
    return dossier


def at_leader(at: datetime = MONDAY, code: str = BIRTH) -> Dossier:
    """A dossier with its result entered, waiting for the leader."""
    dossier = at_specialist(at, code)
    here: dict[str, Any] = {"dossier_id": dossier.pk, "seen": None, "by": actor(SPECIALIST), "at": at}
    actions.enter_result(details=ResultDetails("112/2024", at.date()), **here)
    actions.pass_on(note="Đủ điều kiện", **here)
    dossier.refresh_from_db()
    return dossier


def finished(at: datetime = MONDAY, code: str = BIRTH) -> Dossier:
    """A dossier that the leader approved at that moment."""
    dossier = at_leader(code=code)
    actions.pass_on(dossier_id=dossier.pk, seen=None, by=actor(LEADER), at=at)
    dossier.refresh_from_db()
    return dossier
