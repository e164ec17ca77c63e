"""`bin/motcua account`: the first administrator of an installation, and the way back when no administrator can sign in.

Whoever may run commands on the server may do this; the ledger records it as the system's deed.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.access.rights import ROLE_NAMES
from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.printed import print_day
from motcua.kernel.refusal import Refusal
from motcua.org.queries import unit_by_slug
from motcua.people import actions, queries
from motcua.people.models import Account
from motcua.people.passphrase import new_password


class Command(BaseCommand):
    """See the module."""

    help = "Mở, mở lại, mở khóa một tài khoản hoặc đặt mật khẩu tạm từ dòng lệnh của máy chủ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("--open", metavar="HỌ_TÊN", help="mở tài khoản mới")
        parser.add_argument("--role", choices=sorted(ROLE_NAMES), help="giao vai trò từ hôm nay")
        parser.add_argument("--unit", metavar="ĐƠN_VỊ", help="đơn vị của vai trò, ví dụ tinh-ninh-thuan-58")
        parser.add_argument("--reopen", action="store_true", help="mở lại tài khoản đã khóa")
        parser.add_argument("--unlock", action="store_true", help="mở khóa đăng nhập")
        parser.add_argument("--password", action="store_true", help="đặt mật khẩu tạm, in ra một lần")

    def handle(self, *args: Any, **asked: Any) -> None:
        """Do what was asked, in this order; a refusal ends it in one sentence."""
        try:
            self._do(asked)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _do(self, asked: dict[str, Any]) -> None:
        deed: dict[str, Any] = {"by": SYSTEM, "at": clock.now()}
        day, basis = deed["at"].date(), "Từ dòng lệnh của máy chủ"
        if asked["open"]:
            actions.open_account(username=asked["username"], name=asked["open"], password=None, **deed)
        account = queries.account_named(asked["username"])
        if asked["reopen"]:
            actions.reopen(account_id=account.pk, on=day, basis=basis, **deed)
        if asked["role"]:
            if not asked["unit"]:
                raise CommandError("Hãy nêu đơn vị của vai trò: --unit ĐƠN_VỊ.")
            unit = unit_by_slug(asked["unit"], day)
            actions.grant_role(
                account=account, role=asked["role"], unit=unit, since=day, until=None, basis=basis, **deed
            )
        if asked["unlock"]:
            actions.unlock(account=account, **deed)
        if asked["open"] or asked["password"]:
            password = new_password()
            actions.reset_password(account=account, password=password, **deed)
            self.stdout.write(f"Mật khẩu tạm, phải đổi khi đăng nhập: {password}")
        self._tell(account)

    def _tell(self, account: Account) -> None:
        day = clock.today()
        shut = account.closures.on(day).first()
        standing = f"đã khóa từ ngày {print_day(shut.since)} ({shut})" if shut else "đang hoạt động"
        self.stdout.write(f"{account.username} · {account.name} · {standing}")
        for held in queries.roles_held(account.pk, day):
            self.stdout.write(f"  {ROLE_NAMES[held.role]} tại đơn vị số {held.unit_id} từ ngày {print_day(held.since)}")
