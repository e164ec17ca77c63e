"""The files of the form, stored as soon as they arrive, so that a form that is refused asks for none of them twice.

When the page is shown again they come back as signed tokens.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from motcua.access.types import Actor
from motcua.files import actions as files
from motcua.files import queries as stored
from motcua.files.queries import StoredFile
from motcua.files.types import FileRefused, Kind
from motcua.kernel.refusal import Malformed, NotFound
from motcua.progress import documents

SALT = "progress.upload"
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in the store, under the name it came with, and whose it is by account."""

    file: StoredFile
    name: str
    sender: int | None

    @property
    def token(self) -> str:
        """What the page sends back instead of the bytes: of no use in anybody else's form."""
        return signing.dumps([self.file.pk, self.name, self.sender], salt=SALT)


def kept(token: str, by: Actor) -> Upload:
    """The file that came with this form before; refuses a token that is not this person's or is a day old."""
    try:
        file_id, name, sender = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
        if sender == by.user_id:
            return Upload(stored.get(file_id), name, sender)
    except (signing.BadSignature, ValueError, NotFound):
        pass
    raise Malformed("Tệp đã chọn trước đó không đọc lại được; hãy chọn lại tệp.")


def keep(upload: UploadedFile, kinds: Collection[Kind], *, by: Actor, at: datetime) -> Upload:
    """Store a file that came now; refuses one of another kind."""
    name = stored.clean_name(upload.name or "tep")
    return Upload(files.store(upload=upload, name=name, by=by, at=at, kinds=kinds), name, by.user_id)


def keep_report(upload: UploadedFile, kinds: Collection[Kind], *, by: Actor, at: datetime) -> Upload:
    """Store a report; where it will not do, the reader of reports says why, for it knows more than the store."""
    try:
        return keep(upload, kinds, by=by, at=at)
    except FileRefused:
        upload.seek(0)
        documents.read(stored.clean_name(upload.name or "tep"), upload.read())
        raise
