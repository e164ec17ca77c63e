"""`bin/motcua ledger`: seal the ledger, prove that nobody touched it, prove a single fact to an outsider."""

from __future__ import annotations

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from motcua.access.types import SYSTEM
from motcua.kernel import clock
from motcua.kernel.printed import local, print_day, print_number
from motcua.kernel.refusal import Malformed, NotFound
from motcua.ledger import actions, proofs, queries, signing
from motcua.ledger.types import Verified, load


class Command(BaseCommand):
    """See the module."""

    help = "Niêm phong sổ cái; chứng minh sổ cái hay một sự kiện còn nguyên vẹn."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VIỆC")
        verbs.add_parser("seal", help="niêm phong mọi sự kiện đã ghi xong")
        verify = verbs.add_parser("verify", help="kiểm sổ cái từ niêm phong đầu tiên; mã thoát 1 nếu bị gãy")
        verify.add_argument("--root", metavar="MÃ", help="mã niêm phong đã ghi ở nơi khác, phải còn trong sổ")
        verify.add_argument("--proof", metavar="TỆP", help="kiểm một bằng chứng, không cần cơ sở dữ liệu; «-»: đầu vào")
        verify.add_argument(
            "--key", action="append", metavar="KHOÁ", help="khoá công khai được tin; dùng nhiều lần được"
        )
        verify.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
        proof = verbs.add_parser("proof", help="in bằng chứng JSON rằng một sự kiện đã được niêm phong")
        proof.add_argument("fact", type=int, metavar="SỐ", help="số của sự kiện")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        if options["verb"] == "seal":
            self._seal()
        elif options["verb"] == "proof":
            self.stdout.write(json.dumps(queries.proof_of(options["fact"]), ensure_ascii=False, indent=2))
        elif options["proof"]:
            self._check(options)
        else:
            self._verify(options)

    def _seal(self) -> None:
        made = actions.seal(signer=signing.signer(settings.LEDGER_KEY), by=SYSTEM, at=clock.now())
        if made is None:
            self.stdout.write("Hôm nay đã niêm phong và từ đó chưa có sự kiện nào mới.")
            return
        count = print_number(made.count)
        self.stdout.write(f"Đã niêm phong {count} sự kiện, niêm phong số {made.number}.\nMã: {made.root.hex()}")

    def _verify(self, options: dict[str, Any]) -> None:
        keys = _keys(options["key"])
        if not keys and queries.newest_seal():
            raise NotFound(
                f"Không có khoá công khai nào bên cạnh {settings.LEDGER_KEY}; hãy cho biết khoá được tin bằng --key."
            )
        root = _hex(options["root"], "mã niêm phong") if options["root"] else None
        noted = signing.noted_roots(settings.LEDGER_KEY)
        found = queries.verify(keys=keys, noted=noted, root=root, told=_progress())
        self._tell(options, found.broken is None, _says(found), asdict(found) | {"root": found.root.hex()})

    def _check(self, options: dict[str, Any]) -> None:
        given = options["proof"]
        try:
            proof = json.loads(sys.stdin.read() if given == "-" else Path(given).read_text(encoding="utf-8"))
        except OSError:
            raise NotFound(f"Không mở được tệp «{given}»; hãy xem lại tên tệp.") from None
        except ValueError:
            raise Malformed(f"Tệp «{given}» không phải JSON; hãy xuất lại bằng bin/motcua ledger proof.") from None
        keys = _keys(options["key"])
        fault = proofs.fault_of(proof, keys or None)
        says = fault or _sealed_says(proof)
        if not fault and not keys:
            says += f" Hãy đối chiếu khoá công khai {proof['seal']['public_key']} với khoá đã công bố."
        self._tell(options, fault is None, says, {})

    def _tell(self, options: dict[str, Any], is_whole: bool, says: str, more: dict[str, Any]) -> None:
        if options["json"]:
            told = {"ok": is_whole, "says": says} | more
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        else:
            self.stdout.write(says)
        if not is_whole:
            sys.exit(1)


def _hex(text: str, what: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise Malformed(f"«{text}» không phải {what}: hãy viết đủ 64 chữ số thập lục phân.")
    return found


def _keys(given: list[str] | None) -> frozenset[bytes]:
    """The keys named, else those known here."""
    if given:
        return frozenset(_hex(each, "khoá công khai") for each in given)
    return signing.known_keys(settings.LEDGER_KEY)


def _progress() -> Callable[[int, int], None]:
    """Says how far it is on the error stream, every two seconds."""
    began = said = time.monotonic()

    def told(done: int, total: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= 2:
            said = now
            speed = print_number(int(done / (now - began)))
            parts = f"{print_number(done)}/{print_number(total)} sự kiện ({speed} sự kiện/giây)"
            print(f"  đã kiểm {parts}", file=sys.stderr, flush=True)

    return told


def _says(found: Verified) -> str:
    sound = f"{print_number(found.facts)} sự kiện trong {print_number(found.seals)} niêm phong"
    if found.broken:
        before = f" Trước chỗ gãy, {sound} còn nguyên vẹn." if found.seals else ""
        return f"Sổ cái bị gãy ở {found.broken.says}.{before}"
    rest = f"{print_number(found.unsealed)} sự kiện chưa niêm phong"
    if found.until is None:
        return f"Sổ cái chưa có niêm phong nào; {rest}."
    until = local(found.until)
    return (
        f"Sổ cái nguyên vẹn: {sound}, đến {until:%H:%M} ngày {print_day(until.date())}; {rest}.\n"
        f"Mã niêm phong mới nhất: {found.root.hex()}"
    )


def _sealed_says(proof: dict[str, Any]) -> str:
    fact, seal = proof["fact"], proof["seal"]
    at, sealed_at = (local(datetime.fromisoformat(text)) for text in (fact["at"], seal["sealed_at"]))
    try:
        says = f" «{load(fact['kind'], json.loads(fact['data'])).says()}»"
    except (KeyError, ValueError):  # a kind of fact that this version does not know
        says = ""
    return (
        f"Bằng chứng đúng: sự kiện số {fact['id']}{says} lúc {at:%H:%M} ngày {print_day(at.date())} nằm trong "
        f"niêm phong số {seal['number']} lúc {sealed_at:%H:%M} ngày {print_day(sealed_at.date())}."
    )
