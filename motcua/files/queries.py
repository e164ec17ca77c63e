"""What other apps may ask of stored files; who may read one is decided by the app whose page leads to it."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse

from motcua.files import disk
from motcua.files.models import StoredFile
from motcua.files.rules import clean_name
from motcua.files.types import PDF, BytesGone, size_words
from motcua.kernel.refusal import NotFound

__all__ = ["StoredFile", "as_response", "clean_name", "get", "open_bytes", "size_words", "verify"]

_LOCKED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def get(file_id: int) -> StoredFile:
    """A stored file by id; `NotFound` for one that was never stored."""
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None:
        raise NotFound(f"Không có tệp số {file_id} trong kho; hãy chọn và đính kèm lại tệp.")
    return stored


def open_bytes(stored: StoredFile) -> BinaryIO:
    """The bytes, open for reading; `BytesGone` when they are not there in full."""
    path = _path(stored.sha256)
    if path.stat().st_size != stored.size:
        raise _gone(stored.sha256)
    return path.open("rb")


def verify(sha256: str) -> bool:
    """True when the bytes on disk still have this digest; `BytesGone` when there are none."""
    return disk.digest(_path(sha256)) == sha256


def as_response(stored: StoredFile, name: str, *, inline: bool) -> FileResponse:
    """The file for a browser, under a use's name: shown where `inline` and its kind allow, else a download.

    The headers keep it from being run as anything else, from running scripts, and from staying on a shared
    machine.
    """
    response = FileResponse(
        open_bytes(stored),
        as_attachment=not (inline and stored.kind.opens_in_browser),
        filename=name,
        content_type=stored.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # Older Chromium shows no PDF in a sandbox; its viewer is a process of its own anyway.
    response["Content-Security-Policy"] = _LOCKED if stored.kind == PDF else f"{_LOCKED}; sandbox"
    return response


def _path(sha256: str) -> Path:
    path = disk.place(sha256)
    if not path.is_file():
        raise _gone(sha256)
    return path


def _gone(sha256: str) -> BytesGone:
    return BytesGone(
        f"Không còn nội dung tệp trong kho (mã {sha256[:12]}); hãy báo quản trị hệ thống khôi phục từ bản sao lưu."
    )
