"""Restoring into an empty database, and the proof that what is there now is what the archive says.

In this order: the archive is proved; whatever would refuse is asked before anything is touched; files come first, since
bytes without a row harm nobody; the database in one transaction, so that a failure leaves it empty; then the proof.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, Any, cast

import psycopg
from django.conf import settings
from django.db import connection as django_connection
from psycopg.conninfo import conninfo_to_dict

from motcua.files import disk
from motcua.files.queries import size_words
from motcua.ledger import queries as ledger
from motcua.ledger import signing
from motcua.upkeep.backups import archive, tables
from motcua.upkeep.backups.programs import conninfo_of, fitting, reach
from motcua.upkeep.backups.progress import Progress
from motcua.upkeep.types import Fault, Manifest, NoRestore, Proof

LEAST_SERVER = 15
IN_MEMORY = 8 * 1024 * 1024
UNKNOWN_SETTING = b"SET transaction_timeout = 0;\n"
"""Written by programs from 17 on; a server before 17 does not know it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What the archive brings of the ledger: public keys, notes of roots by number, the notes as written."""

    keys: frozenset[bytes]
    noted: dict[int, bytes]
    lines: tuple[str, ...]


def restore(source: Path, *, key: Path, accept_loss: bool, at: datetime, progress: Progress) -> Proof:
    """Restore into the database of Django's connection and the store of the settings; what was proved of it.

    Raises `NoRestore` before anything is touched where the archive is damaged, the database not empty, the server too
    old, the store without room, or where seals are noted here that the archive does not have and `accept_loss` is not
    given. `key` is where the ledger's keys and notes go.
    """
    proof = archive.prove(source, progress)
    if proof.faults or proof.manifest is None:
        told = "; ".join(map(str, proof.faults[:5]))
        raise NoRestore(f"Bản sao lưu đã hỏng nên không khôi phục: {told}. Hãy dùng bản sao lưu khác.")
    manifest, conninfo = proof.manifest, conninfo_of(django_connection.settings_dict)
    with archive.opened(source) as zipped:
        brought = _brought(zipped)
        server = _must_be_fit(conninfo, manifest)
        _must_have_room(manifest)
        later = _must_agree(key, brought, accept_loss=accept_loss)
        progress.stage("Chép tệp vào kho")
        faults = _put_files(zipped, manifest, progress)
        progress.stage("Nạp cơ sở dữ liệu")
        _load(zipped, conninfo, server, manifest, progress)
        if later:
            signing.set_aside(key, f"truoc-{at:%Y%m%d-%H%M%S}")
        signing.bring(key, brought.keys, brought.lines)
        if manifest.key and not key.exists():
            _put_key(zipped, key)
    faults += _compare(conninfo, manifest, progress)
    faults += _ledger_faults(manifest, brought, progress)
    return replace(proof, faults=tuple(faults))


def _brought(zipped: zipfile.ZipFile) -> Brought:
    keys = frozenset(bytes.fromhex(line) for line in zipped.read(archive.KEYS).decode().split())
    lines = tuple(zipped.read(archive.ROOTS).decode().splitlines())
    return Brought(keys, {int(line.split()[0]): bytes.fromhex(line.split()[1]) for line in lines}, lines)


def _must_be_fit(conninfo: str, manifest: Manifest) -> int:
    """The major version of the server; refuses one that is too old, and a database that is not empty."""
    name = conninfo_to_dict(conninfo).get("dbname", "")
    try:
        connection = psycopg.connect(conninfo, autocommit=True)
    except psycopg.OperationalError as silence:
        why = (str(silence).strip().splitlines() or ["không rõ vì sao"])[0]
        raise NoRestore(
            f"Không nối được cơ sở dữ liệu đích ({why}); hãy tạo cơ sở dữ liệu trống rồi ghi địa chỉ vào --into."
        ) from None
    with connection:
        server = connection.info.server_version // 10000
        wanted = max(LEAST_SERVER, int(manifest.server.split(".")[0]))
        if server < wanted:
            raise NoRestore(
                f"Máy chủ đích là PostgreSQL {server}, bản sao lưu lấy từ PostgreSQL {manifest.server}; hãy khôi phục "
                f"vào máy chủ từ phiên bản {wanted} trở lên."
            )
        if not tables.is_empty(connection):
            raise NoRestore(
                f"Cơ sở dữ liệu «{name}» không trống nên không khôi phục vào đó; hãy tạo một cơ sở dữ liệu trống "
                "(CREATE DATABASE) rồi ghi địa chỉ của nó vào --into."
            )
    return server


def _must_have_room(manifest: Manifest) -> None:
    folder = Path(settings.FILE_STORE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as trouble:
        raise NoRestore(
            f"Không ghi được vào kho tệp {folder} ({trouble.strerror}); hãy cấp quyền ghi hoặc đặt MOTCUA_FILES."
        ) from None
    if free < manifest.store.bytes:
        raise NoRestore(
            f"Kho tệp {folder} chỉ còn {size_words(free)}, cần {size_words(manifest.store.bytes)}; hãy dọn đĩa hoặc "
            "đặt MOTCUA_FILES vào đĩa khác."
        )


def _must_agree(key: Path, brought: Brought, *, accept_loss: bool) -> bool:
    """Whether seals are noted here that the archive does not know, or knows otherwise; refuses unless accepted."""
    here = signing.noted_roots(key)
    newest = max(brought.noted, default=0)
    later = max((number for number in here if number > newest), default=None)
    others = [number for number in brought.noted if here.get(number, brought.noted[number]) != brought.noted[number]]
    if not later and not others:
        return False
    if not accept_loss:
        why = (
            f"đã ghi đến niêm phong số {later}, bản sao lưu chỉ đến số {newest}: khôi phục sẽ mất phần sau"
            if later
            else f"ghi niêm phong số {others[0]} khác với bản sao lưu: đó là sổ của nơi khác"
        )
        raise NoRestore(
            f"{key.name}.roots ở {key.parent} {why}; nếu khôi phục thử, hãy ghi --ledger-key TỆP ở nơi khác, nếu chấp "
            "nhận, hãy thêm --accept-loss."
        )
    return True


def _put_files(zipped: zipfile.ZipFile, manifest: Manifest, progress: Progress) -> list[Fault]:
    """Every file into the store, whole or not at all; one that is there, sound, stays as it is."""
    entries = [entry for entry in zipped.infolist() if entry.filename.startswith(archive.FILES)]
    faults = []
    for done, entry in enumerate(entries):
        wanted = entry.filename.removeprefix(archive.FILES)
        place = disk.place(wanted)
        if not place.is_file() or disk.digest(place) != wanted:
            with SpooledTemporaryFile(IN_MEMORY) as content:
                for chunk in archive.chunks(zipped, entry.filename):
                    content.write(chunk)
                disk.put(cast(IO[bytes], content))
        if disk.digest(place) != wanted:
            faults.append(Fault(entry.filename, "không khớp mã băm sau khi chép vào kho"))
        progress.count("tệp", done + 1, len(entries))
    faults += [Fault(f"{archive.FILES}{digest}", "đã mất từ trước khi sao lưu") for digest in manifest.store.lost]
    return faults


def _load(zipped: zipfile.ZipFile, conninfo: str, server: int, manifest: Manifest, progress: Progress) -> None:
    """Load the dump in one transaction: all of it or nothing."""
    programs = fitting(server, least=manifest.dumped_by)
    words, environment = reach(conninfo)
    read = [programs["pg_restore"], "--no-owner", "--no-privileges", "--exit-on-error"]
    with TemporaryFile() as said:
        if programs.major >= 17 > server:
            code = _load_through_psql(zipped, [*read, "--file=-"], programs["psql"], words, environment, said, progress)
        else:
            command = [*read, "--single-transaction", "--no-password", f"--dbname={words}"]
            with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=said, env=environment) as loading:
                _feed(zipped, loading, progress)
            code = loading.returncode
        if code:
            said.seek(0)
            lines = [line for line in said.read().decode(errors="replace").splitlines() if "rror" in line]
            why = lines[0] if lines else "không rõ vì sao"
            raise NoRestore(f"pg_restore không nạp được ({why}), cơ sở dữ liệu vẫn trống; hãy xử lý rồi khôi phục lại.")


def _feed(zipped: zipfile.ZipFile, loading: subprocess.Popen[bytes], progress: Progress) -> None:
    assert loading.stdin is not None
    try:
        for chunk in archive.chunks(zipped, archive.DUMP):
            loading.stdin.write(chunk)
            progress.bytes(len(chunk))
        loading.stdin.close()
    except BrokenPipeError:
        pass  # it has said why, and its exit code tells
    except BaseException:
        loading.kill()
        raise


def _load_through_psql(
    zipped: zipfile.ZipFile,
    read: list[str],
    psql: str,
    words: str,
    environment: dict[str, str],
    said: IO[bytes],
    progress: Progress,
) -> int:
    """For a server older than our programs: as a script, less the setting it does not know."""
    with TemporaryFile() as script:
        with subprocess.Popen(read, stdin=subprocess.PIPE, stdout=script, stderr=said, env=environment) as reading:
            _feed(zipped, reading, progress)
        if reading.returncode:
            return reading.returncode
        script.seek(0)
        command = [psql, "--no-psqlrc", "--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-d", words]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=environment
        ) as loading:
            assert loading.stdin is not None
            head = script.read(archive.CHUNK).replace(UNKNOWN_SETTING, b"", 1)
            try:
                loading.stdin.write(head)
                shutil.copyfileobj(script, loading.stdin, archive.CHUNK)
                loading.stdin.close()
            except BrokenPipeError:
                pass
        return loading.returncode


def _put_key(zipped: zipfile.ZipFile, key: Path) -> None:
    import os

    key.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink:
        shutil.copyfileobj(BytesIO(zipped.read(archive.PRIVATE)), sink)


def _compare(conninfo: str, manifest: Manifest, progress: Progress) -> list[Fault]:
    """Every table's rows and digest, and the migrations, against the manifest."""
    progress.stage("Đối chiếu từng bảng với bản kê")
    with psycopg.connect(conninfo, autocommit=True) as connection:
        tables.fix(connection)
        found = tables.states(connection, progress.count)
        migrations = tables.migrations(connection, found)
    faults = []
    for name in sorted({*found, *manifest.tables}):
        wanted, here = manifest.tables.get(name), found.get(name)
        if wanted is None or here is None:
            faults.append(Fault(f"bảng {name}", "bị thiếu" if here is None else "không có trong bản kê"))
        elif wanted.rows != here.rows:
            faults.append(Fault(f"bảng {name}", f"có {here.rows} dòng, bản kê ghi {wanted.rows} dòng"))
        elif wanted.digest != here.digest:
            faults.append(Fault(f"bảng {name}", "nội dung khác với mã băm đã ghi"))
    if migrations != manifest.migrations:
        faults.append(Fault("django_migrations", "khác với bản kê"))
    return faults


def _ledger_faults(manifest: Manifest, brought: Brought, progress: Progress) -> list[Fault]:
    """The chain of seals, held against the keys and notes that came with the archive."""
    progress.stage("Kiểm sổ cái")
    if manifest.seal is None:
        return []
    root = bytes.fromhex(manifest.seal["root"])
    told = lambda done, total: progress.count("sự kiện", done, total)  # noqa: E731
    found = ledger.verify(keys=brought.keys, noted=brought.noted, root=root, told=told)
    return [Fault("sổ cái", found.broken.says)] if found.broken else []


@contextmanager
def connected_to(conninfo: str) -> Iterator[None]:
    """Have Django's connection lead to another database within the block."""
    kept: dict[str, Any] = dict(django_connection.settings_dict)
    parts = conninfo_to_dict(conninfo)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    django_connection.close()
    where = {key: str(parts.pop(name, None) or "") for key, name in named.items()}
    django_connection.settings_dict.update(where | {"OPTIONS": parts})
    try:
        yield
    finally:
        django_connection.close()
        django_connection.settings_dict.clear()
        django_connection.settings_dict.update(kept)
