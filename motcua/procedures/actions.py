"""The verbs of the catalogue: publish a version of a procedure, with its papers, processes and steps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Value
from django.db.models.functions import Cast

from motcua.access.types import Actor
from motcua.kernel.text import search_vector
from motcua.ledger.actions import record
from motcua.org.types import Level
from motcua.procedures import policy
from motcua.procedures.facts import VersionPublished
from motcua.procedures.models import Procedure, ProcedureVersion, Process, RequiredPaper, Step

LEVELS = {"tinh": Level.PROVINCE, "huyen": Level.DISTRICT, "xa": Level.COMMUNE}


def _procedure(entry: dict[str, Any]) -> Procedure:
    words = f"{entry['name']} {entry['field']}"
    procedure, _ = Procedure.objects.get_or_create(
        code=entry["code"],
        defaults={
            "name": entry["name"],
            "field": entry["field"],
            "issuer": entry.get("issuer") or "",
            "online_level": entry.get("online_level") or "",
            "search": Cast(Value(search_vector(words)), SearchVectorField()),
        },
    )
    return procedure


@transaction.atomic
def publish(*, entry: dict[str, Any], version: dict[str, Any], by: Actor, at: datetime) -> ProcedureVersion:
    """Publish one version of a catalogue entry (the shapes of `data/catalogue_core.yaml`).

    An overlap with another version of the same procedure is refused by the database.
    """
    policy.must_publish(by, on=at.date())
    procedure = _procedure(entry)
    terms, fee, result = version["terms"], version["fee"], version["result"]
    published = ProcedureVersion.objects.create(
        procedure=procedure,
        valid=DateRange(version["valid_from"], version.get("valid_until")),
        decision=_decision(version),
        term_direct=terms.get("direct") or "",
        term_online=terms.get("online") or "",
        term_postal=terms.get("postal") or "",
        term_certain=version.get("term_certain", True),
        term_note=version.get("term_note") or "",
        fee_kind=fee["kind"],
        fee_amount=fee.get("amount"),
        fee_online_amount=fee.get("online_amount"),
        fee_note=fee.get("note") or "",
        result_name=result["name"],
        result_code=result.get("code") or "",
        legal_basis=version.get("legal_basis", []),
    )
    RequiredPaper.objects.bulk_create(
        RequiredPaper(
            version=published,
            order=order,
            code=paper["code"],
            name=paper["name"],
            originals=paper["originals"],
            copies=paper["copies"],
            required=paper["required"],
            show_only=paper.get("show_only", False),
            group=paper.get("group") or "",
            condition=paper.get("condition") or "",
        )
        for order, paper in enumerate(version["papers"], start=1)
    )
    for level, process in version["processes"].items():
        _lay_out(published, LEVELS[level], process)
    record(
        VersionPublished(
            procedure.pk,
            procedure.code,
            procedure.name,
            version["valid_from"],
            version.get("valid_until"),
            published.decision,
        ),
        by=by,
        at=at,
    )
    return published


def _decision(version: dict[str, Any]) -> str:
    """The decision of publication; one read on a page of a later year says nothing of this version."""
    return "" if version.get("decision_basis") == "page_2026" else version.get("decision") or ""


def _lay_out(version: ProcedureVersion, level: Level, entry: dict[str, Any]) -> None:
    process = Process.objects.create(
        version=version,
        level=level,
        receives=entry.get("receives") or "",
        resolves=entry.get("resolves") or "",
    )
    Step.objects.bulk_create(
        Step(
            process=process,
            order=order,
            code=step["code"],
            name=step["name"],
            role=step["role"],
            place=step.get("at", "receiving"),
            budget_minutes=step["budget_minutes"],
            may_send_back_to=step.get("may_send_back_to", []),
        )
        for order, step in enumerate(entry["steps"], start=1)
    )
