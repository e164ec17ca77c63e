"""Being away, and having one's work done by somebody else meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.access.rights import ROLE_NAMES
from motcua.access.types import Actor
from motcua.kernel.period import Period
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Malformed, NotFound
from motcua.kernel.text import normalise
from motcua.ledger.actions import record
from motcua.org import queries as org
from motcua.org.types import UnitOn
from motcua.people import policy, rules
from motcua.people.actions.posts import instead_of, must_be_open_on
from motcua.people.facts import AbsenceAnnounced, AbsenceEnded, DelegationEnded, RolesDelegated
from motcua.people.models import Absence, Account, Delegation, PostHeld, RoleHeld
from motcua.people.types import AbsenceKind


@transaction.atomic
def delegate(
    *,
    giver: Account,
    taker: Account,
    role: str,
    unit: UnitOn,
    since: date,
    until: date,
    basis: str,
    by: Actor,
    at: datetime,
) -> Delegation:
    """Let `taker` do during `[since, until)` what `giver`'s role at a unit allows (ủy quyền); no role means all there.

    Refuses what the giver does not hold themselves on the first day, what may not be delegated, days gone by, and, for
    who is not an administrator, a taker from elsewhere.
    """
    policy.must_act_for(by, giver, on=at.date())
    policy.must_be_person(taker)
    period = Period(since, until)
    basis = normalise(basis).strip()
    if giver == taker:
        raise Malformed("Người nhận ủy quyền phải là người khác; hãy chọn lại.", field="taker")
    if since < at.date():
        raise Malformed(f"Không ủy quyền lùi ngày: hãy chọn từ ngày {print_day(at.date())} trở đi.", field="since")
    if not basis:
        raise Malformed("Hãy ghi lý do hoặc văn bản ủy quyền.", field="basis")
    _must_hold(giver, role, unit, since)
    must_be_open_on(taker, since)
    if by.user_id == giver.pk and not _belongs(taker, unit, since):
        raise Malformed(
            f"{taker.name} không làm việc tại {unit.short_name} vào ngày {print_day(since)}; "
            "hãy chọn người cùng đơn vị, hoặc nhờ quản trị hệ thống ghi ủy quyền theo văn bản.",
            field="taker",
        )
    with instead_of(
        "people_a_role_is_delegated_once_at_a_time",
        f"Đã ủy quyền cho {taker.name} trong thời gian này; hãy kết thúc ủy quyền đó trước, hoặc sửa lại ngày.",
    ):
        made = Delegation.objects.create(
            giver=giver, taker=taker, role=role, unit_id=unit.id, valid=DateRange(since, period.end), basis=basis
        )
    record(RolesDelegated(giver.pk, taker.pk, taker.name, role, unit.short_name, since, until, basis), by=by, at=at)
    return made


def _must_hold(giver: Account, role: str, unit: UnitOn, on: date) -> None:
    held = set(RoleHeld.objects.on(on).filter(account=giver, unit=unit.id).values_list("role", flat=True))
    if role in rules.NOT_DELEGATED or (not role and held and held <= rules.NOT_DELEGATED):
        names = ", ".join(ROLE_NAMES[name] for name in sorted(rules.NOT_DELEGATED))
        raise rules.NotHeld(f"Vai trò {names} không ủy quyền được; hãy giao vai trò đó cho người thay.", field="role")
    if not held or (role and role not in held):
        what = f"vai trò {ROLE_NAMES[role]}" if role else "vai trò nào"
        raise rules.NotHeld(
            f"{giver.name} không được giao {what} tại {unit.short_name} vào ngày {print_day(on)}; chỉ ủy quyền được "
            "vai trò của chính mình, không ủy quyền lại vai trò đang làm thay.",
            field="role",
        )


def _belongs(account: Account, unit: UnitOn, on: date) -> bool:
    """Whether somebody works at a unit on a day."""
    here = {"account": account, "unit": unit.id}
    return PostHeld.objects.on(on).filter(**here).exists() or RoleHeld.objects.on(on).filter(**here).exists()


@transaction.atomic
def end_delegation(*, delegation_id: int, on: date, by: Actor, at: datetime) -> Delegation:
    """End a delegation before its time (kết thúc ủy quyền); what was held open for the giver is released."""
    found = Delegation.objects.select_for_update(of=("self",)).select_related("giver", "taker")
    delegation = found.filter(pk=delegation_id).first()
    if delegation is None:
        raise NotFound("Không có ủy quyền này; hãy tải lại trang.")
    policy.must_act_for(by, delegation.giver, on=at.date())
    _must_not_be_past(on, at)
    unit = org.unit_on(delegation.unit_id, delegation.since).short_name if delegation.period else ""
    delegation.end(on)
    taker = delegation.taker
    record(DelegationEnded(delegation.giver_id, taker.pk, taker.name, delegation.role, unit, on), by=by, at=at)
    return delegation


@transaction.atomic
def announce_absence(
    *, account: Account, kind: AbsenceKind, since: date, until: date, basis: str = "", by: Actor, at: datetime
) -> Absence:
    """Say that somebody is away during `[since, until)` (báo vắng mặt). Rights stay: who stands in is delegated."""
    policy.must_act_for(by, account, on=at.date())
    period = Period(since, until)
    must_be_open_on(account, since)
    basis = normalise(basis).strip()
    with instead_of(
        "people_one_is_away_once_at_a_time",
        f"{account.name} đã báo vắng mặt trong thời gian này; hãy sửa lại ngày.",
    ):
        absence = Absence.objects.create(account=account, kind=kind, valid=DateRange(since, period.end), basis=basis)
    record(AbsenceAnnounced(account.pk, kind, since, until, basis), by=by, at=at)
    return absence


@transaction.atomic
def end_absence(*, absence_id: int, on: date, by: Actor, at: datetime) -> Absence:
    """Come back before the announced day (đi làm lại), or not go at all."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("account").filter(pk=absence_id).first()
    if absence is None:
        raise NotFound("Không có lần vắng mặt này; hãy tải lại trang.")
    policy.must_act_for(by, absence.account, on=at.date())
    absence.end(on)
    record(AbsenceEnded(absence.account_id, AbsenceKind(absence.kind), on), by=by, at=at)
    return absence


def _must_not_be_past(on: date, at: datetime) -> None:
    if on < at.date():
        raise Malformed(
            f"Việc đã làm thay vẫn còn giá trị: hãy chọn từ ngày {print_day(at.date())} trở đi.", field="on"
        )
