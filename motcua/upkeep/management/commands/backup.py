"""`bin/motcua backup`: everything an installation keeps in one archive, and the proof of an archive by hash."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from motcua.access.types import SYSTEM
from motcua.files.queries import size_words
from motcua.kernel import clock
from motcua.kernel.printed import local, print_day, print_number
from motcua.kernel.refusal import Malformed
from motcua.upkeep import actions, backups
from motcua.upkeep.backups.archive import digest_of
from motcua.upkeep.backups.programs import conninfo_of
from motcua.upkeep.backups.progress import Progress
from motcua.upkeep.types import Manifest, Proof


class Command(BaseCommand):
    """See the module."""

    help = "Sao lưu cơ sở dữ liệu, kho tệp và sổ niêm phong vào một tệp; kiểm một bản sao lưu."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        parser.add_argument("dest", nargs="?", metavar="NƠI_LƯU", help="tên tệp mới, hoặc thư mục để tự đặt tên")
        parser.add_argument("--verify", metavar="TỆP", help="chỉ kiểm mã băm của một bản sao lưu, không khôi phục")
        parser.add_argument("--with-key", action="store_true", help="đưa cả khoá niêm phong bí mật vào bản sao lưu")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        if bool(options["dest"]) == bool(options["verify"]):
            raise Malformed("Hãy ghi nơi lưu bản sao mới, hoặc --verify và tên một bản sao lưu đã có.")
        if options["verify"]:
            self._verify(Path(options["verify"]), as_json=options["json"])
        else:
            self._make(Path(options["dest"]), options)

    def _make(self, dest: Path, options: dict[str, Any]) -> None:
        now = clock.now()
        place = dest / f"motcua-{now:%Y%m%d-%H%M%S}.zip" if dest.is_dir() else dest
        manifest = backups.make(
            place,
            conninfo=conninfo_of(connection.settings_dict),
            key=settings.LEDGER_KEY,
            with_key=options["with_key"],
            at=now,
            progress=Progress(),
        )
        size, sha256 = place.stat().st_size, digest_of(place)
        actions.note_backup(archive=place.name, size=size, sha256=sha256, manifest=manifest, by=SYSTEM, at=now)
        lost = manifest.store.lost
        if options["json"]:
            told = {"ok": not lost, "archive": str(place), "bytes": size, "sha256": sha256} | asdict(manifest)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(f"Đã sao lưu vào {place} ({size_words(size)}).\n{contents(manifest)}\nMã: {sha256}")
            for digest in lost:
                self.stdout.write(f"Tệp {digest} đã mất hoặc hỏng trong kho từ trước, không có trong bản sao lưu.")
        if lost:
            sys.exit(1)

    def _verify(self, place: Path, *, as_json: bool) -> None:
        proof = backups.prove(place, Progress())
        tell(self, proof, "Bản sao lưu nguyên vẹn.", "Bản sao lưu đã hỏng:", as_json=as_json)


def contents(manifest: Manifest) -> str:
    """What an archive holds, in a few lines."""
    rows = sum(state.rows for state in manifest.tables.values())
    made, store = local(datetime.fromisoformat(manifest.made_at)), manifest.store
    sealed = "chưa có niêm phong nào"
    if seal := manifest.seal:
        at = local(datetime.fromisoformat(seal["sealed_at"]))
        sealed = f"niêm phong mới nhất số {seal['number']}, {at:%H:%M} ngày {print_day(at.date())}, mã {seal['root']}"
    return (
        f"Thời điểm: {made:%H:%M} ngày {print_day(made.date())}; motcua {manifest.product}, "
        f"PostgreSQL {manifest.server}.\n"
        f"{print_number(len(manifest.tables))} bảng, {print_number(rows)} dòng, "
        f"{print_number(manifest.facts)} sự kiện; {print_number(store.files)} tệp ({size_words(store.bytes)}).\n"
        f"Sổ cái: {sealed}." + (" Có khoá niêm phong bí mật trong tệp này: hãy giữ kín." if manifest.key else "")
    )


def tell(command: BaseCommand, proof: Proof, sound: str, broken: str, *, as_json: bool) -> None:
    """Print what was proved; leaves with 1 where something is at fault."""
    if as_json:
        told = {"ok": not proof.faults, "signed_by": proof.signed_by} | {"faults": [asdict(f) for f in proof.faults]}
        if proof.manifest:
            told |= {"manifest": asdict(proof.manifest)}
        command.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
    elif proof.faults:
        command.stdout.write("\n".join([broken, *(f"  {fault}" for fault in proof.faults)]))
    else:
        signed = f"Bản kê được ký bằng khoá {proof.signed_by}." if proof.signed_by else "Bản kê không được ký."
        told_contents = contents(proof.manifest) if proof.manifest else ""
        command.stdout.write(f"{sound}\n{told_contents}\n{signed}")
    if proof.faults:
        sys.exit(1)
