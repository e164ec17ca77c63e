"""`bin/motcua demo`: build the demonstration province, tell its accounts, and where its clock may start."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.demo import clients, days, dossiers, province, simplification
from motcua.kernel import clock
from motcua.kernel.zone import VIETNAM
from motcua.ledger import queries as ledger


class Command(BaseCommand):
    """See the module."""

    help = "Dựng tỉnh trình diễn: đơn vị, thủ tục có thật; người và hồ sơ hư cấu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        parser.add_argument("--if-empty", action="store_true", help="chỉ dựng khi cơ sở dữ liệu còn trống")
        parser.add_argument("--catch-up", action="store_true", help="ghi những việc đã đến ngày khi đồng hồ bắt đầu")
        parser.add_argument("--accounts", action="store_true", help="in các tài khoản trình diễn")
        parser.add_argument("--latest-moment", action="store_true", help="in thời điểm mới nhất đã ghi nhận")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked; building is one line a part, with its time."""
        if options["accounts"]:
            self._accounts()
        elif options["latest_moment"]:
            newest = ledger.newest_moment()
            self.stdout.write(newest.astimezone(VIETNAM).isoformat() if newest else "")
        elif options["catch_up"]:
            days.catch_up(max(clock.now(), ledger.newest_moment() or clock.now()))
        elif ledger.newest_moment() is not None:
            if not options["if_empty"]:
                self.stdout.write("Tỉnh trình diễn đã có; dùng bin/dev --reset để dựng lại từ đầu.")
        else:
            self._build()

    def _build(self) -> None:
        for words, build in (
            ("đơn vị", province.build_units),
            ("tài khoản", province.build_people),
            ("phần mềm kết nối", clients.build_clients),
            ("thủ tục", province.build_catalogue),
            ("thủ tục khác của danh mục quốc gia", province.build_national_list),
            ("kết quả rà soát thủ tục", simplification.build_control),
            ("hồ sơ", dossiers.build_dossiers),
        ):
            started = time.perf_counter()
            made = build()
            self.stdout.write(f"  dựng {made} {words} ({time.perf_counter() - started:.1f} giây)".replace(".", ","))

    def _accounts(self) -> None:
        for person in province.people_of_the_demo():
            if person.get("headline"):
                self.stdout.write(f"  {person['username']:<16} {province.PASSWORD}   {person['says']}")
        self.stdout.write(f"  {clients.CLIENT:<16} {clients.SECRET}   {clients.NAME}, gọi API (/api/docs)")
