"""`bin/motcua api-client`: register a program that calls the API, give it roles, make and revoke its secrets.

Whoever may run commands on the server may do this; the ledger records it as the system's deed.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.access.rights import ROLE_NAMES
from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.printed import moment_words
from motcua.kernel.refusal import NotFound, Refusal
from motcua.org import queries as org
from motcua.people import actions, queries
from motcua.people.models import Account
from motcua.people.types import AccountKind


class Command(BaseCommand):
    """See the module."""

    help = "Đăng ký phần mềm gọi API, giao vai trò tại đơn vị, tạo và thu hồi khóa bí mật."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        parser.add_argument("client", nargs="?", help="mã phần mềm; bỏ trống để xem danh sách")
        parser.add_argument("--open", metavar="TÊN", help="đăng ký phần mềm mới, ví dụ «Ki-ốt phường Đông Hải»")
        parser.add_argument("--role", choices=sorted(ROLE_NAMES), help="giao vai trò từ hôm nay")
        parser.add_argument("--unit", metavar="ĐƠN_VỊ", help="đơn vị của vai trò, ví dụ phuong-dong-hai-22768")
        parser.add_argument("--secret", action="store_true", help="tạo khóa bí mật, in ra một lần")
        parser.add_argument("--revoke", metavar="SỐ", type=int, help="thu hồi khóa bí mật mang số này")

    def handle(self, *args: Any, **asked: Any) -> None:
        """Do what was asked, in this order; a refusal ends it in one sentence."""
        try:
            self._do(asked)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _do(self, asked: dict[str, Any]) -> None:
        deed: dict[str, Any] = {"by": SYSTEM, "at": clock.now()}
        name, day = asked["client"], deed["at"].date()
        if not name:
            for client in queries.clients():
                self._tell(client)
            return
        if asked["open"]:
            actions.open_account(username=name, name=asked["open"], password=None, kind=AccountKind.SOFTWARE, **deed)
        client = queries.account_named(name)
        if not client.is_software:
            raise NotFound(f"«{name}» là tài khoản của người; hãy dùng lệnh account.")
        if asked["role"]:
            if not asked["unit"]:
                raise CommandError("Hãy nêu đơn vị của vai trò: --unit ĐƠN_VỊ.")
            actions.grant_role(
                account=client,
                role=asked["role"],
                unit=org.unit_by_slug(asked["unit"], day),
                since=day,
                until=None,
                basis="Từ dòng lệnh của máy chủ",
                **deed,
            )
        if asked["revoke"] is not None:
            if asked["revoke"] not in {each.pk for each in queries.secrets_of(client)}:
                raise NotFound(f"Phần mềm «{name}» không có khóa bí mật số {asked['revoke']}.")
            actions.revoke_secret(secret_id=asked["revoke"], **deed)
        if asked["secret"]:
            made = actions.make_secret(account=client, **deed)
            self.stdout.write(f"Khóa bí mật, chỉ in một lần này: {made}")
        self._tell(client)

    def _tell(self, client: Account) -> None:
        day = clock.today()
        self.stdout.write(f"{client.username} · {client.name}")
        units = {each.id: each for each in org.units_on(day)}
        for held in queries.roles_held(client.pk, day):
            where = units[held.unit_id].slug if held.unit_id in units else f"đơn vị số {held.unit_id}"
            self.stdout.write(f"  {ROLE_NAMES[held.role]} tại {where}")
        for secret in queries.secrets_of(client):
            ended = f", {secret.revoked_by} thu hồi lúc {moment_words(secret.revoked_at)}" if secret.revoked_at else ""
            used = f", dùng lần cuối lúc {moment_words(secret.used_at)}" if secret.used_at else ", chưa dùng"
            self.stdout.write(f"  khóa số {secret.pk} tạo lúc {moment_words(secret.made_at)}{used}{ended}")
