"""Generated houses: who holds which role where and when, who stands in for whom, who left, and rows that bear marks.

The plan is plain data. What somebody may see is worked out from it here, without asking the policies that are tested.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import strategies as st

from motcua.access.rights import ROLE_NAMES
from motcua.access.types import SYSTEM, Actor
from motcua.files import actions as files
from motcua.files.tests.samples import PDF
from motcua.notices import actions as notices
from motcua.notices.types import Message, Recipient
from motcua.onestop import actions
from motcua.onestop.models import Dossier, StepRun
from motcua.onestop.types import ResultDetails
from motcua.people import actions as people
from motcua.people.models import Account
from motcua.people.types import AbsenceKind, ClosureKind
from motcua.progress.models import AuditedReport
from motcua.progress.tests import made
from tests.world import BIRTH, MONDAY, OTHER_COMMUNE, WARD, actor, application, required_papers, ward

DAY = MONDAY.date()
LONG_AGO = MONDAY - timedelta(days=20)
CITY, OFFICE = "thanh-pho-phan-rang-thap-cham-582", "phong-tu-phap-582"
UNITS = (WARD, OTHER_COMMUNE, CITY, OFFICE)
COUNTERS = {WARD: BIRTH, OTHER_COMMUNE: BIRTH, CITY: "2.000528"}
"""Where dossiers come in, and of which procedure; those of the city are resolved at its office."""
READERS = {"one_stop_clerk", "counter_supervisor", "specialist", "leader", "department_head"}
REPORT = made.word("Đã giao 12 việc.")
NOT_LENT = {"administrator"}
HANDS = "tat.ca"
"""Who may do everything everywhere: moves the dossiers, and is nobody of the plan."""


@dataclass(frozen=True)
class Span:
    """Days, counted from the Monday on which the dossiers came in: `[first, end)`."""

    first: int
    end: int

    def __contains__(self, day: int) -> bool:
        return self.first <= day < self.end

    def row(self) -> Any:
        return DateRange(day_of(self.first), day_of(self.end))


def day_of(number: int) -> date:
    """The day of that number."""
    return DAY + timedelta(number)


@dataclass(frozen=True)
class Plan:
    """People by number: `roles` are (person, role, unit) with their days, `lent` are (giver, taker, role or all, unit).

    `gone` are those who left and came back, `dossiers` are (counter, how many steps they were passed on). `viewer`
    looks on the day numbered `today`; `sought` and `words` choose what they look for, `part` which addresses they try.
    """

    roles: dict[tuple[int, str, str], Span]
    lent: dict[tuple[int, int, str, str], Span]
    gone: dict[int, Span]
    dossiers: tuple[tuple[str, int], ...]
    viewer: int
    sought: int = 0
    words: int = 0
    today: int = 0
    part: int | None = None

    @property
    def at(self) -> datetime:
        """The moment at which one looks."""
        return MONDAY + timedelta(days=self.today, hours=1)

    def is_closed(self, person: int) -> bool:
        """Whether they have left, and are not back."""
        return person in self.gone and self.today in self.gone[person]

    def is_after(self, span: Span, *persons: int) -> bool:
        """Whether it was given to people who had come back: what they had before ended as they left."""
        return all(span.first >= self.gone[each].end for each in persons if each in self.gone)

    def holds(self, span: Span, *persons: int) -> bool:
        """Whether what was given for these days to these people is theirs today."""
        if self.today not in span or any(map(self.is_closed, persons)):
            return False
        left = min((self.gone[each].first for each in persons if each in self.gone), default=None)
        return left is None or self.today < left or self.is_after(span, *persons)

    def held(self, person: int) -> set[tuple[str, str]]:
        """The roles at units that somebody holds themselves today."""
        return {
            (role, unit) for (who, role, unit), span in self.roles.items() if who == person and self.holds(span, person)
        }

    def may(self, person: int) -> set[tuple[str, str]]:
        """Their own roles, and what others who hold it themselves lent them."""
        lent = {
            (role, unit)
            for (giver, taker, wanted, place), span in self.lent.items()
            if taker == person and self.holds(span, giver, taker)
            for role, unit in self.held(giver)
            if unit == place and wanted in ("", role) and role not in NOT_LENT
        }
        return self.held(person) | lent

    def reads_at(self, person: int) -> set[str]:
        """The units whose dossiers they may read."""
        return {unit for role, unit in self.may(person) if role in READERS}

    def administers(self, person: int) -> bool:
        """Whether they look into everybody's account."""
        return any(role == "administrator" for role, _ in self.held(person))


PARTS = 3
PERSONS = st.integers(0, 2)
SPANS = st.builds(lambda first, days: Span(first, first + days), st.integers(-3, 2), st.integers(1, 5))
ROLES, PLACES = st.sampled_from(sorted(ROLE_NAMES)), st.sampled_from(UNITS)
PLANS = st.builds(
    Plan,
    roles=st.dictionaries(st.tuples(PERSONS, ROLES, PLACES), SPANS, max_size=6),
    lent=st.dictionaries(
        st.tuples(PERSONS, PERSONS, st.just("") | ROLES, PLACES).filter(lambda each: each[0] != each[1]),
        SPANS,
        max_size=4,
    ),
    gone=st.dictionaries(PERSONS, SPANS, max_size=1),
    dossiers=st.lists(st.tuples(st.sampled_from(sorted(COUNTERS)), st.integers(0, 4)), min_size=1, max_size=3).map(
        tuple
    ),
    viewer=PERSONS,
    sought=st.integers(0, 5),
    words=st.integers(0, 5),
    today=st.integers(0, 2),
    part=st.integers(0, PARTS - 1),
)


@dataclass
class Marked:
    """A row and the words by which it would be known, each found in no other place.

    `keys` are what addresses mean by it: for the name of a parameter, its values.
    """

    kind: str
    marks: dict[str, str]
    keys: dict[str, list[Any]]
    units: set[int] = field(default_factory=set)
    owner: int | None = None
    has_result: bool = False

    @property
    def numbers(self) -> list[int]:
        """Whatever number may mean it."""
        return [key for keys in self.keys.values() for key in keys if isinstance(key, int)]

    @property
    def names(self) -> list[str]:
        """Whatever word in an address may mean it."""
        return [key for keys in self.keys.values() for key in keys if isinstance(key, str)]


@dataclass
class House:
    """A plan with its rows."""

    plan: Plan
    people: list[Account]
    rows: list[Marked]

    @property
    def viewer(self) -> Account:
        return self.people[self.plan.viewer]

    def of(self, kind: str) -> list[Marked]:
        return [row for row in self.rows if row.kind == kind]

    def sees(self, row: Marked, person: int) -> bool:
        """Whether somebody may see a row today.

        A dossier: it came in, is resolved, goes out or was at a step where they read. An account: theirs, or they
        administer. A notice: it was sent to them. An audited report: they handed it in, and hold some role.
        """
        plan = self.plan
        if row.kind == "dossier":
            return bool(row.units & {ward(slug).id for slug in plan.reads_at(person)})
        mine = row.owner == person and not plan.is_closed(person)
        if row.kind == "report":
            return mine and bool(plan.may(person))
        return mine or (row.kind == "account" and plan.administers(person))


def build(plan: Plan) -> House:
    """The rows of a plan, by the verbs where days allow it."""
    persons = [people.open_account(**_somebody(number), by=SYSTEM, at=LONG_AGO) for number in range(3)]
    accounts = [_account(number, account) for number, account in enumerate(persons)]
    _give(plan, persons, after=False)
    for person, span in plan.gone.items():
        whose: dict[str, Any] = {"account_id": persons[person].pk, "basis": "QĐ", "by": SYSTEM, "at": LONG_AGO}
        people.leave(kind=ClosureKind.MOVED, on=day_of(span.first), **whose)
        people.reopen(on=day_of(span.end), **whose)
    _give(plan, persons, after=True)
    hands = people.open_account(username=HANDS, name=HANDS, password=None, by=SYSTEM, at=LONG_AGO)
    for unit in UNITS:
        for role in (*sorted(READERS), "administrator"):
            hands.roles.create(role=role, unit_id=ward(unit).id, valid=Span(-9, 9).row())
    dossiers = [_dossier(number, counter, moves) for number, (counter, moves) in enumerate(plan.dossiers)]
    told = [_notice(number, account) for number, account in enumerate(persons)]
    audited = [_report(number, account) for number, account in [*enumerate(persons), (None, hands)]]
    return House(plan, persons, [*dossiers, *accounts, *told, *audited])


def _somebody(number: int) -> dict[str, Any]:
    username = f"nguoi{uuid.uuid4().hex[:6]}"
    return {"username": username, "name": f"Người {number}", "password": None, "email": f"z{username}@example.vn"}


def _give(plan: Plan, persons: list[Account], *, after: bool) -> None:
    """The roles and delegations given before anybody left, or after they came back."""
    for (person, role, unit), span in plan.roles.items():
        if plan.is_after(span, person) is after:
            persons[person].roles.create(role=role, unit_id=ward(unit).id, valid=span.row())
    for (giver, taker, role, unit), span in plan.lent.items():
        if plan.is_after(span, giver, taker) is after:
            persons[giver].delegations_given.create(
                taker=persons[taker], role=role, unit_id=ward(unit).id, valid=span.row(), basis="Thay nhau"
            )


def _account(number: int, account: Account) -> Marked:
    """An account with what only its owner and administrators read: its address, its documents, its absences."""
    token = uuid.uuid4().hex[:8]
    marks = {"email": account.email, "absence": f"Zvangmat{token}"}
    marks |= {"title": f"Zchucdanh{token}", "post": f"Zbonhiem{token}"}
    given: dict[str, Any] = {"account": account, "by": SYSTEM, "at": LONG_AGO}
    post = people.begin_post(
        title=marks["title"],
        unit=ward(OFFICE),
        since=DAY - timedelta(9),
        until=None,
        basis=marks["post"],
        **given,
    )
    days: dict[str, Any] = {"since": DAY - timedelta(9), "until": DAY - timedelta(8)}
    away = people.announce_absence(kind=AbsenceKind.SICK, basis=marks["absence"], **days, **given)
    keys: dict[str, list[Any]] = {"username": [account.username], "post": [post.pk], "absence": [away.pk]}
    return Marked("account", marks, keys, owner=number)


def _notice(number: int, account: Account) -> Marked:
    """A notice to one person."""
    token = uuid.uuid4().hex[:8]
    message = Message("onestop.waits", f"Zbao{token}", f"Znoi{token}")
    (made,) = notices.tell(message=message, to=[Recipient(account.pk, account.name)], by=SYSTEM, at=MONDAY)
    return Marked("notice", {"title": message.title, "says": message.says}, {"notice": [made.pk]}, owner=number)


def _report(number: int | None, account: Account) -> Marked:
    """A report that somebody had audited, with one finding; made without the verb, which asks for a role."""
    token = uuid.uuid4().hex[:8]
    marks = {"report": f"Zbaocao{token}", "says": f"Zphathien{token}", "text": f"Zvanban{token}"}
    name = f"{marks['report']}.docx"
    file = files.store(upload=BytesIO(REPORT), name=name, by=actor(HANDS), at=MONDAY)
    given: dict[str, Any] = {"tokens": 1, "quantities": 1, "text": f"{marks['text']} 12", "blocks": [[0, 18, 0]]}
    days: dict[str, Any] = {"handed_in_at": MONDAY, "finished_at": MONDAY}
    report = AuditedReport.objects.create(account=account, file=file, name=name, **given, **days)
    where: dict[str, Any] = {"start": 16, "end": 18, "places": [[16, 18]]}
    report.findings.create(number=1, kind="sum", level="error", printed="12", says=marks["says"], **where)
    return Marked("report", marks, {"report_id": [report.pk]}, owner=number)


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
    passed = set(StepRun.objects.filter(dossier=found).values_list("unit_id", flat=True))
    attachments = list(found.attachments.values_list("pk", flat=True))
    keys: dict[str, list[Any]] = {
        "code": [found.code],
        "lookup_code": [found.lookup_code],
        "attachment": attachments,
        "file": attachments,
        "dossier": [found.pk],
    }
    return Marked("dossier", marks, keys, own | passed, has_result=hasattr(found, "result"))


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
