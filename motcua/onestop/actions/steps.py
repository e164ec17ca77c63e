"""The verbs of handling: take a step, pass the dossier on (a leader's passing on is the approval), send it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from motcua.access.types import Actor
from motcua.files.queries import StoredFile
from motcua.kernel.refusal import Malformed, Refusal
from motcua.ledger.actions import record
from motcua.onestop import policy
from motcua.onestop.actions import status
from motcua.onestop.actions.runs import calendar_of, close_run, open_run, open_step
from motcua.onestop.facts import DossierApproved, DossierPassedOn, DossierSentBack, DossierTaken
from motcua.onestop.models import Attachment, Dossier, StepRun
from motcua.onestop.types import Outcome, Status
from motcua.org import queries as org
from motcua.procedures.queries import Step


class NoResult(Refusal):
    """A dossier may not be finished without its result."""

    code = "no_result"


NamedFile = tuple[StoredFile, str]


def _attach(run: StepRun, files: Sequence[NamedFile], *, by: Actor, at: datetime) -> None:
    Attachment.objects.bulk_create(
        Attachment(dossier=run.dossier, step_run=run, file=file, name=name, added_by=by.name, added_at=at)
        for file, name in files
    )


@transaction.atomic
def take(*, dossier_id: int, seen: int | None, by: Actor, at: datetime) -> StepRun:
    """Take the open step (nhận xử lý), so that everyone sees who has it. Taking what one holds changes nothing."""
    dossier = status.lock(dossier_id, seen=seen)
    run = open_run(dossier)
    by = policy.must_work(by, run, on=at.date())
    if run.holder_id == by.user_id:
        return run
    run.holder_id, run.holder_name, run.taken_at = by.user_id, by.name, at
    run.save(update_fields=["holder", "holder_name", "taken_at"])
    if dossier.status == Status.RECEIVED and run.step.order > 1:
        status.transition(dossier, Status.IN_PROGRESS, by=by, at=at)
    status.save(dossier)
    record(DossierTaken(dossier.pk, dossier.code, run.step.name), by=by, at=at)
    return run


@transaction.atomic
def pass_on(
    *,
    dossier_id: int,
    seen: int | None,
    by: Actor,
    at: datetime,
    note: str = "",
    files: Sequence[NamedFile] = (),
) -> StepRun:
    """Finish the open step and open the next one (chuyển bước).

    When the next step is handing out, this is the approval (phê duyệt): the result must have been entered, and the
    dossier is finished at this moment. Refuses when the step is not the actor's, or somebody acted in between.
    """
    dossier = status.lock(dossier_id, seen=seen)
    run = open_run(dossier)
    by = policy.must_work(by, run, on=at.date())
    steps = list(run.step.process.steps.all())
    following = next((step for step in steps if step.order > run.step.order), None)
    if following is None:
        raise Malformed("Đây là bước trả kết quả: hãy ghi nhận người nhận kết quả để hoàn tất, không chuyển tiếp.")
    finishes = following == steps[-1]
    if finishes:
        _must_have_result(dossier, at.date())
    run.dossier = dossier
    _attach(run, files, by=by, at=at)
    calendar, outcome = calendar_of(dossier), Outcome.APPROVED if finishes else Outcome.PASSED_ON
    used = close_run(run, outcome, note, by=by, at=at, calendar=calendar)
    opened = open_step(dossier, following, at=at, calendar=calendar)
    if run.step.order > 1 and dossier.status == Status.RECEIVED:
        status.transition(dossier, Status.IN_PROGRESS, by=by, at=at)
    if finishes:
        _sign(dossier, by)
        status.transition(dossier, Status.FINISHED, by=by, at=at)
    status.save(dossier)
    if finishes:
        fact: DossierApproved | DossierPassedOn = DossierApproved(
            dossier.pk,
            dossier.code,
            run.step.name,
            dossier.result.number,
            used,
            dossier.timeliness or "",
            note,
        )
    else:
        unit = org.unit_on(opened.unit_id, at.date())
        fact = DossierPassedOn(
            dossier.pk,
            dossier.code,
            run.step.name,
            following.name,
            unit.short_name,
            used,
            len(files),
            note,
        )
    record(fact, by=by, at=at)
    return opened


def _must_have_result(dossier: Dossier, day: date) -> None:
    if not hasattr(dossier, "result"):
        raise NoResult(
            "Hồ sơ chưa có kết quả nên chưa thể phê duyệt; hãy nhập số, ngày ký và tệp kết quả trước.",
            citation=org.rule("onestop.regime").on(day)["result"],
            field="result",
        )


def _sign(dossier: Dossier, by: Actor) -> None:
    signed = f"{by.name} ({by.post})" if by.post else by.name
    dossier.result.signed_by = f"{signed}, thay {by.stands_in_for}" if by.stands_in_for else signed
    dossier.result.save(update_fields=["signed_by"])


@transaction.atomic
def send_back(
    *,
    dossier_id: int,
    seen: int | None,
    to: str,
    note: str,
    by: Actor,
    at: datetime,
    files: Sequence[NamedFile] = (),
) -> StepRun:
    """Send the dossier back to an earlier step (trả lại), to the official who did it, with a reason.

    The citizen's clock runs on. Sending back a finished dossier before its result is handed out reopens it.
    """
    dossier = status.lock(dossier_id, seen=seen)
    run = open_run(dossier)
    by = policy.must_send_back(by, dossier, run, on=at.date())
    note = note.strip()
    if not note:
        raise Malformed("Hãy ghi lý do trả lại để người nhận biết cần làm gì.", field="note")
    if to not in run.step.may_send_back_to:
        raise Malformed("Bước này không được trả lại về bước đã chọn; hãy chọn bước khác.", field="to")
    step = run.step.process.steps.get(code=to)
    run.dossier = dossier
    _attach(run, files, by=by, at=at)
    calendar = calendar_of(dossier)
    used = close_run(run, Outcome.SENT_BACK, note, by=by, at=at, calendar=calendar)
    opened = open_step(dossier, step, at=at, holder=_who_did(dossier, step, at.date()), calendar=calendar)
    if dossier.status in (Status.RECEIVED, Status.FINISHED):
        status.transition(dossier, Status.IN_PROGRESS, by=by, at=at)
    status.save(dossier)
    record(
        DossierSentBack(dossier.pk, dossier.code, run.step.name, step.name, used, note),
        by=by,
        at=at,
    )
    return opened


def _who_did(dossier: Dossier, step: Step, on: date) -> Actor | None:
    """The official who did a step last, if they may still do it."""
    done = dossier.runs.filter(step=step, holder__isnull=False).last()
    if done is None or done.holder_id is None or not policy.may_hold(done.holder_id, done, on=on):
        return None
    return Actor(user_id=done.holder_id, name=done.holder_name)
