"""An archive proves itself: whatever part is touched has a name; what could not be written whole is not there."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from motcua.kernel.refusal import Malformed, NotFound
from motcua.ledger import signing
from motcua.upkeep import backups
from motcua.upkeep.backups import archive, programs
from motcua.upkeep.backups.progress import Progress
from motcua.upkeep.types import Manifest, NoBackup
from tests.upkeep.conftest import Living, folders
from tests.world import MONDAY

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("upkeep")]
QUIET = Progress(quiet=True)


def make(living: Living, place: Path, *, key: Path | None = None, with_key: bool = False) -> Manifest:
    """Another backup of the same installation."""
    with folders(living.store, living.key):
        return backups.make(
            place, conninfo=living.conninfo, key=key or living.key, with_key=with_key, at=MONDAY, progress=QUIET
        )


def flipped(source: Path, part: str, target: Path) -> Path:
    """The archive with one bit of one part changed, in its middle."""
    with zipfile.ZipFile(source) as zipped:
        entry = zipped.getinfo(part)
    content = bytearray(source.read_bytes())
    names = content[entry.header_offset + 26 : entry.header_offset + 30]
    start = entry.header_offset + 30 + int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
    content[start + entry.file_size // 2] ^= 1
    target.write_bytes(content)
    return target


def rewritten(source: Path, target: Path, change: Any) -> Path:
    """The archive with its parts, by name, as `change` leaves them: sound for the zip, not for the manifest."""
    with zipfile.ZipFile(source) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return target


def test_a_whole_archive_is_proved_and_says_by_whose_key(living: Living):
    proof = backups.prove(living.archive, QUIET)
    assert proof.faults == ()
    assert proof.manifest == living.manifest
    assert bytes.fromhex(proof.signed_by) in signing.known_keys(living.key)
    assert living.manifest.seal is not None
    assert living.manifest.seal["number"] == 2
    assert "onestop.0001_initial" in living.manifest.migrations


def test_an_archive_is_for_its_owner_alone(living: Living):
    assert living.archive.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("part", [archive.DUMP, archive.KEYS, archive.ROOTS, "files/", archive.MANIFEST, archive.SEAL])
def test_a_flipped_bit_in_any_part_is_found_and_the_part_named(living: Living, tmp_path: Path, part: str):
    name = part + living.digest if part == archive.FILES else part
    proof = backups.prove(flipped(living.archive, name, tmp_path / "flipped.zip"), QUIET)
    assert [fault.where for fault in proof.faults] == [name]


def _without_key_note(parts: dict[str, bytes]) -> None:
    del parts[archive.KEYS]


def _other_dump(parts: dict[str, bytes]) -> None:
    parts[archive.DUMP] = b"PGDMP" + parts[archive.DUMP][5:-1] + b"!"


def _without_files(parts: dict[str, bytes]) -> None:
    for name in [name for name in parts if name.startswith(archive.FILES)]:
        del parts[name]


def _with_a_stranger(parts: dict[str, bytes]) -> None:
    parts["stranger"] = b"?"


def _other_seal(parts: dict[str, bytes]) -> None:
    said = json.loads(parts[archive.MANIFEST])
    said["made_at"] = "2030-01-01T00:00:00+07:00"
    parts[archive.MANIFEST] = json.dumps(said).encode()
    held = json.loads(parts[archive.SEAL])
    held["sha256"] = archive.hashlib.sha256(parts[archive.MANIFEST]).hexdigest()
    parts[archive.SEAL] = json.dumps(held).encode()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_without_key_note, archive.KEYS),
        (_other_dump, archive.DUMP),
        (_without_files, "files"),
        (_with_a_stranger, "stranger"),
        (_other_seal, archive.SEAL),
    ],
)
def test_an_archive_put_together_anew_is_found_out(living: Living, tmp_path: Path, change: Any, named: str):
    proof = backups.prove(rewritten(living.archive, tmp_path / "other.zip", change), QUIET)
    assert [fault.where for fault in proof.faults] == [named]


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9, 0.9999])
def test_a_truncated_archive_is_refused_in_one_sentence(living: Living, tmp_path: Path, kept: float):
    content = living.archive.read_bytes()
    short = tmp_path / "short.zip"
    short.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(Malformed, match="bị cắt cụt"):
        backups.prove(short, QUIET)


def test_an_archive_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(NotFound, match=r"gone\.zip"):
        backups.prove(tmp_path / "gone.zip", QUIET)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """This process may write no file larger than this: for the code above, a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_a_full_disk_leaves_no_half_archive(living: Living, tmp_path: Path, size: int):
    with room_for(size), pytest.raises(NoBackup, match="Hết chỗ trên đĩa"):
        make(living, tmp_path / "full.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(living: Living, tmp_path: Path):
    with pytest.raises(NoBackup, match="Không có thư mục"):
        make(living, tmp_path / "nowhere" / "x.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root viết được vào mọi thư mục")
def test_a_folder_that_may_not_be_written_is_told(living: Living, tmp_path: Path):
    tmp_path.chmod(0o500)
    with pytest.raises(NoBackup, match="Không có quyền ghi"):
        make(living, tmp_path / "x.zip")


def test_a_backup_never_replaces_another(living: Living, tmp_path: Path):
    place = tmp_path / "kept.zip"
    place.write_text("the older one")
    with pytest.raises(NoBackup, match="không ghi đè"):
        make(living, place)
    assert place.read_text() == "the older one"
    assert list(tmp_path.iterdir()) == [place]


def test_an_interrupted_backup_leaves_nothing(living: Living, tmp_path: Path):
    class Impatient(Progress):
        def stage(self, words: str) -> None:
            if "kho tệp" in words:
                raise KeyboardInterrupt

    with suppress(KeyboardInterrupt), folders(living.store, living.key):
        backups.make(
            tmp_path / "x.zip",
            conninfo=living.conninfo,
            key=living.key,
            with_key=False,
            at=MONDAY,
            progress=Impatient(quiet=True),
        )
    assert list(tmp_path.iterdir()) == []


def test_a_dump_that_failed_is_no_backup(living: Living, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lame = tmp_path / "bin"
    lame.mkdir()
    (lame / "pg_dump").write_text("#!/bin/sh\necho half; echo 'pg_dump: error: boom' >&2; exit 1\n")
    (lame / "pg_dump").chmod(0o755)
    monkeypatch.setattr("motcua.upkeep.backups.making.fitting", lambda server: programs.Programs(lame, 99))
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(NoBackup, match=r"pg_dump không kết xuất được .*boom"):
        make(living, out / "x.zip")
    assert list(out.iterdir()) == []


def test_programs_older_than_the_server_are_not_used():
    with pytest.raises(NotFound, match="postgresql-client-99"):
        programs.fitting(99)
    newest = programs.installed()[-1]
    assert programs.fitting(newest.major) == newest


def test_the_private_key_is_in_the_archive_only_where_it_was_asked_for(living: Living, tmp_path: Path):
    secret = living.key.read_bytes()
    assert secret not in living.archive.read_bytes()
    manifest = make(living, tmp_path / "secret.zip", with_key=True)
    assert bytes.fromhex(manifest.key) in signing.known_keys(living.key)
    assert secret in (tmp_path / "secret.zip").read_bytes()
    with pytest.raises(NotFound, match="--with-key"):
        make(living, tmp_path / "other.zip", key=tmp_path / "no-key", with_key=True)


def test_a_file_lost_before_the_backup_is_named_and_the_rest_is_kept(living: Living, tmp_path: Path):
    store = tmp_path / "files"
    shutil.copytree(living.store, store)
    (store / living.digest[:2] / living.digest[2:4] / living.digest).unlink()
    with folders(store, living.key):
        manifest = backups.make(
            tmp_path / "x.zip", conninfo=living.conninfo, key=living.key, with_key=False, at=MONDAY, progress=QUIET
        )
    assert manifest.store.lost == (living.digest,)
    assert backups.prove(tmp_path / "x.zip", QUIET).faults == ()
