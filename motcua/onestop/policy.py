"""Who may do what with a dossier, and which dossiers an actor may see at all."""

from __future__ import annotations

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


def must_work(by: Actor, run: StepRun, *, on: date) -> None:
    """Refuse unless the actor holds the role of the step at its unit, and nobody else has taken it."""
    rights.must(by, WORK.code, unit_id=run.unit_id, on=on, roles=WORKED_BY.get(run.role, {run.role}))
    if run.holder_id is not None and run.holder_id != by.user_id:
        raise NotAllowed(
            f"Bước «{run.step.name}» đang do {run.holder_name} nhận xử lý; "
            f"hãy đề nghị {run.holder_name} chuyển tiếp hoặc trả lại.",
            citation=regime(on),
        )


def must_send_back(by: Actor, dossier: Dossier, run: StepRun, *, on: date) -> None:
    """As `must_work`; and a finished dossier is reopened only by who answers for the counter, or by a leader."""
    must_work(by, run, on=on)
    if dossier.finished_at is not None:
        rights.must(by, REOPEN.code, unit_id=run.unit_id, on=on)


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
