"""The jobs of notices: e-mail goes out after the deed is committed, and is tried again when the server is away."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.ledger.queries import FactRow
from motcua.ledger.subscriptions import on
from motcua.notices import actions
from motcua.notices.facts import PeopleTold
from motcua.notices.models import Notice
from motcua.notices.types import MailState


@app.task(name="notices.mail", queue="notices", retry=RetryStrategy(max_attempts=6, exponential_wait=5))
def mail(notice_id: int) -> None:
    """Send one notice by e-mail; a failure is kept on the notice, and retried."""
    try:
        actions.send_by_mail(notice_id=notice_id, by=SYSTEM, at=clock.now())
    except OSError as error:  # SMTP errors are OSErrors
        Notice.objects.filter(pk=notice_id).update(mail_state=MailState.FAILED, mail_error=str(error)[:500])
        raise


@on(PeopleTold, mode="now")
def defer_mail(fact: PeopleTold, row: FactRow) -> None:
    """Defer one job for each notice of this telling that has an address."""
    told = Notice.objects.filter(pk__gte=fact.notice_id, kind=fact.kind_told, at=row.at)
    for notice_id in told.filter(mail_state=MailState.WAITING).values_list("pk", flat=True):
        mail.defer(notice_id=notice_id)
