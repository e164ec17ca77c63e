"""The files of the form, stored as soon as they arrive, so that a form that is refused asks for none of them twice.

When the page is shown again they come back as signed tokens.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from motcua.access.types import Actor
from motcua.files import actions as files
from motcua.files import queries as stored
from motcua.files.types import FileRefused, Kind
from motcua.kernel.refusal import Malformed
from motcua.progress import documents
from motcua.ui import uploads
from motcua.ui.uploads import Upload

SALT = "progress.upload"


def kept(token: str, by: Actor) -> Upload:
    """The file that came with this form before; refuses a token that is not this person's or is a day old."""
    if (upload := uploads.kept(token, salt=SALT, by=by)) is None:
        raise Malformed("Tệp đã chọn trước đó không đọc lại được; hãy chọn lại tệp.")
    return upload


def keep(upload: UploadedFile, kinds: Collection[Kind], *, by: Actor, at: datetime) -> Upload:
    """Store a file that came now; refuses one of another kind."""
    name = stored.clean_name(upload.name or "tep")
    return Upload(files.store(upload=upload, name=name, by=by, at=at, kinds=kinds), name, by.user_id, SALT)


def keep_report(upload: UploadedFile, kinds: Collection[Kind], *, by: Actor, at: datetime) -> Upload:
    """Store a report; where it will not do, the reader of reports says why, for it knows more than the store."""
    try:
        return keep(upload, kinds, by=by, at=at)
    except FileRefused:
        upload.seek(0)
        documents.read(stored.clean_name(upload.name or "tep"), upload.read())
        raise
