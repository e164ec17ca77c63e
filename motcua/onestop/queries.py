"""What other apps and the pages may ask of dossiers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, F, Q, QuerySet
from django.db.models.expressions import RawSQL

from motcua.access import rights
from motcua.access.types import Actor
from motcua.kernel import worktime
from motcua.kernel.refusal import NotFound
from motcua.kernel.text import search_query
from motcua.onestop import policy
from motcua.onestop.models import Dossier, StepRun
from motcua.onestop.policy import visible_to
from motcua.onestop.types import Status
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.procedures.queries import ProcedureVersion

__all__ = [
    "Dossier",
    "PublicState",
    "WaitingStep",
    "approves_next",
    "due_for",
    "holders",
    "inbox_of",
    "open_step_of",
    "public_state",
    "remaining_minutes",
    "search",
    "turning_late",
    "visible_dossier",
    "visible_to",
    "with_remaining",
]


def inbox_of(by: Actor, *, on: date) -> QuerySet[StepRun]:
    """The open runs an actor may work on: of their roles at their units, theirs or nobody's, nearest due first.

    Of a role that was delegated to them also those its giver holds.

    What only waits to be handed out has no time running and comes after all others, longest waiting first.
    All dossiers of a unit keep the same calendar, so the order of due moments is the order of remaining time.
    """
    mine = Q()
    for held in rights.roles_of(by, on):
        if held.role in policy.WORK.roles:
            holders = Q(holder=None) | Q(holder=by.user_id)
            if held.stands_in_for_id is not None:
                holders |= Q(holder=held.stands_in_for_id)
            mine |= Q(unit=held.unit_id, role__in=policy.steps_of(held.role)) & holders
    if not mine:
        return StepRun.objects.none()
    runs = StepRun.objects.filter(mine, closed_at=None)
    return runs.select_related("step", "dossier__procedure_version__procedure").order_by(
        F("dossier__finished_at").asc(nulls_first=True),
        F("dossier__due_at").asc(nulls_last=True),
        "dossier_id",
    )


def visible_dossier(code: str, by: Actor, *, on: date) -> Dossier:
    """The dossier of that code, if the actor may see it that day; otherwise it does not exist for them."""
    visible = policy.visible_to(by, on=on).filter(code=code)
    found = visible.select_related("procedure_version__procedure", "result", "hand_over").first()
    if found is None:
        raise NotFound(
            f"Không tìm thấy hồ sơ «{code}» trong phạm vi đơn vị của bạn; hãy kiểm tra lại mã, "
            "hoặc dùng mã tra cứu in trên giấy tiếp nhận."
        )
    return found


def approves_next(dossier: Dossier) -> bool:
    """Whether passing the dossier on would be its approval: the step after the open one is the last, handing out."""
    run = dossier.runs.filter(closed_at=None).select_related("step__process").first()
    steps = list(run.step.process.steps.all()) if run else []
    return run is not None and len(steps) > 1 and run.step == steps[-2]


def holders() -> list[int]:
    """The accounts that hold an open step."""
    held = StepRun.objects.filter(closed_at=None, holder__isnull=False)
    return list(held.order_by("holder").values_list("holder_id", flat=True).distinct())


def remaining_minutes(dossier: Dossier, at: datetime, calendars: org.Calendars | None = None) -> int | None:
    """Working minutes until the due moment; negative when overdue; None when finished or without one.

    Who asks for several dossiers hands over `org.calendars()`, asked once.
    """
    if dossier.due_at is None or dossier.finished_at is not None:
        return None
    calendar = (calendars or org.calendars()).of(dossier.calendar, dossier.intake_unit_id)
    return calendar.between(at, dossier.due_at)


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """The step of a dossier that is open now: at which unit, for which role, who holds it, and its page."""

    unit_id: int
    role: str
    holder_id: int | None
    url: str


def open_step_of(dossier_id: int) -> WaitingStep | None:
    """The open step of a dossier; None when its handling has ended."""
    run = StepRun.objects.filter(dossier=dossier_id, closed_at=None).select_related("dossier").first()
    if run is None:
        return None
    return WaitingStep(run.unit_id, run.role, run.holder_id, f"/mot-cua/ho-so/{run.dossier.code}/")


def turning_late(within: QuerySet[Dossier], *, after: datetime, until: datetime) -> QuerySet[Dossier]:
    """Open dossiers that turn late after one moment and not after another, nearest first."""
    return (
        within.filter(finished_at=None, due_at__gte=after, due_at__lt=until)
        .select_related("procedure_version__procedure")
        .order_by("due_at", "id")
    )


def with_remaining(rows: Iterable[Dossier | StepRun], at: datetime, calendars: org.Calendars | None = None) -> None:
    """Set `remaining` on each row of a page, for its dossier."""
    calendars = calendars or org.calendars()
    for row in rows:
        row.remaining = remaining_minutes(row.dossier if isinstance(row, StepRun) else row, at, calendars)


def due_for(
    version: ProcedureVersion,
    channel: int,
    unit: UnitOn,
    received_at: datetime,
    calendar: worktime.Calendar | None = None,
) -> worktime.Due | None:
    """The due moment a dossier would get, and why; None where the channel has no term.

    The counter shows it before saving; `actions.receive()` uses this very function, with the calendar it holds.
    """
    term = version.term_for(channel)
    if not term:
        return None
    calendar = calendar or org.calendar(unit.calendar, unit.id)
    return worktime.due(received_at, worktime.Term.parse(term), calendar, cutoff=version.cutoff_time)


def search(within: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """Dossiers by code, look-up code, personal number, telephone, or words of name and abstract."""
    words = words.strip()
    if not words:
        return within
    compact = re.sub(r"[\s.\-()]", "", words).upper()
    exact = Q(code=words.upper()) | Q(lookup_code=compact)
    if re.fullmatch(r"[0-9]{10,12}", compact):
        exact |= Q(applicant_id_number=compact) | Q(applicant_phone=compact)
    if found := within.filter(exact):
        return found
    if re.match(r"[A-Z][0-9]{2}[.\-]", words.upper()):
        return within.filter(code__startswith=words.upper())
    query = search_query(words, prefix=True, phrase=False)
    if not query:
        return within.none()
    return within.filter(RawSQL('"onestop_dossier"."search" @@ %s::tsquery', [query], output_field=BooleanField()))


@dataclass(frozen=True, slots=True)
class PublicState:
    """All that the public may know of a dossier by its look-up code: no personal data."""

    code: str
    procedure: str
    unit: str
    status: Status
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    remaining: int | None
    step: str


def public_state(lookup_code: str, at: datetime) -> PublicState | None:
    """The state of a dossier for whoever holds its look-up code; None where no dossier has it."""
    compact = re.sub(r"[\s\-]", "", lookup_code).upper()
    dossier = Dossier.objects.select_related("procedure_version__procedure").filter(lookup_code=compact).first()
    if dossier is None:
        return None
    run = dossier.runs.filter(closed_at=None).select_related("step").first()
    return PublicState(
        code=dossier.code,
        procedure=dossier.procedure_version.procedure.name,
        unit=org.unit_on(dossier.intake_unit_id, dossier.received_at.astimezone(at.tzinfo).date()).name,
        status=Status(dossier.status),
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        finished_at=dossier.finished_at,
        returned_at=dossier.returned_at,
        remaining=remaining_minutes(dossier, at),
        step=run.step.name if run else "",
    )
