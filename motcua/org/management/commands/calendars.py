"""`bin/motcua calendars`: tell the working calendars that are kept, and take in the shipped ones that are not yet."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.printed import print_day
from motcua.kernel.worktime import calendar_codes, read_calendar
from motcua.org import actions, queries


class Command(BaseCommand):
    """See the module."""

    help = "Kể các lịch làm việc đang lưu; --load nạp những lịch kèm theo mà chưa có."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        parser.add_argument("--load", action="store_true", help="nạp các lịch kèm theo mà cơ sở dữ liệu chưa có")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is lacking where that is asked, then tell what there is."""
        if options["load"]:
            known = {each.code for each in queries.calendars_kept()}
            for code in calendar_codes(queries.SHIPPED):
                if code not in known:
                    actions.take_in_calendar(calendar=read_calendar(queries.SHIPPED, code), by=SYSTEM, at=clock.now())
        kept = queries.calendars_kept()
        for each in kept:
            covered = f"từ {print_day(each.first)} đến hết {print_day(each.last)}"
            self.stdout.write(f"  {each.code:<20} {each.name}, {covered}")
        if not kept:
            self.stdout.write("Chưa có lịch nào; nạp các lịch kèm theo bằng: bin/motcua calendars --load")
