"""The verbs of notices: tell people, mark as read, send the e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from motcua.access.types import Actor
from motcua.ledger.actions import record
from motcua.notices import policy
from motcua.notices.facts import MailSent, NoticesRead, PeopleTold
from motcua.notices.models import Notice
from motcua.notices.types import MailState, Message, Recipient


@transaction.atomic
def tell(
    *, message: Message, to: Sequence[Recipient], by: Actor, at: datetime, cause: int | None = None
) -> list[Notice]:
    """Tell people something: in the app now, by e-mail later where they have an address.

    `cause` is the id of the fact that gave rise to it; whoever has been told of it already is passed over, so that a
    job that runs twice tells nobody twice.
    """
    policy.must_tell(by)
    known = set(
        Notice.objects.filter(cause=cause, kind=message.kind).values_list("recipient_id", flat=True)
        if cause is not None
        else ()
    )
    notices = Notice.objects.bulk_create(
        Notice(
            recipient_id=person.user_id,
            recipient_name=person.name,
            kind=message.kind,
            title=message.title,
            says=message.says,
            url=message.url,
            at=at,
            cause=cause,
            email=person.email,
            mail_state=MailState.WAITING if person.email else MailState.NONE,
        )
        for person in to
        if person.user_id not in known
    )
    if notices:
        record(PeopleTold(notices[0].pk, message.kind, message.title, len(notices)), by=by, at=at)
    return notices


@transaction.atomic
def mark_read(*, notice_ids: Sequence[int] | None, by: Actor, at: datetime) -> int:
    """Mark one's own notices as read, some or (None) all; how many were not read before."""
    reader = policy.must_be_a_person(by)
    mine = Notice.objects.select_for_update().filter(recipient_id=reader, read_at=None)
    if notice_ids is not None:
        mine = mine.filter(pk__in=notice_ids)
    ids = sorted(mine.values_list("pk", flat=True))
    if ids:
        Notice.objects.filter(pk__in=ids).update(read_at=at)
        record(NoticesRead(ids[-1], len(ids)), by=by, at=at)
    return len(ids)


@transaction.atomic
def send_by_mail(*, notice_id: int, by: Actor, at: datetime) -> Notice:
    """Send a waiting notice by e-mail; what the mail server raises is the caller's to keep and to try again."""
    policy.must_tell(by)
    notice = Notice.objects.select_for_update().get(pk=notice_id)
    if notice.mail_state == MailState.SENT or not notice.email:
        return notice
    send_mail(
        notice.title,
        f"{notice.says}\n\n{settings.PUBLIC_URL}{notice.url}" if notice.url else notice.says,
        None,
        [notice.email],
    )
    notice.mail_state, notice.mail_error = MailState.SENT, ""
    notice.save(update_fields=["mail_state", "mail_error"])
    record(MailSent(notice.pk), by=by, at=at)
    return notice
