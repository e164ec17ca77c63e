"""The verb at the counter: receive a dossier (tiếp nhận hồ sơ)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Cast

from motcua.access import rights
from motcua.access.types import Actor
from motcua.kernel.refusal import Malformed
from motcua.kernel.text import normalise, search_vector
from motcua.ledger.actions import next_number, record
from motcua.onestop import policy, queries, rules
from motcua.onestop.actions.runs import open_step
from motcua.onestop.facts import DossierReceived
from motcua.onestop.models import Attachment, ClockEvent, Dossier, Paper
from motcua.onestop.types import Application, ClockKind, PaperHandedIn, Status
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.population.actions import register_applicant
from motcua.population.queries import clean_id_number, clean_name, clean_phone
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Process, RequiredPaper, Step

LOOKUP_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that cannot be taken for one another when read aloud or typed from paper."""


@transaction.atomic
def receive(
    *,
    application: Application,
    unit: UnitOn,
    key: UUID,
    received_at: datetime,
    by: Actor,
    at: datetime,
) -> Dossier:
    """Receive an application at a unit's counter: its code, due moment, first step and fact, or nothing at all.

    `key` names this attempt: the same key again gives the dossier it already made, so an impatient second click
    receives nothing twice; with other content it is refused. Refuses an unknown procedure, one not offered here or
    not in force that day, missing papers, malformed details, a receipt in the future or of an earlier day without a
    reason, and a term the calendar does not cover.
    """
    day = received_at.date()
    by = rights.must(by, policy.RECEIVE.code, unit_id=unit.id, on=at.date())
    if (already := _made_by(key)) is not None:
        _must_say_the_same(already, application, unit, received_at if received_at != at else None)
        return already
    rules.must_not_be_ahead(received_at, at)
    process = procedures.process_at(application.procedure_code, unit, day)
    version = process.version
    asked = list(version.papers.all())
    given = {paper.code: paper for paper in application.papers}
    _must_fit(asked, given, day)
    late_because = _why_late(application, received_at, at)
    calendar = org.calendar(unit.calendar, unit.id, hold=True)
    due = queries.due_for(version, application.channel, unit, received_at, calendar)
    resolver = procedures.resolving_unit(process, unit, day)
    applicant = register_applicant(details=application.applicant, by=by, at=at)
    number = next_number(f"onestop.dossier/{unit.identifier}/{day:%y%m%d}")
    abstract = normalise(application.abstract).strip() or version.procedure.name
    code = f"{unit.identifier}-{day:%y%m%d}-{number:04d}"
    words = f"{code} {applicant.name} {abstract}"
    dossier = Dossier.objects.create(
        code=code,
        lookup_code="".join(secrets.choice(LOOKUP_ALPHABET) for _ in range(10)),
        intake_key=key,
        procedure_version=version,
        process=process,
        channel=application.channel,
        intake_unit_id=unit.id,
        resolving_unit_id=resolver.id,
        return_unit_id=unit.id,
        applicant=applicant,
        applicant_name=clean_name(application.applicant.name),
        applicant_id_number=applicant.id_number,
        applicant_phone=applicant.phone,
        applicant_address=applicant.address,
        applicant_email=applicant.email,
        abstract=abstract[:1000],
        sets=application.sets,
        received_at=received_at,
        received_by=by.name,
        term=version.term_for(application.channel),
        calendar=unit.calendar,
        due_at=due.due if due else None,
        early_until=due.early_until if due else None,
        due_trace=list(due.trace) if due else [],
        status=Status.RECEIVED,
        search=Cast(Value(search_vector(words)), SearchVectorField()),
    )
    _keep_papers(dossier, asked, given, by=by, at=at)
    ClockEvent.objects.create(
        dossier=dossier, kind=ClockKind.START, at=received_at, term=dossier.term, reason="Tiếp nhận hồ sơ"
    )
    open_step(dossier, _first_step(process), at=received_at, holder=by, calendar=calendar)
    record(
        DossierReceived(
            dossier.pk,
            code,
            version.procedure.code,
            version.procedure.name,
            unit.short_name,
            len(given),
            dossier.due_at,
            late_because,
        ),
        by=by,
        at=at,
    )
    return dossier


def _made_by(key: UUID) -> Dossier | None:
    """The dossier that this attempt made; sent again at the same moment, it waits for the first one's end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int >> 65])  # the lock's key is a bigint
        cursor.execute("SELECT id FROM onestop_dossier WHERE intake_key = %s", [key])
        found = cursor.fetchone()
    return Dossier.objects.get(pk=found[0]) if found else None


def _must_say_the_same(made: Dossier, application: Application, unit: UnitOn, received_at: datetime | None) -> None:
    """Refuse a key that already made a dossier of something else: what was typed since is not in it.

    `received_at` is None where none was named. What was left empty says nothing: the register may have filled it.
    """
    applicant = application.applicant
    asked = {
        "procedure_version__procedure__code": application.procedure_code,
        "channel": application.channel,
        "intake_unit_id": unit.id,
        "sets": application.sets,
        "applicant_name": clean_name(applicant.name),
        "applicant_id_number": clean_id_number(applicant.id_number),
        "applicant_phone": clean_phone(applicant.phone),
        "applicant_address": normalise(applicant.address).strip(),
        "applicant_email": applicant.email.strip(),
        "abstract": normalise(application.abstract).strip()[:1000],
        "received_at": received_at,
    }
    told = {name: value for name, value in asked.items() if value not in ("", None)}
    counts = made.papers.filter(required_paper__isnull=False).values_list("required_paper__code", "originals", "copies")
    papers = {paper.code: (paper.originals, paper.copies) for paper in application.papers}
    is_same = Dossier.objects.filter(pk=made.pk, **told).exists()
    if not is_same or {code: (originals, copies) for code, originals, copies in counts} != papers:
        raise rules.SaidOtherwise(
            f"Phiếu này đã được lưu thành hồ sơ {made.code} với nội dung khác, nên những gì vừa sửa chưa được ghi; "
            "nếu đúng là một hồ sơ nữa thì hãy bấm lưu lần nữa, nếu không thì mở hồ sơ đã lưu."
        )


def _why_late(application: Application, received_at: datetime, at: datetime) -> str:
    """The reason for entering a receipt of an earlier day; "" for one of today. Refuses one without a reason."""
    if received_at.date() >= at.date():
        return ""
    citation = org.rule("onestop.regime").on(received_at.date())["receipt"]
    return rules.why_entered_late(received_at, at, application.late_because, citation=citation)


def _must_fit(asked: list[RequiredPaper], given: Mapping[str, PaperHandedIn], day: date) -> None:
    """Refuse papers the catalogue does not know, then missing ones."""
    if unknown := given.keys() - {paper.code for paper in asked}:
        raise Malformed(
            f"Thành phần hồ sơ không có giấy tờ mang mã {', '.join(sorted(unknown))}; hãy chọn lại thủ tục.",
            field="papers",
        )
    rules.must_be_complete(
        [rules.PaperAsked(p.code, p.name, p.originals, p.copies, p.required, p.show_only) for p in asked],
        {code: (paper.originals, paper.copies) for code, paper in given.items()},
        citation=org.rule("onestop.regime").on(day)["receipt"],
    )


def _keep_papers(
    dossier: Dossier,
    asked: list[RequiredPaper],
    given: Mapping[str, PaperHandedIn],
    *,
    by: Actor,
    at: datetime,
) -> None:
    papers = Paper.objects.bulk_create(
        Paper(
            dossier=dossier,
            required_paper=paper,
            order=paper.order,
            name=paper.name,
            originals=given[paper.code].originals,
            copies=given[paper.code].copies,
        )
        for paper in asked
        if paper.code in given
    )
    Attachment.objects.bulk_create(
        Attachment(dossier=dossier, paper=kept, file=scan, name=name, added_by=by.name, added_at=at)
        for kept in papers
        if kept.required_paper is not None
        for scan, name in zip(
            given[kept.required_paper.code].scans,
            given[kept.required_paper.code].names,
            strict=True,
        )
    )


def _first_step(process: Process) -> Step:
    return process.steps.all()[0]
