"""Files that came with a form: stored as soon as they arrive, so that a refused form never asks for them twice.

When the page must be shown again they come back as signed tokens, each with a tick that may be taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.core import signing
from django.http import HttpRequest

from motcua.access.types import Actor
from motcua.files import actions as files
from motcua.files import queries as stored
from motcua.files.queries import StoredFile
from motcua.kernel.refusal import Refusal

SALT = "onestop.upload"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file already in the store, under the name it came with."""

    file: StoredFile
    name: str

    @property
    def token(self) -> str:
        """What the page sends back instead of the bytes."""
        return signing.dumps([self.file.pk, self.name], salt=SALT)


@dataclass(slots=True)
class Uploads:
    """The files of one input: those that will do, and the sentence about those that will not."""

    name: str
    """The input's name; tokens come back as `<name>-kept`."""
    files: list[Upload] = field(default_factory=list)
    error: str = ""

    def __iter__(self) -> Iterator[Upload]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    @property
    def pairs(self) -> list[tuple[StoredFile, str]]:
        """Files with their names, as the verbs take them."""
        return [(each.file, each.name) for each in self.files]


def read(request: HttpRequest, name: str, *, by: Actor, at: datetime) -> Uploads:
    """The files an input brought now and those it brought before; what will not do leaves its sentence in `error`."""
    found = Uploads(name)
    for token in request.POST.getlist(f"{name}-kept"):
        try:
            file_id, known_as = signing.loads(token, salt=SALT)
        except signing.BadSignature:
            found.error = "Tệp đã đính kèm không đọc lại được; hãy chọn lại tệp."
            continue
        found.files.append(Upload(stored.get(file_id), known_as))
    for upload in request.FILES.getlist(name):
        try:
            called = stored.clean_name(upload.name or "tep")
            found.files.append(Upload(files.store(upload=upload, name=called, by=by, at=at), called))
        except Refusal as refusal:
            found.error = str(refusal)
    return found
