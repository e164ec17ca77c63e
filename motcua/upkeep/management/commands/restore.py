"""`bin/motcua restore`: an installation from an archive, into an empty database, proved by hash."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.upkeep import actions
from motcua.upkeep.backups import restore
from motcua.upkeep.backups.archive import digest_of
from motcua.upkeep.backups.progress import Progress
from motcua.upkeep.backups.restoring import connected_to
from motcua.upkeep.management.commands.backup import tell


class Command(BaseCommand):
    """See the module."""

    help = "Khôi phục một bản sao lưu vào cơ sở dữ liệu trống và chứng minh bằng mã băm."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        parser.add_argument("source", metavar="TỆP", help="bản sao lưu")
        parser.add_argument("--into", metavar="ĐỊA_CHỈ", help="cơ sở dữ liệu trống để nạp vào; mặc định DATABASE_URL")
        parser.add_argument("--files", type=Path, metavar="THƯ_MỤC", help="kho tệp; mặc định MOTCUA_FILES")
        parser.add_argument(
            "--ledger-key", type=Path, metavar="TỆP", help="nơi đặt khoá và sổ niêm phong; mặc định MOTCUA_LEDGER_KEY"
        )
        parser.add_argument(
            "--accept-loss",
            action="store_true",
            help="chấp nhận mất niêm phong có sau bản sao lưu; giữ sổ cũ",
        )
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        now, source = clock.now(), Path(options["source"])
        with ExitStack() as during:
            if options["into"]:
                during.enter_context(connected_to(options["into"]))
            during.enter_context(_settings(FILE_STORE=options["files"], LEDGER_KEY=options["ledger_key"]))
            proof = restore(
                source, key=settings.LEDGER_KEY, accept_loss=options["accept_loss"], at=now, progress=Progress()
            )
            if not proof.faults and proof.manifest:
                actions.note_restore(sha256=digest_of(source), manifest=proof.manifest, by=SYSTEM, at=now)
        tell(
            self,
            proof,
            "Đã khôi phục; mọi bảng, mọi tệp và sổ cái đúng như bản sao lưu.",
            "Đã nạp, nhưng không đúng như bản sao lưu:",
            as_json=options["json"],
        )


@contextmanager
def _settings(**given: Path | None) -> Iterator[None]:
    """Other folders than the environment names, for this command alone."""
    before = {name: getattr(settings, name) for name, value in given.items() if value}
    for name, value in given.items():
        if value:
            setattr(settings, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)
