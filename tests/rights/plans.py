"""Generated houses: who holds which role where and when, who stands in for whom, and dossiers that bear marks.

The plan is plain data. What somebody may see is worked out from it here, without asking the policy that is tested.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import strategies as st

from motcua.access.rights import ROLE_NAMES
from motcua.access.types import SYSTEM, Actor
from motcua.files import actions as files
from motcua.files.tests.samples import PDF
from motcua.onestop import actions
from motcua.onestop.models import Dossier, StepRun
from motcua.onestop.types import ResultDetails
from motcua.people import actions as people
from motcua.people.models import Account
from tests.world import BIRTH, MONDAY, OTHER_COMMUNE, WARD, actor, application, required_papers, ward

DAY = MONDAY.date()
CITY, OFFICE = "thanh-pho-phan-rang-thap-cham-582", "phong-tu-phap-582"
UNITS = (WARD, OTHER_COMMUNE, CITY, OFFICE)
COUNTERS = {WARD: BIRTH, OTHER_COMMUNE: BIRTH, CITY: "2.000528"}
"""Where dossiers come in, and of which procedure; those of the city are resolved at its office."""
READERS = {"one_stop_clerk", "counter_supervisor", "specialist", "leader", "department_head"}
NOT_LENT = {"administrator"}
HANDS = "tat.ca"


@dataclass(frozen=True)
class Span:
    """Days, counted from the day that is looked at: `[first, end)`."""

    first: int
    end: int

    def __contains__(self, day: date) -> bool:
        return self.first <= (day - DAY).days < self.end

    def row(self) -> Any:
        return DateRange(DAY + timedelta(self.first), DAY + timedelta(self.end))


@dataclass(frozen=True)
class Plan:
    """People by number: `roles` are (person, role, unit) with their days, `lent` are (giver, taker, role or all, unit).

    `closed` accounts hold nothing; `dossiers` are (counter, how many steps they were passed on).
    """

    roles: dict[tuple[int, str, str], Span]
    lent: dict[tuple[int, int, str, str], Span]
    closed: frozenset[int]
    dossiers: tuple[tuple[str, int], ...]
    viewer: int
    sought: int

    def held(self, person: int, on: date) -> set[tuple[str, str]]:
        """The roles at units that somebody holds themselves on a day."""
        if person in self.closed:
            return set()
        return {(role, unit) for (who, role, unit), span in self.roles.items() if who == person and on in span}

    def may(self, person: int, on: date) -> set[tuple[str, str]]:
        """Their own roles, and what others who hold it themselves lent them."""
        if person in self.closed:
            return set()
        lent = {
            (role, unit)
            for (giver, taker, wanted, place), span in self.lent.items()
            if taker == person and on in span
            for role, unit in self.held(giver, on)
            if unit == place and wanted in ("", role) and role not in NOT_LENT
        }
        return self.held(person, on) | lent

    def reads_at(self, person: int, on: date) -> set[str]:
        """The units whose dossiers they may read."""
        return {unit for role, unit in self.may(person, on) if role in READERS}


PERSONS = st.integers(0, 2)
SPANS = st.builds(lambda first, days: Span(first, first + days), st.integers(-3, 1), st.integers(1, 4))
ROLES, PLACES = st.sampled_from(sorted(ROLE_NAMES)), st.sampled_from(UNITS)
PLANS = st.builds(
    Plan,
    roles=st.dictionaries(st.tuples(PERSONS, ROLES, PLACES), SPANS, max_size=6),
    lent=st.dictionaries(
        st.tuples(PERSONS, PERSONS, st.just("") | ROLES, PLACES).filter(lambda each: each[0] != each[1]),
        SPANS,
        max_size=4,
    ),
    closed=st.frozensets(PERSONS, max_size=1),
    dossiers=st.lists(st.tuples(st.sampled_from(sorted(COUNTERS)), st.integers(0, 4)), min_size=1, max_size=3).map(
        tuple
    ),
    viewer=PERSONS,
    sought=st.integers(0, 2),
)


@dataclass
class Marked:
    """A dossier and the words by which it would be known, each found in no other place."""

    dossier: Dossier
    marks: dict[str, str]
    units: set[int] = field(default_factory=set)

    @property
    def numbers(self) -> list[int]:
        """What an address with a number may mean by it."""
        runs = self.dossier.runs.values_list("pk", flat=True)
        return [self.dossier.pk, *runs, *self.dossier.attachments.values_list("pk", flat=True)]


@dataclass
class House:
    """A plan with its rows."""

    plan: Plan
    people: list[Account]
    dossiers: list[Marked]

    @property
    def viewer(self) -> Account:
        return self.people[self.plan.viewer]

    def sees(self, marked: Marked, person: int, on: date) -> bool:
        """Whether somebody may see a dossier: it came in, is resolved, goes out or was at a step where they read."""
        return bool(marked.units & {ward(slug).id for slug in self.plan.reads_at(person, on)})


def build(plan: Plan) -> House:
    """The rows of a plan."""
    persons = [_account(f"nguoi.{number}") for number in range(3)]
    for (person, role, unit), span in plan.roles.items():
        persons[person].roles.create(role=role, unit_id=ward(unit).id, valid=span.row())
    for (giver, taker, role, unit), span in plan.lent.items():
        persons[giver].delegations_given.create(
            taker=persons[taker], role=role, unit_id=ward(unit).id, valid=span.row(), basis="Thay nhau"
        )
    for person in plan.closed:
        persons[person].closures.create(kind="idle", valid=Span(-1, 9).row())
    hands = _account(HANDS)
    for unit in UNITS:
        for role in READERS:
            hands.roles.create(role=role, unit_id=ward(unit).id, valid=Span(-9, 9).row())
    dossiers = [_dossier(number, counter, moves) for number, (counter, moves) in enumerate(plan.dossiers)]
    return House(plan, persons, dossiers)


def _account(username: str) -> Account:
    return people.open_account(username=username, name=username, password=None, by=SYSTEM, at=MONDAY)


def _dossier(number: int, counter: str, moves: int) -> Marked:
    """A dossier received at a counter and passed on so many times, at most until its result waits to be handed out."""
    token, by = uuid.uuid4().hex[:8], actor(HANDS)
    marks = {
        "name": f"Zten{token}",
        "abstract": f"Zviec{token}",
        "note": f"Zykien{token}",
        "file": f"Ztep{token}",
        "result": f"Zso{token}",
        "id_number": f"0580{uuid.uuid4().int % 10**8:08}",
        "phone": f"09{uuid.uuid4().int % 10**8:08}",
    }
    unit, code = ward(counter), COUNTERS[counter]
    details = {key: marks[key] for key in ("id_number", "phone")} | {"name": f"Katơr {marks['name']}"}
    wanted = application(code, papers=required_papers(code, unit), **details)
    received = actions.receive(
        application=_about(wanted, marks["abstract"]),
        unit=unit,
        key=uuid.uuid4(),
        received_at=MONDAY,
        by=by,
        at=MONDAY,
    )
    for _ in range(moves):
        _move(received, marks, by)
    found = Dossier.objects.get(pk=received.pk)
    marks |= {"code": found.code, "lookup": found.lookup_code}
    own = {found.intake_unit_id, found.resolving_unit_id, found.return_unit_id}
    return Marked(found, marks, own | set(StepRun.objects.filter(dossier=found).values_list("unit_id", flat=True)))


def _about(wanted: Any, abstract: str) -> Any:
    return replace(wanted, abstract=abstract)


def _move(dossier: Dossier, marks: dict[str, str], by: Actor) -> None:
    run = StepRun.objects.select_related("step__process").get(dossier=dossier, closed_at=None)
    steps = list(run.step.process.steps.all())
    here: dict[str, Any] = {"dossier_id": dossier.pk, "seen": None, "by": by, "at": MONDAY}
    if run.step == steps[-1]:
        return
    content = PDF + f"%{marks['file']}\n".encode()
    scan = files.store(upload=BytesIO(content), name=f"{marks['file']}.pdf", by=by, at=MONDAY)
    if run.step == steps[-2]:
        details = ResultDetails(marks["result"], DAY, file=scan, file_name=f"{marks['file']}.pdf")
        actions.enter_result(details=details, **here)
    actions.pass_on(note=marks["note"], files=[(scan, f"{marks['file']}.pdf")], **here)
