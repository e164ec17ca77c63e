"""What can have happened to people and their accounts; each sentence is one line of an account's story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.access.rights import ROLE_NAMES
from motcua.kernel.printed import print_day
from motcua.kernel.zone import VIETNAM
from motcua.ledger.types import Fact, fact
from motcua.people.types import AbsenceKind, ClosureKind


@dataclass(frozen=True, slots=True)
class OfAccount(Fact):
    """What all facts of an account carry."""

    account_id: int

    @property
    def subject_id(self) -> int:
        return self.account_id


def _by(basis: str) -> str:
    return f" ({basis})" if basis else ""


def _days(since: date, until: date) -> str:
    """Half-open days as people name them, last day included."""
    return f"từ ngày {print_day(since)} đến hết ngày {print_day(until - timedelta(days=1))}"


@fact("people.account_opened", subject="people.account")
@dataclass(frozen=True, slots=True)
class AccountOpened(OfAccount):
    """An account was made for a person."""

    username: str
    name: str

    def says(self) -> str:
        return f"Mở tài khoản {self.username} cho {self.name}."


@fact("people.post_begun", subject="people.account")
@dataclass(frozen=True, slots=True)
class PostBegun(OfAccount):
    """A person holds a post from a day on (until another, where known)."""

    title: str
    unit: str
    since: date
    until: date | None
    basis: str = ""

    def says(self) -> str:
        return f"Giữ chức vụ {self.title} tại {self.unit} từ ngày {print_day(self.since)}{_by(self.basis)}."


@fact("people.post_ended", subject="people.account")
@dataclass(frozen=True, slots=True)
class PostEnded(OfAccount):
    """From that day on a person no longer holds a post."""

    title: str
    unit: str
    on: date
    basis: str = ""

    def says(self) -> str:
        return f"Thôi giữ chức vụ {self.title} tại {self.unit} từ ngày {print_day(self.on)}{_by(self.basis)}."


@fact("people.role_granted", subject="people.account")
@dataclass(frozen=True, slots=True)
class RoleGranted(OfAccount):
    """A person holds a role at a unit from a day on."""

    role: str
    unit: str
    since: date
    until: date | None
    basis: str = ""

    def says(self) -> str:
        role = ROLE_NAMES.get(self.role, self.role)
        return f"Được giao vai trò {role} tại {self.unit} từ ngày {print_day(self.since)}{_by(self.basis)}."


@fact("people.role_ended", subject="people.account")
@dataclass(frozen=True, slots=True)
class RoleEnded(OfAccount):
    """From that day on a person no longer holds a role at a unit."""

    role: str
    unit: str
    on: date
    basis: str = ""

    def says(self) -> str:
        role = ROLE_NAMES.get(self.role, self.role)
        return f"Thôi giữ vai trò {role} tại {self.unit} từ ngày {print_day(self.on)}{_by(self.basis)}."


@fact("people.roles_delegated", subject="people.account")
@dataclass(frozen=True, slots=True)
class RolesDelegated(OfAccount):
    """Somebody does a person's work at a unit for some days, in one role or in all (`role` empty)."""

    taker_id: int
    taker: str
    role: str
    unit: str
    since: date
    until: date
    basis: str

    def says(self) -> str:
        what = f"vai trò {ROLE_NAMES.get(self.role, self.role)}" if self.role else "mọi vai trò"
        return f"Ủy quyền cho {self.taker} {what} tại {self.unit} {_days(self.since, self.until)}{_by(self.basis)}."


@fact("people.delegation_ended", subject="people.account")
@dataclass(frozen=True, slots=True)
class DelegationEnded(OfAccount):
    """A delegation ended before its time."""

    taker_id: int
    taker: str
    role: str
    unit: str
    on: date

    def says(self) -> str:
        what = f"vai trò {ROLE_NAMES.get(self.role, self.role)}" if self.role else "mọi vai trò"
        return f"Kết thúc ủy quyền cho {self.taker} {what} tại {self.unit} từ ngày {print_day(self.on)}."


@fact("people.absence_announced", subject="people.account")
@dataclass(frozen=True, slots=True)
class AbsenceAnnounced(OfAccount):
    """A person is away for some days."""

    why: AbsenceKind
    since: date
    until: date
    basis: str = ""

    def says(self) -> str:
        return f"Báo {self.why.label} {_days(self.since, self.until)}{_by(self.basis)}."


@fact("people.absence_ended", subject="people.account")
@dataclass(frozen=True, slots=True)
class AbsenceEnded(OfAccount):
    """A person is back before the announced day, or does not go."""

    why: AbsenceKind
    on: date

    def says(self) -> str:
        return f"Kết thúc {self.why.label}, làm việc trở lại từ ngày {print_day(self.on)}."


@fact("people.official_left", subject="people.account")
@dataclass(frozen=True, slots=True)
class OfficialLeft(OfAccount):
    """It was entered that a person leaves on a day: posts, roles, delegations and the account end with it."""

    name: str
    why: ClosureKind
    on: date
    posts: int
    roles: int
    delegations: int
    basis: str = ""

    def says(self) -> str:
        return (
            f"{self.name} {self.why.label} từ ngày {print_day(self.on)}{_by(self.basis)}: "
            f"kết thúc {self.posts} chức vụ, {self.roles} vai trò, {self.delegations} ủy quyền; "
            "tài khoản khóa từ ngày đó."
        )


@fact("people.account_closed", subject="people.account")
@dataclass(frozen=True, slots=True)
class AccountClosed(OfAccount):
    """The first day has come on which nobody may sign in with the account; what it held is free for others."""

    name: str
    why: ClosureKind
    since: date

    def says(self) -> str:
        return f"Khóa tài khoản từ ngày {print_day(self.since)}: {self.why.label}."


@fact("people.account_reopened", subject="people.account")
@dataclass(frozen=True, slots=True)
class AccountReopened(OfAccount):
    """An account may be signed in with again; it keeps its story, and holds no more than it is granted anew."""

    on: date
    basis: str = ""

    def says(self) -> str:
        return f"Mở lại tài khoản từ ngày {print_day(self.on)}{_by(self.basis)}."


@fact("people.signed_in", subject="people.account")
@dataclass(frozen=True, slots=True)
class SignedIn(OfAccount):
    """Somebody signed in, with a second factor or without; `source` is the address they came from."""

    with_factor: bool
    source: str = ""

    def says(self) -> str:
        return f"Đăng nhập{' bằng xác thực hai lớp' if self.with_factor else ''}."


@fact("people.sign_in_failed", subject="people.account")
@dataclass(frozen=True, slots=True)
class SignInFailed(OfAccount):
    """Somebody tried to sign in with the account's name and did not know its password or code."""

    failures: int
    source: str = ""

    def says(self) -> str:
        return f"Có người nhập sai mật khẩu hoặc mã xác thực (lần thứ {self.failures} liên tiếp)."


@fact("people.account_locked", subject="people.account")
@dataclass(frozen=True, slots=True)
class AccountLocked(OfAccount):
    """Too many tries in a row; nobody signs in until a moment."""

    failures: int
    until: datetime

    def says(self) -> str:
        until = self.until.astimezone(VIETNAM)
        return f"Tạm khóa đăng nhập đến {until:%H:%M} ngày {until:%d/%m/%Y} sau {self.failures} lần nhập sai liên tiếp."


@fact("people.account_unlocked", subject="people.account")
@dataclass(frozen=True, slots=True)
class AccountUnlocked(OfAccount):
    """An administrator ended a lock before its time."""

    def says(self) -> str:
        return "Mở khóa đăng nhập trước thời hạn."


@fact("people.password_changed", subject="people.account")
@dataclass(frozen=True, slots=True)
class PasswordChanged(OfAccount):
    """The owner chose a new password."""

    def says(self) -> str:
        return "Đổi mật khẩu."


@fact("people.password_reset", subject="people.account")
@dataclass(frozen=True, slots=True)
class PasswordReset(OfAccount):
    """A password was set by somebody else; `is_temporary` makes its owner change it at the next sign-in."""

    is_temporary: bool

    def says(self) -> str:
        return "Đặt mật khẩu tạm; phải đổi khi đăng nhập." if self.is_temporary else "Đặt lại mật khẩu."


@fact("people.second_factor_added", subject="people.account")
@dataclass(frozen=True, slots=True)
class SecondFactorAdded(OfAccount):
    """From now on signing in asks for a code as well."""

    def says(self) -> str:
        return "Bật xác thực hai lớp."


@fact("people.second_factor_removed", subject="people.account")
@dataclass(frozen=True, slots=True)
class SecondFactorRemoved(OfAccount):
    """Signing in asks for the password alone again."""

    def says(self) -> str:
        return "Tắt xác thực hai lớp."


@fact("people.recovery_codes_renewed", subject="people.account")
@dataclass(frozen=True, slots=True)
class RecoveryCodesRenewed(OfAccount):
    """The old recovery codes are void."""

    def says(self) -> str:
        return "Tạo bộ mã dự phòng mới; bộ cũ hết giá trị."


@fact("people.client_secret_made", subject="people.account")
@dataclass(frozen=True, slots=True)
class ClientSecretMade(OfAccount):
    """A secret was made for a client of the API; it was shown once."""

    secret_id: int

    def says(self) -> str:
        return f"Tạo khóa bí mật số {self.secret_id} cho phần mềm."


@fact("people.client_secret_revoked", subject="people.account")
@dataclass(frozen=True, slots=True)
class ClientSecretRevoked(OfAccount):
    """A secret of a client is void, and so are the tokens issued for it."""

    secret_id: int

    def says(self) -> str:
        return f"Thu hồi khóa bí mật số {self.secret_id}; mã truy cập đã cấp bằng khóa này hết giá trị."


@fact("people.token_issued", subject="people.account")
@dataclass(frozen=True, slots=True)
class TokenIssued(OfAccount):
    """A client got a token for its secret; `source` is the address it came from."""

    secret_id: int
    minutes: int
    source: str = ""

    def says(self) -> str:
        return f"Được cấp mã truy cập {self.minutes} phút bằng khóa bí mật số {self.secret_id}."
