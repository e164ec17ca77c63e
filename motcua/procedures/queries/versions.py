"""What a version says as content, how two differ, and whether there are people for its steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from motcua.access.rights import ROLE_NAMES
from motcua.kernel.refusal import NotFound, Refusal
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.people import queries as people
from motcua.procedures import rules
from motcua.procedures.models import ProcedureVersion, Process, VersionDraft
from motcua.procedures.places import unit_of_step
from motcua.procedures.queries.catalogue import versions_of
from motcua.procedures.types import (
    FeeKind,
    PaperContent,
    ProcessContent,
    StepContent,
    Tier,
    VersionContent,
)

ROWS = {"name", "papers", "processes", "legal_basis"}
"""What of a content is no plain column of the version."""
COLUMNS = tuple(each.name for each in fields(VersionContent) if each.name not in ROWS)


def content_of(version: ProcedureVersion) -> VersionContent:
    """All that a published version says."""
    return VersionContent(
        name=version.procedure.name,
        legal_basis=tuple(version.legal_basis),
        papers=tuple(
            PaperContent(**{each.name: getattr(paper, each.name) for each in fields(PaperContent)})
            for paper in version.papers.all()
        ),
        processes=tuple(_process(process) for process in version.processes.prefetch_related("steps").order_by("id")),
        **{name: getattr(version, name) for name in COLUMNS} | {"fee_kind": FeeKind(version.fee_kind)},
    )


def _process(process: Process) -> ProcessContent:
    steps = tuple(
        StepContent(step.code, step.name, step.role, step.place, step.budget_minutes, tuple(step.may_send_back_to))
        for step in process.steps.all()
    )
    return ProcessContent(process.level, process.receives, process.resolves, steps)


_CONTENT = TypeAdapter(VersionContent)


def as_data(content: VersionContent) -> dict[str, Any]:
    """A content as JSON keeps it."""
    data: dict[str, Any] = _CONTENT.dump_python(content, mode="json")
    return data


def from_data(data: dict[str, Any]) -> VersionContent:
    """A content again, from what JSON kept."""
    return _CONTENT.validate_python(data)


def base_of(code: str, day: date) -> ProcedureVersion:
    """The version a draft begins from: the one in force on a day, else the last; refuses an unknown code."""
    known = versions_of(code)
    return next((version for version in known if version.in_force(day)), known[-1])


def present_version(code: str, day: date) -> ProcedureVersion | None:
    """The version in force on a day, if any."""
    return next((version for version in versions_of(code) if version.in_force(day)), None)


def next_start(code: str, day: date) -> date | None:
    """The first day after `day` on which a version begins, if one is published already."""
    return min((each.since for each in versions_of(code) if each.since and each.since > day), default=None)


def differences(before: VersionContent, after: VersionContent) -> tuple[rules.Change, ...]:
    """How two contents differ, with roles by their names."""
    return rules.difference(before, after, roles=ROLE_NAMES)


def faults_of(content: VersionContent, on: date) -> tuple[rules.Fault, ...]:
    """All that keeps a content from being published from a day on, people not yet asked for."""
    return rules.faults(content, on=on, roles=ROLE_NAMES)


def draft(draft_id: int) -> VersionDraft:
    """A draft by its id, open or not; `NotFound` where there is none."""
    found = VersionDraft.objects.select_related("procedure", "base", "published").filter(pk=draft_id).first()
    if found is None:
        raise NotFound("Không có dự thảo này; hãy mở lại từ trang của thủ tục.")
    return found


def open_draft_of(code: str) -> VersionDraft | None:
    """The open draft of a procedure, if somebody is writing one."""
    return (
        VersionDraft.objects.select_related("procedure", "base")
        .filter(procedure__code=code, published=None, discarded_at=None)
        .first()
    )


def open_drafts() -> list[VersionDraft]:
    """All open drafts, the last changed first."""
    return list(
        VersionDraft.objects.filter(published=None, discarded_at=None)
        .select_related("procedure")
        .order_by("-changed_at")
    )


def neighbours(version: ProcedureVersion) -> tuple[ProcedureVersion | None, ProcedureVersion | None]:
    """The versions before and after one, in the order of days."""
    known = versions_of(version.procedure.code)
    place = [each.pk for each in known].index(version.pk)
    return (known[place - 1] if place else None), (known[place + 1] if place + 1 < len(known) else None)


# People ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """A step nobody can do at some units: how many of those that receive the procedure, and why."""

    level: str
    step: str
    role: str
    lacking: int
    of: int
    why: str = ""

    @property
    def is_everywhere(self) -> bool:
        """No unit has anybody for the step: the procedure could not be handled at all."""
        return self.lacking == self.of

    @property
    def says(self) -> str:
        """The gap in one sentence."""
        role, level = ROLE_NAMES.get(self.role, self.role), Tier(self.level).label.lower()
        if self.why:
            return f"Quy trình {level}, bước «{self.step}»: {self.why}"
        scope = "chưa nơi nào" if self.is_everywhere else f"{self.lacking}/{self.of} đơn vị chưa"
        return f"Quy trình {level}, bước «{self.step}»: {scope} có người giữ vai trò {role}; hãy giao vai trò trước."


def staffing_gaps(content: VersionContent, on: date) -> tuple[Gap, ...]:
    """The steps for which, on a day, some or all units that receive the procedure have nobody with the role."""
    return tuple(gap for process in content.processes for gap in _gaps(process, on))


def unstaffed_steps(process: Process, unit: UnitOn, on: date) -> list[str]:
    """The names of the steps that nobody could do for a dossier received at a unit on a day."""
    return [gap.step for gap in _gaps(_process(process), on, [unit])]


def _gaps(process: ProcessContent, on: date, units: list[UnitOn] | None = None) -> Iterator[Gap]:
    receiving = units if units is not None else _receiving(process, on)
    held = {role: people.units_with(role, on) for role in {step.role for step in process.steps}}
    for step in process.steps:
        why, lacking = "", 0
        for unit in receiving:
            try:
                place = unit_of_step(step.place, process, unit, on)
            except Refusal as refusal:
                why, lacking = refusal.says, lacking + 1
            else:
                lacking += place not in held[step.role]
        if lacking or not receiving:
            everywhere = why if lacking == len(receiving) else ""
            yield Gap(process.level, step.name, step.role, lacking, len(receiving), everywhere)


def _receiving(process: ProcessContent, on: date) -> list[UnitOn]:
    if process.receives:
        return [org.unit_by_slug(process.receives, on)]
    return [unit for unit in org.units_on(on, level=process.level) if unit.kind != "phong"]
