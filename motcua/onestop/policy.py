"""Who may do what with a dossier, and which dossiers an actor may see at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.access import rights
from motcua.access.types import Actor, Verdict
from motcua.kernel.refusal import NotAllowed
from motcua.onestop.models import Dossier, StepRun
from motcua.org import queries as org

WORKED_BY = {"one_stop_clerk": frozenset({"one_stop_clerk", "counter_supervisor"})}
"""Who else may do the steps of a role: whoever answers for the counter may stand at it."""
HANDLERS = {"one_stop_clerk", "counter_supervisor", "specialist", "leader", "department_head"}


def regime(on: date) -> str:
    """The provisions on who does what at the one-stop shop, as they stood on a day."""
    provisions: str = org.rule("onestop.regime").on(on)["roles"]
    return provisions


RECEIVE = rights.declare("onestop.receive", "tiếp nhận hồ sơ", roles={"one_stop_clerk"}, citation=regime)
WORK = rights.declare("onestop.work", "xử lý bước này của hồ sơ", roles=HANDLERS, citation=regime)
HAND_OUT = rights.declare("onestop.hand_out", "trả kết quả", roles={"one_stop_clerk"}, citation=regime)
REOPEN = rights.declare(
    "onestop.reopen",
    "mở lại hồ sơ đã giải quyết xong",
    roles={"counter_supervisor", "leader", "department_head"},
    citation=regime,
)
READ = rights.declare("onestop.read", "xem hồ sơ", roles=HANDLERS, citation=regime)


def steps_of(role: str) -> frozenset[str]:
    """The roles whose steps somebody with this role may do."""
    return frozenset({role, *(step for step, roles in WORKED_BY.items() if role in roles)})


def must_work(by: Actor, run: StepRun, *, on: date) -> Actor:
    """Refuse unless the actor holds the role of the step at its unit, and nobody else has taken it.

    Who stands in for the official that has taken it may go on. Answers with the actor as they act (`rights.must`).
    """
    asked = worked_by(run.role)
    acting = rights.must(by, WORK.code, unit_id=run.unit_id, on=on, roles=asked)
    if run.holder_id is None or run.holder_id == by.user_id:
        return acting
    for held in rights.roles_of(by, on):
        if (held.stands_in_for_id, held.unit_id) == (run.holder_id, run.unit_id) and held.role in asked:
            return replace(by, stands_in_for=held.stands_in_for)
    raise NotAllowed(
        f"Bước «{run.step.name}» đang do {run.holder_name} nhận xử lý; "
        f"hãy đề nghị {run.holder_name} chuyển tiếp hoặc trả lại.",
        citation=regime(on),
    )


def worked_by(role: str) -> frozenset[str]:
    """The roles that may do the steps of a role."""
    return WORKED_BY.get(role, frozenset({role}))


def may_hold(account_id: int, run: StepRun, *, on: date) -> bool:
    """Whether an account may do this step on a day, so that it may go on holding it."""
    held = rights.roles_of(Actor(user_id=account_id, name=""), on)
    return any(each.unit_id == run.unit_id and each.role in worked_by(run.role) for each in held)


def must_release(by: Actor, *, on: date) -> None:
    """What somebody may no longer do is released by the system itself, and by whoever grants and ends roles."""
    rights.must_somewhere(by, "people.administer", on=on)


def must_send_back(by: Actor, dossier: Dossier, run: StepRun, *, on: date) -> Actor:
    """As `must_work`; and a finished dossier is reopened only by who answers for the counter, or by a leader."""
    acting = must_work(by, run, on=on)
    if dossier.finished_at is not None:
        return rights.must(by, REOPEN.code, unit_id=run.unit_id, on=on)
    return acting


def must_recompute(by: Actor, *, on: date) -> None:
    """A change of calendar is followed by the system itself, and by whoever may change calendars."""
    rights.must_somewhere(by, "org.calendar", on=on)


def work_verdict(by: Actor, run: StepRun, *, on: date) -> Verdict:
    """Whether `must_work` would let the actor through, and why not."""
    try:
        must_work(by, run, on=on)
    except NotAllowed as refusal:
        return Verdict(False, refusal.says, refusal.citation)
    return Verdict(True, "Bước này đang chờ bạn.", regime(on))


def visible_to(by: Actor, *, on: date) -> QuerySet[Dossier]:
    """The dossiers an actor may read on a day: those their units take in, resolve, return, or had at a step.

    Lists, search, pages, exports and the API all start here; being in it *is* the right to read.
    """
    units = rights.units_where(by, READ.code, on)
    if not units:
        return Dossier.objects.none()
    passed_through = StepRun.objects.filter(dossier=OuterRef("pk"), unit__in=units)
    return Dossier.objects.filter(
        Q(intake_unit__in=units) | Q(resolving_unit__in=units) | Q(return_unit__in=units) | Exists(passed_through)
    )
