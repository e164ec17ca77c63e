"""bin/motcua audit: one report checked number by number, without a database."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from motcua.kernel import clock
from motcua.kernel.refusal import Malformed, Refusal
from motcua.progress import declared, documents, rules, telling
from motcua.progress.documents import Opened
from motcua.progress.types import Audit, Level

ENDING = "-da-soat"


class Command(BaseCommand):
    help = "Soát số liệu một báo cáo (.txt, .docx, .pdf); mã thoát 1 nếu có lỗi, 2 nếu không đọc được."
    requires_system_checks = ()
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", metavar="BÁO_CÁO", help="tệp báo cáo .txt, .docx hoặc .pdf")
        parser.add_argument("--rules", metavar="TỆP", help="tệp quy tắc YAML: những mối liên hệ báo cáo phải giữ")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON, không ghi bản đã soát")
        parser.add_argument("--out", metavar="TỆP", help="tên bản đã soát: .docx có ghi chú, hoặc .html")

    def handle(self, *_: object, **options: Any) -> None:
        try:
            self._audit(options)
        except Refusal as refusal:
            if options["json"]:
                told = {"error": refusal.code, "says": refusal.says}
                self._say(json.dumps(told, ensure_ascii=False, indent=2))
            raise

    def _audit(self, options: dict[str, Any]) -> None:
        source = Path(options["report"])
        declaration = declared.read(_text(Path(options["rules"]))) if options["rules"] else None
        opened = documents.read(source.name, _bytes(source))
        target = _target(source, opened.kind, options["out"], is_wanted=not options["json"])
        audit = rules.audit(opened.document)
        if declaration is not None:
            audit = declared.check(opened.document, audit, declaration)
        if options["json"]:
            told = telling.as_data(opened.document.text, audit, with_rules=declaration is not None)
            self._say(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self._say(telling.as_text(source.name, opened.document, audit, opened.page_starts))
        if target is not None:
            _write(target, opened, audit)
            if not options["json"]:
                kind = "bản Word có ghi chú" if target.suffix.lower() == ".docx" else "báo cáo soát"
                self._say(f"Đã ghi {kind}: {target}")
        if any(finding.level is Level.ERROR for finding in audit.findings):
            sys.exit(1)

    def _say(self, text: str) -> None:
        """Print; whoever reads may stop reading, as `head` does, and the rest of the work is done all the same."""
        try:
            self.stdout.write(text)
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bytes(path: Path) -> bytes:
    """The bytes of a file; refuses what is not there, is a folder or may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        says = f"Không có tệp «{path}»; hãy xem lại tên và thư mục."
    except IsADirectoryError:
        says = f"«{path}» là thư mục; hãy ghi tên một tệp báo cáo trong đó."
    except PermissionError:
        says = f"Không được phép đọc tệp «{path}»; hãy xem lại quyền của tệp."
    except (OSError, ValueError):
        says = f"Không mở được tệp «{path}»; hãy xem lại tên tệp."
    raise Malformed(says, field="report")


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        says = f"Tệp quy tắc «{path}» không phải chữ UTF-8; hãy lưu lại tệp bằng mã UTF-8."
        raise Malformed(says, field="rules") from None


def _target(source: Path, kind: str, wanted: str | None, *, is_wanted: bool) -> Path | None:
    """Where the audited copy goes; None where none is made. Nobody's file is overwritten, least of all the source."""
    if wanted is None:
        ending = {"docx": ".docx", "pdf": ".html"}.get(kind)
        return _free(source, ending) if ending and is_wanted else None
    target = Path(wanted)
    fitting = [".docx", ".html"] if kind == "docx" else [".html"]
    if target.suffix.lower() not in fitting:
        raise Malformed(f"Bản đã soát của tệp này có đuôi {' hoặc '.join(fitting)}; hãy đổi tên ở --out.", field="out")
    if target.is_dir():
        raise Malformed(f"«{target}» là thư mục; hãy ghi cả tên tệp ở --out.", field="out")
    if target.exists():
        raise Malformed(f"Đã có tệp «{target}», không ghi đè lên; hãy chọn tên khác ở --out.", field="out")
    return target


def _free(source: Path, ending: str) -> Path:
    """`bao-cao-da-soat.docx` beside the source, or the first number after it that is free."""
    number, target = 1, source.with_name(f"{source.stem}{ENDING}{ending}")
    while target.exists():
        number += 1
        target = source.with_name(f"{source.stem}{ENDING}-{number}{ending}")
    return target


def _write(target: Path, opened: Opened, audit: Audit) -> None:
    now = clock.now()
    is_word = target.suffix.lower() == ".docx"
    content = (
        documents.commented(opened, audit, at=now) if is_word else documents.as_html(opened, audit, at=now).encode()
    )
    try:
        target.write_bytes(content)
    except OSError:
        raise Malformed(
            f"Không ghi được tệp «{target}»; hãy xem lại thư mục và quyền ghi, hoặc chọn nơi khác ở --out.", field="out"
        ) from None
