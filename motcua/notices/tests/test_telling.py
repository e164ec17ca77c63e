"""Who is told what, once; what was read; and e-mail that goes out later, or says why it did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from motcua.access.types import SYSTEM, Actor
from motcua.kernel import clock
from motcua.kernel.refusal import NotAllowed
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import story_of
from motcua.notices import actions, queries, tasks
from motcua.notices.models import Notice
from motcua.notices.types import MailState, Message, Recipient

pytestmark = pytest.mark.django_db
AT = datetime(2024, 9, 9, 10, 0, tzinfo=VIETNAM)
AN, BINH = Recipient(1001, "An", "an@vidu.vn"), Recipient(1002, "Bình")
WAITS = Message("onestop.waits", "Hồ sơ chờ", "Cán bộ đã chuyển hồ sơ.", "/mot-cua/viec/")


def reader(who: Recipient) -> Actor:
    return Actor(user_id=who.user_id, name=who.name)


def tell(*to: Recipient, message: Message = WAITS, cause: int | None = 7, at: datetime = AT) -> list[Notice]:
    return actions.tell(message=message, to=to, by=SYSTEM, at=at, cause=cause)


def mails_deferred() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'notice_id')::bigint FROM procrastinate_jobs WHERE task_name = 'notices.mail' ORDER BY id"
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def server_down(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """No mail server answers until the fixture is undone."""

    def refuse(*given: Any, **more: Any) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    with clock.at(AT), monkeypatch.context() as patch:
        patch.setattr(actions, "send_mail", refuse)
        yield patch


def test_each_is_told_and_sees_their_own_newest_first() -> None:
    (first, _) = tell(AN, BINH)
    (second,) = tell(AN, cause=8)
    assert list(queries.notices_of(reader(AN))) == [second, first]
    assert queries.unread_of(reader(AN)) == 2
    assert queries.unread_of(reader(BINH)) == 1
    assert list(queries.notices_of(SYSTEM)) == []


def test_nobody_is_told_twice_of_one_fact_but_whoever_was_passed_over_is() -> None:
    tell(AN)
    assert [notice.recipient_id for notice in tell(AN, BINH)] == [BINH.user_id]
    assert tell(AN, BINH) == []
    assert len(tell(AN, message=Message("onestop.ready", "Có kết quả", "Đã ký."))) == 1, "another kind is other news"
    assert [len(tell(AN, cause=None)), len(tell(AN, cause=None))] == [1, 1]


def test_a_telling_is_recorded_once_for_all_and_none_for_nobody() -> None:
    first, _ = tell(AN, BINH)
    assert [row.says for row in story_of("notices.notice", first.pk)] == ["Thông báo «Hồ sơ chờ» tới 2 người."]
    tell(AN, BINH)
    assert story_of("notices.notice", first.pk).count() == 1


def test_people_do_not_tell_and_the_system_does_not_read() -> None:
    with pytest.raises(NotAllowed):
        actions.tell(message=WAITS, to=[BINH], by=reader(AN), at=AT)
    with pytest.raises(NotAllowed):
        actions.mark_read(notice_ids=None, by=SYSTEM, at=AT)
    assert not Notice.objects.exists()


def test_one_reads_ones_own_only_and_the_first_reading_counts() -> None:
    (mine, theirs), later = tell(AN, BINH), AT + timedelta(hours=1)
    assert actions.mark_read(notice_ids=[mine.pk, theirs.pk], by=reader(AN), at=AT) == 1
    assert actions.mark_read(notice_ids=None, by=reader(AN), at=later) == 0
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.read_at, theirs.read_at) == (AT, None)
    assert queries.unread_of(reader(BINH)) == 1


def test_e_mail_waits_for_whoever_has_an_address_and_for_nobody_else() -> None:
    mine, theirs = tell(AN, BINH)
    assert mails_deferred() == [mine.pk]
    assert (mine.mail_state, theirs.mail_state) == (MailState.WAITING, MailState.NONE)
    assert mail.outbox == []
    with clock.at(AT):
        for _ in range(2):  # a job may run twice
            tasks.mail(mine.pk)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["an@vidu.vn"], "Hồ sơ chờ")
    assert "Cán bộ đã chuyển hồ sơ." in sent.body
    assert sent.body.endswith("/mot-cua/viec/")
    mine.refresh_from_db()
    assert mine.mail_state == MailState.SENT


def test_a_failing_mail_server_is_said_on_the_notice_and_the_next_try_sends(server_down: pytest.MonkeyPatch) -> None:
    (mine,) = tell(AN)
    with pytest.raises(ConnectionRefusedError):
        tasks.mail(mine.pk)
    mine.refresh_from_db()
    assert mine.mail_state == MailState.FAILED
    assert "Connection refused" in mine.mail_error
    server_down.undo()
    tasks.mail(mine.pk)
    mine.refresh_from_db()
    assert (mine.mail_state, mine.mail_error, len(mail.outbox)) == (MailState.SENT, "", 1)


def test_the_worker_tries_a_failed_mail_again_and_no_oftener_than_six_times() -> None:
    retry = tasks.mail.retry_strategy
    assert retry is not None
    assert vars(retry)["max_attempts"] == 6
