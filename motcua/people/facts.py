"""What can have happened to people: posts and roles begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.access.rights import ROLE_NAMES
from motcua.ledger.types import Fact, fact


@fact("people.account_opened", subject="people.account")
@dataclass(frozen=True, slots=True)
class AccountOpened(Fact):
    """An account was made for a person."""

    account_id: int
    username: str
    name: str

    @property
    def subject_id(self) -> int:
        return self.account_id

    def says(self) -> str:
        return f"Mở tài khoản {self.username} cho {self.name}."


@fact("people.post_begun", subject="people.account")
@dataclass(frozen=True, slots=True)
class PostBegun(Fact):
    """A person holds a post from a day on (until another, where known)."""

    account_id: int
    title: str
    unit: str
    since: date
    until: date | None

    @property
    def subject_id(self) -> int:
        return self.account_id

    def says(self) -> str:
        return f"Giữ chức vụ {self.title} tại {self.unit} từ ngày {self.since:%d/%m/%Y}."


@fact("people.role_granted", subject="people.account")
@dataclass(frozen=True, slots=True)
class RoleGranted(Fact):
    """A person holds a role at a unit from a day on."""

    account_id: int
    role: str
    unit: str
    since: date
    until: date | None

    @property
    def subject_id(self) -> int:
        return self.account_id

    def says(self) -> str:
        return f"Được giao vai trò {ROLE_NAMES[self.role]} tại {self.unit} từ ngày {self.since:%d/%m/%Y}."
