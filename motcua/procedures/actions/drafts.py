"""The verbs of drafts: begin the next version of a procedure, change it, give it up, publish it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.types import Actor
from motcua.kernel.printed import moment_words, print_day
from motcua.kernel.refusal import Conflict, Malformed
from motcua.ledger.actions import record
from motcua.procedures import policy, queries
from motcua.procedures.actions.control import issue_decision
from motcua.procedures.actions.publication import close, must_be_publishable, must_come_after, put_in_force, told_of
from motcua.procedures.facts import DraftChanged, DraftDiscarded, DraftOpened
from motcua.procedures.models import Procedure, ProcedureVersion, VersionDraft
from motcua.procedures.queries.versions import as_data, from_data
from motcua.procedures.types import (
    Basis,
    ChangeKind,
    DecisionDetails,
    DecisionLineDetails,
    VersionContent,
)


@transaction.atomic
def open_draft(*, code: str, by: Actor, at: datetime) -> VersionDraft:
    """Begin the next version of a procedure from the one in force, or else the last. Refuses while one is open."""
    policy.must_publish(by, on=at.date())
    base = queries.base_of(code, at.date())
    procedure = Procedure.objects.select_for_update().get(pk=base.procedure_id)
    if already := queries.open_draft_of(code):
        raise Conflict(
            f"{already.opened_by} đã mở dự thảo của thủ tục {code} lúc {moment_words(already.opened_at)}; "
            "hãy sửa tiếp dự thảo đó."
        )
    draft = VersionDraft.objects.create(
        procedure=procedure,
        base=base,
        content=as_data(queries.content_of(base)),
        opened_by=by.name,
        opened_at=at,
        changed_by=by.name,
        changed_at=at,
    )
    record(DraftOpened(procedure.pk, code, draft.pk), by=by, at=at)
    return draft


@transaction.atomic
def save_draft(*, draft_id: int, content: VersionContent, seen: int | None, by: Actor, at: datetime) -> VersionDraft:
    """Let a draft say something else; it may have faults until it is published.

    `seen` is the revision the official looked at: where somebody saved in between, this is refused by name.
    """
    policy.must_publish(by, on=at.date())
    draft = _lock(draft_id, seen)
    content = replace(content, name=draft.procedure.name)
    draft.content = as_data(content)
    draft.changed_by, draft.changed_at, draft.revision = by.name, at, draft.revision + 1
    draft.save(update_fields=["content", "changed_by", "changed_at", "revision"])
    before = queries.content_of(draft.base) if draft.base else content
    changes = len(queries.differences(before, content))
    record(DraftChanged(draft.procedure_id, draft.procedure.code, draft.pk, changes), by=by, at=at)
    return draft


@transaction.atomic
def discard_draft(*, draft_id: int, by: Actor, at: datetime) -> VersionDraft:
    """Give a draft up; its row stays."""
    policy.must_publish(by, on=at.date())
    draft = _lock(draft_id, None)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    record(DraftDiscarded(draft.procedure_id, draft.procedure.code, draft.pk), by=by, at=at)
    return draft


@transaction.atomic
def publish_draft(
    *, draft_id: int, since: date, decision: DecisionDetails, seen: int | None, by: Actor, at: datetime
) -> ProcedureVersion:
    """Put a draft in force from a day on, by a decision; the present version ends there.

    Refuses, telling all at once, what lacks a part, leads nowhere, does not fit its terms, or has a step for which
    nobody holds the role; a day that is not after today (dossiers of today already rest on the present version); a
    draft that says nothing new; a decision signed after the day of effect, or late without a reason.
    """
    policy.must_publish(by, on=at.date())
    draft = _lock(draft_id, seen)
    procedure = draft.procedure
    content = from_data(draft.content)
    _must_begin_later(since, decision, at.date())
    present = queries.present_version(procedure.code, since)
    if present is not None and not queries.differences(queries.content_of(present), content):
        raise Malformed("Dự thảo chưa khác phiên bản đang có hiệu lực; hãy sửa nội dung trước khi công bố.")
    must_be_publishable(content, since, is_staffed=True)
    line = DecisionLineDetails(procedure.code, ChangeKind.AMENDED if present else ChangeKind.NEW)
    details = replace(decision, effective_on=decision.effective_on or since)
    issued = issue_decision(details=details, lines=(line,), by=by, at=at)
    until = None
    if present is not None:
        until = present.until
        if present.since == since:
            raise Conflict(
                f"Đã có phiên bản có hiệu lực từ ngày {print_day(since)}; hãy chọn ngày khác.", field="since"
            )
        close(present, since)
    published = put_in_force(
        procedure,
        content,
        DateRange(since, until or queries.next_start(procedure.code, since)),
        basis=Basis.DECISION,
        decision=issued.number,
        published_by=issued,
    )
    draft.published = published
    draft.save(update_fields=["published"])
    told_of(published, by=by, at=at)
    return published


def _must_begin_later(since: date, decision: DecisionDetails, today: date) -> None:
    must_come_after(since, today, field="since")
    if decision.signed_on > today:
        raise Malformed(
            f"Ngày ký {print_day(decision.signed_on)} ở sau hôm nay; hãy công bố sau khi quyết định được ký.",
            field="signed_on",
        )


def _lock(draft_id: int, seen: int | None) -> VersionDraft:
    queries.draft(draft_id)  # refuses by name one that does not exist
    draft = VersionDraft.objects.select_for_update(of=("self",)).select_related("procedure", "base").get(pk=draft_id)
    if not draft.is_open:
        raise Conflict("Dự thảo này đã được công bố hoặc đã bỏ; hãy mở dự thảo mới từ trang của thủ tục.")
    if seen is not None and seen != draft.revision:
        raise Conflict(
            f"{draft.changed_by} đã lưu dự thảo này lúc {moment_words(draft.changed_at)}; "
            "hãy mở lại để xem nội dung mới."
        )
    return draft
