"""The one verb of files, `store`: always part of the verb that uses the file, in its transaction."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import datetime
from typing import IO

from django.conf import settings
from django.db import transaction

from motcua.access.types import Actor
from motcua.files import disk, rules
from motcua.files.facts import FileStored
from motcua.files.models import StoredFile
from motcua.files.types import ATTACHED, Kind
from motcua.ledger.actions import record


@transaction.atomic
def store(*, upload: IO[bytes], name: str, by: Actor, at: datetime, kinds: Collection[Kind] = ATTACHED) -> StoredFile:
    """Keep the bytes of a seekable upload; an `UploadedFile` is one. Bytes known already keep their one row.

    Raises `NamelessFile`, `EmptyFile`, `FileTooLarge` or `WrongKind` before a byte is written. Who may store
    is decided by the verb that calls: a file alone gives nobody a right. `name` is kept by the caller,
    cleaned the same way (`queries.clean_name`), and in the fact.
    """
    name = rules.clean_name(name)
    rules.must_have_size(name, upload.seek(0, os.SEEK_END), settings.FILE_LIMIT_BYTES)
    kind = rules.must_be_of_a_kind(name, upload, kinds)
    sha256, size = disk.put(upload)
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "media_type": kind.media_type, "created_at": at}
    )
    record(FileStored(stored.pk, name, sha256, size, stored.media_type), by=by, at=at)
    return stored
