"""The verbs of publication: put a version in force with its papers and steps, end one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Value
from django.db.models.functions import Cast

from motcua.access.types import Actor
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Malformed, Refusal
from motcua.kernel.text import search_vector
from motcua.ledger.actions import record
from motcua.procedures import policy, queries, rules
from motcua.procedures.actions.control import issue_decision
from motcua.procedures.entries import content_of_entry
from motcua.procedures.facts import VersionEnded, VersionPublished
from motcua.procedures.models import Procedure, ProcedureVersion, Process, PublicationDecision, RequiredPaper, Step
from motcua.procedures.queries.versions import COLUMNS
from motcua.procedures.types import Basis, ChangeKind, DecisionDetails, DecisionLineDetails, Tier, VersionContent

TIER_ORDER = list(Tier)


class NotPublishable(Refusal):
    """A version that lacks something; `faults` are all of them, each a sentence."""

    code = "not_publishable"

    def __init__(self, faults: Sequence[rules.Fault]) -> None:
        told = " ".join(f"{number}) {fault.says}" for number, fault in enumerate(faults, start=1))
        super().__init__(
            f"Chưa công bố được, còn {len(faults)} điều phải sửa: {told}",
            citation="Nghị định 63/2010/NĐ-CP, khoản 2 Điều 8",
        )
        self.faults = tuple(faults)


@transaction.atomic
def publish(*, entry: dict[str, Any], version: dict[str, Any], by: Actor, at: datetime) -> ProcedureVersion:
    """Publish one version of a catalogue entry (the shapes of `data/catalogue_core.yaml`).

    Refuses what lacks a mandatory part or whose steps lead nowhere, telling all faults at once. An overlap with another
    version of the same procedure is refused by the database.
    """
    policy.must_publish(by, on=at.date())
    content = content_of_entry(entry, version)
    must_be_publishable(content, version["valid_from"])
    procedure = _procedure(entry)
    published = put_in_force(
        procedure,
        content,
        DateRange(version["valid_from"], version.get("valid_until")),
        basis=Basis(version.get("validity_basis", Basis.DECISION)),
        decision=_decision(version),
    )
    told_of(published, by=by, at=at)
    return published


def must_be_publishable(content: VersionContent, on: date, *, is_staffed: bool = False) -> None:
    """Refuse a content with faults; with `is_staffed` also one with a step for which nobody anywhere has the role."""
    found = list(queries.faults_of(content, on))
    if is_staffed:
        gaps = queries.staffing_gaps(content, on)
        found += [rules.Fault("nobody", gap.says) for gap in gaps if gap.is_everywhere]
    if found:
        raise NotPublishable(found)


def _procedure(entry: dict[str, Any]) -> Procedure:
    words = f"{entry['name']} {entry['field']}"
    procedure, _ = Procedure.objects.get_or_create(
        code=entry["code"],
        defaults={
            "name": entry["name"],
            "field": entry["field"],
            "issuer": entry.get("issuer") or "",
            "online_level": entry.get("online_level") or "",
            "is_provincial": True,
            "search": _vector(words),
        },
    )
    return procedure


def _vector(words: str) -> Cast:
    return Cast(Value(search_vector(words)), SearchVectorField())


def _decision(version: dict[str, Any]) -> str:
    """The decision of publication; one read on a page of a later year says nothing of this version."""
    return "" if version.get("decision_basis") == "page_2026" else version.get("decision") or ""


def put_in_force(
    procedure: Procedure,
    content: VersionContent,
    valid: DateRange,
    *,
    basis: Basis,
    decision: str = "",
    published_by: PublicationDecision | None = None,
) -> ProcedureVersion:
    """The rows of a version; the verb that calls this has asked the policy and records the fact."""
    published = ProcedureVersion.objects.create(
        procedure=procedure,
        valid=valid,
        basis=basis,
        decision=decision,
        published_by=published_by,
        tiers=sorted({process.level for process in content.processes}, key=TIER_ORDER.index),
        agency_search=_vector(content.agency),
        legal_basis=list(content.legal_basis),
        lacks=list(rules.missing_parts(content, valid.lower)),
        **{name: getattr(content, name) for name in COLUMNS},
    )
    RequiredPaper.objects.bulk_create(
        RequiredPaper(
            version=published,
            order=order,
            code=paper.code,
            name=paper.name,
            originals=paper.originals,
            copies=paper.copies,
            required=paper.required,
            show_only=paper.show_only,
            group=paper.group,
            condition=paper.condition,
        )
        for order, paper in enumerate(content.papers, start=1)
    )
    for process in content.processes:
        made = Process.objects.create(
            version=published, level=process.level, receives=process.receives, resolves=process.resolves
        )
        Step.objects.bulk_create(
            Step(
                process=made,
                order=order,
                code=step.code,
                name=step.name,
                role=step.role,
                place=step.place,
                budget_minutes=step.budget_minutes,
                may_send_back_to=list(step.may_send_back_to),
            )
            for order, step in enumerate(process.steps, start=1)
        )
    return published


def told_of(published: ProcedureVersion, *, by: Actor, at: datetime) -> None:
    """Record that a version is in force."""
    procedure = published.procedure
    assert published.since is not None
    record(
        VersionPublished(
            procedure.pk, procedure.code, procedure.name, published.since, published.until, published.decision
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def end_version(
    *, code: str, until: date, kind: ChangeKind, decision: DecisionDetails, by: Actor, at: datetime
) -> ProcedureVersion:
    """End a procedure (bãi bỏ, hủy bỏ) by a decision: from `until` on it has no version.

    Dossiers received before keep theirs, so the day must come after today. Refuses where no version is in force on the
    day before.
    """
    policy.must_publish(by, on=at.date())
    must_come_after(until, at.date(), field="until")
    version = queries.version_on(code, until - rules.DAY)
    details = replace(decision, effective_on=decision.effective_on or until)
    issued = issue_decision(details=details, lines=(DecisionLineDetails(code, kind),), by=by, at=at)
    close(version, until)
    record(VersionEnded(version.procedure_id, code, until, issued.number), by=by, at=at)
    return version


def must_come_after(day: date, today: date, *, field: str) -> None:
    """Refuse a day of change that is not after today: what was received until now rests on what holds now."""
    if day <= today:
        raise Malformed(
            f"Ngày hiệu lực {print_day(day)} phải sau hôm nay ({print_day(today)}) vì hồ sơ nhận đến hôm nay đã theo "
            "phiên bản hiện hành; hãy chọn ngày khác.",
            field=field,
        )


def close(version: ProcedureVersion, until: date) -> None:
    """Let a version end on a day; the only change a published version takes."""
    version.valid = DateRange(version.valid.lower, until)
    version.save(update_fields=["valid"])
