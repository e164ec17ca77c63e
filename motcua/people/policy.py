"""Who may administer accounts, posts and roles, what one may do with one's own, and which accounts one sees."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from motcua.access import rights
from motcua.access.types import SYSTEM, Actor
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import NotAllowed
from motcua.people.models import Account, Closure
from motcua.people.rules import Closed
from motcua.people.types import ClosureKind

ADMINISTER = rights.declare("people.administer", "quản trị tài khoản và vai trò", roles={"administrator"})


def must_administer(by: Actor, *, on: date) -> Actor:
    """Administrators may; so may the system itself when an installation is set up or an import runs."""
    return rights.must_somewhere(by, ADMINISTER.code, on=on)


def must_act_for(by: Actor, account: Account, *, on: date) -> None:
    """Everybody looks after their own absence and stand-ins; administrators after everybody's."""
    if by.user_id != account.pk:
        must_administer(by, on=on)


def must_be_own(by: Actor, account: Account) -> None:
    """Nobody, administrators included, does this with another's account."""
    if by.user_id != account.pk:
        raise NotAllowed("Việc này chỉ chủ tài khoản tự làm được; hãy đăng nhập bằng tài khoản của mình.")


def must_be_person(account: Account) -> None:
    """Nobody signs in at a page with the account of a program, and nobody stands in as one."""
    if account.is_software:
        raise NotAllowed(
            f"«{account.name}» là phần mềm kết nối, không có mật khẩu và không nhận ủy quyền; "
            "hãy tạo khóa bí mật cho phần mềm ở trang Phần mềm kết nối."
        )


def must_be_system(by: Actor) -> None:
    """Only what the passing of days does by itself."""
    if by.capacity != SYSTEM.capacity:
        raise NotAllowed("Việc này hệ thống tự làm theo ngày, không ai làm thay.")


def must_be_open(account: Account, *, on: date) -> None:
    """Refuse an account that is closed on that day, and say why and whom to ask."""
    closure = Closure.objects.on(on).filter(account=account).first()
    if closure is None:
        return
    what = "vì lâu không đăng nhập" if closure.kind == ClosureKind.IDLE else f"vì bạn đã {closure.get_kind_display()}"
    raise Closed(
        f"Tài khoản đã khóa từ ngày {print_day(closure.since)} {what}; "
        "nếu bạn vẫn làm việc, hãy liên hệ quản trị hệ thống của đơn vị để mở lại.",
        citation=closure.basis,
    )


def visible_to(by: Actor, *, on: date) -> QuerySet[Account]:
    """The accounts an actor may look into on a day: administrators all, everybody else their own."""
    if rights.units_where(by, ADMINISTER.code, on):
        return Account.objects.all()
    return Account.objects.none() if by.user_id is None else Account.objects.filter(pk=by.user_id)
