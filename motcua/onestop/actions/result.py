"""The verbs at the end: enter the result, and hand it out with proof of who took it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.access.types import Actor
from motcua.kernel.refusal import Malformed
from motcua.kernel.text import normalise
from motcua.ledger.actions import record
from motcua.onestop import policy, rules
from motcua.onestop.actions import status
from motcua.onestop.actions.runs import calendar_of, close_run, open_run
from motcua.onestop.facts import ResultEntered, ResultHandedOut
from motcua.onestop.models import Dossier, Result, ResultHandOver
from motcua.onestop.types import Outcome, Receiver, ResultDetails, Status
from motcua.population.queries import clean_id_number, clean_name


@transaction.atomic
def enter_result(*, dossier_id: int, seen: int | None, details: ResultDetails, by: Actor, at: datetime) -> Result:
    """Enter the result (nhập kết quả), or enter it anew while it is not approved; the ledger keeps each entry."""
    dossier = status.lock(dossier_id, seen=seen)
    run = open_run(dossier)
    by = policy.must_work(by, run, on=at.date())
    if dossier.status == Status.FINISHED or run.step.order == 1:
        raise rules.WrongMove("Kết quả được nhập ở bước thụ lý hoặc phê duyệt; bước hiện tại không nhập kết quả.")
    number = normalise(details.number).strip()
    if not number:
        raise Malformed("Hãy nhập số, ký hiệu của kết quả (ví dụ 112/2024).", field="number")
    if details.signed_on > at.date():
        raise Malformed(
            f"Ngày ký {details.signed_on:%d/%m/%Y} ở sau hôm nay ({at:%d/%m/%Y}); hãy nhập lại.",
            field="signed_on",
        )
    if details.signed_on < dossier.received_at.astimezone(at.tzinfo).date():
        raise Malformed(
            f"Ngày ký {details.signed_on:%d/%m/%Y} ở trước ngày tiếp nhận hồ sơ; hãy nhập lại.",
            field="signed_on",
        )
    version = dossier.procedure_version
    values = {
        "name": version.result_name,
        "code": version.result_code,
        "number": number,
        "signed_on": details.signed_on,
        "note": normalise(details.note).strip(),
        "entered_by": by.name,
        "entered_at": at,
    }
    if details.file is not None:
        values |= {"file": details.file, "file_name": details.file_name}
    result, _ = Result.objects.update_or_create(dossier=dossier, defaults=values)
    status.save(dossier)
    record(
        ResultEntered(
            dossier.pk,
            dossier.code,
            version.result_name,
            number,
            details.signed_on,
            result.file_name,
        ),
        by=by,
        at=at,
    )
    return result


@transaction.atomic
def hand_out(*, dossier_id: int, seen: int | None, receiver: Receiver, by: Actor, at: datetime) -> Dossier:
    """Hand the result out (trả kết quả): who took it, with their personal number; the dossier ends here."""
    dossier = status.lock(dossier_id, seen=seen)
    run = open_run(dossier)
    by = policy.must_work(by, run, on=at.date())
    if dossier.status != Status.FINISHED:
        raise rules.WrongMove(
            f"Hồ sơ đang «{dossier.get_status_display()}», chưa có kết quả để trả; hãy chờ lãnh đạo phê duyệt."
        )
    name = clean_name(receiver.name, whose="người nhận kết quả")
    id_number = clean_id_number(receiver.id_number)
    is_self = id_number == dossier.applicant_id_number
    relation = normalise(receiver.relation).strip() or ("chính chủ" if is_self else "")
    if not is_self and relation in ("", "chính chủ"):
        raise Malformed(
            "Người nhận không phải người nộp hồ sơ: hãy ghi rõ quan hệ hoặc văn bản ủy quyền.",
            citation="Bộ luật Dân sự 2015, Điều 138",
            field="relation",
        )
    ResultHandOver.objects.create(
        dossier=dossier,
        at=at,
        receiver_name=name,
        receiver_id_number=id_number,
        relation=relation,
        note=normalise(receiver.note).strip(),
        handed_by=by.name,
    )
    run.dossier = dossier
    close_run(run, Outcome.HANDED_OUT, "", by=by, at=at, calendar=calendar_of(dossier))
    status.transition(dossier, Status.RETURNED, by=by, at=at)
    status.save(dossier)
    record(ResultHandedOut(dossier.pk, dossier.code, name, relation), by=by, at=at)
    return dossier
