"""What can have happened to files."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.files.types import size_words
from motcua.ledger.types import Fact, fact


@fact("files.file_stored", subject="files.stored_file")
@dataclass(frozen=True, slots=True)
class FileStored(Fact):
    """Somebody handed in these bytes under this name; the same bytes may be handed in again under another."""

    file_id: int
    name: str
    sha256: str
    size: int
    media_type: str

    @property
    def subject_id(self) -> int:
        return self.file_id

    def says(self) -> str:
        return f"Lưu tệp “{self.name}” ({size_words(self.size)}, mã nội dung {self.sha256[:12]})."
