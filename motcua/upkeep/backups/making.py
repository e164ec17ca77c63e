"""Making a backup while the work goes on: one snapshot for the dump, the counts and the digests.

Stored files are never changed or taken away, and their bytes are on disk before their row is committed: so those the
snapshot names are copied after it was taken.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import psycopg
from psycopg import sql

from motcua import __version__
from motcua.files import disk
from motcua.kernel.refusal import NotFound
from motcua.ledger import signing
from motcua.upkeep.backups import archive, tables
from motcua.upkeep.backups.programs import Programs, fitting, reach
from motcua.upkeep.backups.progress import Progress
from motcua.upkeep.types import Manifest, NoBackup, TableState

NO_TABLES = "Cơ sở dữ liệu này chưa có bảng nào của motcua nên không có gì để sao lưu; hãy xem lại DATABASE_URL."


def make(place: Path, *, conninfo: str, key: Path, with_key: bool, at: datetime, progress: Progress) -> Manifest:
    """Write the archive; what it says of itself. `key` is `settings.LEDGER_KEY`.

    Raises `NoBackup` or `NotFound`, and leaves no file then.
    """
    if with_key and not key.exists():
        raise NotFound(f"Không có khoá niêm phong ở {key} để đưa vào bản sao lưu; hãy bỏ --with-key.")
    with archive.written(place, progress) as writer, _snapshot(conninfo) as (connection, snapshot):
        server = connection.info.server_version // 10000
        programs = fitting(server)
        progress.stage("Kết xuất cơ sở dữ liệu")
        with _dump(programs, conninfo, snapshot) as content:
            writer.add(archive.DUMP, content)
        progress.stage("Tính mã băm từng bảng")
        states = tables.states(connection, progress.count)
        seal = _newest_seal(connection, states)
        _add_keys(writer, key, seal, with_key=with_key)
        progress.stage("Chép kho tệp")
        store = _add_files(writer, connection, states, progress)
        manifest = Manifest(
            format=archive.FORMAT,
            product=__version__,
            made_at=at.isoformat(),
            server=str(connection.info.parameter_status("server_version")),
            dumped_by=programs.major,
            migrations=tables.migrations(connection, states),
            tables=states,
            facts=next(state.rows for name, state in states.items() if name.endswith(".ledger_fact")),
            seal=seal,
            key=signing.signer(key).public_key.hex() if with_key else "",
            store=store,
            parts=tuple(writer.parts),
        )
        writer.finish(manifest, key)
    return manifest


@contextmanager
def _snapshot(conninfo: str) -> Iterator[tuple[psycopg.Connection[Any], str]]:
    """A connection that sees one moment of the database, and the name under which `pg_dump` sees the same."""
    try:
        connection = psycopg.connect(conninfo, autocommit=True, application_name="motcua backup")
    except psycopg.OperationalError as silence:
        raise NoBackup(f"Không nối được cơ sở dữ liệu ({_first_line(silence)}); hãy xem lại DATABASE_URL.") from None
    with connection:
        tables.fix(connection)
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        yield connection, str(row[0])


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["không rõ vì sao"])[0]


@contextmanager
def _dump(programs: Programs, conninfo: str, snapshot: str) -> Iterator[IO[bytes]]:
    """The dump as a stream; one that did not end well is no dump."""
    words, environment = reach(conninfo)
    command = [programs["pg_dump"], "--format=custom", f"--snapshot={snapshot}", "--no-password", f"--dbname={words}"]
    with TemporaryFile() as said:
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, env=environment) as dumping:
            assert dumping.stdout is not None
            try:
                yield dumping.stdout
            except BaseException:
                dumping.kill()
                raise
        if dumping.returncode:
            said.seek(0)
            why = said.read().decode(errors="replace").strip().splitlines() or ["không rõ vì sao"]
            raise NoBackup(f"pg_dump không kết xuất được ({why[-1]}); hãy xem nhật ký của PostgreSQL rồi sao lưu lại.")


def _qualified(states: dict[str, TableState], table: str) -> sql.Identifier:
    """A table of ours by its name alone, in whichever schema it stands."""
    found = next((name for name in states if name.endswith(f".{table}")), None)
    if found is None:
        raise NoBackup(NO_TABLES)
    return sql.Identifier(*found.split(".", 1))


def _newest_seal(connection: psycopg.Connection[Any], states: dict[str, TableState]) -> dict[str, Any] | None:
    question = sql.SQL("SELECT number, root, sealed_at FROM {} ORDER BY number DESC LIMIT 1")
    row = connection.execute(question.format(_qualified(states, "ledger_seal"))).fetchone()
    if row is None:
        return None
    return {"number": int(row[0]), "root": bytes(row[1]).hex(), "sealed_at": row[2].isoformat()}


def _add_keys(writer: archive.Writer, key: Path, seal: dict[str, Any] | None, *, with_key: bool) -> None:
    """The ledger's public keys and the notes of seals that the snapshot knows; the private key only when asked for."""
    known = "".join(f"{each.hex()}\n" for each in sorted(signing.known_keys(key)))
    noted = "".join(f"{line}\n" for line in signing.noted_lines(key, seal["number"] if seal else 0))
    writer.add(archive.KEYS, io.BytesIO(known.encode()))
    writer.add(archive.ROOTS, io.BytesIO(noted.encode()))
    if with_key:
        with key.open("rb") as content:
            writer.add(archive.PRIVATE, content)


def _add_files(
    writer: archive.Writer, connection: psycopg.Connection[Any], states: dict[str, TableState], progress: Progress
) -> Any:
    """Every stored file the snapshot names, in the order of its digest. One that is gone or damaged is noted as lost.

    A backup of all the rest is worth more than none.
    """
    question = sql.SQL("SELECT sha256 FROM {} ORDER BY sha256").format(_qualified(states, "files_stored_file"))
    digests = [str(digest) for (digest,) in connection.execute(question)]
    kept: dict[str, int] = {}
    lost: list[str] = []
    for done, digest in enumerate(digests):
        place = disk.place(digest)
        # Hashed before it is copied, since a zip cannot take a part back; it never changes in between.
        if not place.is_file() or disk.digest(place) != digest:
            lost.append(digest)
            continue
        with place.open("rb") as content:
            kept[digest] = writer.add(f"{archive.FILES}{digest}", content).bytes
        progress.count("tệp", done + 1, len(digests))
    return archive.store_of(kept, lost)
