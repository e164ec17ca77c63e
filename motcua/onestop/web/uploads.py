"""Files that came with a form: stored as soon as they arrive, so that a refused form never asks for them twice.

When the page must be shown again they come back as signed tokens, each with a tick that may be taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

from motcua.access.types import Actor
from motcua.files import actions as files
from motcua.files import queries as stored
from motcua.files.queries import StoredFile
from motcua.kernel.refusal import Refusal
from motcua.ui.uploads import Upload, kept

SALT = "onestop.upload"


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


def read(request: HttpRequest, name: str, *, by: Actor, at: datetime, most: int | None = None) -> Uploads:
    """The files an input brought now and those it brought before; each that will not do adds its sentence to `error`.

    `most` is how many the input takes: new ones then stand in place of those brought before.
    """
    found, faults = Uploads(name), []
    came = request.FILES.getlist(name)
    for token in request.POST.getlist(f"{name}-kept") if most is None or not came else ():
        if (before := kept(token, salt=SALT, by=by)) is not None:
            found.files.append(before)
        else:
            faults.append("Tệp đã đính kèm không đọc lại được; hãy chọn lại tệp.")
    for upload in came:
        try:
            called = stored.clean_name(upload.name or "tep")
            file = files.store(upload=upload, name=called, by=by, at=at)
            found.files.append(Upload(file, called, by.user_id, SALT))
        except Refusal as refusal:
            faults.append(str(refusal))
    if most is not None and len(found) > most:
        faults.append(f"Ở đây chỉ nhận {most} tệp; hãy gộp thành {most} tệp PDF, hoặc bỏ bớt.")
    found.error = " ".join(dict.fromkeys(faults))
    return found
