"""A file that came with a form, stored as it arrives, so that a form that is refused never asks for it twice.

When the page is shown again the file comes back as a signed token.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from motcua.access.types import Actor
from motcua.files import queries as stored
from motcua.files.queries import StoredFile
from motcua.kernel.refusal import NotFound

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Upload:
    """A file already in the store, under the name it came with."""

    file: StoredFile
    name: str
    sender: int | None
    """Whose file it is, by account: a token is of no use to anybody else."""
    salt: str
    """Of which form it is: a token is of no use in another."""

    @property
    def token(self) -> str:
        """What the page sends back instead of the bytes."""
        return signing.dumps([self.file.pk, self.name, self.sender], salt=self.salt)


def kept(token: str, *, salt: str, by: Actor) -> Upload | None:
    """The file that came before; None for a token that is not this person's, not of this form, or a day old."""
    try:
        file_id, name, sender = signing.loads(token, salt=salt, max_age=KEPT_SECONDS)
        return Upload(stored.get(file_id), name, sender, salt) if sender == by.user_id else None
    except (signing.BadSignature, ValueError, NotFound):
        return None
