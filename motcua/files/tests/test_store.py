"""The verb and the questions, on the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils.http import content_disposition_header

from motcua.access.types import Actor
from motcua.files import disk
from motcua.files.actions import store
from motcua.files.models import StoredFile
from motcua.files.queries import as_response, open_bytes, verify
from motcua.files.tests.samples import JPEG, PDF, office
from motcua.files.types import BytesGone, FileTooLarge, WrongKind
from motcua.kernel.zone import VIETNAM
from motcua.ledger.queries import story_of

pytestmark = pytest.mark.django_db

CLERK = Actor(user_id=7, name="Trần Văn Bảo", post="Công chức")
AT = datetime(2024, 9, 9, 10, 5, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def shelf(settings: Any, tmp_path: Path) -> Path:
    settings.FILE_STORE = tmp_path / "store"
    return tmp_path / "store"


def stored(content: bytes = PDF, name: str = "đơn.pdf") -> StoredFile:
    return store(upload=BytesIO(content), name=name, by=CLERK, at=AT)


def test_a_stored_file_is_a_row_and_its_bytes() -> None:
    file = stored()
    assert (file.sha256, file.size) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert file.media_type == "application/pdf"
    assert file.created_at == AT
    with open_bytes(file) as content:
        assert content.read() == PDF


def test_storing_tells_the_ledger_who_stored_what() -> None:
    file = stored(name="C:\\giấy tờ\\đơn.pdf")
    (row,) = story_of("files.stored_file", file.pk)
    assert row.kind == "files.file_stored"
    assert row.data == {
        "file_id": file.pk,
        "name": "đơn.pdf",
        "sha256": file.sha256,
        "size": len(PDF),
        "media_type": "application/pdf",
    }
    assert row.at == AT
    assert row.who == "Trần Văn Bảo (Công chức)"
    assert row.says.startswith(f"Lưu tệp “đơn.pdf” ({len(PDF)} byte")


def test_the_same_bytes_under_another_name_are_one_row_and_two_facts() -> None:
    first, second = stored(), stored(name="bản khác.pdf")
    assert first == second
    assert StoredFile.objects.count() == 1
    names = [row.data["name"] for row in story_of("files.stored_file", first.pk)]
    assert names == ["đơn.pdf", "bản khác.pdf"]


@pytest.mark.parametrize("kind", [SimpleUploadedFile, TemporaryUploadedFile])
def test_uploads_of_either_size_are_taken(kind: Any) -> None:
    upload = kind("đơn.docx", office()) if kind is SimpleUploadedFile else kind("đơn.docx", "", 0, None)
    if kind is TemporaryUploadedFile:
        upload.write(office())
    file = store(upload=upload, name="đơn.docx", by=CLERK, at=AT)
    assert file.size == len(office())
    assert verify(file.sha256)


def test_a_refused_file_leaves_no_row_no_fact_and_no_bytes(settings: Any, shelf: Path) -> None:
    settings.FILE_LIMIT_BYTES = len(PDF) - 1
    with pytest.raises(FileTooLarge):
        stored()
    with pytest.raises(WrongKind):
        stored(JPEG, "đơn.pdf")
    assert not StoredFile.objects.exists()
    assert not shelf.exists()


@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(size=1), lambda rows: rows.delete()], ids=["update", "delete"]
)
def test_a_row_can_be_neither_changed_nor_deleted(change: Callable[[QuerySet[StoredFile]], int]) -> None:
    rows = StoredFile.objects.filter(pk=stored().pk)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        change(rows)
    assert rows.get().size == len(PDF)


def test_missing_and_shortened_bytes_are_told_aloud() -> None:
    file = stored()
    disk.place(file.sha256).chmod(0o640)
    disk.place(file.sha256).write_bytes(PDF[:-1])
    with pytest.raises(BytesGone, match="sao lưu"):
        open_bytes(file)
    assert not verify(file.sha256)
    disk.place(file.sha256).unlink()
    for ask in (lambda: open_bytes(file), lambda: verify(file.sha256)):
        with pytest.raises(BytesGone, match=file.sha256[:12]):
            ask()


def test_a_pdf_is_shown_under_its_vietnamese_name_and_cannot_act() -> None:
    response = as_response(stored(), "đơn đề nghị.pdf", inline=True)
    assert response.getvalue() == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"] == content_disposition_header(False, "đơn đề nghị.pdf")
    assert "utf-8''%C4%91%C6%A1n" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_picture_is_shown_in_a_sandbox() -> None:
    response = as_response(stored(JPEG, "ảnh.jpg"), "ảnh.jpg", inline=True)
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"].endswith("; sandbox")
    response.close()


def test_a_word_file_is_a_download_even_where_showing_was_asked() -> None:
    response = as_response(stored(office(), "đơn.docx"), "đơn.docx", inline=True)
    assert response["Content-Disposition"].startswith("attachment")
    response.close()
