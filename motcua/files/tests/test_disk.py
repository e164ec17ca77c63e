"""Bytes reach the disk whole, under their digest, or not at all."""

from __future__ import annotations

import hashlib
import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from motcua.files import disk

BYTES = b"gi\xe1\xba\xa5y khai sinh" * 100_000
DIGEST = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def shelf(settings: Any, tmp_path: Path) -> Path:
    settings.FILE_STORE = tmp_path / "store"
    return tmp_path / "store"


def kept(shelf: Path) -> list[Path]:
    return sorted(path.relative_to(shelf) for path in shelf.rglob("*") if path.is_file())


class Watched(BytesIO):
    """A stream that knows the largest piece it was asked for, and may break."""

    largest = 0
    breaks_at: int | None = None

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size > 0, "never all at once"
        self.largest = max(self.largest, size)
        if self.breaks_at is not None and self.tell() >= self.breaks_at:
            raise OSError("đường truyền đứt")
        return super().read(size)


def test_bytes_stand_under_their_digest_and_may_only_be_read(shelf: Path) -> None:
    assert disk.put(BytesIO(BYTES)) == (DIGEST, len(BYTES))
    assert kept(shelf) == [Path(DIGEST[:2], DIGEST[2:4], DIGEST)]
    assert disk.place(DIGEST).read_bytes() == BYTES
    assert disk.place(DIGEST).stat().st_mode & 0o777 == 0o440


def test_the_same_bytes_are_kept_once(shelf: Path) -> None:
    assert disk.put(BytesIO(BYTES)) == disk.put(BytesIO(BYTES))
    assert len(kept(shelf)) == 1


def test_a_stream_is_read_from_its_start_in_pieces(shelf: Path) -> None:
    stream = Watched(BYTES)
    stream.seek(100)
    assert disk.put(stream)[0] == DIGEST
    assert stream.largest <= 1024 * 1024


def test_a_stream_that_breaks_off_leaves_nothing(shelf: Path) -> None:
    stream = Watched(BYTES)
    stream.breaks_at = 600_000
    with pytest.raises(OSError, match="đứt"):
        disk.put(stream)
    assert kept(shelf) == []


def test_the_bytes_are_forced_to_disk_before_they_get_their_name(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, list[Path]]] = []
    real = os.fsync

    def watched(handle: int) -> None:
        seen.append(("file" if os.path.isfile(f"/proc/self/fd/{handle}") else "folder", kept(shelf)))  # noqa: PTH113
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    disk.put(BytesIO(BYTES))
    assert [what for what, _ in seen] == ["file", "folder", "folder", "folder"]
    assert all(path.parts[0] == "incoming" for path in seen[0][1])
    assert seen[1][1] == [Path(DIGEST[:2], DIGEST[2:4], DIGEST)]


def test_putting_bytes_again_mends_a_damaged_file(shelf: Path) -> None:
    disk.put(BytesIO(BYTES))
    disk.place(DIGEST).chmod(0o640)
    disk.place(DIGEST).write_bytes(b"h\xe1\xbb\x8fng")
    assert disk.digest(disk.place(DIGEST)) != DIGEST
    disk.put(BytesIO(BYTES))
    assert disk.digest(disk.place(DIGEST)) == DIGEST
