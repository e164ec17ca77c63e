"""What can have happened to notices."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.kernel.printed import print_number
from motcua.ledger.types import Fact, fact


@fact("notices.people_told", subject="notices.notice")
@dataclass(frozen=True, slots=True)
class PeopleTold(Fact):
    """Some people were told something; `notice_id` is the first of the notices."""

    notice_id: int
    kind_told: str
    title: str
    people: int

    @property
    def subject_id(self) -> int:
        return self.notice_id

    def says(self) -> str:
        return f"Thông báo «{self.title}» tới {print_number(self.people)} người."


@fact("notices.notices_read", subject="notices.notice")
@dataclass(frozen=True, slots=True)
class NoticesRead(Fact):
    """A person marked notices as read; `notice_id` is the newest of them."""

    notice_id: int
    notices: int

    @property
    def subject_id(self) -> int:
        return self.notice_id

    def says(self) -> str:
        return f"Đánh dấu đã đọc {print_number(self.notices)} thông báo."


@fact("notices.mail_sent", subject="notices.notice")
@dataclass(frozen=True, slots=True)
class MailSent(Fact):
    """A notice went out by e-mail."""

    notice_id: int

    @property
    def subject_id(self) -> int:
        return self.notice_id

    def says(self) -> str:
        return "Gửi thông báo bằng thư điện tử."
