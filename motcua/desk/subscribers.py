"""Who is told what: facts of the one-stop shop become notices for the people they concern.

The handlers run as jobs after the deed is committed, and may run twice: nobody is told twice of one fact.
"""

from __future__ import annotations

from motcua.access.types import SYSTEM
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import FactRow
from motcua.ledger.subscriptions import on
from motcua.notices import actions as notices
from motcua.notices.types import Message, Recipient
from motcua.onestop import queries as onestop
from motcua.onestop.facts import DossierApproved, DossierPassedOn, DossierSentBack
from motcua.people import queries as people


def _tell(row: FactRow, dossier_id: int, kind: str, title: str, says: str) -> None:
    """Tell whoever may do the open step of a dossier now, standing in for somebody or not; who did the deed knows."""
    waiting = onestop.open_step_of(dossier_id)
    if waiting is None:
        return
    day = row.at.astimezone(VIETNAM).date()
    doers = people.doers_of(waiting.role, waiting.unit_id, day, held_by=waiting.holder_id)
    to = [Recipient(each.pk, each.name, each.email) for each in doers if each.pk != row.by.get("user_id")]
    message = Message(kind, title, says, waiting.url)
    notices.tell(message=message, to=to, by=SYSTEM, at=row.at, cause=row.pk)


@on(DossierPassedOn, mode="later")
def tell_who_is_next(fact: DossierPassedOn, row: FactRow) -> None:
    """A dossier waits at a step: tell those who may do it."""
    _tell(
        row,
        fact.dossier_id,
        "onestop.waits",
        f"Hồ sơ {fact.code} chờ bước «{fact.to_step}»",
        f"{row.who} đã chuyển hồ sơ sang bước «{fact.to_step}» tại {fact.to_unit}.",
    )


@on(DossierSentBack, mode="later")
def tell_who_did_it(fact: DossierSentBack, row: FactRow) -> None:
    """A dossier was sent back: tell who did that step, with the reason."""
    _tell(
        row,
        fact.dossier_id,
        "onestop.sent_back",
        f"Hồ sơ {fact.code} bị trả lại bước «{fact.to_step}»",
        f"{row.who} trả lại từ bước «{fact.step}». Lý do: {fact.note}",
    )


@on(DossierApproved, mode="later")
def tell_the_counter(fact: DossierApproved, row: FactRow) -> None:
    """A result is ready: tell the counter that will hand it out."""
    _tell(
        row,
        fact.dossier_id,
        "onestop.ready",
        f"Hồ sơ {fact.code} đã có kết quả",
        f"{row.who} đã phê duyệt; kết quả số {fact.result_number} chờ trả cho người nộp.",
    )
