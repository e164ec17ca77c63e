"""How motcua says no: a typed exception with one Vietnamese sentence and the law or rule behind it.

Every app raises subclasses of `Refusal`; pages, API and command line print `says` and `citation` and lose nothing.
"""

from __future__ import annotations


class Refusal(Exception):
    """A request that may not or cannot be done.

    `says` is one Vietnamese sentence that tells the reader what to do; `citation` names the law or rule
    (empty where plain arithmetic is the reason); `field` names the input at fault, where there is one.
    """

    code = "refused"

    def __init__(self, says: str, *, citation: str = "", field: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.citation = citation
        self.field = field

    def __str__(self) -> str:
        return f"{self.says} ({self.citation})" if self.citation else self.says


class NotAllowed(Refusal):
    """The actor holds no right for this on that day."""

    code = "not_allowed"


class Malformed(Refusal):
    """The input cannot be read as what it should be."""

    code = "malformed"


class Conflict(Refusal):
    """Somebody else acted first; the sentence says who and when."""

    code = "conflict"


class NotFound(Refusal):
    """Nothing of that name exists, or the actor may not know that it does."""

    code = "not_found"
