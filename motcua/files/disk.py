"""The bytes on disk: `FILE_STORE/ab/cd/<sha256>`, written once, whole or not at all.

Bytes are written to `FILE_STORE/incoming`, forced to disk, and only then renamed to the place their digest
names, so a power cut leaves no half file under a digest. What a crash leaves in `incoming`, and bytes whose
row was rolled back, are harmless: nothing refers to them. Writing the same bytes again replaces them by
themselves, which mends a damaged file.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.conf import settings

_CHUNK = 256 * 1024


def place(sha256: str) -> Path:
    """Where the bytes of this digest stand, or would stand."""
    return Path(settings.FILE_STORE) / sha256[:2] / sha256[2:4] / sha256


def digest(path: Path) -> str:
    """The digest of a file's bytes, recomputed."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def put(content: IO[bytes]) -> tuple[str, int]:
    """Keep all bytes of a seekable stream, from its start; their sha256 in hex and their number."""
    incoming = Path(settings.FILE_STORE) / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    content.seek(0)
    hashed, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=incoming, delete=False) as arriving:
        try:
            while chunk := content.read(_CHUNK):
                hashed.update(chunk)
                size += arriving.write(chunk)
            arriving.flush()
            os.fchmod(arriving.fileno(), 0o440)
            os.fsync(arriving.fileno())
            home = place(hashed.hexdigest())
            home.parent.mkdir(parents=True, exist_ok=True)
            Path(arriving.name).replace(home)
        except BaseException:
            Path(arriving.name).unlink(missing_ok=True)
            raise
    for folder in (home.parent, home.parent.parent, home.parent.parent.parent):
        _force_to_disk(folder)
    return home.name, size


def _force_to_disk(folder: Path) -> None:
    """A new name is safe only when the folder that holds it is on disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
