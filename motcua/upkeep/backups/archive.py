"""The archive: an uncompressed zip, written in one pass, with a manifest that names the hash of every part.

    database.dump       PostgreSQL's custom format, compressed
    ledger/public-keys  the keys whose seals count, one a line
    ledger/roots        the noted root of every seal the dump holds
    ledger/private-key  only where it was asked for
    files/<sha256>      each stored file, under its own digest
    manifest.json       what all this is, and the hash of each part but the files, whose names are their hashes
    manifest.seal       hash of the manifest and, where this installation has a key, its signature

It is written beside its place under a name that ends in `.partial`, forced to disk, and only then given its name; what
fails leaves nothing. Nobody else may read it: it holds everything about everybody.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from pydantic import TypeAdapter, ValidationError

from motcua.kernel.refusal import Malformed, NotFound
from motcua.ledger import signing
from motcua.upkeep.backups.progress import Progress
from motcua.upkeep.types import Fault, Manifest, NoBackup, Part, Proof, Store

FORMAT = "motcua.backup.1"
DUMP, KEYS, ROOTS, PRIVATE = "database.dump", "ledger/public-keys", "ledger/roots", "ledger/private-key"
MANIFEST, SEAL = "manifest.json", "manifest.seal"
FILES = "files/"
CHUNK = 1024 * 1024
LEAST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""Every entry's moment, the first a zip can write: what it says is in the manifest."""


class Writer:
    """An archive being written; remembers the size and hash of each part but the stored files."""

    def __init__(self, zipped: zipfile.ZipFile, progress: Progress) -> None:
        self._zip = zipped
        self._progress = progress
        self.parts: list[Part] = []

    def add(self, name: str, source: IO[bytes]) -> Part:
        """Copy a stream into a part."""
        hashed, size = hashlib.sha256(), 0
        entry = zipfile.ZipInfo(name, LEAST_MOMENT)
        entry.external_attr = 0o600 << 16
        with self._zip.open(entry, "w", force_zip64=True) as sink:
            while chunk := source.read(CHUNK):
                hashed.update(chunk)
                size += sink.write(chunk)
                self._progress.bytes(len(chunk))
        part = Part(name, size, hashed.hexdigest())
        if not name.startswith(FILES):
            self.parts.append(part)
        return part

    def finish(self, manifest: Manifest, key: Path) -> None:
        """Write the manifest and what holds it."""
        import io

        said = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        held = {"sha256": hashlib.sha256(said).hexdigest()}
        if key.exists():
            signer = signing.signer(key)
            held |= {"public_key": signer.public_key.hex(), "signature": signer.sign(said).hex()}
        self.add(MANIFEST, io.BytesIO(said))
        self.add(SEAL, io.BytesIO(json.dumps(held).encode()))


@contextmanager
def written(place: Path, progress: Progress) -> Iterator[Writer]:
    """A new archive at `place`, there when the block has ended well, whole; else nothing.

    Raises `NoBackup` where something is there already, or where it cannot be written.
    """
    if place.exists():
        raise NoBackup(f"Đã có tệp {place}; hãy chọn tên khác, bản sao lưu không ghi đè lên bản cũ.")
    half = place.with_name(f".{place.name}.partial")
    is_ours = False
    try:
        with os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as sink:
            try:
                fcntl.flock(sink, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise NoBackup(f"Một lệnh sao lưu khác đang ghi {place}; hãy chờ lệnh ấy xong.") from None
            is_ours = True
            sink.truncate()
            with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, allowZip64=True) as zipped:
                yield Writer(zipped, progress)
            sink.flush()
            os.fsync(sink.fileno())
            half.rename(place)
        _force_to_disk(place.parent)
    except BaseException as failure:
        if is_ours:
            with suppress(OSError):
                half.unlink(missing_ok=True)
        if trouble := _disk_trouble(failure):
            raise NoBackup(_says(trouble, place)) from failure
        raise


def _disk_trouble(failure: BaseException | None) -> OSError | None:
    """The disk's refusal behind a failure: closing a zip that is half written hides it behind another."""
    while failure is not None:
        if isinstance(failure, OSError) and failure.errno is not None:
            return failure
        failure = failure.__cause__ or failure.__context__
    return None


def _says(trouble: OSError, place: Path) -> str:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return (
            f"Hết chỗ trên đĩa khi ghi {place}, không giữ lại phần dở dang; hãy dọn đĩa hoặc chọn thư mục khác rồi sao "
            "lưu lại."
        )
    if trouble.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Không có quyền ghi vào {place.parent}; hãy chọn thư mục khác hoặc cấp quyền ghi."
    if trouble.errno in (errno.ENOENT, errno.ENOTDIR):
        return f"Không có thư mục {place.parent}; hãy tạo thư mục ấy trước hoặc chọn thư mục khác."
    return f"Không ghi được {place} ({trouble.strerror}); hãy xem lại đĩa rồi sao lưu lại."


def _force_to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def opened(place: Path) -> Iterator[zipfile.ZipFile]:
    """An archive to read; refuses what is none, or only the beginning of one."""
    try:
        zipped = zipfile.ZipFile(place)
    except FileNotFoundError:
        raise NotFound(f"Không có tệp {place}; hãy xem lại tên tệp.") from None
    except (PermissionError, IsADirectoryError):
        raise NotFound(f"Không đọc được tệp {place}; hãy xem lại tên tệp và quyền đọc.") from None
    except (zipfile.BadZipFile, EOFError, ValueError, OSError):
        raise Malformed(
            f"Tệp {place} bị cắt cụt, hỏng phần cuối hoặc không phải bản sao lưu; hãy chép lại từ nơi giữ bản gốc."
        ) from None
    with zipped:
        yield zipped


def digest_of(place: Path) -> str:
    """The SHA-256 of a whole archive."""
    with place.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def chunks(zipped: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part, a piece at a time."""
    with zipped.open(name) as source:
        while chunk := source.read(CHUNK):
            yield chunk


def _read(zipped: zipfile.ZipFile, name: str, told: Callable[[int], None]) -> tuple[int, str]:
    """Size and hash of a part as it is; raises what zipfile raises for a damaged one."""
    hashed, size = hashlib.sha256(), 0
    for chunk in chunks(zipped, name):
        hashed.update(chunk)
        size += len(chunk)
        told(len(chunk))
    return size, hashed.hexdigest()


DAMAGED = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What zipfile may raise for bytes that were changed."""


def prove(place: Path, progress: Progress) -> Proof:
    """Read the whole archive and compare every part with the manifest; each part at fault is named.

    Raises `Malformed` for what cannot be opened at all.
    """
    with opened(place) as zipped:
        progress.stage("Kiểm mã băm từng phần của bản sao lưu")
        manifest, faults, signed_by = _manifest(zipped)
        if manifest is None:
            return Proof(None, tuple(faults), signed_by)
        names = [entry.filename for entry in zipped.infolist()]
        expected = {part.name: part for part in manifest.parts}
        files: dict[str, int] = {}
        for name in names:
            if name in (MANIFEST, SEAL):
                continue
            is_file = name.startswith(FILES)
            if not is_file and name not in expected:
                faults.append(Fault(name, "không có trong bản kê"))
                continue
            wanted = name.removeprefix(FILES) if is_file else expected[name].sha256
            try:
                size, found = _read(zipped, name, progress.bytes)
            except DAMAGED:
                faults.append(Fault(name, "không đọc được, nội dung đã hỏng"))
                continue
            if found != wanted or (not is_file and size != expected[name].bytes):
                faults.append(Fault(name, "nội dung khác với mã băm đã ghi"))
            if is_file:
                files[wanted] = size
        faults += [Fault(name, "bị thiếu") for name in expected if name not in names]
        faults += [Fault(name, "có hai lần") for name in sorted({n for n in names if names.count(n) > 1})]
        faults += _store_faults(manifest.store, files, faults)
    return Proof(manifest, tuple(faults), signed_by)


def store_of(files: dict[str, int], lost: list[str]) -> Store:
    """What the manifest says of the stored files: `files` maps digest to size."""
    listed = "".join(f"{digest}\n" for digest in sorted(files))
    return Store(len(files), sum(files.values()), hashlib.sha256(listed.encode()).hexdigest(), tuple(sorted(lost)))


def _store_faults(store: Store, files: dict[str, int], known: list[Fault]) -> list[Fault]:
    if any(fault.where.startswith(FILES) for fault in known):
        return []  # said already, and by name
    found = store_of(files, list(store.lost))
    if found == store:
        return []
    return [Fault("files", f"có {found.files} tệp, bản kê ghi {store.files} tệp, hoặc không phải các tệp ấy")]


def _manifest(zipped: zipfile.ZipFile) -> tuple[Manifest | None, list[Fault], str]:
    """The manifest, what is wrong with it, and by whose public key it is signed."""
    try:
        said = zipped.read(MANIFEST)
    except DAMAGED:
        return None, [Fault(MANIFEST, "bị thiếu hoặc không đọc được")], ""
    try:
        held: dict[str, Any] = json.loads(zipped.read(SEAL))
        digest, key = str(held["sha256"]), str(held.get("public_key", ""))
        signature = bytes.fromhex(held.get("signature", ""))
    except (*DAMAGED, TypeError):
        return None, [Fault(SEAL, "bị thiếu hoặc không đọc được")], ""
    if hashlib.sha256(said).hexdigest() != digest:
        return None, [Fault(MANIFEST, "nội dung khác với mã băm đã ghi")], ""
    if key and not signing.is_signed(bytes.fromhex(key), signature, said, None):
        return None, [Fault(SEAL, "chữ ký không đúng")], ""
    try:
        manifest = TypeAdapter(Manifest).validate_json(said)
    except ValidationError:
        return None, [Fault(MANIFEST, "không phải bản kê của motcua")], key
    if manifest.format != FORMAT:
        return None, [Fault(MANIFEST, f"dạng {manifest.format} phiên bản này không đọc được")], key
    return manifest, [], key
