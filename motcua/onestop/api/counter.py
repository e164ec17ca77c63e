"""The counter for programs: the due moment before receiving, and receiving."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID, uuid5

from django.http import HttpResponse
from ninja import Header, Router

from motcua.access import rights
from motcua.access.types import Actor
from motcua.kernel import clock
from motcua.onestop import actions, policy, queries
from motcua.onestop.api import files
from motcua.onestop.api.once import once
from motcua.onestop.api.sent import PaperIn, ReceiveIn
from motcua.onestop.api.shapes import DueOut, ReceivedOut, due_of
from motcua.onestop.types import PaperHandedIn, Status
from motcua.org import queries as org
from motcua.procedures import queries as procedures
from motcua.procedures.types import Channel
from motcua.ui.api import ClientRequest, Key, Moment, answers, for_clients, letters

router = Router(tags=["Tiếp nhận"])
ATTEMPTS = UUID("6d6f7463-7561-4000-8000-617069000000")
"""The space of the names of attempts that come in by the API."""


@router.get(
    "/due", auth=for_clients(policy.RECEIVE.code), response=answers({200: DueOut}, 404), summary="Xem trước hạn"
)
def due(
    request: ClientRequest,
    unit: Annotated[str, letters(80, least=1)],
    procedure: Annotated[str, letters(20, least=1)],
    channel: Channel = Channel.DIRECT,
    received_at: Moment | None = None,
) -> DueOut:
    """Ngày hẹn trả nếu tiếp nhận lúc này (hoặc lúc nêu ra), và vì sao."""
    moment = received_at or clock.now()
    here = org.unit_by_slug(unit, moment.date())
    rights.must(request.actor, policy.RECEIVE.code, unit_id=here.id, on=clock.today())
    version = procedures.process_at(procedure, here, moment.date()).version
    found = queries.due_for(version, channel, here, moment)
    return DueOut(
        term=version.term_for(channel),
        due_at=found.due if found else None,
        early_until=found.early_until if found else None,
        trace=list(found.trace) if found else [],
    )


@router.post(
    "/dossiers",
    auth=for_clients(policy.RECEIVE.code),
    response=answers({201: ReceivedOut}, 404, 409, 413),
    summary="Tiếp nhận hồ sơ",
)
def receive(
    request: ClientRequest, sent: ReceiveIn, key: Annotated[Key, Header(alias="Idempotency-Key")]
) -> HttpResponse:
    """Tiếp nhận tại bộ phận một cửa của đơn vị. Gửi lại cùng khóa thì nhận lại đúng hồ sơ đã tiếp nhận."""
    now, by = clock.now(), request.actor

    def work() -> ReceivedOut:
        moment = sent.received_at or now
        dossier = actions.receive(
            application=sent.application(tuple(_paper(each, by, number) for number, each in enumerate(sent.papers))),
            unit=org.unit_by_slug(sent.unit, moment.date()),
            key=uuid5(ATTEMPTS, f"{by.user_id} {key}"),
            received_at=moment,
            by=by,
            at=now,
        )
        return ReceivedOut(
            code=dossier.code,
            lookup_code=dossier.lookup_code,
            status=Status(dossier.status),
            version=dossier.version,
            received_at=dossier.received_at,
            due=due_of(dossier),
        )

    return once(request, key, sent, now, work, status=201)


def _paper(sent: PaperIn, by: Actor, number: int) -> PaperHandedIn:
    scans = files.found(sent.scans, by, f"papers.{number}.scans")
    return PaperHandedIn(
        sent.code, sent.originals, sent.copies, tuple(file for file, _ in scans), tuple(name for _, name in scans)
    )
