"""The only place that writes a dossier's state, and the lock every verb takes first."""

from __future__ import annotations

from datetime import datetime

from motcua.access.types import Actor
from motcua.kernel.refusal import Conflict, NotFound
from motcua.kernel.zone import VIETNAM
from motcua.ledger import queries as ledger
from motcua.ledger.actions import record
from motcua.onestop import rules
from motcua.onestop.facts import StatusChanged
from motcua.onestop.models import Dossier
from motcua.onestop.types import Status
from motcua.org import queries as org


def lock(dossier_id: int, *, seen: int | None) -> Dossier:
    """The dossier, locked until the transaction ends.

    `seen` is the version the actor had before their eyes; when somebody acted since, `Conflict` says who and what.
    """
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("procedure_version__procedure")
        .filter(pk=dossier_id)
        .first()
    )
    if dossier is None:
        raise NotFound("Không có hồ sơ này; hãy kiểm tra lại mã hồ sơ.")
    if seen is not None and seen != dossier.version:
        last = ledger.newest_of("onestop.dossier", dossier.pk)
        told = (
            f"{last.who} đã làm trước lúc {last.at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}: {last.says} "
            if last
            else ""
        )
        raise Conflict(f"{told}Những gì bạn nhập vẫn còn nguyên; hãy xem lại tình trạng mới của hồ sơ rồi quyết định.")
    return dossier


def transition(dossier: Dossier, to: Status, *, by: Actor, at: datetime, finished_at: datetime | None = None) -> None:
    """Move the state along the national table, in memory and in the ledger; the verb saves the row."""
    if dossier.status == to:
        return
    table = org.rule("dossier.status.map").in_force(at.date()).basis
    rules.must_follow(dossier.status, to, dossier.get_status_display(), to.label, table)
    before, dossier.status = dossier.status, to
    if to == Status.FINISHED:
        dossier.finished_at = finished_at or at
    elif to == Status.RETURNED:
        dossier.returned_at = at
    else:
        dossier.finished_at = None
    record(StatusChanged(dossier.pk, dossier.code, before, to), by=by, at=at)


def save(dossier: Dossier) -> None:
    """Write what the verbs may change, and count the change."""
    dossier.version += 1
    dossier.save(update_fields=["status", "finished_at", "returned_at", "version"])
